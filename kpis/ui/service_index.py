"""The index of serving people and firms on screen: the province, and its units by component."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import duckdb

from kpis.catalogue.definitions import Catalogue
from kpis.catalogue.kinds import UnitKind
from kpis.catalogue.service_index import Component, ServiceIndex
from kpis.domain.periods import Period
from kpis.queries.service_index import points_at
from kpis.ui import answers
from kpis.words import Words, formats

LEVELS = (UnitKind.COMMUNE, UnitKind.DISTRICT, UnitKind.AGENCY)
# Our province among all provinces, where a ranking of them came in.
NATION = "province"


@dataclass(frozen=True)
class Scored:
    """One unit's points by component as published, and its total."""

    unit: str
    points: Mapping[str, float]
    total: float | None
    illustrative: bool = False

    def best(self, component: Component) -> float:
        """Return a component's maximum; a wider one where the file did not part it."""
        if component.alone and component.parted_by not in self.points:
            return component.alone
        return component.best

    def share(self, component: Component) -> float | None:
        """Return the percent of a component's maximum, None where it was not given."""
        points = self.points.get(component.item)
        return None if points is None else 100 * points / self.best(component)


@dataclass(frozen=True)
class Results:
    """The points of a period, and those of the period before it where there are any."""

    index: ServiceIndex
    catalogue: Catalogue
    period: str
    now: tuple[Scored, ...]
    before: tuple[Scored, ...]
    illustrative: bool

    @cached_property
    def province(self) -> Scored | None:
        """The province's own points."""
        return next((one for one in self.now if one.unit == self.catalogue.province.id), None)

    @property
    def levels(self) -> list[str]:
        """The levels with points, the widest first."""
        return [kind.value for kind in LEVELS if self.of(kind.value)]

    def of(self, level: str) -> list[Scored]:
        """Return a level's units, the highest total first, equal ones by alphabet."""
        units = self.catalogue.org_units
        mine = [one for one in self.now if one.unit in units and units[one.unit].kind == level]
        return sorted(mine, key=lambda one: (-(one.total or -1), self._sort_key(one)))

    def ranks(self, level: str) -> dict[str, int]:
        """Return places by total among peers, ties shared; a unit without a total has none."""
        return _ranks(self.of(level))

    def ranks_before(self, level: str) -> dict[str, int]:
        """Return the places of the period before among the same level."""
        units = self.catalogue.org_units
        return _ranks([one for one in self.before if units[one.unit].kind == level])

    def _sort_key(self, one: Scored) -> tuple:
        return formats.sort_key(self.catalogue.org_units[one.unit].name_vi)


def results_of(index: ServiceIndex, catalogue: Catalogue, period: str) -> Results:
    """Return the points of a period beside those of the period of its kind before."""
    asked = {"family": index.family, "total": index.total}
    now = answers.ask(scored, **asked, period=period)
    before = answers.ask(scored, **asked, period=Period.parse(period).earlier().code)
    illustrative = any(one.illustrative for one in now)
    return Results(index, catalogue, period, now, before, illustrative)


def scored(
    con: duckdb.DuckDBPyConnection, *, family: str, total: str, period: str
) -> tuple[Scored, ...]:
    """Return every unit's points in a period; ``total`` is the item that holds the sum."""
    units = []
    for unit, part in points_at(con, family=family, period=period).groupby("org_unit"):
        points = dict(zip(part["item"], part["value"].tolist(), strict=True))
        whole = points.pop(total, None)
        units.append(Scored(unit, points, whole, bool(part["illustrative"].any())))
    return tuple(units)


def current(periods: Mapping[str, int]) -> str:
    """Return the period to open with: the latest in which units have points, not only the province.

    The portal gives the year so far for provinces alone, and it ends later than any month.
    """
    return next((code for code, units in periods.items() if units > 1), next(iter(periods)))


def title(results: Results, level: str, t: Words) -> str:
    """Return the finding: the province's points, and where a level loses most."""
    parts, whole, index = [], results.province, results.index
    if whole and whole.total is not None:
        band = t.own(index.band_of(whole.total).title).lower()
        points = formats.points(whole.total, t.language)
        parts.append(t("service.whole", points=points, band=band))
    if weakest := weakest_of(results.of(level), index):
        component, share = weakest
        told = formats.amount(share, "%", 0, t.language)
        name = t.own(component.title)
        words = {"level": t.code("level", level).lower(), "component": name, "share": told}
        parts.append(t("service.weakest", **words))
    period = formats.period(results.period, t.language)
    return t("service.title", period=period, findings="; ".join(parts))


def weakest_of(units: Sequence[Scored], index: ServiceIndex) -> tuple[Component, float] | None:
    """Return the component with the smallest share of its maximum over some units, in percent.

    The share is a ratio of sums; units that were not given the component are in neither.
    """
    shares = []
    for component in index.component:
        given = [one for one in units if component.item in one.points]
        if given:
            points = sum(one.points[component.item] for one in given)
            shares.append((component, 100 * points / sum(one.best(component) for one in given)))
    return min(shares, key=lambda one: one[1], default=None)


def _ranks(units: Sequence[Scored]) -> dict[str, int]:
    totals = {one.unit: one.total for one in units if one.total is not None}
    return {
        unit: 1 + sum(other > mine for other in totals.values()) for unit, mine in totals.items()
    }
