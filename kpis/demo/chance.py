"""Chance that falls the same way each time: by what it is for, not by the order of drawing."""

from collections.abc import Mapping
from math import exp
from random import Random

from kpis.demo.levels import SEED


def chance(*what: object) -> Random:
    """Return the source of chance for one thing; another thing's draws do not move it."""
    return Random(":".join(str(one) for one in (SEED, *what)))


def shares(
    mean: float, weights: Mapping[str, float], offsets: Mapping[str, float]
) -> dict[str, float]:
    """Return each unit's share (0 to 1), so that weighted together they come to the mean.

    Offsets are logits: how far above or below the mean a unit lies.
    """
    total = sum(weights.values())

    def at(shift: float) -> dict[str, float]:
        return {one: 1 / (1 + exp(-(shift + offsets[one]))) for one in weights}

    low, high = -20.0, 20.0
    for _ in range(50):
        middle = (low + high) / 2
        mixed = sum(weights[one] * share for one, share in at(middle).items()) / total
        low, high = (middle, high) if mixed < mean else (low, middle)
    return at((low + high) / 2)
