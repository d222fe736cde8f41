"""A deadline that can be read in two ways is asked once, and remembered with its words."""

from datetime import date

import pytest

from kpis.domain.task_status import Clock, TaskStatus
from kpis.errors import ExplanationMissing, NotSignedIn
from kpis.intake.checking import check_and_record
from kpis.intake.task_errors import DeadlineUnclear, UnknownTask
from kpis.intake.unclear_deadlines import clarify_alike
from kpis.queries.tasks import plans_at
from tests.conftest import DAY, MACHINE
from tests.intake.documents import plan, task
from tests.intake.test_tasks_reporting import OFFICER, SET

EARLY = "Đầu năm 2022"
ROWS = [
    task(1, due=EARLY),
    task(2, "Kiểm tra", due="Đầu  năm\n2022"),
    task(3, "Tuyên truyền", due="Sau khi có hướng dẫn"),
    task(4, "Báo cáo", due="Quý II/2022"),
]


def send(house, rows):
    check_and_record(house, [("kh.xlsx", plan(rows))], MACHINE, "", DAY)


def add_plan(house):
    send(house, ROWS)


@pytest.fixture
def planned(filled):
    return filled(add_plan)


def tasks(house):
    with house.store.reader(house.store.version()) as con:
        [found] = plans_at(con, clock=Clock(date(2022, 4, 1), 15, 14), set_=SET)
        return found.tasks


def said(house, wording=EARLY, deadline="Quý I/2022", reason="CV 15/SNV", actor=OFFICER):
    return clarify_alike(house, actor, SET, wording, deadline=deadline, reason=reason)


def test_one_answer_holds_for_every_task_worded_so(planned):
    assert said(planned) == 2
    first, second, other, clear = tasks(planned)
    for one in (first, second):
        assert one.due.dates == (date(2022, 3, 31),)
        assert one.standing.status is TaskStatus.OVERDUE
        assert (one.clarified.deadline, one.clarified.person) == ("Quý I/2022", "lan")
    assert other.clarified is None
    assert clear.clarified is None
    assert first.row["deadline"] == EARLY


def test_it_is_remembered_when_the_plan_comes_back_worded_the_same(planned):
    said(planned)
    send(planned, [task(1, due=EARLY), task(2, "Kiểm tra", due="Tháng 5/2022")])
    first, second = tasks(planned)
    assert first.due.dates == (date(2022, 3, 31),)
    # Its new words are clear: what was said of the old ones no longer holds.
    assert (second.clarified, second.due.dates) == (None, (date(2022, 5, 31),))


def test_the_last_answer_counts(planned):
    said(planned)
    said(planned, deadline="Tháng 02/2022")
    assert tasks(planned)[0].due.dates == (date(2022, 2, 28),)


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ({"deadline": "Giữa năm"}, DeadlineUnclear),
        ({"deadline": "Theo kế hoạch"}, DeadlineUnclear),
        ({"reason": " "}, ExplanationMissing),
        ({"wording": "Cuối năm"}, UnknownTask),
        ({"actor": None}, NotSignedIn),
    ],
)
def test_what_cannot_be_said_is_refused_and_leaves_no_version(planned, asked, problem):
    before = planned.store.version()
    with pytest.raises(problem):
        said(planned, **asked)
    assert planned.store.version() == before
