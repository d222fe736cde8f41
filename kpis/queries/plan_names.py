"""Which plans are stored, whose they are, and of which years."""

from dataclasses import dataclass

import duckdb

from kpis.domain.occurrences import years_of
from kpis.queries import documents
from kpis.queries.tasks import files_of


@dataclass(frozen=True, slots=True)
class PlanName:
    """A stored plan's id, the unit of the catalogue that made it, its years and its file's name."""

    set: str
    org_unit: str | None
    file: str

    @property
    def years(self) -> tuple[int, int] | None:
        """Its first and last year, where its id says them."""
        return years_of(self.set)


def plan_names(con: duckdb.DuckDBPyConnection) -> tuple[PlanName, ...]:
    """Return the stored plans, the latest years first; of one year the province's own first."""
    found = {one["set"]: one for one in documents.tasks(con)}
    units = con.execute("SELECT submission, sheet, org_unit FROM sheet").fetchall()
    unit_of = {(submission, sheet): unit for submission, sheet, unit in units}
    files = files_of(con)
    names = [
        PlanName(set_, unit_of.get((one["submission"], one["sheet"])), files[one["submission"]][0])
        for set_, one in found.items()
    ]
    return tuple(sorted(sorted(names, key=_own_first), key=_last_year, reverse=True))


def _own_first(one: PlanName) -> tuple:
    return one.org_unit is None, len(one.set), one.set


def _last_year(one: PlanName) -> tuple[int, int]:
    # A programme of five years stands under its last: the year's own plan is nearer.
    return (one.years[1], one.years[0]) if one.years else (0, 0)
