"""The choices that definitions make."""

from enum import StrEnum


class UnitKind(StrEnum):
    """Levels of organisation; a group adds up the members of one level."""

    PROVINCE = "province"
    GROUP = "group"
    AGENCY = "agency"
    DISTRICT = "district"
    COMMUNE = "commune"


class Measure(StrEnum):
    """A flow adds up over time, a stock is as of the period's end.

    A mixed one counts both together, so that it is never reckoned from other periods.
    """

    FLOW = "flow"
    STOCK = "stock"
    MIXED = "mixed"


class Formula(StrEnum):
    """How numerator and denominator make the value."""

    RATIO = "ratio"  # 100 × numerator / denominator
    REDUCTION = "reduction"  # 100 × (denominator − numerator) / denominator


class Direction(StrEnum):
    """Which way is better."""

    INCREASE = "increase"
    DECREASE = "decrease"


class GoalKind(StrEnum):
    """What a goal asks for."""

    REACH = "reach"  # at least, or at most, the target
    HOLD = "hold"  # no worse than where it started, or than the target where one is given
    RANGE = "range"  # between two values
    REDUCE = "reduce"  # less (or more) by so many percent of a year's value
    YES_NO = "yes_no"  # there is such a thing (1) or there is not (0)


class Shape(StrEnum):
    """How the way leads to a point: evenly, or all at once on the day it is due."""

    LINEAR = "linear"
    STEP = "step"
