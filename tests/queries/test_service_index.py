"""Points of the service index, as a table from the national portal brought them in."""

from datetime import date

import duckdb

from kpis.intake.checking import check_and_record
from kpis.intake.recording import withdraw
from kpis.queries.service_index import peers_at, points_at, scored_periods
from tests.conftest import MACHINE
from tests.intake.builders import xlsx

HEADER = ["ID", "TEN", "TDGQ", "MDHL", "MDSH", "TTTT", "CLGQ", "CKMB", "TONG_SCORE"]
FAMILY = "service_index"
DAY = date(2025, 11, 5)
# 19 + 17.5 + 20 + 9.25 + 8 + 16 = 89.75.
POINTS = ["19", "17.5", "20", "9.25", "8", "16", "89.75"]


def bring(house, rows, month="10", sheet="Xã Phường"):
    lines = [[str(at), name, *points] for at, (name, points) in enumerate(rows)]
    file = (f"766_an_giang_2025_{month}.xlsx", xlsx([HEADER, *lines], sheet=sheet))
    [(read, submission)] = check_and_record(house, [file], MACHINE, "lệch tổng", DAY)
    assert submission, read.verdict.findings
    return submission


def ask(house, query, **facts):
    with house.store.reader(house.store.version()) as con:
        return query(con, family=FAMILY, **facts)


def test_every_component_of_every_unit_is_there_as_given(an_giang):
    bring(an_giang, [("UBND xã An Phú - tỉnh An Giang", POINTS)])
    found = ask(an_giang, points_at, period="2025-10")
    assert dict(zip(found["item"], found["value"], strict=True)) == {
        "progress": 19, "satisfaction": 17.5, "digitisation": 20, "online_payment": 9.25,
        "online_service": 8, "transparency": 16, "total": 89.75,
    }  # fmt: skip
    assert set(found["org_unit"]) == {"ag-xa-an-phu"}
    assert not found["illustrative"].any()


def test_a_total_that_does_not_add_up_is_kept_as_published(an_giang):
    bring(an_giang, [("UBND xã An Phú - tỉnh An Giang", [*POINTS[:-1], "88.75"])])
    found = ask(an_giang, points_at, period="2025-10")
    assert found.set_index("item").loc["total", "value"] == 88.75


def test_a_component_that_was_not_given_has_no_row(an_giang):
    bring(an_giang, [("UBND xã An Phú - tỉnh An Giang", ["-", *POINTS[1:]])])
    assert "progress" not in set(ask(an_giang, points_at, period="2025-10")["item"])


def test_periods_come_latest_first_with_how_many_units_have_points(an_giang):
    both = [("UBND xã An Phú - tỉnh An Giang", POINTS), ("UBND tỉnh An Giang", POINTS)]
    bring(an_giang, both, "09")
    bring(an_giang, both[:1])
    bring(an_giang, both[1:], sheet="Điểm năm")
    periods = ask(an_giang, scored_periods)
    assert list(periods.items()) == [("2025", 1), ("2025-10", 1), ("2025-09", 2)]


def test_what_was_withdrawn_is_gone(an_giang):
    submission = bring(an_giang, [("UBND xã An Phú - tỉnh An Giang", POINTS)])
    withdraw(an_giang, submission, MACHINE, "gửi nhầm")
    assert ask(an_giang, scored_periods) == {}
    assert ask(an_giang, points_at, period="2025-10").empty


def test_other_families_of_forms_are_not_points(demo):
    assert ask(demo, scored_periods) == {}


CA_MAU, HCM = "UBND tỉnh Cà Mau", "UBND Thành phố Hồ Chí Minh"


def test_a_ranking_keeps_other_provinces_as_published(an_giang):
    low = ["10", *POINTS[1:-1], "79"]  # 10 + 17.5 + 20 + 9.25 + 8 + 16 = 80.75: kept as printed.
    bring(an_giang, [("UBND tỉnh An Giang", POINTS), (CA_MAU, low), (HCM, POINTS)])
    found = ask(an_giang, peers_at, period="2025-10")
    totals = found[found["item"] == "total"].set_index("name")["value"].to_dict()
    assert totals == {CA_MAU: 79, HCM: 89.75}
    assert set(ask(an_giang, points_at, period="2025-10")["org_unit"]) == {"ag"}
    assert ask(an_giang, scored_periods) == {"2025-10": 1}


def test_a_later_ranking_counts_and_a_withdrawn_one_is_gone(an_giang):
    bring(an_giang, [("UBND tỉnh An Giang", POINTS), (CA_MAU, POINTS)])
    later = bring(
        an_giang, [("UBND tỉnh An Giang", POINTS), (CA_MAU, ["18", *POINTS[1:-1], "88.75"])]
    )

    def total():
        found = ask(an_giang, peers_at, period="2025-10")
        return found[found["item"] == "total"]["value"].tolist()

    assert total() == [88.75]
    withdraw(an_giang, later, MACHINE, "gửi nhầm")
    assert total() == [89.75]


def test_a_version_from_before_rankings_were_kept_has_none():
    with duckdb.connect() as con:
        assert peers_at(con, family=FAMILY, period="2025-10").empty
