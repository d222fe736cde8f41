"""Reading the quarterly indicator workbook: one row is one indicator of one unit."""

from collections.abc import Iterator

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import Formula, Indicator, OrgUnit
from kpis.domain.names import plain
from kpis.intake.cells import read_rate
from kpis.intake.checks import Figures
from kpis.intake.form_parts import Role
from kpis.intake.grids import cell_name
from kpis.intake.row_units import read_reporter
from kpis.intake.rows import Body, RowKind, read_rows
from kpis.intake.tables import Result, Table, cell_problem
from kpis.intake.verdict import Finding, FindingCode, Severity

# Points of a percentage that rounding of a printed rate may explain.
_TOLERANCE = 0.1


def read_indicators(table: Table) -> Result:
    """Return numerators, denominators and lone values of a table, and everything wrong with it.

    Items are ``<indicator>.numerator``, ``<indicator>.denominator`` and, only where the counts
    are missing, ``<indicator>.value`` in percent.
    """
    result = Result()
    needed = not {Role.UNIT, Role.UNIT_ID} & set(table.layout.roles)
    reporter = read_reporter(table, result, needed=needed)
    reader = _Rows(table, reporter, result)
    for row in reader.lines():
        result.rows += 1
        reader.read(row)
    result.findings += reader.unclear_values()
    return result


