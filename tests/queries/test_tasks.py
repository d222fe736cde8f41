"""Plans on a day: tasks with parts, leads that are gone, a unit's own, and older versions."""

from datetime import date

import duckdb
import pytest

from kpis.catalogue.heirs import heirs_on
from kpis.domain.task_status import Clock, TaskStatus
from kpis.intake.checking import check_and_record
from kpis.queries.directive import lead_answers
from kpis.queries.plan_names import plan_names
from kpis.queries.stored_losses import sets_with_losses
from kpis.queries.task_day import usual_day
from kpis.queries.task_events import clarifications, task_links, task_reports
from kpis.queries.tasks import plans_at, tasks_of
from tests.conftest import DAY, MACHINE
from tests.intake.documents import plan, task

TITLE = "KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH NĂM 2025"
WHOLE = task(1, "Rà soát", due="")
FIRST = task("a)", "Cấp tỉnh", due="Quý I/2025", lead="Sở Tài nguyên và Môi trường")
SECOND = task("b)", "Cấp huyện", due="Quý IV/2025", lead="Sở Nội vụ")


@pytest.fixture
def con(house):
    rows = [WHOLE, FIRST, SECOND, task(2, "Tuyên truyền", due="")]
    check_and_record(house, [("kh.xlsx", plan(rows, title=TITLE))], MACHINE, "", DAY)
    with house.store.reader(house.store.version()) as con:
        yield con


def clock(day):
    return Clock(date.fromisoformat(day), 15, 14)


def test_a_task_without_a_deadline_stands_as_its_parts_do(con):
    [found] = plans_at(con, clock=clock("2025-06-14"))
    whole, first, second, other = (one.standing for one in found.tasks)
    assert (whole.status, whole.days) == (first.status, first.days) == (TaskStatus.OVERDUE, 75)
    assert [one.due_on.month for one in whole.occurrences] == [3, 12]
    assert second.status is TaskStatus.NOT_DUE
    assert other.status is TaskStatus.UNDETERMINED


def test_who_took_over_answers_for_a_unit_that_is_gone(con, house):
    for day, lead in (
        ("2025-02-28", "kg-so-tai-nguyen-va-moi-truong"),
        ("2025-03-01", "kg-so-nong-nghiep-va-moi-truong"),
    ):
        now = clock(day)
        [found] = plans_at(con, clock=now, heirs=heirs_on(house.catalogue, now.day))
        assert found.tasks[1].leads == (lead,)
        assert found.tasks[1].row["lead_units"] == ["kg-so-tai-nguyen-va-moi-truong"]


def test_a_unit_s_tasks_are_those_of_the_plans_that_run(con):
    mine = {"kg-so-noi-vu"}
    of_year = tasks_of(con, org_units=mine, clock=clock("2025-06-14"))
    assert [one.row["code"] for one in of_year] == ["b)"]
    assert tasks_of(con, org_units=mine, clock=clock("2024-12-14")) == ()


def test_without_figures_the_day_is_the_end_of_the_plan_s_year(con):
    assert [(one.set, one.org_unit, one.years) for one in plan_names(con)] == [
        ("ke-hoach-cchc-2025", "kg", (2025, 2025))
    ]
    assert usual_day(con, 14) == date(2025, 12, 14)


def test_a_version_from_before_plans_has_none():
    with duckdb.connect() as con:
        assert task_reports(con) == clarifications(con) == task_links(con) == []
        assert sets_with_losses(con) == []


def test_no_point_lost_is_nobody_s_to_answer(con):
    [found] = plans_at(con, clock=clock("2025-06-14"))
    assert lead_answers(con, plan=found, set_="cham-diem-2024") == ()
