"""Where a path may be drawn through, and on what scale."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

QUARTER = 3
# How far a picture of percents reaches beyond 100, for the label of a line that lies there.
_ROOM_ABOVE_100 = 103.5


def missing(value: float | None) -> bool:
    """Tell whether there is no number: neither None nor NaN is zero."""
    return value is None or math.isnan(value)


def runs(
    steps: Sequence[int], values: Sequence[float | None], breaks: Iterable[int] = ()
) -> list[list[int]]:
    """Return the places that follow each other without a hole, one list a stretch.

    A missing value, a step that is not there at all, and the first step of a new definition each
    end a stretch: a line across any of them would claim what nobody has measured.
    """
    usual = min((b - a for a, b in pairwise(steps)), default=QUARTER)
    stretches: list[list[int]] = []
    for place, (step, value) in enumerate(zip(steps, values, strict=True)):
        if missing(value):
            continue
        before = stretches[-1][-1] if stretches else None
        if before is None or not _follows(steps[before], step, usual, breaks):
            stretches.append([])
        stretches[-1].append(place)
    return stretches


def value_range(values: Iterable[float | None], unit: str) -> tuple[float, float]:
    """Return the lowest and highest value to show, with room for labels.

    Percents start at zero unless all of them lie above 60, and leave little room above 100.
    """
    found = [one for one in values if not missing(one)] or [0.0, 100.0 if unit == "%" else 1.0]
    low, high = min(found), max(found)
    room = max((high - low) * 0.12, abs(high) * 0.02, 0.5)
    bottom = low - room if low < 0 or low > 60 else 0.0
    top = high + room
    return bottom, min(top, _ROOM_ABOVE_100) if unit == "%" and high <= 100 else top


def ticks(low: float, high: float, unit: str = "", most: int = 6) -> list[float]:
    """Return round numbers inside a range, few enough to read; percents end at 100."""
    size = 10 ** math.floor(math.log10((high - low) / most))
    steps = (size * one for one in (1, 2, 5, 10))
    step = next(one for one in steps if len(_multiples(one, low, high)) <= most)
    found = [round(step * place, 10) for place in _multiples(step, low, high)]
    capped = unit == "%" and high <= _ROOM_ABOVE_100
    return [one for one in found if one <= 100 or not capped]


def _multiples(step: float, low: float, high: float) -> range:
    return range(math.ceil(low / step), math.floor(high / step) + 1)


def _follows(before: int, step: int, usual: int, breaks: Iterable[int]) -> bool:
    return step - before <= usual and not any(before < cut <= step for cut in breaks)
