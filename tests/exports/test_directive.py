"""Answers to a directive: who lost which points, reckoned by hand, and the workbooks of it."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from kpis.exports.directive import criteria_workbook, summary_workbook
from kpis.intake.checking import check_and_record
from kpis.queries.directive import lead_answers
from kpis.queries.stored_losses import sets_with_losses
from kpis.words import Words
from tests.conftest import DAY, MACHINE
from tests.intake.documents import plan, scorecard, task
from tests.intake.test_tasks_reporting import standing_plan

HEAD = ["STT", "Tiêu chí", "Điểm tối đa", "Điểm thẩm định", "Điểm ĐTXHH", "Điểm mất", "Lý do",
        "Cơ quan thực hiện", "Thời hạn"]  # fmt: skip
# 0,5 + 1 of Home Affairs can be won back; 2,81 is a survey's. Justice and Home share 0,5.
POINTS = [
    ["1.1", "Báo cáo", 2, 1.5, "", 0.5, "Chậm", "Sở Nội vụ", "Quý I/2022"],
    ["1.2", "Sáng kiến", 2, 1, "", 1, "Không có", "Sở Nội vụ", ""],
    ["2.1", "Rà soát văn bản", 1, 0.5, "", 0.5, "Thiếu", "Sở Tư pháp; Sở Nội vụ", ""],
    ["8.1", "Hài lòng", 10, "", 7.19, 2.81, "", "Sở Nội vụ", ""],
]  # fmt: skip
T = Words()


def send_plan_and_card(house):
    tasks = [task(1, "Khắc phục TCTP 1.1 và 2.1", due="Quý I/2022"), task(2, "Kiểm tra")]
    files = [("kh.xlsx", plan(tasks)), ("d.xlsx", scorecard(POINTS, HEAD, "UBND TỈNH KIÊN GIANG"))]
    check_and_record(house, files, MACHINE, "", DAY)


@pytest.fixture
def answers(filled):
    house = filled(send_plan_and_card)
    with house.store.reader(house.store.version()) as con:
        [set_] = sets_with_losses(con)
        return lead_answers(con, plan=standing_plan(house), set_=set_)


def rows(content):
    return list(load_workbook(BytesIO(content)).active.iter_rows(values_only=True))


def test_points_stand_with_every_department_that_answers_for_them(answers):
    home, justice = answers
    assert (home.owner, home.lost, home.recoverable) == ("kg-so-noi-vu", 4.81, 2.0)
    assert (justice.owner, justice.lost, justice.recoverable) == ("kg-so-tu-phap", 0.5, 0.5)
    assert [len(one.tasks) for one in answers] == [1, 1]
    assert [one.without_task for one in answers] == [2, 0]


def test_the_summary_has_one_row_a_department(answers):
    content = summary_workbook("Tổng hợp", ["trước 14/6"], answers, str, T, illustrative=True)
    table = rows(content)
    assert ("kg-so-noi-vu", 4, 4.81, 2, 1, 0, 1, 2) in table
    assert ("kg-so-tu-phap", 1, 0.5, 0.5, 1, 0, 1, 0) in table
    assert T("export.illustrative") in [row[0] for row in table]


def test_the_detail_has_one_row_a_criterion_with_its_tasks(answers):
    table = rows(criteria_workbook("Chi tiết", [], answers, str, T, illustrative=False))
    of_home = {row[1]: row for row in table if row[0] == "kg-so-noi-vu"}
    assert of_home["1.1"][3:7] == (2, 1.5, 0.5, 0.5)
    assert of_home["8.1"][5:7] == (2.81, 0)
    assert of_home["1.1"][9:12] == ("Khắc phục TCTP 1.1 và 2.1", "Quý I/2022", "Quá hạn")
    assert of_home["1.2"][9] is None
