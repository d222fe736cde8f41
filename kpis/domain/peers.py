"""Units of one level beside each other: how far apart they are, and whether they really differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

# Of fewer cases than this a rate is told in words too: one late dossier of two is 50 %.
SMALL = 30
# 95 % of a normal distribution lie within so many deviations of its middle.
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class Peer:
    """One unit's figure; without a rank it has no status, and ``value`` is not compared.

    ``numerator`` and ``denominator`` are None where only the percent is known.
    """

    id: str
    rank: int | None
    value: float | None
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit stands among its peers, in points; positive is better.

    ``to_next`` is what is missing to the next better figure, None at the top. ``alike`` are the
    ranks of those that it cannot be told from, its own included.
    """

    rank: int
    of: int
    to_next: float | None
    to_median: float
    alike: tuple[int, ...]


def places(peers: Sequence[Peer], sign: int) -> dict[str, Place]:
    """Return the place of each ranked unit; ``sign`` is 1 where more is better, else −1.

    Two units do not really differ where their 95 % intervals overlap (Wilson's score interval over
    numerator and denominator). Without counts a unit is told from all whose figure differs.
    """
    ranked = [one for one in peers if one.rank is not None and one.value is not None]
    if not ranked:
        return {}
    middle = median(one.value for one in ranked)
    return {
        one.id: Place(
            one.rank,
            len(ranked),
            _to_next(one, ranked, sign),
            sign * (one.value - middle),
            _alike(one, ranked),
        )
        for one in ranked
    }


def interval(numerator: float, denominator: float) -> tuple[float, float]:
    """Return the shares (0–1) between which the true one lies with 95 % (Wilson 1927)."""
    share = numerator / denominator
    spread = _Z**2 / denominator
    centre = share + spread / 2
    reach = _Z * sqrt(share * (1 - share) / denominator + spread / (4 * denominator))
    return (centre - reach) / (1 + spread), (centre + reach) / (1 + spread)


def moved(now: Mapping[str, int], before: Mapping[str, int]) -> dict[str, int]:
    """Return by how many places each unit that was ranked both times has risen; a fall is < 0."""
    return {one: before[one] - rank for one, rank in now.items() if one in before}


def extremes(changes: Mapping[str, float], most: int = 3) -> tuple[list[str], list[str]]:
    """Return who has improved most and who has fallen most, the largest first.

    Whoever has not moved stands in neither; of equals the first in the given order.
    """
    up = sorted((one for one in changes if changes[one] > 0), key=lambda one: -changes[one])
    down = sorted((one for one in changes if changes[one] < 0), key=lambda one: changes[one])
    return up[:most], down[:most]


def is_small(denominator: float | None) -> bool:
    """Tell whether a rate rests on so few cases that they should be told."""
    return denominator is not None and 0 < denominator < SMALL


def _to_next(one: Peer, ranked: Sequence[Peer], sign: int) -> float | None:
    better = [each.value for each in ranked if each.rank < one.rank]
    return min(sign * (value - one.value) for value in better) if better else None


def _alike(one: Peer, ranked: Sequence[Peer]) -> tuple[int, ...]:
    low, high = _range(one)
    ranks = {each.rank for each in ranked if _range(each)[0] <= high and low <= _range(each)[1]}
    return tuple(sorted(ranks))


def _range(one: Peer) -> tuple[float, float]:
    # A reduction is no share of cases: growth makes it negative.
    if one.numerator is None or not one.denominator or not 0 <= one.numerator <= one.denominator:
        return one.value / 100, one.value / 100
    return interval(one.numerator, one.denominator)
