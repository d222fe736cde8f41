"""Who carries on what a unit was: figures of the past brought to the units of a later day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import isclose
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Succession:
    """A unit's work passing on from a day: to whom, and which part of it (None: nobody knows).

    A unit that only gives a part away is its own heir for the rest.
    """

    on: date
    org_unit: str
    heirs: tuple[tuple[str, float | None], ...]


class Move(NamedTuple):
    """Where reports of a unit that end between two days belong on the day looked from.

    Without a ``share`` the heir has a part of them, and nobody knows which. Without an ``heir``
    the share is what cannot be divided among those heirs.
    """

    org_unit: str
    starts: date
    ends: date
    heir: str | None
    share: float | None

    @property
    def estimate(self) -> bool:
        """Whether counts were divided by a share: an approximation, whoever set the share."""
        return self.share is not None and not isclose(self.share, 1)


class _Part(NamedTuple):
    """A share of what a unit was, and who has it; of several nobody knows how much each."""

    heirs: frozenset[str]
    share: float


def moves(successions: Iterable[Succession], until: date) -> tuple[Move, ...]:
    """Return all moves that lead to the units of a day; what stays where it is has none.

    Of each unit and report the shares add up to one, what cannot be divided included.
    """
    by_day: dict[date, dict[str, Succession]] = defaultdict(dict)
    of_unit: dict[str, list[date]] = defaultdict(list)
    for one in sorted(successions, key=lambda one: one.on):
        if one.on <= until:
            by_day[one.on][one.org_unit] = one
            of_unit[one.org_unit].append(one.on)
    found: list[Move] = []
    for unit, days in of_unit.items():
        starts = date.min
        for day in days:
            later = [heirs for on, heirs in by_day.items() if on >= day]
            ends = day - timedelta(days=1)
            found += _moves(unit, starts, ends, _parts(unit, later))
            starts = day
    return tuple(found)


def _parts(unit: str, days: Sequence[dict[str, Succession]]) -> list[_Part]:
    """Return who has what of a unit after some days, all that happens on one at a time."""
    parts = [_Part(frozenset([unit]), 1.0)]
    for passing in days:
        parts = [new for one in parts for new in _passed_on(one, passing)]
    together: dict[frozenset[str], float] = defaultdict(float)
    for one in parts:
        together[one.heirs] += one.share
    return [_Part(heirs, share) for heirs, share in together.items()]


def _passed_on(part: _Part, passing: dict[str, Succession]) -> list[_Part]:
    if not part.heirs & passing.keys():
        return [part]
    [first, *others] = part.heirs
    shares = passing[first].heirs if not others else ()
    if shares and all(share is not None for _, share in shares):
        return [_Part(frozenset([heir]), part.share * share) for heir, share in shares]
    heirs: set[str] = set()
    for unit in part.heirs:
        heirs |= {heir for heir, _ in passing[unit].heirs} if unit in passing else {unit}
    # Parts that one unit has all of again are known again, whatever each of them was.
    return [_Part(frozenset(heirs), part.share)]


def _moves(unit: str, starts: date, ends: date, parts: Iterable[_Part]) -> Iterable[Move]:
    for heirs, share in parts:
        if len(heirs) == 1:
            [heir] = heirs
            yield Move(unit, starts, ends, heir, share)
        else:
            yield Move(unit, starts, ends, None, share)
            yield from (Move(unit, starts, ends, heir, None) for heir in sorted(heirs))
