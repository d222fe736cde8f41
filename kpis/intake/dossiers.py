"""Reading a table of counts: rows by unit, or rows by field of one unit."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kpis.catalogue.model import UnitKind
from kpis.domain.names import normalised, plain
from kpis.domain.periods import Period
from kpis.intake.checks import Figures, check_identities, check_rates, check_totals
from kpis.intake.forms import Role
from kpis.intake.grids import Grid, cell_name, raw
from kpis.intake.headers import Layout
from kpis.intake.rows import Body, Row, RowKind, read_rows
from kpis.intake.titles import Title
from kpis.intake.units import Match, Units
from kpis.intake.verdict import Finding, FindingCode, Observation, Severity

_PROVINCE = "tỉnh"


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


def read_counts(table: Table) -> Result:
    """Return the observations of a table of counts, and everything wrong with it."""
    result = Result()
    column, by_unit = _label_column(table)
    reporter = read_reporter(table, result, needed=not by_unit)
    rows = read_rows(_body(table, column))
    figures = Figures.read(table.grid, table.layout, rows)
    lines = [one for one in rows if one.kind is RowKind.FIGURES]
    result.rows = len(lines)
    keys = list(_by_unit(table, lines, result) if by_unit else _by_field(lines, reporter))
    first: dict[tuple[str, str | None], Row] = {}
    for line, key in zip(lines, keys, strict=True):
        _read_line(table, figures, line, key, first, result)
    for check in (check_identities, check_totals, check_rates):
        result.findings += check(figures)
    return result


def read_reporter(table: Table, result: Result, *, needed: bool) -> str | None:
    """Return the id of the unit in the title, noting it and what is wrong with its name.

    It is needed where the rows name no units; where they do, a reporter outside the catalogue
    (a unit's own office) is only noted, unless it is another province.
    """
    if not (found := table.title.reporter()):
        if needed:
            code, facts = FindingCode.UNKNOWN_ORG_UNIT, {"period": table.period.code}
            one = Finding(Severity.ERROR, code, table.grid.name, None, None, facts)
            result.findings.append(one)
        return None
    name, place = found
    match = table.units.named(name)
    if match.problem:
        problem = table.unit_finding(match, *place, name)
        foreign = normalised(name).type == _PROVINCE
        if problem.code is FindingCode.UNKNOWN_ORG_UNIT and not (needed or foreign):
            problem = replace(problem, severity=Severity.NOTE)
        result.findings.append(problem)
    result.org_unit = match.unit.id if match.unit else None
    return result.org_unit


def _body(table: Table, label_column: int) -> Body:
    def is_unit(name: str) -> bool:
        match = table.units.named(name) if table.units.states_type(name) else None
        return bool(match and match.unit and match.unit.kind is not UnitKind.PROVINCE)

    return Body(table.grid, table.layout, table.end, label_column, is_unit, table.again)


def _label_column(table: Table) -> tuple[int, bool]:
    """Return the column of the labels, and whether they are units rather than fields.

    Consolidated sheets often keep the heading "Lĩnh vực": there the labels decide.
    """
    roles = table.layout.roles
    if (column := roles.get(Role.UNIT)) is not None:
        return column, True
    column = roles[Role.FIELD]
    start = table.layout.header.bottom + 1
    texts = [table.grid.text(row, column) for row in range(start, table.end)]
    labels = [one for one in texts if one]
    typed = sum(table.units.states_type(one) for one in labels)
    return column, typed * 2 > len(labels)


def _by_unit(
    table: Table, lines: list[Row], result: Result
) -> Iterator[tuple[str, str | None] | None]:
    """Yield unit and section of each row; None for a unit that nobody knows."""
    for line in lines:
        match = table.units.named(line.label)
        if match.problem:
            result.findings.append(table.unit_finding(match, line.row, line.column, line.label))
        yield (match.unit.id, line.heading) if match.unit else None


def _by_field(lines: list[Row], reporter: str | None) -> Iterator[tuple[str, str | None] | None]:
    """Yield the reporting unit and the field of each row.

    A field that stands under several headings is told apart by them.
    """
    places = {(plain(line.label), line.heading) for line in lines}
    often = Counter(label for label, _ in places)
    for line in lines:
        several = line.heading and often[plain(line.label)] > 1
        section = f"{line.heading} / {line.label}" if several else line.label
        yield (reporter, section) if reporter else None


def _read_line(
    table: Table,
    figures: Figures,
    line: Row,
    key: tuple[str, str | None] | None,
    first: dict[tuple[str, str | None], Row],
    result: Result,
) -> None:
    """Add a row's observations and its cells' findings; of two alike rows the first stands."""
    same = (key[0], plain(key[1] or "")) if key else None
    earlier = first.setdefault(same, line) if same else line
    if earlier is not line:
        facts = {"first": cell_name(earlier.row, earlier.column)}
        where = (line.row, line.column)
        double = table.finding(Severity.ERROR, FindingCode.DUPLICATE_ROW, *where, **facts)
        result.findings.append(double)
    for column, item in table.layout.items.items():
        place = (line.row, column)
        cell = figures.cells[place]
        if problem := cell_problem(table, place, cell.problem, missing=cell.missing):
            result.findings.append(problem)
        elif cell.value is not None and key and earlier is line:
            one = table.observation(key[0], item.item, key[1], cell.value, place)
            result.observations.append(one)


def cell_problem(
    table: Table, place: tuple[int, int], problem: FindingCode | None, *, missing: bool
) -> Finding | None:
    """Return the finding of a cell that should hold a figure, if it has one."""
    if missing and place in table.grid.without_value:
        problem = FindingCode.FORMULA_WITHOUT_VALUE
    return table.finding(Severity.ERROR, problem, *place) if problem else None
