"""One table of a sheet before its rows are read, and what reading them came to."""

from dataclasses import dataclass, field

from kpis.domain.periods import Period
from kpis.intake.cells import Cell
from kpis.intake.grids import Grid, cell_name, raw
from kpis.intake.headers import Layout
from kpis.intake.titles import Title
from kpis.intake.units import Match, Units
from kpis.intake.verdict import Finding, FindingCode, Observation, Severity


@dataclass(frozen=True)
class Table:
    """One table of a sheet with all that is known before its rows are read."""

    grid: Grid
    layout: Layout
    title: Title
    period: Period
    units: Units
    # First row that is no longer part of it, and headings printed again in between.
    end: int
    again: frozenset[int] = frozenset()

    def finding(
        self, severity: Severity, code: FindingCode, row: int, column: int, **facts: object
    ) -> Finding:
        """Return a finding at a cell, with what stands there."""
        found = raw(self.grid.value(row, column))
        return Finding(severity, code, self.grid.name, cell_name(row, column), found, facts)

    def unit_finding(self, match: Match, row: int, column: int, text: str) -> Finding:
        """Return what is wrong with a unit's name at a cell; one that is only unclear warns."""
        severity = Severity.WARNING if match.unit else Severity.ERROR
        place = cell_name(row, column)
        code = match.problem or FindingCode.UNKNOWN_ORG_UNIT
        facts = {"period": self.period.code, **match.facts}
        return Finding(severity, code, self.grid.name, place, text, facts)

    def observation(
        self, unit: str, item: str, section: str | None, value: float, place: tuple[int, int]
    ) -> Observation:
        """Return a figure of a cell."""
        text, cell = raw(self.grid.value(*place)), cell_name(*place)
        code = self.period.code
        return Observation(unit, item, section, code, value, text, self.grid.name, cell)


@dataclass
class Result:
    """What reading a table came to."""

    org_unit: str | None = None
    rows: int = 0
    findings: list[Finding] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)


def cell_problem(table: Table, place: tuple[int, int], cell: Cell) -> Finding | None:
    """Return the finding of a cell that should hold a figure, if it has one."""
    problem = cell.problem
    if cell.missing and place in table.grid.without_value:
        problem = FindingCode.FORMULA_WITHOUT_VALUE
    facts = {} if cell.percent is None else {"percent": cell.percent}
    return table.finding(Severity.ERROR, problem, *place, **facts) if problem else None
