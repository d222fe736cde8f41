"""Boundaries of a level's units from a GeoJSON file: checked, matched, and stored."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from shapely import Geometry, to_wkt

from kpis.accounts.roles import Action, Actor, require
from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import UnitKind
from kpis.domain.boundaries import matched, read_shapes, simplified
from kpis.domain.errors import BoundariesUnreadable
from kpis.domain.names import normalised
from kpis.errors import BoundariesRefused, ExplanationMissing
from kpis.intake.house import House
from kpis.store.filling import add_rows


@dataclass(frozen=True)
class Boundaries:
    """What a file holds: shapes by unit, features that are nobody's, units without a shape."""

    level: UnitKind
    shapes: Mapping[str, Geometry]
    strangers: tuple[str, ...]
    without: tuple[str, ...]


def read_boundaries(content: bytes, catalogue: Catalogue, level: UnitKind, day: date) -> Boundaries:
    """Return whose boundaries a GeoJSON file holds, by the units' code or name on a day.

    Raises ``BoundariesRefused`` where it is no GeoJSON, has no areas, or none of them is a unit's.
    """
    units = [one for one in catalogue.units_of(level) if one.valid_on(day)]
    try:
        found = matched(read_shapes(content), _finder(catalogue, [one.id for one in units]))
    except BoundariesUnreadable as error:
        raise BoundariesRefused(why=str(error)) from error
    if not found.units:
        raise BoundariesRefused(why="no units")
    without = tuple(one.id for one in units if one.id not in found.units)
    return Boundaries(level, simplified(found.units), found.strangers, without)


def _finder(catalogue: Catalogue, units: list[str]) -> Callable[[str], str | None]:
    """Return what finds a unit by its id, its code, or one of its names, letter by letter."""
    known: dict[str, set[str]] = {}
    for one in units:
        unit = catalogue.org_units[one]
        names = [unit.name_vi, unit.short_vi, unit.name_en]
        names += [name.name for name in catalogue.names if name.org_unit == one]
        for name in names:
            known.setdefault(normalised(name).key, set()).add(one)
        for code in (unit.id, unit.code):
            known.setdefault(code, set()).add(one)

    def find(text: str) -> str | None:
        text = text.strip().removesuffix(".0")
        found = known.get(text) or known.get(normalised(text).key) or ()
        return next(iter(found)) if len(found) == 1 else None

    return find


def keep_boundaries(house: House, given: Boundaries, actor: Actor, reason: str) -> None:
    """Store a level's boundaries in the place of earlier ones, in a new version.

    Raises ``ExplanationMissing``, ``NotSignedIn`` or ``NotAllowed``.
    """
    require(actor, Action.MANAGE_CATALOGUE)
    if not reason.strip():
        raise ExplanationMissing
    with house.change(actor, "boundaries", reason) as con:
        change = con.execute("SELECT max(change) FROM change").fetchone()[0]
        rows = [
            {"change": change, "level": given.level.value, "org_unit": unit, "shape": to_wkt(one)}
            for unit, one in given.shapes.items()
        ]
        add_rows(con, "boundary", rows)
