"""What officers say about tasks: kept with who and when, refused in words, never lost."""

from datetime import date

import pytest

from kpis.accounts.roles import Actor, Role, Via
from kpis.domain.task_status import Clock, TaskStatus
from kpis.errors import ExplanationMissing, NotSignedIn
from kpis.intake import recording, tasks_reporting
from kpis.intake.checking import check_and_record
from kpis.intake.originals import original
from kpis.intake.task_errors import (
    DeadlineUnclear,
    DoneInFuture,
    ProductMissing,
    UnknownReport,
    UnknownTarget,
    UnknownTask,
)
from kpis.intake.tasks_reporting import Product, TaskId
from kpis.queries.stored_losses import lost_points
from kpis.queries.task_chain import links_of
from kpis.queries.tasks import plans_at
from tests.conftest import DAY, MACHINE
from tests.intake.documents import plan, scorecard, task
from tests.intake.test_plan_layouts import back

SET = "ke-hoach-cchc-2022"
OFFICER = Actor("lan", Role.OFFICER, Via.PASSWORD)
NUMBER = Product("12/KH-UBND")


def stored(house, *contents):
    files = [(f"{at}.xlsx", one) for at, one in enumerate(contents)]
    return [submission for _, submission in check_and_record(house, files, MACHINE, "", DAY)]


def standing_plan(house, day="2022-12-14"):
    clock = Clock(date.fromisoformat(day), 15, 14)
    with house.store.reader(house.store.version()) as con:
        [found] = plans_at(con, clock=clock, set_=SET)
        return found


def first(house, **options):
    return standing_plan(house, **options).tasks[0]


def known(house, place=0):
    return TaskId(SET, standing_plan(house).tasks[place].key)


def done(house, actor=OFFICER, day=date(2022, 3, 15), product=NUMBER, place=0, **more):
    about = {"done_on": day, "product": product, "today": DAY, **more}
    tasks_reporting.report_done(house, actor, known(house, place), **about)


def add_plan(house):
    stored(house, plan([task(1), task(2, "Tuyên truyền", due="Thường xuyên"), task(3, due="-")]))


@pytest.fixture
def planned(filled):
    return filled(add_plan)


def test_a_task_is_done_with_its_product(planned):
    done(planned, note="đã ban hành")
    one = first(planned)
    assert (one.standing.status, one.standing.days) == (TaskStatus.DONE_ON_TIME, 0)
    [report] = one.reports
    assert (report.product, report.person, report.note) == ("12/KH-UBND", "lan", "đã ban hành")


def test_a_file_is_a_product_and_is_kept_as_it_was_handed_in(planned):
    done(planned, product=Product("", "bao cao.pdf", "ab" * 32, b"%PDF"))
    [report] = first(planned).reports
    assert (report.file, report.sha256) == ("bao cao.pdf", "ab" * 32)
    assert original(planned.originals, "ab" * 32) == b"%PDF"


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"product": Product(" ")}, ProductMissing),
        ({"day": DAY.replace(year=2055)}, DoneInFuture),
        ({"actor": None}, NotSignedIn),
    ],
)
def test_what_cannot_be_said_makes_no_version(planned, more, problem):
    before = planned.store.version()
    with pytest.raises(problem):
        done(planned, **more)
    assert planned.store.version() == before


def test_a_task_nobody_planned_is_refused(planned):
    with pytest.raises(UnknownTask):
        tasks_reporting.report_done(
            planned, OFFICER, TaskId(SET, "0"), done_on=DAY, product=NUMBER, today=DAY
        )


def test_a_report_taken_back_no_longer_counts_but_stays_readable(planned):
    done(planned)
    [report] = first(planned).reports
    with pytest.raises(ExplanationMissing):
        tasks_reporting.take_back(planned, OFFICER, report.report, " ")
    tasks_reporting.take_back(planned, OFFICER, report.report, "nhầm nhiệm vụ")
    one = first(planned)
    assert one.standing.status is TaskStatus.OVERDUE
    assert [each.withdrawn_why for each in one.reports] == ["nhầm nhiệm vụ"]
    with pytest.raises(UnknownReport):
        tasks_reporting.take_back(planned, OFFICER, report.report, "lần nữa")


def test_a_standing_task_reports_for_a_quarter(planned):
    tasks_reporting.report_ongoing(
        planned, OFFICER, known(planned, 1), period="2022-Q2", note="20 tin, bài", today=DAY
    )
    status = [
        standing_plan(planned, day).tasks[1].standing.status for day in ("2022-06-14", "2022-09-14")
    ]
    assert status == [TaskStatus.REPORTED, TaskStatus.UNREPORTED]
    with pytest.raises(ExplanationMissing):
        tasks_reporting.report_ongoing(
            planned, OFFICER, known(planned, 1), period="2022-Q3", note="", today=DAY
        )