class _Rows:
    """Reads the rows of one table into its result."""

    def __init__(self, table: Table, reporter: str | None, result: Result) -> None:
        self.table, self.result = table, result
        self.catalogue: Catalogue = table.units.catalogue
        self.reporter = self.catalogue.org_units.get(reporter or "")
        self.columns = {one.item: column for column, one in table.layout.items.items()}
        self.first: dict[tuple[str, str], int] = {}
        # Values without counts and without a percent sign: 0,985 and 98,5 could both be meant.
        self.small: list[tuple[int, float]] = []
        self.lone: list[tuple[int, str, str, float]] = []

    def lines(self) -> Iterator[int]:
        """Yield the rows that name an indicator."""
        roles, layout = self.table.layout.roles, self.table.layout
        column = roles.get(Role.INDICATOR, roles.get(Role.INDICATOR_ID, layout.header.number + 1))
        body = Body(
            self.table.grid, layout, self.table.end, column, lambda _: False, self.table.again
        )
        rows = read_rows(body)
        self.figures = Figures.read(self.table.grid, layout, rows, whole=False)
        yield from (one.row for one in rows if one.kind is RowKind.FIGURES)

    def read(self, row: int) -> None:
        """Add what one row says."""
        indicator, unit = self._indicator(row), self._unit(row)
        if indicator is None or unit is None:
            return
        first = self.first.setdefault((unit.id, indicator.id), row)
        if first != row:
            self._note(FindingCode.DUPLICATE_ROW, row, Severity.ERROR, first=f"{first + 1}")
            return
        if unit not in self.catalogue.reporters_of(indicator):
            title = indicator.title["vi"]
            self._note(FindingCode.NOT_APPLICABLE, row, Severity.WARNING, indicator=title)
        self._counts(row, indicator, unit)

    def _counts(self, row: int, indicator: Indicator, unit: OrgUnit) -> None:
        counts = {}
        for item in ("numerator", "denominator"):
            place = (row, self.columns[item])
            cell = self.figures.cells[place]
            if problem := cell_problem(self.table, place, cell):
                self.result.findings.append(problem)
            elif cell.value is not None:
                counts[item] = cell.value
                one = self.table.observation(
                    unit.id, f"{indicator.id}.{item}", None, cell.value, place
                )
                self.result.observations.append(one)
        self._value(row, indicator, unit, counts)

    def _value(
        self, row: int, indicator: Indicator, unit: OrgUnit, counts: dict[str, float]
    ) -> None:
        column = self.columns.get("value")
        printed, signed = (None, False) if column is None else self._printed(row, column)
        if len(counts) == 2:
            self.result.findings += self._disagreeing(row, indicator, counts, printed)
        elif not counts and printed is not None and column is not None:
            self.lone.append((row, unit.id, f"{indicator.id}.value", printed))
            if not signed and 0 < printed <= 1:
                self.small.append((row, printed))

    def _printed(self, row: int, column: int) -> tuple[float | None, bool]:
        printed, signed = read_rate(self.table.grid.value(row, column))
        if printed is not None and (row, column) in self.table.grid.percents:
            return 100 * printed, True
        return printed, signed

    def _disagreeing(
        self, row: int, indicator: Indicator, counts: dict[str, float], printed: float | None
    ) -> Iterator[Finding]:
        part, whole = counts["numerator"], counts["denominator"]
        if indicator.formula is Formula.RATIO and part > whole:
            column = self.columns["numerator"]
            yield self.figures.warning(
                FindingCode.IDENTITY_BROKEN,
                row,
                column,
                expected=whole,
                difference=part - whole,
                parts=cell_name(row, self.columns["denominator"]),
            )
        if printed is None or not whole:
            return
        above = part if indicator.formula is Formula.RATIO else whole - part
        expected = 100 * above / whole
        if min(abs(printed - expected), abs(100 * printed - expected)) > _TOLERANCE:
            code = FindingCode.PRINTED_RATE_CONTRADICTS_COUNTS
            facts = {"expected": round(expected, 2), "printed": printed}
            yield self.figures.warning(code, row, self.columns["value"], **facts)

    def unclear_values(self) -> Iterator[Finding]:
        """Add the values without counts, unless 0,985 and 98,5 could both be meant: then ask."""
        unclear = {row for row, _ in self.small}
        for row, unit, item, value in self.lone:
            place = (row, self.columns["value"])
            if row in unclear:
                code = FindingCode.FRACTION_OR_PERCENT
                yield self.table.finding(Severity.ERROR, code, *place, percent=100 * value)
                continue
            one = self.table.observation(unit, item, None, value, place)
            self.result.observations.append(one)

    def _indicator(self, row: int) -> Indicator | None:
        """Return the indicator of a row: by its id, or by its title word for word."""
        grid, roles = self.table.grid, self.table.layout.roles
        code = grid.text(row, roles[Role.INDICATOR_ID]) if Role.INDICATOR_ID in roles else ""
        title = grid.text(row, roles[Role.INDICATOR]) if Role.INDICATOR in roles else ""
        indicators = self.catalogue.indicators
        if code and code in indicators:
            return indicators[code]
        titled = next((one for one in indicators.values() if _is_titled(one, title)), None)
        if code or titled is None:
            self._note(FindingCode.UNKNOWN_INDICATOR, row, Severity.ERROR, name=code or title)
            return None
        return titled

    def _unit(self, row: int) -> OrgUnit | None:
        """Return the unit of a row: its id, its name, or the reporting unit of the title."""
        grid, roles = self.table.grid, self.table.layout.roles
        if Role.UNIT not in roles and Role.UNIT_ID not in roles:
            return self.reporter
        code = grid.text(row, roles[Role.UNIT_ID]) if Role.UNIT_ID in roles else ""
        column = roles.get(Role.UNIT, roles.get(Role.UNIT_ID, 0))
        name = grid.text(row, column)
        match = self.table.units.coded(code) if code else self.table.units.named(name)
        self.result.findings += self.table.name_findings(match, row, column, code or name)
        return match.unit

    def _note(self, code: FindingCode, row: int, severity: Severity, **facts: object) -> None:
        roles = self.table.layout.roles
        column = roles.get(Role.INDICATOR, roles.get(Role.INDICATOR_ID, 0))
        self.result.findings.append(self.table.finding(severity, code, row, column, **facts))


def _is_titled(indicator: Indicator, text: str) -> bool:
    names = [*indicator.title.values(), *indicator.short.values()]
    return bool(text) and plain(text) in map(plain, names)
