"""Other points for components as a link says them: ``3.2:6,1.5:2.5``."""

from collections.abc import Mapping

# Each a component's code with the points it would get.
Moves = tuple[tuple[str, float], ...]


def read_moves(text: str | None, known: Mapping[str, float]) -> Moves:
    """Return the moves that a link says (``3.2:6,1.5:2.5``), none of what is unknown or wrong.

    ``known`` are the highest points by code; nobody gets more than those, or less than nothing.
    """
    found = {}
    for part in (text or "").split(","):
        code, _, points = part.rpartition(":")
        try:
            value = float(points)
        except ValueError:
            continue
        if code in known and 0 <= value <= known[code]:
            found[code] = value
    return tuple(found.items())


def said(moves: Moves) -> str:
    """Return moves as a link says them."""
    return ",".join(f"{code}:{points:g}" for code, points in moves)