def test_an_unclear_deadline_is_asked_once_and_then_used(planned):
    about = known(planned, 2)
    assert standing_plan(planned).tasks[2].standing.status is TaskStatus.UNDETERMINED
    for unclear in ("Theo kế hoạch", "sớm", "-"):
        with pytest.raises(DeadlineUnclear):
            tasks_reporting.clarify(planned, OFFICER, about, deadline=unclear, reason="x")
    with pytest.raises(ExplanationMissing):
        tasks_reporting.clarify(planned, OFFICER, about, deadline="Quý III/2022", reason="")
    tasks_reporting.clarify(planned, OFFICER, about, deadline="Quý III", reason="CV 15/SNV")
    one = standing_plan(planned).tasks[2]
    assert (one.standing.status, one.standing.due_on) == (TaskStatus.OVERDUE, date(2022, 9, 30))
    assert (one.clarified.deadline, one.clarified.reason, one.row["deadline"]) == (
        *("Quý III", "CV 15/SNV", "-"),
    )
    tasks_reporting.clarify(planned, OFFICER, about, deadline="Thường xuyên", reason="CV 20/SNV")
    assert standing_plan(planned).tasks[2].standing.status is TaskStatus.UNREPORTED


def test_a_newer_file_keeps_reports_and_a_vanished_task_s_stay_readable(planned):
    done(planned)
    done(planned, place=2)
    anew = task(1, "Rà soát các văn bản")
    stored(planned, plan([anew, task(2, "Tuyên truyền", due="Thường xuyên")]))
    found = standing_plan(planned)
    assert [one.row["task"] for one in found.tasks] == ["Rà soát các văn bản", "Tuyên truyền"]
    assert [report.product for report in found.tasks[0].reports] == ["12/KH-UBND"]
    assert [one.named.code for one in found.orphans] == ["3"]


def test_an_annex_that_comes_back_reports_and_leaves_the_plan_whole(planned):
    whole = len(standing_plan(planned).tasks)
    [submission] = stored(planned, back((1, "KH 7/KH-UBND", "20/03/2022")))
    found = standing_plan(planned)
    assert len(found.tasks) == whole
    [report] = found.tasks[0].reports
    assert (report.product, report.sheet, report.cell) == ("KH 7/KH-UBND", "Phụ lục", "B4")
    assert found.tasks[0].standing.status is TaskStatus.DONE_ON_TIME
    stored(planned, back((1, "KH 7/KH-UBND", "20/03/2022"), (3,)))
    assert len(first(planned).reports) == 1
    recording.withdraw(planned, submission, MACHINE, "nhầm")
    assert first(planned).standing.status is TaskStatus.OVERDUE


def test_a_plan_that_comes_with_its_results_is_both(house):
    stored(house, back((1, "KH 7", "20/03/2022"), (2, "", "")))
    assert [len(one.reports) for one in standing_plan(house).tasks] == [1, 0]


def test_a_task_is_linked_to_the_point_it_wins_back_and_to_its_indicator(planned):
    rows = [["1.1", "Kế hoạch", 2, 1.5, 0.5, "Chậm", "Sở Nội vụ", "Quý I/2023"]]
    stored(planned, scorecard(rows))
    about, scores = known(planned), "cham-diem-2022"
    link = {"kind": "criterion", "target": "1.1", "target_set": scores}
    tasks_reporting.link(planned, OFFICER, about, **link)
    tasks_reporting.link(planned, OFFICER, about, kind="indicator", target="on_time_rate")
    assert linked(planned)[about.key] == [
        ("criterion", "1.1", 0.5),
        ("indicator", "on_time_rate", None),
    ]
    tasks_reporting.link(planned, OFFICER, about, **link, linked=False)
    assert linked(planned)[about.key] == [("indicator", "on_time_rate", None)]
    for wrong in ({**link, "target": "9.9"}, {"kind": "indicator", "target": "khong-co"}):
        with pytest.raises(UnknownTarget):
            tasks_reporting.link(planned, OFFICER, about, **wrong)


def test_a_criterion_that_the_plan_s_text_names_is_linked_by_it(house):
    rows = [
        ["1.5.3", "Sáng kiến", 2, 1, 1],
        ["3.2", "Rà soát", 1, 0.5, 0.5],
        ["5.1", "Khác", 2, 1, 1],
    ]
    text = "Khắc phục TCTP 1.5.3 và 3.2 về cải cách hành chính"
    stored(house, plan([task(1, text), task(2, "Kiểm tra điểm 5.1")]), scorecard(rows))
    one, other = linked(house).values()
    assert one == [("criterion", "1.5.3", 1.0), ("criterion", "3.2", 0.5)]
    assert other == []
    with house.store.reader(house.store.version()) as con:
        assert [point.code for point in lost_points(con)] == ["1.5.3", "3.2", "5.1"]


def linked(house):
    found = standing_plan(house)
    with house.store.reader(house.store.version()) as con:
        chains = links_of(con, found)
    return {
        key: [(one.kind, one.target, one.lost) for one in chain] for key, chain in chains.items()
    }
