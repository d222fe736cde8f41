"""Scorecards on the command line, by contract, and criteria sets out and in again."""

import json
from decimal import Decimal
from zipfile import ZipFile

import openpyxl
import pytest
from typer.testing import CliRunner

from kpis.__main__ import app
from kpis.domain.score_marks import Mark, MarkKind
from kpis.intake.checking import check_and_record
from kpis.intake.score_components import CardId
from kpis.intake.score_locking import reopen
from kpis.intake.score_marking import record_mark
from tests.conftest import DAY, MACHINE
from tests.intake.documents import scorecard

SET = "cham-diem-2022"
ROWS = [["1", "CHỈ ĐẠO", 10, 8.5, 1.5], ["1.1", "Kế hoạch", 4, 3, 1, "Chậm", "Phòng Nội vụ"],
        ["1.2", "Hồ sơ", 6, 5.5, 0.5], ["", "Tổng điểm", 10, 8.5, 1.5],
        ["", "Xếp hạng", "", "2/2"]]  # fmt: skip
BETTER = [["1.1", "Kế hoạch", 4, 4, 0], ["1.2", "Hồ sơ", 6, 5, 1]]


@pytest.fixture
def stored(house):
    files = [
        ("a.xlsx", scorecard(ROWS)),
        ("b.xlsx", scorecard(BETTER, issuer="UBND HUYỆN AN MINH")),
    ]
    assert all(one for _, one in check_and_record(house, files, MACHINE, "", DAY))
    return house


def run(*arguments):
    return CliRunner().invoke(app, [str(one) for one in arguments])


def asked(*arguments):
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_scripts_read_points_sums_grade_and_rank_with_the_published_beside(stored):
    answer = asked("score", "--set", SET)
    by_code = {one["code"]: one for one in answer["criteria"] if one["org_unit"] == "kg-907"}
    one = by_code["1.1"]
    assert (one["max"], one["appraised"], one["given"], one["lost"], one["state"]) == (
        4, 3, 3, 1, "appraised"
    )  # fmt: skip
    units = {one["org_unit"]: one for one in answer["units"]}
    assert [(units[unit]["score"], units[unit]["rank"]) for unit in ("kg-909", "kg-907")] == [
        (9, 1), (8.5, 2)
    ]  # fmt: skip
    mine = units["kg-907"]
    assert (mine["published_score"], mine["published_rank"], mine["published_ranked"]) == (
        8.5,
        2,
        2,
    )
    assert next((one["code"], one["given"]) for one in answer["areas"]) == ("1", 8.5)
    assert answer["defined"] is None


def test_one_unit_is_ranked_among_all(stored):
    answer = asked("score", "--set", SET, "--org-unit", "kg-907")
    assert {one["org_unit"] for one in answer["criteria"] + answer["units"]} == {"kg-907"}
    assert (answer["units"][0]["rank"], answer["units"][0]["ranked"]) == (2, 2)


def test_people_read_lines(stored):
    lines = run("score", "--set", SET, "--org-unit", "kg-907").stdout.splitlines()
    assert lines[0] == "1.1\tKế hoạch\t4\t3\t1"
    assert lines[-1] == "kg-907\t8,5\t–\thạng 2/2\tđã công bố: 8,5, 2"


def test_a_locked_card_is_reopened_with_a_reason(stored):
    assert run("reopen-scorecard", "--set", SET, "--org-unit", "kg-907", "--reason", " ").exit_code
    reopen = ("reopen-scorecard", "--set", SET, "--org-unit", "kg-907", "--reason", "sót")
    assert run(*reopen).exit_code == 0
    again = run(*reopen)
    assert again.exit_code == 1
    assert "kg-907" in again.stderr


