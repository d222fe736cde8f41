"""A task's status on a day, worked by hand for each kind of deadline, at its edges."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.domain.deadlines import read_deadline
from kpis.domain.occurrences import is_ongoing, years_of
from kpis.domain.task_status import Clock, Progress, TaskStatus, quarter_at, standing
from kpis.domain.task_tally import Tally

S = TaskStatus
REPORTS = "Trước ngày 26 tháng 2, 5, 8 và 20/11"


def at(text, day, *reports, year=2022, soon=15):
    return standing(
        read_deadline(text, year),
        reports,
        Clock(date.fromisoformat(day), soon, 14),
        (year, year),
        ongoing=is_ongoing(text),
    )


def done(day, due_on=None, period=None):
    return Progress(date.fromisoformat(day), date.fromisoformat(due_on) if due_on else None, period)


# Quý I/2022 ends on 31/3; "Trước 15/11" is in time until 14/11.
@pytest.mark.parametrize(
    ("text", "day", "status", "days"),
    [
        ("Quý I/2022", "2022-03-15", S.NOT_DUE, 16),
        ("Quý I/2022", "2022-03-16", S.DUE_SOON, 15),
        ("Quý I/2022", "2022-03-31", S.DUE_SOON, 0),
        ("Quý I/2022", "2022-04-01", S.OVERDUE, 1),
        ("Quý I/2022", "2022-12-14", S.OVERDUE, 258),
        ("Tháng 02/2022", "2022-02-28", S.DUE_SOON, 0),
        ("Tháng 02/2022", "2022-03-01", S.OVERDUE, 1),
        ("Năm 2022", "2022-12-14", S.NOT_DUE, 17),
        ("Năm 2022", "2023-01-01", S.OVERDUE, 1),
        ("Trước 15/11/2022", "2022-10-29", S.NOT_DUE, 16),
        ("Trước 15/11/2022", "2022-10-30", S.DUE_SOON, 15),
        ("Trước 15/11/2022", "2022-11-14", S.DUE_SOON, 0),
        ("Trước 15/11/2022", "2022-11-15", S.OVERDUE, 1),
        ("Trước Quý III/2022", "2022-06-30", S.DUE_SOON, 0),
        ("Trước Quý III/2022", "2022-07-01", S.OVERDUE, 1),
        ("Dự kiến Quý III/2022", "2022-10-02", S.OVERDUE, 2),
        ("Hằng năm", "2022-12-31", S.DUE_SOON, 0),
        ("6 tháng đầu năm 2022", "2022-07-01", S.OVERDUE, 1),
    ],
)
def test_an_open_task_is_measured_by_its_last_day(text, day, status, days):
    found = at(text, day)
    assert (found.status, found.days) == (status, days)


@pytest.mark.parametrize(
    ("done_on", "status", "days"),
    [
        ("2022-03-01", S.DONE_ON_TIME, 0),
        ("2022-03-31", S.DONE_ON_TIME, 0),
        ("2022-04-01", S.DONE_LATE, 1),
        ("2022-05-10", S.DONE_LATE, 40),
    ],
)
def test_a_finished_task_keeps_how_late_it_was(done_on, status, days):
    found = at("Quý I/2022", "2022-12-14", done(done_on))
    assert (found.status, found.days, found.due_on) == (status, days, date(2022, 3, 31))


def test_a_report_of_a_later_day_is_not_known_yet():
    assert at("Quý I/2022", "2022-04-09", done("2022-04-10")).status is S.OVERDUE
    assert at("Quý I/2022", "2022-04-10", done("2022-04-10")).status is S.DONE_LATE


def test_several_days_of_a_year_have_a_status_each_and_the_worst_open_one_counts():
    # 25/2 kept, 25/5 two days late, 25/8 missed, 19/11 ahead.
    found = at(REPORTS, "2022-09-01", done("2022-02-25"), done("2022-05-27"))
    assert [(one.due_on.isoformat(), one.status, one.days) for one in found.occurrences] == [
        ("2022-02-25", S.DONE_ON_TIME, 0),
        ("2022-05-25", S.DONE_LATE, 2),
        ("2022-08-25", S.OVERDUE, 7),
        ("2022-11-19", S.NOT_DUE, 79),
    ]
    assert (found.status, found.days, found.due_on) == (S.OVERDUE, 7, date(2022, 8, 25))


def test_a_report_may_name_the_day_it_answers():
    found = at(REPORTS, "2022-06-01", done("2022-05-20", "2022-05-25"))
    assert [one.status for one in found.occurrences] == [
        *(S.OVERDUE, S.DONE_ON_TIME, S.NOT_DUE, S.NOT_DUE)
    ]
    assert (found.status, found.days) == (S.OVERDUE, 96)


def test_a_report_that_names_no_day_answers_the_nearest_open_one():
    # 17/5 is 8 days before 25/5 and 81 after 25/2, which stays open; 20/5 then finds 25/5 taken.
    found = at(REPORTS, "2022-06-01", done("2022-05-17"))
    assert [one.status for one in found.occurrences[:2]] == [S.OVERDUE, S.DONE_ON_TIME]
    found = at(REPORTS, "2022-06-01", done("2022-05-17"), done("2022-05-20"))
    assert [(one.status, one.days) for one in found.occurrences[:2]] == [
        (S.DONE_LATE, 84),
        (S.DONE_ON_TIME, 0),
    ]


def test_between_two_days_the_next_one_counts():
    found = at(REPORTS, "2022-03-01", done("2022-02-20"))
    assert (found.status, found.days, found.due_on) == (S.NOT_DUE, 85, date(2022, 5, 25))


def test_all_days_answered_is_late_where_one_was():
    kept = [done(day) for day in ("2022-02-20", "2022-05-20", "2022-08-20", "2022-11-19")]
    assert at(REPORTS, "2022-12-14", *kept).status is S.DONE_ON_TIME
    late = [*kept[:3], done("2022-11-22")]
    assert (at(REPORTS, "2022-12-14", *late).status, at(REPORTS, "2022-12-14", *late).days) == (
        *(S.DONE_LATE, 3),
    )


# Reports of Quý II cover 15/3 to 14/6.
@pytest.mark.parametrize(
    ("day", "report", "status", "period"),
    [
        ("2022-06-14", done("2022-03-14"), S.UNREPORTED, "2022-Q2"),
        ("2022-06-14", done("2022-03-15"), S.REPORTED, "2022-Q2"),
        ("2022-06-14", done("2022-06-14"), S.REPORTED, "2022-Q2"),
        ("2022-06-15", done("2022-06-14"), S.UNREPORTED, "2022-Q3"),
        ("2022-06-14", done("2022-06-14", period="2022-Q1"), S.UNREPORTED, "2022-Q2"),
        ("2022-06-14", done("2022-01-05", period="2022-Q2"), S.REPORTED, "2022-Q2"),
        ("2023-09-14", done("2022-12-10"), S.REPORTED, "2022-Q4"),
        ("2021-09-14", done("2021-09-10"), S.NOT_DUE, "2022-Q1"),
    ],
)
@pytest.mark.parametrize("text", ["Thường xuyên", "Hằng quý", "Hằng tháng", "Từ năm 2022 trở đi"])
def test_a_standing_task_is_judged_by_the_quarter_s_report(text, day, report, status, period):
    found = at(text, day, report)
    assert (found.status, found.period) == (status, period)


@pytest.mark.parametrize("text", ["-", "Theo kế hoạch", "", "Sau khi có văn bản", "Định kỳ"])
def test_a_deadline_without_a_day_is_undetermined_until_done(text):
    assert at(text, "2022-06-14").status is S.UNDETERMINED
    assert at(text, "2022-06-14", done("2022-06-01")).status is S.DONE


def test_a_yearly_day_comes_back_in_each_year_of_a_programme():
    due = read_deadline("Quý I hằng năm", 2021)
    found = standing(due, [done("2021-03-01")], Clock(date(2022, 4, 2), 15, 14), (2021, 2023))
    assert [one.status for one in found.occurrences] == [S.DONE_ON_TIME, S.OVERDUE, S.NOT_DUE]
    assert found.days == 2


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        ("2021-12-14", "2021-Q4"),
        ("2021-12-15", "2022-Q1"),
        ("2022-03-14", "2022-Q1"),
        ("2022-03-15", "2022-Q2"),
        ("2022-01-31", "2022-Q1"),
    ],
)
def test_a_day_belongs_to_the_quarter_whose_reports_cover_it(day, quarter):
    assert quarter_at(date.fromisoformat(day), 14).code == quarter


def test_the_years_of_a_plan_are_those_of_its_id():
    assert years_of("ke-hoach-cchc-2021-2025") == (2021, 2025)
    assert years_of("ke-hoach-cchc-binh-duong-2017") == (2017, 2017)
    assert years_of("ke-hoach") is None


def test_percent_done_is_of_what_is_due_and_of_what_can_be_finished():
    day = "2022-06-14"
    tally = Tally.of(
        [
            at("Quý I/2022", day, done("2022-03-01")),
            at("Quý I/2022", day),
            at("Quý IV/2022", day, done("2022-06-01")),
            at("Quý IV/2022", day),
            at("Thường xuyên", day),
            at("-", day),
        ],
        date(2022, 6, 14),
    )
    # Due by 14/6: two of Quý I, one of them done. Of six one never ends: two of five are done.
    assert (tally.total, tally.due, tally.kept, tally.done, tally.finite) == (6, 2, 1, 2, 5)
    assert (tally.share_of_due, tally.share_of_all) == (50.0, 40.0)
    empty = Tally.of([], date(2022, 6, 14))
    assert (empty.share_of_due, empty.share_of_all) == (None, None)


@given(
    st.sampled_from(["Quý II/2022", REPORTS, "Thường xuyên", "-", "Hằng năm"]),
    st.lists(st.dates(date(2021, 12, 1), date(2023, 2, 1)), max_size=6),
    st.dates(date(2021, 12, 1), date(2023, 2, 1)),
)
def test_the_order_of_reports_changes_nothing_and_days_are_never_negative(text, days, now):
    reports = [Progress(one) for one in days]
    found = at(text, now.isoformat(), *reports)
    assert found == at(text, now.isoformat(), *reversed(reports))
    assert all(one.days >= 0 for one in found.occurrences)
