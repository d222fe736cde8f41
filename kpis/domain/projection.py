"""Where a series is heading: a robust trend, with a range from its own past errors.

The method, in words. Quarters are compared with the same quarter of other years only: the trend
is the median change a month over all such pairs (Theil-Sen on seasonally comparable quarters), so
that neither a season nor a single odd quarter bends it. What a quarter of the year adds is the
median of what the trend leaves over in it; the level is the median of the last four quarters'
remainders. The range holds the share ``COVERED`` of the errors that the same method would have
made from each earlier quarter at the same distance.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from math import ceil
from statistics import median

# A year in steps of a month.
_YEAR = 12
# Two and a half years: the first quarter with a trend behind it is the sixth, and five errors of
# the past are the least that a range can rest on.
LEAST_QUARTERS = 10
LEAST_ERRORS = 5
COVERED = 0.8
_RECENT = 4
# How many errors as large as the range itself are allowed for as not yet seen.
_UNSEEN = 2

# Step (months since a fixed month) and value of one quarter.
Point = tuple[int, float]


class Outlook(StrEnum):
    """Whether a goal will be met by the day it is due."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"


@dataclass(frozen=True, slots=True)
class Projection:
    """A value to come, and the range that holds it as often as ``COVERED`` says."""

    step: int
    value: float
    low: float
    high: float
    # How many quarters it rests on, and on how many past errors its range does.
    quarters: int
    errors: int

    def outlook(self, target: float, sign: int) -> Outlook:
        """Return whether a goal will be met; ``sign`` is 1 where more is better, else −1."""
        worst, best = sorted((sign * self.low, sign * self.high))
        if round(worst - sign * target, 6) >= 0:
            return Outlook.LIKELY
        if round(best - sign * target, 6) >= 0:
            return Outlook.POSSIBLE
        return Outlook.UNLIKELY

    def within(self, least: float, most: float) -> "Projection":
        """Return the same with no value beyond what there can be, such as 100 %."""
        value, low, high = (min(max(one, least), most) for one in (self.value, self.low, self.high))
        return Projection(self.step, value, low, high, self.quarters, self.errors)


def project(points: Sequence[Point], step: int) -> Projection | None:
    """Return what a series of quarters will be at a later step; None without enough history.

    ``points`` are in order of time, of one definition, without missing quarters' places filled.
    """
    if len(points) < LEAST_QUARTERS or step <= points[-1][0]:
        return None
    errors = _past_errors(points, step - points[-1][0])
    if len(errors) < LEAST_ERRORS:
        return None
    value, reach = _ahead(points, step), _covering(errors)
    return Projection(step, value, value - reach, value + reach, len(points), len(errors))


def _past_errors(points: Sequence[Point], distance: int) -> list[float]:
    """Return how far off the method was from each earlier quarter, as a size.

    At the same distance where that can be told; from the last quarters only shorter distances can,
    and their errors are stretched with the distance, as the error of a trend grows.
    """
    sizes = []
    for origin in range(_RECENT + 1, len(points)):
        past, here = points[:origin], points[origin - 1][0]
        known = [one for one in points[origin:] if one[0] - here <= distance]
        if known:
            step, value = known[-1]
            sizes.append(abs(value - _ahead(past, step)) * distance / (step - here))
    return sizes


def _covering(sizes: Sequence[float]) -> float:
    """Return the size that covers enough of the errors, one more counted as yet unseen.

    Few errors have not seen the worst: with seven the range is two sevenths wider, with more it
    loses that. Back-tested on the demonstration years by ``make bench``.
    """
    rank = ceil(COVERED * (len(sizes) + 1))
    return sorted(sizes)[min(rank, len(sizes)) - 1] * (1 + _UNSEEN / len(sizes))


def _ahead(points: Sequence[Point], step: int) -> float:
    slope = _slope(points)
    level = [(at, value - slope * at) for at, value in points]
    middle = median(value for _, value in level)
    by_season: dict[int, list[float]] = defaultdict(list)
    for at, value in level:
        by_season[at % _YEAR].append(value - middle)
    season = {at: median(left) for at, left in by_season.items()}
    recent = [value - season[at % _YEAR] for at, value in level[-_RECENT:]]
    return median(recent) + slope * step + season.get(step % _YEAR, 0.0)


def _slope(points: Sequence[Point]) -> float:
    """Return the median change a month between same quarters of different years."""
    changes = [
        (after - before) / (later - earlier)
        for (earlier, before), (later, after) in combinations(points, 2)
        if (later - earlier) % _YEAR == 0
    ]
    return median(changes) if changes else 0.0
