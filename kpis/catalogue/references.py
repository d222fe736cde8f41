"""Definitions that name others: each must be there, and be there once."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from kpis.catalogue.definitions import Catalogue
from kpis.catalogue.kinds import Direction, UnitKind
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


def check_references(catalogue: Catalogue) -> None:
    """Refuse a definition that names one which is not there, or goals that contradict each other.

    Raises ``CatalogueInvalid``.
    """
    for parts in (_of_programme, _of_indicators, _of_goals, _of_units):
        for one in parts(catalogue):
            if one.found not in one.known:
                reason = f"“{one.found}” is not defined"
                raise CatalogueInvalid(file=one.file, entry=one.entry, reason=reason)
    check_once("goals.csv", (goal.id for goal in catalogue.goals))
    # One goal to a level: with two, a unit would have two standings.
    check_once(
        "goals.csv",
        (f"{goal.indicator} {level}" for goal in catalogue.goals for level in goal.levels),
    )
    check_once("milestones.csv", (f"{one.goal} {one.due}" for one in catalogue.milestones))
    _check_directions(catalogue)
    _check_heirs(catalogue)


def _check_directions(catalogue: Catalogue) -> None:
    """Refuse a goal that calls better what its indicator calls worse: ranks would contradict it."""
    for goal in catalogue.goals:
        better = catalogue.indicators[goal.indicator].direction
        if (goal.comparator == ">=") != (better is Direction.INCREASE):
            reason = f"“{goal.comparator}” contradicts the direction “{better}” of the indicator"
            raise CatalogueInvalid(file="goals.csv", entry=goal.id, reason=reason)


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


def _of_goals(catalogue: Catalogue) -> Iterator[Reference]:
    goals = {goal.id for goal in catalogue.goals}
    for goal in catalogue.goals:
        yield Reference("goals.csv", f"{goal.id} indicator", goal.indicator, catalogue.indicators)
        yield Reference("goals.csv", f"{goal.id} subject", goal.subject, catalogue.org_units)
        if goal.document:
            yield Reference("goals.csv", f"{goal.id} document", goal.document, catalogue.documents)
    for one in catalogue.milestones:
        yield Reference("milestones.csv", one.due, one.goal, goals)


def _of_units(catalogue: Catalogue) -> Iterator[Reference]:
    for unit in catalogue.org_units.values():
        for key in filter(None, (unit.parent, unit.successor)):
            yield Reference("org_units.csv", unit.id, key, catalogue.org_units)
    for name in catalogue.names:
        yield Reference("org_unit_names.csv", name.name, name.org_unit, catalogue.org_units)
