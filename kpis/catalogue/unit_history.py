"""A unit's past and future: what happened to it, whom it came from, who carries it on."""

from collections import Counter, defaultdict
from datetime import date
from functools import lru_cache

from kpis.catalogue.definitions import Catalogue
from kpis.catalogue.unit_events import EventKind, UnitEvent
from kpis.domain.lineage import Move, Succession, moves


@lru_cache(maxsize=64)
def moves_until(catalogue: Catalogue, day: date) -> tuple[Move, ...]:
    """Return where reports of the past belong among the units of a day."""
    return moves(successions(catalogue), day)


def successions(catalogue: Catalogue) -> list[Succession]:
    """Return how units pass on: what is abolished passes on to nobody, and stays what it was."""
    passed: dict[tuple[str, date], list[UnitEvent]] = defaultdict(list)
    for one in catalogue.unit_events:
        renamed = one.kind is EventKind.RENAME and one.stays
        if one.kind is not EventKind.ABOLISH and not renamed:
            passed[one.from_unit, one.on].append(one)
    return [
        Succession(day, unit, tuple((one.to_unit, _share(one)) for one in events))
        for (unit, day), events in passed.items()
    ]


def _share(event: UnitEvent) -> float | None:
    return event.share if event.kind is EventKind.SPLIT else 1.0


def events_of(catalogue: Catalogue, unit: str) -> list[UnitEvent]:
    """Return what happened to a unit or made it what it is, in order of time."""
    found = [one for one in catalogue.unit_events if unit in (one.from_unit, one.to_unit)]
    return sorted(found, key=lambda one: one.on)


def origins_of(catalogue: Catalogue, unit: str) -> set[str]:
    """Return every unit whose work, or a part of it, a unit has come to do."""
    found, asked = set(), {unit}
    while asked:
        before = {one.from_unit for one in catalogue.unit_events if one.to_unit in asked}
        asked = before - found - {unit}
        found |= asked
    return found


@lru_cache(maxsize=8)
def namesakes(catalogue: Catalogue) -> frozenset[str]:
    """Return the units whose name, in full or in short, another unit has or had."""
    units = list(catalogue.org_units.values())
    said = [Counter(one.name_vi for one in units), Counter(one.short_vi for one in units)]
    return frozenset(
        one.id for one in units if said[0][one.name_vi] > 1 or said[1][one.short_vi] > 1
    )
