"""Events of units that would contradict the days units exist, or each other."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from math import isclose

from kpis.catalogue.definitions import Catalogue
from kpis.catalogue.kinds import UnitKind
from kpis.catalogue.references import Reference, check_there
from kpis.catalogue.unit_events import EventKind, UnitEvent
from kpis.errors import CatalogueInvalid

EVENTS, AREAS = "org_unit_events.csv", "old_areas.csv"
_NEARLY = 0.0005
Placed = tuple[int, UnitEvent]


def check_units(catalogue: Catalogue) -> None:
    """Refuse events and old areas that do not fit the units. Raises ``CatalogueInvalid``."""
    for one in _references(catalogue):
        check_there(one)
    for checked in (_of_each, _of_each_day):
        for place, reason in checked(catalogue):
            raise CatalogueInvalid(file=EVENTS, entry=f"line {place}", reason=reason)
    for entry, reason in _areas(catalogue):
        raise CatalogueInvalid(file=AREAS, entry=entry, reason=reason)


def _placed(catalogue: Catalogue) -> list[Placed]:
    """Return the events with their lines; the first of the file holds the columns."""
    return list(enumerate(catalogue.unit_events, start=2))


def _references(catalogue: Catalogue) -> Iterator[Reference]:
    units = catalogue.org_units
    for place, one in _placed(catalogue):
        for found in filter(None, (one.from_unit, one.to_unit)):
            yield Reference(EVENTS, f"line {place}", found, units)
        if one.document:
            yield Reference(EVENTS, f"line {place}", one.document, catalogue.documents)
    for place, one in enumerate(catalogue.old_areas, start=2):
        yield Reference(AREAS, f"line {place}", one.commune, units)
        yield Reference(AREAS, f"line {place}", one.district, units)


def _of_each(catalogue: Catalogue) -> Iterator[tuple[int, str]]:
    """Find events on days when their units are not there, or do not end as they should."""
    ongoing = {(one.from_unit, one.on) for one in catalogue.unit_events if one.stays}
    for place, one in _placed(catalogue):
        unit, eve = catalogue.org_units[one.from_unit], one.on - timedelta(days=1)
        if not unit.valid_on(eve):
            yield place, f"“{unit.id}” does not exist on {eve}"
        goes_on = (unit.id, one.on) in ongoing
        if goes_on and not unit.valid_on(one.on):
            yield place, f"“{unit.id}” does not exist on {one.on}"
        if not goes_on and unit.valid_to != eve:
            yield place, f"“{unit.id}” ends on {unit.valid_to}, not on {eve}"
        if one.to_unit and not catalogue.org_units[one.to_unit].valid_on(one.on):
            yield place, f"“{one.to_unit}” does not exist on {one.on}"
        moved = one.kind is EventKind.CHANGE_OF_LEVEL
        if moved and unit.kind is catalogue.org_units[one.to_unit].kind:
            yield place, f"“{one.to_unit}” is of the same level"


def _of_each_day(catalogue: Catalogue) -> Iterator[tuple[int, str]]:
    """Find units to which more than one thing happens on a day, and shares that are not whole."""
    days: dict[tuple, list[Placed]] = defaultdict(list)
    for place, one in _placed(catalogue):
        days[one.from_unit, one.on].append((place, one))
    for (unit, day), placed in days.items():
        first, events = placed[0][0], [one for _, one in placed]
        if events[0].kind is EventKind.SPLIT:
            yield from ((first, reason) for reason in _split(events))
        elif len(events) > 1:
            yield placed[1][0], f"“{unit}” passes on twice on {day}"
        heirs = {one.to_unit for one in events} - {None, unit}
        successor = catalogue.org_units[unit].successor
        if successor and heirs and successor not in heirs:
            yield first, f"“{successor}” takes over “{unit}” in org_units.csv, and not here"


def _split(events: Sequence[UnitEvent]) -> Iterator[str]:
    heirs, shares = [one.to_unit for one in events], [one.share for one in events]
    if any(one.kind is not EventKind.SPLIT for one in events):
        yield "a split and something else on one day"
    elif len(set(heirs)) < max(len(heirs), 2):
        yield "a split needs two units, each once"
    elif None in shares and any(shares):
        yield "a split has a share for each unit, or none at all"
    elif None not in shares and not isclose(sum(shares), 1, abs_tol=_NEARLY):
        yield f"shares add up to {sum(shares):g}, not to 1"


def _areas(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    total: dict[str, float] = defaultdict(float)
    for place, one in enumerate(catalogue.old_areas, start=2):
        commune, district = (catalogue.org_units[key] for key in (one.commune, one.district))
        if (commune.kind, district.kind) != (UnitKind.COMMUNE, UnitKind.DISTRICT):
            yield f"line {place}", "an old area is a commune's part in a district"
        total[one.commune] += one.share
        if total[one.commune] > 1 + _NEARLY:
            yield f"line {place}", f"shares of “{one.commune}” add up to more than 1"
