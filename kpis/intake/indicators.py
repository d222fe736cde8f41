"""Reading the quarterly indicator workbook: one row is one indicator of one unit."""

from collections.abc import Iterator

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import Indicator, OrgUnit
from kpis.domain.names import plain
from kpis.intake.cells import Cell, read_count
from kpis.intake.form_parts import Role
from kpis.intake.grids import cell_name
from kpis.intake.lone_rates import LoneRates, disagreeing
from kpis.intake.row_units import read_reporter
from kpis.intake.rows import Body, RowKind, read_rows
from kpis.intake.tables import Result, Table, cell_problem
from kpis.intake.verdict import FindingCode, Severity

_COUNTS = ("numerator", "denominator")


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
    result.findings += reader.rates.unclear()
    result.observations += reader.rates.clear()
    return result


class _Rows:
    """Reads the rows of one table into its result."""

    def __init__(self, table: Table, reporter: str | None, result: Result) -> None:
        self.table, self.result = table, result
        self.catalogue: Catalogue = table.units.catalogue
        self.reporter = self.catalogue.org_units.get(reporter or "")
        self.columns = {one.item: column for column, one in table.layout.items.items()}
        self.rates = LoneRates(table, self.columns.get("value"))
        self.titles = _titles(self.catalogue)
        self.first: dict[tuple[str, str], int] = {}

    def lines(self) -> Iterator[int]:
        """Yield the rows that name an indicator, and those with figures under no known name."""
        body = Body(
            *(self.table.grid, self.table.layout, self.table.end, self._label_column()),
            lambda name: name in self.catalogue.indicators or self._titled(name) is not None,
            self.table.again,
        )
        rows, self.result.aside = read_rows(body)
        yield from (one.row for one in rows if one.kind is RowKind.FIGURES)

    def _label_column(self) -> int:
        """Return the column that names the indicators of most rows: their titles, or their ids."""
        roles, header = self.table.layout.roles, self.table.layout.header
        rows = range(header.bottom + 1, self.table.end)
        columns = [roles[one] for one in (Role.INDICATOR, Role.INDICATOR_ID) if one in roles]

        def filled(column: int) -> int:
            return sum(bool(self.table.grid.covered(row, column)) for row in rows)

        return max(columns, key=filled, default=header.number + 1)

    def read(self, row: int) -> None:
        """Add what one row says."""
        indicator, unit = self._indicator(row), self._unit(row)
        if indicator is None or unit is None:
            return
        first = self.first.setdefault((unit.id, indicator.id), row)
        title = indicator.title["vi"]
        if first != row:
            facts = {"first": cell_name(first, self._place), "name": title}
            self._note(FindingCode.DUPLICATE_ROW, row, Severity.ERROR, **facts)
            return
        if not self.catalogue.reports(unit, indicator):
            self._note(FindingCode.NOT_APPLICABLE, row, Severity.WARNING, indicator=title)
        self._figures(row, indicator, unit)

    def _figures(self, row: int, indicator: Indicator, unit: OrgUnit) -> None:
        """Add a row's counts, or else its rate."""
        cells = {item: self._cell(row, item, indicator) for item in _COUNTS}
        counts = {}
        for item, cell in cells.items():
            place = (row, self.columns[item])
            if problem := cell_problem(self.table, place, cell):
                self.result.findings.append(problem)
            elif cell.value is not None:
                counts[item] = cell.value
                item_id = f"{indicator.id}.{item}"
                one = self.table.observation(unit.id, item_id, None, cell.value, place)
                self.result.observations.append(one)
        if len(counts) == len(_COUNTS):
            about = (self.table, row, self.columns, indicator, counts, self.rates.printed(row))
            self.result.findings += disagreeing(*about)
        elif all(one.missing for one in cells.values()):
            self.result.findings += self.rates.take(row, indicator, unit.id)
        elif absent := [item for item, one in cells.items() if one.missing]:
            self._half(row, absent[0])

    def _cell(self, row: int, item: str, indicator: Indicator) -> Cell:
        value, zeros = self.table.grid.value(row, self.columns[item]), self.table.layout.form.zeros
        return read_count(value, zeros, whole=not indicator.amounts)

    def _half(self, row: int, absent: str) -> None:
        """Warn that one count stands without the other: no rate follows from it."""
        there = next(one for one in _COUNTS if one != absent)
        column, place = self.columns[absent], cell_name(row, self.columns[there])
        words = self.table.layout.form.headings
        facts = {"column": words[absent], "other": words[there], "place": place}
        where = (Severity.WARNING, FindingCode.COUNTERPART_MISSING, row, column)
        self.result.findings.append(self.table.finding(*where, **facts))

    def _indicator(self, row: int) -> Indicator | None:
        """Return the indicator of a row: by its id, or by its title word for word."""
        grid, roles = self.table.grid, self.table.layout.roles
        code = grid.covered(row, roles[Role.INDICATOR_ID]) if Role.INDICATOR_ID in roles else ""
        title = grid.covered(row, roles[Role.INDICATOR]) if Role.INDICATOR in roles else ""
        if code and code in self.catalogue.indicators:
            return self.catalogue.indicators[code]
        titled = self._titled(title)
        if code or titled is None:
            self._note(FindingCode.UNKNOWN_INDICATOR, row, Severity.ERROR, name=code or title)
            return None
        return titled

    def _titled(self, title: str) -> Indicator | None:
        """Return the indicator with this title, under any of its definitions."""
        return self.titles.get(plain(title)) if title else None

    def _unit(self, row: int) -> OrgUnit | None:
        """Return the unit of a row: its id, its name, or the reporting unit of the title.

        A name merged over several rows is that of each of them; a blank one is never guessed.
        """
        grid, roles = self.table.grid, self.table.layout.roles
        if Role.UNIT not in roles and Role.UNIT_ID not in roles:
            return self.reporter
        code = grid.covered(row, roles[Role.UNIT_ID]) if Role.UNIT_ID in roles else ""
        column = roles.get(Role.UNIT, roles.get(Role.UNIT_ID, 0))
        name = grid.covered(row, column)
        match = self.table.units.coded(code) if code else self.table.units.named(name)
        self.result.findings += self.table.name_findings(match, row, column, code or name)
        return match.unit

    @property
    def _place(self) -> int:
        roles = self.table.layout.roles
        return roles.get(Role.INDICATOR, roles.get(Role.INDICATOR_ID, 0))

    def _note(self, code: FindingCode, row: int, severity: Severity, **facts: object) -> None:
        one = self.table.finding(severity, code, row, self._place, **facts)
        self.result.findings.append(one)


def _titles(catalogue: Catalogue) -> dict[str, Indicator]:
    """Return the indicators by title, as it is compared; of two of one title the first."""
    found: dict[str, Indicator] = {}
    for one in catalogue.indicators.values():
        for said in (one, *one.later):
            for texts in (said.title, said.short):
                for text in (texts or {}).values():
                    found.setdefault(plain(text), one)
    return found
