"""Our province among all provinces in the index of serving people and firms, as published."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import duckdb

from kpis.catalogue.definitions import Catalogue
from kpis.catalogue.national import National, load_national
from kpis.catalogue.national_model import Province
from kpis.domain.names import normalised
from kpis.domain.periods import Period
from kpis.domain.rankings import Field, Published, Standing, among, field_of, standing_of
from kpis.queries.service_index import peers_at
from kpis.settings import settings
from kpis.ui import answers
from kpis.ui.service_index import Results, Scored


@dataclass(frozen=True)
class Ranked:
    """A province's points, ours or another's; ``province`` is None where none has the name."""

    name: str
    scored: Scored
    province: Province | None
    ours: bool = False


@dataclass(frozen=True)
class Ranking:
    """All provinces of a period with points, the highest total first."""

    rows: tuple[Ranked, ...]
    total: int
    enough: float

    @cached_property
    def published(self) -> list[Published]:
        """Each province's total, by the place in the ranking."""
        return [Published(str(at), one.scored.total) for at, one in enumerate(self.rows)]

    @cached_property
    def mine(self) -> Ranked | None:
        """Our own province."""
        return next((one for one in self.rows if one.ours), None)

    def place(self, one: Ranked) -> Standing:
        """Return a province's points and its place, counted by the published totals."""
        return standing_of(self.published, self._id(one), self.total, enough=self.enough)

    @cached_property
    def nation(self) -> Field:
        """Median and leader of all provinces."""
        return field_of(self.published, self.total, enough=self.enough)

    @property
    def leader(self) -> Ranked | None:
        """The province with the highest total, where enough of them have one."""
        return self.rows[int(self.nation.leader)] if self.nation.leader else None

    def region(self, one: Ranked, members: int) -> tuple[Field, Standing]:
        """Return median and leader of a province's region of so many members, and its place."""
        region = one.province.region if one.province else None
        inside = {
            self._id(each)
            for each in self.rows
            if region and each.province and each.province.region == region
        }
        known = among(self.published, inside)
        place = standing_of(known, self._id(one), members, enough=self.enough)
        return field_of(known, members, enough=self.enough), place

    def _id(self, one: Ranked) -> str:
        return str(self.rows.index(one))


def ranking_of(results: Results) -> Ranking | None:
    """Return all provinces of the results' period; None where no other province has points."""
    national, catalogue = load_national(settings().national), results.catalogue
    asked = {"family": results.index.family, "total": results.index.total, "period": results.period}
    others = answers.ask(others_of, **asked, national=national)
    if not others:
        return None
    day = Period.parse(results.period).ends
    known = {normalised(one.name_vi).key: one for one in _on(national, day)}
    rows = [*others, *_ours(results, catalogue, known)]
    rows.sort(key=lambda one: -(one.scored.total or -1))
    return Ranking(tuple(rows), len(known), catalogue.programme.completeness_limit)


def others_of(
    con: duckdb.DuckDBPyConnection, *, family: str, total: str, period: str, national: National
) -> tuple[Ranked, ...]:
    """Return other provinces' points in a period, matched to the provinces there were then.

    ``total`` is the item that holds the published sum.
    """
    known = {normalised(one.name_vi).key: one for one in _on(national, Period.parse(period).ends)}
    found = []
    for name, part in peers_at(con, family=family, period=period).groupby("name"):
        points = dict(zip(part["item"], part["value"].tolist(), strict=True))
        whole = points.pop(total, None)
        scored = Scored(name, points, whole, bool(part["illustrative"].any()))
        found.append(Ranked(name, scored, known.get(normalised(name).key)))
    return tuple(found)


def _ours(results: Results, catalogue: Catalogue, known: dict[str, Province]) -> list[Ranked]:
    own, name = results.province, catalogue.province.name_vi
    return [Ranked(name, own, known.get(normalised(name).key), ours=True)] if own else []


def _on(national: National, day: date) -> list[Province]:
    return [one for one in national.provinces.values() if one.valid_on(day)]
