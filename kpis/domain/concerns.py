"""What asks for a decision: concerns weighed by one stated formula, the gravest first.

One point of priority is one margin of a goal: a goal as far behind as its margin allows weighs 1,
and twice that where it is a headline goal. All other causes are measured on the same scale, so
that they can stand in one list; the method page prints the numbers of this module.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

# More than a leader can hold in mind at one sitting is no list of priorities; and no cause may
# hide all others.
MOST = 7
MOST_OF_A_CAUSE = 4
HEADLINE = 2.0
EACH_LATE_PERIOD = 0.5
# Late once may happen to anybody.
LEAST_STREAK = 2
EACH_OVERDUE_TASK = 0.25
EACH_LOST_POINT = 0.1
# Fewer lost points are the unit's own affair.
LEAST_LOST = 10
# What was found on reading a file, by how likely the figure is wrong.
DOUBTS = {
    "magnitude_slip": 3.0,
    "same_as_other_unit": 2.0,
    "cumulative_decreased": 1.5,
    "unusual_jump": 1.0,
    "unusual_rate": 1.0,
    "same_as_last_period": 1.0,
    "always_full": 0.5,
}
# Less than this a leader need not know of a silent unit.
LEAST_SILENCE = 0.05


class Cause(StrEnum):
    """Why something asks for a decision; in the order in which equals are listed."""

    OFF_PACE = "off_pace"
    FALLING = "falling"
    SILENT = "silent"
    SUSPICIOUS = "suspicious"
    LATE = "late"
    OVERDUE_TASKS = "overdue_tasks"
    LOST_POINTS = "lost_points"


# Causes that are one concern: a goal that falls behind and goes on falling is not two.
_OF_GOAL = "goal"


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing to decide about.

    ``size`` counts what the cause counts: points behind or fallen, periods in a row, findings,
    points of the province's range, tasks, points lost. ``trend`` is by how much the size has grown
    since the period before, in the same unit; None where that is not known. ``since`` is a period.
    """

    cause: Cause
    size: float
    priority: float
    indicator: str = ""
    org_unit: str = ""
    since: str = ""
    trend: float | None = None
    facts: Mapping = field(default_factory=dict, compare=False)

    @property
    def key(self) -> str:
        """What it is known by from period to period, so that a decision stays with it."""
        cause = _OF_GOAL if self.cause in (Cause.OFF_PACE, Cause.FALLING) else self.cause.value
        return f"{cause}.{self.indicator}.{self.org_unit}"


def weight(*, headline: bool) -> float:
    """Return what a goal's points count: a headline goal's twice."""
    return HEADLINE if headline else 1.0


def goal_priority(behind: float, fallen: float, margin: float, *, headline: bool) -> float:
    """Return the priority of a goal: points behind its path and points lost in two falls in a row.

    Both are told in the goal's margins; whoever is ahead of the path is not behind by less than 0.
    """
    return weight(headline=headline) * (max(behind, 0) + max(fallen, 0)) / margin


def silence_priority(width: float, margin: float, *, headline: bool) -> float:
    """Return the priority of a silent unit: the points of the province's range that are its own."""
    return weight(headline=headline) * width / margin


def lateness_priority(streak: int) -> float:
    """Return the priority of a unit late for so many periods in a row; once is no streak."""
    return EACH_LATE_PERIOD * streak if streak >= LEAST_STREAK else 0.0


def doubt_priority(codes: Iterable[str]) -> float:
    """Return the priority of what was found in a unit's figures, each kind counted once."""
    return sum(DOUBTS.get(code, 0.0) for code in set(codes))


def ranked(concerns: Iterable[Concern]) -> list[Concern]:
    """Return all concerns, the gravest first; of equals by cause, then by what it is about."""
    causes = list(Cause)
    known = [one for one in concerns if one.priority > 0]
    return sorted(
        known, key=lambda one: (-round(one.priority, 6), causes.index(one.cause), one.key)
    )


def shortlist(
    concerns: Iterable[Concern], most: int = MOST, of_a_cause: int = MOST_OF_A_CAUSE
) -> list[Concern]:
    """Return the gravest few; places that other causes leave empty go to whatever is next."""
    listed = ranked(concerns)
    seen: Counter[str] = Counter()
    first = []
    for one in listed:
        kind = one.key.partition(".")[0]
        seen[kind] += 1
        if seen[kind] <= of_a_cause:
            first.append(one)
    others = [one for one in listed if one not in first]
    return ranked([*first[:most], *others[: max(most - len(first), 0)]])
