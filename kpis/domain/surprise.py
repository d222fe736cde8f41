"""How far a figure lies from the unit's usual ones; small numbers and chance are not odd."""

from collections.abc import Sequence
from math import inf, sqrt
from statistics import median

# Makes the median of distances as wide as the standard deviation of a normal distribution.
_TO_DEVIATION = 1.4826
# What a count, or a rate, may move from one period to the next though nothing has happened.
_USUAL_SHARE = 0.1
_USUAL_POINTS = 0.01
# Typing slips: a nought too many or too few, a mark of thousands read as decimals.
_SLIPS = (10, 100, 1000)
# How far beyond its own history's range a figure put right may still lie.
_ROOM = 1.25


def count_surprise(history: Sequence[float], value: float) -> float:
    """Return how many usual deviations a count lies from the median of the counts before it.

    A usual deviation is made of three: that of the history itself (from the median of distances,
    which single odd periods do not move), that of counting (the root of the count, as for any
    random arrivals), and a tenth of the median.
    """
    middle = median(history)
    allowed = _spread(history) ** 2 + max(middle, 1) + (_USUAL_SHARE * middle) ** 2
    return abs(value - middle) / sqrt(allowed)


def times_apart(one: float, other: float) -> float:
    """Return how many times the smaller of two counts the larger is; 1 or more.

    One is added to both, so that nought is no infinite fall.
    """
    low, high = sorted((one + 1, other + 1))
    return high / low


def slip(history: Sequence[float], value: float) -> float | None:
    """Return 10, 100 or 1000 where a count so many times smaller would be usual; 0,1 … if larger.

    None where no slip of typing explains the count.
    """
    low, high = min(history) / _ROOM, max(history) * _ROOM
    factors = [factor for ten in _SLIPS for factor in (ten, 1 / ten)]
    return next((one for one in factors if low <= value / one <= high and value and high), None)


def rate_surprise(history: Sequence[tuple[float, float]], part: float, whole: float) -> float:
    """Return how many usual deviations a rate lies from the median of the rates before it.

    ``history`` holds parts and wholes. A usual deviation is made of that of the history, that of
    drawing so many by chance (binomial), and one point.
    """
    if not whole:
        return 0
    rates = [one / all_ for one, all_ in history if all_]
    middle = median(rates)
    # Never quite 0 or 1: that all were in time so far does not make a late one impossible.
    chance = (middle * whole + 1) / (whole + 2)
    allowed = _spread(rates) ** 2 + chance * (1 - chance) / whole + _USUAL_POINTS**2
    return abs(part / whole - middle) / sqrt(allowed) if allowed else inf


def _spread(values: Sequence[float]) -> float:
    middle = median(values)
    return _TO_DEVIATION * median(abs(one - middle) for one in values)
