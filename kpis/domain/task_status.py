"""How far a task of a plan is on a day: its occurrences, what was reported, and its status."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kpis.domain.deadlines import Deadline, DeadlineKind
from kpis.domain.occurrences import days_of
from kpis.domain.periods import Period


class TaskStatus(StrEnum):
    """Where a task is on a day, the gravest first: the order in which an open one counts.

    ``unreported`` and ``reported`` are those of a standing task, for the quarter of the day;
    ``done`` is finished without a day to be measured by.
    """

    OVERDUE = "overdue"
    UNREPORTED = "unreported"
    DUE_SOON = "due_soon"
    UNDETERMINED = "undetermined"
    NOT_DUE = "not_due"
    REPORTED = "reported"
    DONE_LATE = "done_late"
    DONE_ON_TIME = "done_on_time"
    DONE = "done"


FINISHED = frozenset({TaskStatus.DONE, TaskStatus.DONE_ON_TIME, TaskStatus.DONE_LATE})
STANDING = frozenset({TaskStatus.REPORTED, TaskStatus.UNREPORTED})
# Those whose days say something: to the last day, or after it.
MEASURED = frozenset(
    {TaskStatus.OVERDUE, TaskStatus.DUE_SOON, TaskStatus.NOT_DUE, TaskStatus.DONE_LATE}
)
_ORDER = list(TaskStatus)


@dataclass(frozen=True, slots=True)
class Progress:
    """A task's report: done on a day, of the occurrence due on ``due_on`` where it says so.

    ``period`` is the quarter that a standing task reports on; such a report finishes nothing.
    """

    done_on: date
    due_on: date | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One of a task's days: the last that is still in time, and how it stands.

    ``days`` counts to that day where it is ahead, after it where the task is late or was.
    """

    due_on: date
    status: TaskStatus
    days: int
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A task on a day: its status, the days and the day that belong to it, its occurrences."""

    status: TaskStatus
    days: int | None = None
    due_on: date | None = None
    occurrences: tuple[Occurrence, ...] = ()
    # The quarter a standing task is judged by.
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """The day looked at, how many days before its end a task is "soon", a report's last day."""

    day: date
    soon_days: int
    cut_off_day: int


def standing(
    due: Deadline,
    reports: Iterable[Progress],
    clock: Clock,
    years: tuple[int, int] | None = None,
    *,
    ongoing: bool = False,
) -> Standing:
    """Return where a task is on the clock's day; reports of later days are not known yet.

    ``years`` are the plan's first and last: a yearly day comes back in each of them, and a
    standing task is judged by a quarter within them. A task with several days is as its gravest
    open one; once all are answered it was late if any of them was. The last day is in time:
    "Trước 15/11" ends on 14/11.
    """
    known = sorted((one for one in reports if one.done_on <= clock.day), key=_when)
    days = days_of(due, years)
    if days or not (ongoing or due.kind is DeadlineKind.RECURRENT):
        return _dated(days, [one for one in known if not one.period], clock)
    if due.kind is DeadlineKind.RECURRENT and not due.every:
        return _dated((), [one for one in known if not one.period], clock)
    return _standing(known, clock, years)


def together(parts: Sequence[Standing]) -> Standing:
    """Return where a task is whose parts have the deadlines: as the gravest open one of them.

    Its days are those of all parts; it is finished when they are.
    """
    worst = min(parts, key=lambda one: (_ORDER.index(one.status), -(one.days or 0)))
    occurrences = sorted((each for one in parts for each in one.occurrences), key=_due)
    return Standing(worst.status, worst.days, worst.due_on, tuple(occurrences), worst.period)


def quarter_at(day: date, cut_off_day: int) -> Period:
    """Return the quarter whose reports cover a day: with 14, 15/3 to 14/6 is Quý II."""
    later = day.replace(day=1) + timedelta(days=31) if day.day > cut_off_day else day
    return Period.quarter(later.year, (later.month - 1) // 3 + 1)


def _due(one: Occurrence) -> date:
    return one.due_on


def _when(one: Progress) -> date:
    return one.done_on


def _standing(known: Sequence[Progress], clock: Clock, years: tuple[int, int] | None) -> Standing:
    quarter = quarter_at(clock.day, clock.cut_off_day)
    if years:
        first, last = Period.quarter(years[0], 1), Period.quarter(years[1], 4)
        if quarter < first:
            return Standing(TaskStatus.NOT_DUE, period=first.code)
        quarter = min(quarter, last)
    of_quarter = [
        one
        for one in known
        if (one.period or quarter_at(one.done_on, clock.cut_off_day).code) == quarter.code
    ]
    status = TaskStatus.REPORTED if of_quarter else TaskStatus.UNREPORTED
    return Standing(status, period=quarter.code)


def _dated(days: Sequence[date], known: Sequence[Progress], clock: Clock) -> Standing:
    if not days:
        return Standing(TaskStatus.DONE if known else TaskStatus.UNDETERMINED)
    answers = _answers(days, known)
    found = tuple(_occurrence(day, answers.get(day), clock) for day in days)
    worst = min(found, key=lambda one: (_ORDER.index(one.status), one.due_on))
    # Of several days ahead the next one counts, of several late ones the longest.
    if worst.status in FINISHED:
        worst = max((one for one in found if one.status is worst.status), key=lambda one: one.days)
    return Standing(worst.status, worst.days, worst.due_on, found)


def _answers(days: Sequence[date], known: Sequence[Progress]) -> dict[date, date]:
    """Return on which day each occurrence was done.

    A report answers the day it names; one that names none (an annex that came back with several
    days) answers the nearest that is still open, of two as near the earlier.
    """
    answers: dict[date, date] = {}
    for one in known:
        if one.due_on in days:
            answers.setdefault(one.due_on, one.done_on)
    for one in known:
        free = [day for day in days if day not in answers]
        if one.due_on not in days and free:
            answers[min(free, key=lambda day: abs((day - one.done_on).days))] = one.done_on
    return answers


def _occurrence(due_on: date, done_on: date | None, clock: Clock) -> Occurrence:
    if done_on is not None:
        late = max((done_on - due_on).days, 0)
        return Occurrence(
            due_on, TaskStatus.DONE_LATE if late else TaskStatus.DONE_ON_TIME, late, done_on
        )
    left = (due_on - clock.day).days
    if left < 0:
        return Occurrence(due_on, TaskStatus.OVERDUE, -left)
    soon = TaskStatus.DUE_SOON if left <= clock.soon_days else TaskStatus.NOT_DUE
    return Occurrence(due_on, soon, left)
