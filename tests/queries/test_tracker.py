"""Who has sent what: judged by cells and days, with extensions, returns and older versions."""

import shutil
from dataclasses import replace
from datetime import date, timedelta

import duckdb
import pytest

from kpis.domain.periods import Period
from kpis.intake import recording
from kpis.intake.chasing import grant_extension, send_back
from kpis.intake.owing import owed
from kpis.queries.chasing import extensions, weights
from kpis.queries.tracker import reports
from tests.builders import MACHINE, counts, percent, received, row

Q1, Q2, H1 = "2021-Q1", "2021-Q2", "2021-H1"
# The scratch calendar: districts report a quarter by day 16 of its last month.
DUE = date(2021, 3, 16)
LONG_AFTER = date(2021, 12, 31)
ITEMS = (
    *("received_total", "received_online", "received_direct", "carried_over"),
    *("resolved_total", "resolved_early", "resolved_on_time", "resolved_late"),
    *("pending_total", "pending_on_time", "pending_late"),
)
WHOLE = dict.fromkeys(ITEMS, 5)
# What the scratch catalogue asks of a district in the workbook.
ASKED = ("rate", "late", "level", "stepped", "free", "mixed")


@pytest.fixture
def tracked(province):
    """Reports of a period by unit and form, as of a day."""

    def track(period=Q1, today=LONG_AFTER):
        asked = owed(province.house.catalogue, province.house.forms, Period.parse(period))
        rows = province.ask(reports, owed=asked, today=today)
        return {(one["org_unit"], one["form"]): one for one in rows}

    return track


def without(*items):
    return {item: value for item, value in WHOLE.items() if item not in items}


def dossiers(unit="d1", period=Q1, day=DUE, section=None, **items):
    return received(row(unit, period, section, **items), form="II.06a", day=day)


def test_before_anything_comes_a_report_is_not_due_and_then_not_sent(tracked):
    assert tracked(today=DUE)["d1", "II.06a"]["state"] == "not_due"
    late = tracked(today=DUE + timedelta(1))["d1", "II.06a"]
    assert (late["state"], late["cells"], late["expected_cells"]) == ("not_sent", 0, 11)
    assert (late["due_on"], late["received_on"], late["days_late"]) == (DUE, None, None)
    assert (late["overdue"], late["outcome"]) == (True, "missing")


def test_a_whole_report_on_its_day_is_on_time_and_a_day_after_it_is_late(province, tracked):
    province.store(dossiers(**WHOLE), dossiers("d2", day=DUE + timedelta(3), **WHOLE))
    good, late = tracked()["d1", "II.06a"], tracked()["d2", "II.06a"]
    assert (good["state"], good["cells"], good["days_late"]) == ("on_time", 11, 0)
    assert (late["state"], late["received_on"], late["days_late"]) == (
        *("late", DUE + timedelta(3)),
        3,
    )


def test_a_missing_cell_makes_a_report_incomplete_and_is_named(province, tracked):
    province.store(dossiers(**without("carried_over", "pending_late")))
    one = tracked()["d1", "II.06a"]
    assert (one["state"], one["cells"], one["expected_cells"]) == ("incomplete", 9, 11)
    assert (one["received_on"], one["days_late"], one["outcome"]) == (DUE, None, "missing")
    assert one["missing"] == [("carried_over", ""), ("pending_late", "")]


def test_an_empty_cell_is_no_cell_received(province, tracked):
    cells = [
        replace(one, value=None) if one.item in ITEMS[:2] else one for one in row("d1", Q1, **WHOLE)
    ]
    province.store(received(cells, form="II.06a", day=DUE))
    assert tracked()["d1", "II.06a"]["cells"] == 9


def test_nought_is_a_figure(province, tracked):
    province.store(dossiers(**dict.fromkeys(ITEMS, 0)))
    assert tracked()["d1", "II.06a"]["state"] == "on_time"


def test_each_row_of_a_form_by_fields_must_be_whole(province, tracked):
    land = row("d1", Q1, "Đất đai", **WHOLE)
    civil = row("d1", Q1, "Hộ tịch", **without("received_online"))
    province.store(received(land, civil, form="II.06a", day=DUE))
    one = tracked()["d1", "II.06a"]
    assert (one["state"], one["cells"], one["expected_cells"]) == ("incomplete", 21, 22)
    assert one["missing"] == [("received_online", "Hộ tịch")]


def test_a_report_is_whole_on_the_day_its_last_item_came(province, tracked):
    first = received(*(counts(one, "d1", 1, 2, Q1) for one in ASKED[:4]), file="1.xlsx", day=DUE)
    rest = received(
        *(counts(one, "d1", 1, 2, Q1) for one in ASKED[4:]),
        file="2.xlsx",
        day=DUE + timedelta(5),
    )
    province.store(first)
    part = tracked()["d1", "KPI-Q"]
    assert (part["state"], part["cells"], part["expected_cells"]) == ("incomplete", 8, 12)
    province.store(rest)
    assert (tracked()["d1", "KPI-Q"]["state"], tracked()["d1", "KPI-Q"]["days_late"]) == ("late", 5)


def test_a_later_correction_makes_nobody_late(province, tracked):
    province.store(dossiers(**WHOLE))
    province.store(dossiers(day=LONG_AFTER, **{**WHOLE, "carried_over": 6}))
    assert (tracked()["d1", "II.06a"]["state"], tracked()["d1", "II.06a"]["received_on"]) == (
        *("on_time",),
        DUE,
    )


def test_what_is_withdrawn_has_not_come(province, tracked):
    [submission] = province.store(dossiers(**WHOLE))
    recording.withdraw(province.house, submission, MACHINE, "nhầm kỳ")
    assert tracked()["d1", "II.06a"]["state"] == "not_sent"


