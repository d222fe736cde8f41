"""Plans and scorecards through the store: what scripts read of them, and taking them out again."""

import json
import shutil

import duckdb
import pytest
from typer.testing import CliRunner

from kpis.__main__ import app
from kpis.intake import recording
from kpis.intake.checking import check_and_record
from tests.conftest import DAY, MACHINE
from tests.intake.documents import plan, scorecard, task
from tests.intake.test_plan_layouts import back

SET = "ke-hoach-cchc-2022"
SCORES = [["1.1", "Kế hoạch", 2, 1.5, 0.5, "Chậm", "Phòng Nội vụ", "Quý I/2023"],
          ["", "Tổng điểm", 2, 1.5, 0.5]]  # fmt: skip


def run(*arguments):
    return CliRunner().invoke(app, arguments)


def asked(*arguments):
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def stored(house, *contents):
    files = [(f"{at}.xlsx", one) for at, one in enumerate(contents)]
    return [submission for _, submission in check_and_record(house, files, MACHINE, "", DAY)]


def test_scripts_read_every_task_of_a_stored_plan(house):
    [submission] = stored(house, plan([task(1), task(2, lead="", due="Hằng quý")]))
    first, second = asked("tasks", "--on", "2022-04-09")
    assert first.pop("key") != second["key"]
    assert first == {
        "submission": submission,
        "set": SET,
        "code": "1",
        "area": None,
        "task": "Rà soát văn bản",
        "product": "Kế hoạch",
        "lead": "Sở Tư pháp",
        "partners": "Các sở, ban, ngành",
        "deadline": "Quý I/2022",
        "note": None,
        "requirement": None,
        "criteria": None,
        "lead_units": ["kg-so-tu-phap"],
        "partner_units": [],
        "due_kind": "dates",
        "due_dates": ["2022-03-31"],
        "due_starts": None,
        "due_before": False,
        "due_tentative": False,
        "due_every": [],
        "sheet": "Phụ lục",
        "cell": "B4",
        "leads": ["kg-so-tu-phap"],
        "on": "2022-04-09",
        "status": "overdue",
        "days": 9,
        "due_on": "2022-03-31",
        "period": None,
        "tentative": False,
        "ongoing": False,
        "occurrences": [{"due_on": "2022-03-31", "status": "overdue", "days": 9, "done_on": None}],
        "clarified": None,
        "reports": [],
    }
    assert (second["status"], second["period"]) == ("unreported", "2022-Q2")
    assert (second["lead"], second["due_kind"], second["due_every"]) == (
        "Sở Tư pháp", "recurrent", ["quarter"]
    )  # fmt: skip


def test_scripts_read_what_was_done_by_the_day_they_name(house):
    stored(house, plan([task(1)]), back((1, "KH 7/KH-UBND", "05/04/2022")))
    [before] = asked("tasks", "--on", "2022-04-04")
    [after] = asked("tasks", "--on", "2022-04-05")
    assert (before["status"], before["days"]) == ("overdue", 4)
    assert (after["status"], after["days"]) == ("done_late", 5)
    [report] = after["reports"]
    assert (report["product"], report["done_on"]) == ("KH 7/KH-UBND", "2022-04-05")


def test_without_a_day_it_is_the_end_of_the_plan_s_year_or_that_of_the_pages(house):
    stored(house, plan([task(1)]))
    assert asked("tasks")[0]["on"] == "2022-12-14"
    assert "Quá hạn 258 ngày" in run("tasks").output


def test_a_later_file_of_a_set_takes_the_place_of_the_earlier(house):
    stored(house, plan([task(1), task(2)]))
    stored(house, plan([task(1, "Kiểm tra")]), plan([task(1)], issuer="SỞ NỘI VỤ"))
    assert [one["task"] for one in asked("tasks", "--set", SET)] == ["Kiểm tra"]
    assert len(asked("tasks")) == 2


def test_a_withdrawn_plan_leaves_the_one_before_it(house):
    stored(house, plan([task(1)]))
    [later] = stored(house, plan([task(1), task(2)]))
    assert len(asked("tasks")) == 2
    recording.withdraw(house, later, MACHINE, "nhầm")
    assert len(asked("tasks")) == 1


def test_scripts_read_a_stored_scorecard_with_its_sums(house):
    stored(house, scorecard(SCORES), scorecard(SCORES, issuer="UBND HUYỆN AN MINH"))
    answer = asked("score", "--set", "cham-diem-2022", "--org-unit", "kg-907")
    [one] = answer["criteria"]
    assert (one["code"], one["max"], one["appraised"], one["lost"]) == ("1.1", 2, 1.5, 0.5)
    assert (one["org_unit"], one["reason"], one["due_dates"]) == ("kg-907", "Chậm", ["2023-03-31"])
    assert [(each["kind"], each["given"]) for each in answer["totals"]] == [("total", 1.5)]
    assert len(asked("score", "--set", "cham-diem-2022")["criteria"]) == 2


def test_people_read_lines_with_decimal_commas_and_days(house):
    stored(house, plan([task(1)]), scorecard(SCORES))
    assert "Quý I/2022\t31/03/2022" in run("tasks").stdout
    lines = run("score", "--set", "cham-diem-2022").stdout.splitlines()
    assert lines[:2] == ["1.1\tKế hoạch\t2\t1,5\t0,5", "\tTổng điểm\t2\t1,5\t0,5"]


@pytest.mark.parametrize(
    "wrong",
    [
        ("tasks", "--set", "khac"),
        ("score", "--set", "khac"),
        ("score", "--set", SET, "--org-unit", "kg-1"),
    ],
)
def test_a_set_or_unit_nobody_has_is_wrong_usage(house, wrong):
    result = run(*wrong)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr


def test_a_version_from_before_plans_has_none(house):
    newest = house.store.path(house.store.version())
    older = newest.with_name("kpis-20991231T000000000000.duckdb")
    shutil.copyfile(newest, older)
    with duckdb.connect(str(older)) as con:
        for table in ("task", "criterion", "score_total", "standing_card", "criteria_match"):
            con.execute(f"DROP TABLE {table}")
    assert asked("tasks") == []
    assert run("score", "--set", SET).exit_code == 2
    stored(house, plan([task(1)]))
    assert len(asked("tasks")) == 1
