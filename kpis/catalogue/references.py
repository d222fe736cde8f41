"""Definitions that name others: each must be there, and be there once."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from kpis.catalogue.definitions import Catalogue
from kpis.catalogue.kinds import UnitKind
from kpis.errors import CatalogueInvalid


class Reference(NamedTuple):
    """An entry of a file that names something, and what could be named there."""

    file: str
    entry: str
    found: str
    known: Collection[str]


def check_once(file: str, names: Iterable[str]) -> None:
    """Refuse a name that stands twice in a file. Raises ``CatalogueInvalid``."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise CatalogueInvalid(file=file, entry=name, reason=f"“{name}” stands twice")
        seen.add(name)


def check_there(one: Reference) -> None:
    """Refuse an entry that names what is not there. Raises ``CatalogueInvalid``."""
    if one.found not in one.known:
        reason = f"“{one.found}” is not defined"
        raise CatalogueInvalid(file=one.file, entry=one.entry, reason=reason)


def check_references(catalogue: Catalogue) -> None:
    """Refuse a definition that names one which is not there, or units that go round in a circle.

    Raises ``CatalogueInvalid``.
    """
    for parts in (_of_programme, _of_indicators, _of_goals, _of_units):
        for one in parts(catalogue):
            check_there(one)
    _check_heirs(catalogue)


def _check_heirs(catalogue: Catalogue) -> None:
    """Refuse units that take over from each other in a circle: nobody would answer in the end."""
    for unit in catalogue.org_units.values():
        heirs, heir = {unit.id}, unit.successor
        while heir:
            if heir in heirs:
                reason = f"“{heir}” takes over from itself"
                raise CatalogueInvalid(file="org_units.csv", entry=unit.id, reason=reason)
            heirs.add(heir)
            heir = catalogue.org_units[heir].successor


def _of_programme(catalogue: Catalogue) -> Iterator[Reference]:
    file, programme = "programme.toml", catalogue.programme
    yield Reference(file, "province", programme.province, catalogue.org_units)
    yield Reference(file, "document", programme.document, catalogue.documents)
    for one in programme.headline:
        yield Reference(file, "headline", one, catalogue.indicators)
    for one in catalogue.calendar.answer:
        yield Reference("calendar.toml", f"{one.id} document", one.document, catalogue.documents)


def _of_indicators(catalogue: Catalogue) -> Iterator[Reference]:
    file, units = "indicators.toml", set(catalogue.org_units)
    areas = {area.id for area in catalogue.programme.area}
    for one in catalogue.indicators.values():
        yield Reference(file, f"{one.id} area", one.area, areas)
        yield Reference(file, f"{one.id} owner", one.owner, units)
        for key in one.documents:
            yield Reference(file, f"{one.id} documents", key, catalogue.documents)
        for key in one.reporters:
            yield Reference(file, f"{one.id} reporters", key, units | set(UnitKind))
        if one.of_which:
            yield Reference(file, f"{one.id} of_which", one.of_which, catalogue.indicators)
        for part in (*one.later, *one.alternative):
            for key in part.documents:
                yield Reference(file, f"{one.id} documents", key, catalogue.documents)


def _of_goals(catalogue: Catalogue) -> Iterator[Reference]:
    goals = {goal.key for goal in catalogue.goals}
    for goal in catalogue.goals:
        yield Reference("goals.csv", f"{goal.id} indicator", goal.indicator, catalogue.indicators)
        yield Reference("goals.csv", f"{goal.id} subject", goal.subject, catalogue.org_units)
        if goal.document:
            yield Reference("goals.csv", f"{goal.id} document", goal.document, catalogue.documents)
    for one in catalogue.milestones:
        yield Reference("milestones.csv", one.due, one.goal, goals)
    for one in catalogue.unit_goals:
        yield Reference("unit_goals.csv", one.org_unit, one.goal, goals)
        yield Reference("unit_goals.csv", one.goal, one.org_unit, catalogue.org_units)
        if one.document:
            yield Reference("unit_goals.csv", one.goal, one.document, catalogue.documents)
    for one in catalogue.not_applicable:
        yield Reference("not_applicable.csv", one.org_unit, one.indicator, catalogue.indicators)
        yield Reference("not_applicable.csv", one.indicator, one.org_unit, catalogue.org_units)


def _of_units(catalogue: Catalogue) -> Iterator[Reference]:
    for unit in catalogue.org_units.values():
        for key in filter(None, (unit.parent, unit.successor)):
            yield Reference("org_units.csv", unit.id, key, catalogue.org_units)
    for name in catalogue.names:
        yield Reference("org_unit_names.csv", name.name, name.org_unit, catalogue.org_units)