def test_a_percent_without_counts_is_no_count(province, tracked):
    province.store(received(percent("rate", "d1", 95, Q1), day=DUE))
    assert tracked()["d1", "KPI-Q"]["cells"] == 0


def test_another_form_of_the_family_counts_by_the_items_it_shares(province, tracked):
    items = {"received_total": 9, "resolved_total": 8, "resolved_not_late": 7, "resolved_late": 1}
    province.store(received(row("d1", Q1, **items), form="TH-TTHC", day=DUE))
    one = tracked()["d1", "II.06a"]
    assert (one["state"], one["cells"], one["expected_cells"]) == ("incomplete", 3, 11)


def test_six_months_stand_for_the_second_quarter(province, tracked):
    province.store(dossiers(period=H1, day=date(2021, 6, 10), **WHOLE))
    assert tracked(Q2)["d1", "II.06a"]["state"] == "on_time"
    # Nobody asks for the half year itself, but what has come is shown.
    assert tracked(H1)["d1", "II.06a"]["state"] == "on_time"
    assert tracked(H1)["d2", "II.06a"]["state"] == "not_owed"
    assert tracked("2021-06")["d1", "II.06a"]["state"] == "not_owed"


def test_a_quarter_s_own_report_goes_before_that_of_six_months(province, tracked):
    province.store(dossiers(period=H1, day=date(2021, 6, 10), **WHOLE))
    province.store(dossiers(period=Q2, day=date(2021, 6, 20), **WHOLE))
    assert tracked(Q2)["d1", "II.06a"]["days_late"] == 4


def test_a_level_without_a_date_in_the_calendar_is_never_late(province, tracked):
    agency = tracked()["a1", "II.06a"]
    assert (agency["state"], agency["due_on"], agency["outcome"]) == ("not_due", None, None)


def test_a_unit_that_gave_way_is_closed(tracked):
    assert tracked("2021-Q3")["a2", "II.06a"]["state"] == "closed"
    assert ("a3", "II.06a") not in tracked(Q2)


def extend(province, day, reason="mất điện", family="dossiers"):
    grant_extension(
        province.house,
        MACHINE,
        org_unit="d1",
        family=family,
        period=Q1,
        due_on=day,
        reason=reason,
    )


def test_an_extension_counts_from_the_moment_it_is_granted(province, tracked):
    province.store(dossiers(day=DUE + timedelta(4), **WHOLE))
    assert tracked()["d1", "II.06a"]["days_late"] == 4
    extend(province, DUE + timedelta(2))
    assert tracked()["d1", "II.06a"]["days_late"] == 2
    extend(province, DUE + timedelta(9), "bão số 5")
    one = tracked()["d1", "II.06a"]
    assert (one["state"], one["days_late"], one["calendar_due_on"]) == ("on_time", 0, DUE)
    assert (one["extension"], one["extension_reason"]) == (DUE + timedelta(9), "bão số 5")
    # The other form keeps its date.
    assert tracked()["d1", "KPI-Q"]["extension"] is None
    listed = province.ask(extensions, period=Q1)
    assert listed["reason"].tolist() == ["bão số 5", "mất điện"]
    assert province.ask(extensions, period=Q2).empty


def test_a_report_sent_back_stays_so_until_the_next_one_comes(province, tracked):
    province.store(dossiers(**WHOLE))
    about = {"org_unit": "d1", "family": "dossiers", "period": Q1}
    send_back(province.house, MACHINE, **about, remarks="Lệch cột (3)")
    one = tracked()["d1", "II.06a"]
    assert (one["state"], one["remarks"], one["outcome"]) == (
        *("returned", "Lệch cột (3)"),
        "missing",
    )
    assert province.figures(period=Q1, indicator="online")["value"].notna().any()
    province.store(dossiers(day=LONG_AFTER, **{**WHOLE, "carried_over": 6}))
    one = tracked()["d1", "II.06a"]
    assert (one["state"], one["remarks"]) == ("on_time", None)


def test_weight_is_a_unit_s_part_in_the_last_denominators(province):
    asked = owed(province.house.catalogue, province.house.forms, Period.parse(Q2))
    province.store(
        received(counts("rate", "d1", 1, 30, Q1), file="1.xlsx"),
        received(counts("rate", "d2", 1, 10, Q2), counts("free", "d2", 1, 7, Q2), file="2.xlsx"),
    )
    found = province.ask(weights, owed=asked, period=Q2)
    # rate: 30 of 40 and 10 of 40; free: all of 7; the mean of the two indicators that are known.
    assert found == {
        ("d1", "indicators"): pytest.approx(37.5),
        ("d2", "indicators"): pytest.approx(62.5),
    }
    assert province.ask(weights, owed=asked, period="2020-Q4") == {}


def test_a_version_from_before_these_tables_is_read_and_the_next_change_adds_them(
    province, tracked, data_folder
):
    store = province.house.store
    old = store.path(store.version())
    aged = data_folder / "aged.duckdb"
    shutil.copyfile(old, aged)
    with duckdb.connect(str(aged)) as con:
        con.execute("DROP TABLE extension")
        con.execute("DROP TABLE sent_back")
    for path in store.folder.glob("kpis-*.duckdb"):
        path.unlink()
    aged.rename(store.folder / "kpis-20200101T000000000000.duckdb")
    assert tracked()["d1", "II.06a"]["state"] == "not_sent"
    assert province.ask(extensions, period=Q1).empty
    extend(province, DUE + timedelta(2))
    assert tracked()["d1", "II.06a"]["extension"] == DUE + timedelta(2)
