"""Scorecards on the command line, by contract, and criteria sets out and in again."""

import json

import openpyxl
import pytest
from typer.testing import CliRunner

from kpis.__main__ import app
from kpis.intake.checking import check_and_record
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