def test_a_criteria_set_goes_out_and_comes_back(house, tmp_path):
    book = tmp_path / "bo.xlsx"
    assert run("criteria", "--set", "kg-huyen-2023", "-o", book).exit_code == 0
    edited = openpyxl.load_workbook(book)
    edited["Tiêu chí"]["B4"].value = "Ban hành kế hoạch"
    edited.save(book)
    assert run("criteria-load", book, "--reason", "đổi tên").exit_code == 0
    answer = run("scorecard-template", "--set", "kg-huyen-2024", "--org-unit", "kg-907",
                 "-o", tmp_path / "phieu.xlsx")  # fmt: skip
    assert answer.exit_code == 0
    texts = {
        cell.value for row in openpyxl.load_workbook(tmp_path / "phieu.xlsx").active for cell in row
    }
    assert "Ban hành kế hoạch" in texts


@pytest.mark.parametrize(
    "wrong",
    [("criteria", "--set", "khac", "-o", "x"), ("score", "--set", "khac"),
     ("score", "--set", SET, "--period", "2023-Q9")],
)  # fmt: skip
def test_what_nobody_defined_is_wrong_usage(house, wrong):
    assert run(*wrong).exit_code == 2


def test_the_cards_of_all_units_go_out_as_one_archive(house, tmp_path):
    archive = tmp_path / "mau.zip"
    assert run("scorecard-template", "--set", "kg-so-2023", "-o", archive).exit_code == 0
    names = ZipFile(archive).namelist()
    assert len(names) == 22
    assert "kg-so-2023 so noi vu.xlsx" in names


def test_scripts_read_what_was_recorded_on_the_page(stored):
    reopen(stored, SET, "kg-907", MACHINE, "sót")
    mark = Mark(MarkKind.APPRAISED, Decimal("3.5"))
    record_mark(stored, MACHINE, CardId(SET, "kg-907"), "1.1", mark, "bổ sung")
    answer = asked("score", "--set", SET, "--org-unit", "kg-907")
    one = next(one for one in answer["criteria"] if one["code"] == "1.1")
    assert (one["appraised"], one["given"], one["lost"], one["reason"]) == (
        3.5,
        3.5,
        0.5,
        "bổ sung",
    )
    assert (answer["units"][0]["score"], answer["units"][0]["locked"]) == (9, False)


def test_scripts_read_the_name_of_a_unit_outside_the_catalogue(house):
    content = scorecard(ROWS, issuer="UBND HUYỆN TỊNH BIÊN")
    assert check_and_record(house, [("a.xlsx", content)], MACHINE, "", DAY)[0][1]
    answer = asked("score", "--set", "cham-diem-tinh-bien-2022")
    rows = [*answer["criteria"], *answer["totals"], *answer["units"], *answer["areas"]]
    assert {(one["org_unit"], one["unit_name"]) for one in rows} == {(None, "UBND HUYỆN TỊNH BIÊN")}


def test_an_appraisal_is_recorded_and_locked_by_command(house):
    own = scorecard([["1.1", "Kế hoạch", 4, 4]], ["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm"])
    assert check_and_record(house, [("a.xlsx", own)], MACHINE, "", DAY)[0][1]
    of_card = ("--set", SET, "--org-unit", "kg-907")
    mark = ("mark-scorecard", *of_card, "--item", "1.1", "--kind", "appraised")
    assert run("lock-scorecard", *of_card, "--reason", "Biên bản").exit_code == 1
    assert run(*mark, "--points", "9", "--reason", "x").exit_code == 1
    assert run(*mark, "--points", "3,5", "--reason", "Chậm", "--by", "Lan").exit_code == 0
    assert run("lock-scorecard", *of_card, "--reason", "Biên bản số 5").exit_code == 0
    [unit] = asked("score", "--set", SET)["units"]
    assert (unit["score"], unit["stage"], unit["locked"]) == (3.5, "appraised", True)
    assert run(*mark, "--points", "4", "--reason", "x").exit_code == 1
    assert run("mark-scorecard", *of_card, "--item", "1.1", "--kind", "khác").exit_code == 2
