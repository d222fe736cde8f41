"""A province among all provinces: its place, the leader and the median, where enough is known."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Published:
    """What an index says of one province: points, rank, both or neither."""

    id: str
    value: float | None = None
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """One province's points and place.

    ``of`` is among how many. ``counted`` tells that nobody published the place: it was counted
    among the provinces with points.
    """

    value: float | None = None
    rank: int | None = None
    of: int | None = None
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """What all provinces of a year come to.

    ``known`` of ``total`` provinces have points. Without enough of them there is no median, and a
    leader only where a rank 1 was published: the few that newspapers name are not the typical.
    """

    known: int
    total: int
    median: float | None = None
    leader: str | None = None
    best: float | None = None


def field_of(
    published: Sequence[Published], total: int, *, enough: float, higher_is_better: bool = True
) -> Field:
    """Return median and leader; ``enough`` is the share (0–1) of provinces that must have points.

    Points as the index counts them. Of several at the top the first in the given order leads.
    """
    points = [one for one in published if one.value is not None]
    whole = _is_whole(len(points), total, enough)
    first = next((one for one in published if one.rank == 1), None)
    if first is None and whole:
        first = (max if higher_is_better else min)(points, key=lambda one: one.value)
    return Field(
        known=len(points),
        total=total,
        median=median(one.value for one in points) if whole else None,
        leader=first.id if first else None,
        best=first.value if first else None,
    )


def standing_of(
    published: Sequence[Published],
    mine: str,
    total: int,
    *,
    enough: float,
    higher_is_better: bool = True,
) -> Standing:
    """Return a province's points and place: the published one, or else counted if that is fair."""
    own = next((one for one in published if one.id == mine), Published(mine))
    if own.rank is not None:
        return Standing(own.value, own.rank, total)
    values = [one.value for one in published if one.value is not None]
    if own.value is None or not _is_whole(len(values), total, enough):
        return Standing(own.value)
    ahead = sum(one > own.value if higher_is_better else one < own.value for one in values)
    return Standing(own.value, ahead + 1, len(values), counted=True)


def among(published: Sequence[Published], members: Collection[str]) -> list[Published]:
    """Return what is known of some provinces, without their national ranks."""
    return [Published(one.id, one.value) for one in published if one.id in members]


def distance(mine: float | None, other: float | None) -> float | None:
    """Return by how many points mine is above another; None where either is unknown."""
    return None if mine is None or other is None else mine - other


def _is_whole(known: int, total: int, enough: float) -> bool:
    return total > 0 and known >= enough * total and known > 0
