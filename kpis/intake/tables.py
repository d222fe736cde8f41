"""One table of a sheet before its rows are read, and what reading them came to."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property

from kpis.domain.periods import Period
from kpis.intake.cells import Cell, in_brackets, is_nothing
from kpis.intake.documents import PeerFigure
from kpis.intake.form_parts import ValueKind
from kpis.intake.grids import Grid, cell_name, raw
from kpis.intake.headers import Layout
from kpis.intake.row_parts import Row
from kpis.intake.titles import Title
from kpis.intake.told import NOTHING_TOLD, Told
from kpis.intake.units import Match, Units
from kpis.intake.verdict import Finding, FindingCode, Observation, Severity
from kpis.words.formats import HOME


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
    # What a person says where the sheet does not.
    told: Told = NOTHING_TOLD

    def finding(
        self, severity: Severity, code: FindingCode, row: int, column: int, /, **facts: object
    ) -> Finding:
        """Return a finding at a cell, with what stands there."""
        found = raw(self.grid.value(row, column))
        return Finding(severity, code, self.grid.name, cell_name(row, column), found, facts)

    def name_findings(self, match: Match, row: int, column: int, text: str) -> Iterator[Finding]:
        """Yield all there is to know about a unit's name at a cell.

        That is what is wrong with it, and who confirmed a name that the catalogue does not have.
        """
        if match.problem:
            yield self.unit_finding(match, row, column, text)
        if match.unit and (said := match.confirmed):
            facts = {
                "unit": match.unit.name_vi,
                "person": said.person,
                "day": said.confirmed_at.replace(tzinfo=UTC).astimezone(HOME).date(),
            }
            place, code = cell_name(row, column), FindingCode.CONFIRMED_NAME
            yield Finding(Severity.NOTE, code, self.grid.name, place, text, facts)

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
        return Observation(unit, item, section, self._code, value, text, self.grid.name, cell)

    @cached_property
    def _code(self) -> str:
        return self.period.code


@dataclass
class Result:
    """What reading a table came to."""

    org_unit: str | None = None
    rows: int = 0
    findings: list[Finding] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    # Rows whose figures are none of the form's.
    aside: list[Row] = field(default_factory=list)
    # Figures of other provinces in a ranking of provinces.
    peers: list[PeerFigure] = field(default_factory=list)


def cell_problem(table: Table, place: tuple[int, int], cell: Cell) -> Finding | None:
    """Return the finding of a cell that should hold a figure, if it has one."""
    problem = cell.problem
    if cell.missing and place in table.grid.without_value:
        problem = FindingCode.FORMULA_WITHOUT_VALUE
    facts: dict[str, object] = {} if cell.percent is None else {"percent": cell.percent}
    if problem is FindingCode.NOT_A_NUMBER:
        item = table.layout.items.get(place[1])
        facts |= in_place_of(table.grid.value(*place), item.kind if item else None)
    return table.finding(Severity.ERROR, problem, *place, **facts) if problem else None


def in_place_of(value: object, kind: ValueKind | None) -> dict[str, object]:
    """Return what a cell holds in place of a number, or what kind of number it should hold.

    Excel makes a day of "5/3" by itself; "(5)" is 5 to some and −5 to bookkeepers.
    """
    if isinstance(value, date):
        return {"day": value.date() if isinstance(value, datetime) else value}
    if (inside := in_brackets(value)) is not None:
        return {"inside": inside, "below_zero": -inside}
    kinds = {ValueKind.SCORE: "points", ValueKind.PERCENT: "rate"}
    return {kinds[kind]: True} if kind in kinds else {}


def nothing_filled_in(table: Table, result: Result) -> Iterator[Finding]:
    """Yield a finding where a form holds no figure, at the first cell to be filled in.

    None where something else explains it, such as a unit or lines that nobody knows.
    """
    explained = any(
        one.severity is Severity.ERROR or one.code is FindingCode.UNKNOWN_INDICATOR
        for one in result.findings
    )
    if result.observations or explained:
        return
    grid, header = table.grid, table.layout.header
    column = min(table.layout.items)
    rows = range(header.bottom + 1, table.end)
    empty = (
        row
        for row in rows
        if not grid.blank(row) and row not in table.again and is_nothing(grid.text(row, column))
    )
    row = next(empty, header.bottom + 1)
    facts = {"form": table.layout.form.code}
    yield table.finding(Severity.ERROR, FindingCode.NO_FIGURES, row, column, **facts)
