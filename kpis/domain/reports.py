"""Reports that are owed: how far each has come, and how punctual their senders are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ReportState(StrEnum):
    """How far a report has come, judged by the cells received and never by a claim."""

    NOT_SENT = "not_sent"
    RETURNED = "returned"
    INCOMPLETE = "incomplete"
    LATE = "late"
    ON_TIME = "on_time"
    NOT_DUE = "not_due"
    NOT_OWED = "not_owed"
    CLOSED = "closed"


class Outcome(StrEnum):
    """What a report that was due counts as."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Owed:
    """A report of one unit on one family of forms for a period, and the items it asks for.

    ``asked`` is False where the period's kind asks nobody for this form; ``closed`` where the unit
    is gone on the last day the report covers.
    """

    org_unit: str
    form: str
    family: str
    period: str
    items: tuple[str, ...]
    due_on: date | None
    asked: bool = True
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came of a report: cells there and expected, and the days of the first and last of them.

    ``came_on`` is the first day any cell came in. ``complete_on`` is the day the last of the items
    came in for the first time: a later correction makes nobody late. ``sent_back`` tells whether
    the report was returned and nothing has come since.
    """

    cells: int = 0
    expected: int = 0
    came_on: date | None = None
    complete_on: date | None = None
    sent_back: bool = False


def state_of(owed: Owed, arrival: Arrival, due_on: date | None, today: date) -> ReportState:
    """Return how far a report has come by a day; ``due_on`` is its date with any extension.

    The day it is due is still on time.
    """
    if owed.closed:
        return ReportState.CLOSED
    if not arrival.cells:
        return _silent(owed, due_on, today)
    if arrival.sent_back:
        return ReportState.RETURNED
    if arrival.cells < arrival.expected:
        return ReportState.INCOMPLETE
    return ReportState.LATE if days_late(arrival, due_on) else ReportState.ON_TIME


def _silent(owed: Owed, due_on: date | None, today: date) -> ReportState:
    if not (owed.asked and owed.items):
        return ReportState.NOT_OWED
    return ReportState.NOT_SENT if overdue(due_on, today) else ReportState.NOT_DUE


def overdue(due_on: date | None, today: date) -> bool:
    """Tell whether the day a report is due has gone by."""
    return due_on is not None and today > due_on


def days_late(arrival: Arrival, due_on: date | None) -> int:
    """Return how many days after its date a complete report was complete."""
    if arrival.complete_on is None or due_on is None:
        return 0
    return max((arrival.complete_on - due_on).days, 0)


def outcome(state: ReportState, due_on: date | None, today: date) -> Outcome | None:
    """Return what a report counts as; None while nothing is due of it."""
    if state in (ReportState.ON_TIME, ReportState.LATE):
        return Outcome(state.value)
    unfinished = (ReportState.NOT_SENT, ReportState.INCOMPLETE, ReportState.RETURNED)
    return Outcome.MISSING if state in unfinished and overdue(due_on, today) else None


@dataclass(frozen=True, slots=True)
class Punctuality:
    """How many of a unit's reports came on time, late, or not whole."""

    on_time: int
    late: int
    missing: int

    @classmethod
    def of(cls, outcomes: Iterable[Outcome | None]) -> "Punctuality":
        """Return the count of what reports came to; those not yet due are left out."""
        known = list(outcomes)
        return cls(*(known.count(one) for one in (Outcome.ON_TIME, Outcome.LATE, Outcome.MISSING)))

    @property
    def due(self) -> int:
        """How many reports were due."""
        return self.on_time + self.late + self.missing

    @property
    def share(self) -> float | None:
        """Percent of the reports due that came whole and on time; None where none was due."""
        return 100 * self.on_time / self.due if self.due else None


def streak(periods: Sequence[Sequence[Outcome | None]]) -> int:
    """Return for how many periods in a row a unit has been punctual, negative if it has not.

    ``periods`` holds the outcomes of each period's reports, the oldest period first. A period is
    punctual when all its reports were; one in which nothing was due is passed over.
    """
    length = 0
    for outcomes in reversed(periods):
        judged = [one for one in outcomes if one is not None]
        if not judged:
            continue
        step = 1 if all(one is Outcome.ON_TIME for one in judged) else -1
        if length * step < 0:
            break
        length += step
    return length
