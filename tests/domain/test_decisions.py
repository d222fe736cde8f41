"""What counts of several decisions, when a dismissed concern comes back, and what became of it."""

from datetime import UTC, date, datetime

import pytest

from kpis.domain.concerns import Cause, Concern
from kpis.domain.decisions import (
    Decision,
    DecisionAction,
    Outcome,
    outcome_of,
    put_aside,
    standing,
)

NOW = 2024 * 12 + 6


def decided(number=1, action="dismissed", *, step=NOW, priority=4.0, size=8.0, due_on=None):
    return Decision(
        *(number, "goal.a.p", "off_pace", "a", "p", "2024-Q2", step, DecisionAction(action)),
        *("12/UBND", None, due_on, "lý do", priority, size, "lan"),
        datetime(2024, 7, 1, tzinfo=UTC),
    )


def concern(priority=4.0, size=8.0):
    return Concern(Cause.OFF_PACE, size, priority, "a", "p")


def test_the_last_decision_counts_and_one_of_a_later_period_does_not():
    first, second = decided(1, "directed", step=NOW - 3), decided(2, "handed")
    later = decided(3, "directed", step=NOW + 3)
    assert standing([later, second, first], NOW) == {"goal.a.p": second}
    assert standing([later, second, first], NOW - 3) == {"goal.a.p": first}
    assert standing([later, second, first], NOW - 6) == {}


def test_a_reopened_decision_leaves_none():
    assert standing([decided(1), decided(2, "reopened")], NOW) == {}


@pytest.mark.parametrize(
    ("action", "step", "priority", "away"),
    [
        ("dismissed", NOW, 4.0, True),
        ("dismissed", NOW, 4.99, True),
        # A quarter graver, to the hundredth: 1.25 × 4.
        ("dismissed", NOW, 5.0, False),
        # The next quarter is judged anew.
        ("dismissed", NOW - 3, 4.0, False),
        ("directed", NOW, 4.0, False),
        ("handed", NOW, 4.0, False),
    ],
)
def test_a_dismissed_concern_stays_away_until_it_is_graver(action, step, priority, away):
    assert put_aside(concern(priority), decided(action=action, step=step), NOW) is away


def test_what_nobody_decided_about_is_shown():
    assert not put_aside(concern(), None, NOW)


@pytest.mark.parametrize(
    ("now", "known", "outcome"),
    [
        (None, True, Outcome.SOLVED),
        (None, False, Outcome.UNKNOWN),
        (concern(size=8.0000000001), True, Outcome.SAME),
        (concern(size=7.5), True, Outcome.BETTER),
        (concern(size=8.5), True, Outcome.WORSE),
    ],
)
def test_what_became_of_it_follows_from_its_size(now, known, outcome):
    assert outcome_of(decided(), now, known=known) is outcome


def test_the_day_itself_is_still_in_time():
    one = decided(action="handed", due_on=date(2024, 9, 30))
    assert not one.late(date(2024, 9, 30))
    assert one.late(date(2024, 10, 1))
    assert not decided().late(date(2030, 1, 1))
