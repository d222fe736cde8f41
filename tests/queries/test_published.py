"""Published rankings in the store: beside what scorecards come to, never in their place."""

import json

import pytest
from typer.testing import CliRunner

from kpis.__main__ import app
from kpis.intake import recording
from kpis.queries.criteria_sets import sets
from kpis.queries.published import published
from kpis.queries.scoring import summary
from tests.conftest import MACHINE
from tests.intake.test_ranking import DISTRICTS, table
from tests.pages.scorecards import GO_QUAO, LOST, SET, send
from tests.queries.test_scoring import card, put

TITLE = [["UBND TỈNH KIÊN GIANG"], ["KẾT QUẢ XẾP HẠNG CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2022"]]


@pytest.fixture
def ask(house):
    def ask(query, **facts):
        with house.store.reader(house.store.version()) as con:
            return query(con, **facts)

    return ask


def test_what_was_published_stands_beside_what_the_cards_come_to(house, ask):
    send(house, LOST)
    put(house, table(DISTRICTS, title=TITLE))
    mine = ask(summary, set_=SET).set_index("org_unit").loc[GO_QUAO]
    assert mine[["score", "rank"]].tolist() == [94.5, 3]
    names = ["published_score", "published_rank", "published_ranked"]
    assert mine[names].tolist() == [87.65, 2, 3]
    assert mine["published_grade"] == "Tốt"
    rows = ask(published, set_=SET)
    assert rows["org_unit"].tolist() == ["kg-905", "kg-907", "kg-899"]
    listed = ask(sets).set_index("set")
    assert listed.loc[SET, ["units", "published"]].tolist() == [3, 3]


def test_a_later_file_counts_for_the_units_it_names_and_may_be_taken_out(house, ask):
    put(house, table(DISTRICTS, title=TITLE))
    [later] = put(house, table([[1, "Gò Quao", 64, 25, 89, 1, "Tốt"]], title=TITLE))
    assert ask(published, set_=SET).set_index("org_unit")["total"].to_dict() == {
        "kg-905": 89.5, "kg-907": 89, "kg-899": 84
    }  # fmt: skip
    recording.withdraw(house, later, MACHINE, "nhầm")
    assert ask(published, set_=SET).set_index("org_unit").loc["kg-907", "total"] == 87.65


def test_cards_without_a_set_have_what_was_published_for_their_year(house, ask):
    put(house, card([["1.1", "Kế hoạch", 4, 4, 3]]))
    put(house, table(DISTRICTS, title=TITLE))
    [one] = ask(summary, set_="cham-diem-2022").to_dict("records")
    assert (one["score"], one["published_score"], one["published_rank"]) == (3, 87.65, 2)


def test_a_name_no_catalogue_has_stays_as_published(house, ask):
    rows = [*DISTRICTS, [4, "Cục Hải quan vùng", 50, 20, 70, 4, ""]]
    put(house, table(rows, title=TITLE))
    assert ask(published, set_=SET)["org_unit"].tolist()[-1] == "-Cục Hải quan vùng"


def test_scripts_read_a_ranking_before_it_is_stored(house, tmp_path):
    path = tmp_path / "xep hang.xlsx"
    path.write_bytes(table(DISTRICTS, title=TITLE))
    result = CliRunner().invoke(app, ["check", str(path), "--json"])
    [one] = json.loads(result.stdout)
    assert [(row["org_unit"], row["total"], row["rank"]) for row in one["published"]] == [
        ("kg-905", 89.5, 1), ("kg-907", 87.65, 2), ("kg-899", 84, 3)
    ]  # fmt: skip
    assert one["sheets"][0]["set"] == SET
