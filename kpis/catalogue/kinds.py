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
    """A flow adds up over time, a stock is as of the period's end."""

    FLOW = "flow"
    STOCK = "stock"


class Formula(StrEnum):
    """How numerator and denominator make the value."""

    RATIO = "ratio"  # 100 × numerator / denominator
    REDUCTION = "reduction"  # 100 × (denominator − numerator) / denominator


class Direction(StrEnum):
    """Which way is better."""

    INCREASE = "increase"
    DECREASE = "decrease"
