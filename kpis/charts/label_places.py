"""Where labels stand on a drawing so that none lies over another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# How far a label may be moved, in its own heights and half widths; the nearest place comes first.
_STEPS = (0, 0.55, 1.1, 1.65, 2.2)


@dataclass(frozen=True, slots=True)
class Label:
    """A label's middle and its size, in the drawing's units."""

    x: float
    y: float
    width: float
    height: float


def placed(labels: Sequence[Label], width: float, height: float) -> list[Label]:
    """Return the labels in the order given, each as near to its own place as others allow.

    Those that come first choose first; where there is no room at all a label stays where it is.
    """
    found: list[Label] = []
    for one in labels:
        free = (
            each
            for each in _candidates(one)
            if _inside(each, width, height) and not any(_meet(each, other) for other in found)
        )
        found.append(next(free, one))
    return found


def _candidates(one: Label) -> Iterator[Label]:
    """Yield places round a label's own, the nearest first."""
    shifts = [
        (across * one.width / 2 * side, down * one.height * up)
        for across in _STEPS
        for down in _STEPS
        for side in (1, -1)
        for up in (-1, 1)
    ]
    for dx, dy in sorted(dict.fromkeys(shifts), key=lambda by: by[0] ** 2 + by[1] ** 2):
        yield Label(one.x + dx, one.y + dy, one.width, one.height)


def _inside(one: Label, width: float, height: float) -> bool:
    across, down = one.width / 2, one.height / 2
    return across <= one.x <= width - across and down <= one.y <= height - down


def _meet(one: Label, other: Label) -> bool:
    return (
        abs(one.x - other.x) < (one.width + other.width) / 2
        and abs(one.y - other.y) < (one.height + other.height) / 2
    )
