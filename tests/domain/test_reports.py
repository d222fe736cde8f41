from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.domain.reports import (
    Arrival,
    Outcome,
    Owed,
    Punctuality,
    ReportState,
    days_late,
    outcome,
    overdue,
    state_of,
    streak,
)

DUE = date(2024, 9, 16)
BEFORE, AFTER = DUE - timedelta(1), DUE + timedelta(1)
OWED = Owed("d1", "II.06a", "dossiers", "2024-Q3", ("received_total", "resolved_total"), DUE)
GOOD, LATE, GAP = Outcome.ON_TIME, Outcome.LATE, Outcome.MISSING


def whole(day, **more):
    return Arrival(2, 2, day, day, **more)


@pytest.mark.parametrize(
    ("arrival", "today", "state"),
    [
        (Arrival(), BEFORE, "not_due"),
        (Arrival(), DUE, "not_due"),
        (Arrival(), AFTER, "not_sent"),
        (Arrival(1, 2, BEFORE, BEFORE), AFTER, "incomplete"),
        (Arrival(1, 2, BEFORE, BEFORE), BEFORE, "incomplete"),
        (whole(DUE), AFTER, "on_time"),
        (whole(AFTER), AFTER, "late"),
        (whole(DUE, sent_back=True), AFTER, "returned"),
    ],
)
def test_a_report_s_state_follows_from_cells_and_days(arrival, today, state):
    assert state_of(OWED, arrival, DUE, today) == state


def test_a_closed_unit_is_closed_whatever_came():
    assert state_of(replace(OWED, closed=True), whole(DUE), DUE, AFTER) is ReportState.CLOSED


def test_what_nobody_asks_for_is_not_owed_until_it_comes():
    unasked = replace(OWED, asked=False)
    assert state_of(unasked, Arrival(), DUE, AFTER) is ReportState.NOT_OWED
    assert state_of(unasked, whole(DUE), DUE, AFTER) is ReportState.ON_TIME
    assert state_of(replace(OWED, items=()), Arrival(), DUE, AFTER) is ReportState.NOT_OWED


def test_an_extension_moves_the_line_between_on_time_and_late():
    assert state_of(OWED, whole(AFTER), AFTER, AFTER) is ReportState.ON_TIME
    assert days_late(whole(AFTER), DUE) == 1
    assert days_late(whole(AFTER), AFTER) == 0


def test_without_a_date_nothing_is_late():
    assert not overdue(None, AFTER)
    assert days_late(whole(AFTER), None) == 0
    assert days_late(Arrival(), DUE) == 0
    assert state_of(OWED, Arrival(), None, AFTER) is ReportState.NOT_DUE


@pytest.mark.parametrize(
    ("state", "today", "counts_as"),
    [
        (ReportState.ON_TIME, BEFORE, GOOD),
        (ReportState.LATE, AFTER, LATE),
        (ReportState.NOT_SENT, AFTER, GAP),
        (ReportState.RETURNED, AFTER, GAP),
        (ReportState.INCOMPLETE, AFTER, GAP),
        (ReportState.INCOMPLETE, BEFORE, None),
        (ReportState.NOT_DUE, BEFORE, None),
        (ReportState.NOT_OWED, AFTER, None),
        (ReportState.CLOSED, AFTER, None),
    ],
)
def test_a_report_counts_only_once_it_is_due_or_whole(state, today, counts_as):
    assert outcome(state, DUE, today) is counts_as


def test_punctuality_counts_what_was_due():
    year = Punctuality.of([GOOD, GOOD, LATE, GAP, None])
    assert (year.on_time, year.late, year.missing, year.due, year.share) == (2, 1, 1, 4, 50)
    assert Punctuality.of([None]).share is None


@pytest.mark.parametrize(
    ("periods", "length"),
    [
        ([], 0),
        ([[None]], 0),
        ([[GOOD, GOOD], [GOOD], [GOOD, GOOD]], 3),
        ([[GOOD], [LATE], [GOOD], [GOOD]], 2),
        ([[GOOD], [LATE, GOOD], [GAP]], -2),
        # A period in which nothing is due yet, or was ever owed, breaks no row.
        ([[GOOD], [], [GOOD], [None, None]], 2),
        ([[GAP], [GOOD, None]], 1),
    ],
)
def test_a_streak_is_of_periods_on_time_or_of_periods_not(periods, length):
    assert streak(periods) == length


@given(st.lists(st.lists(st.sampled_from([*Outcome, None]), max_size=3), max_size=12))
def test_a_streak_is_never_longer_than_what_was_judged(periods):
    judged = [one for one in periods if any(each is not None for each in one)]
    assert abs(streak(periods)) <= len(judged)
    assert bool(judged) == bool(streak(periods))
    assert streak([*periods, [GOOD]]) == max(streak(periods), 0) + 1
