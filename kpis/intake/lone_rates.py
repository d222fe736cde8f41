"""Rates of the indicator workbook: beside counts a check, without them the figure itself."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kpis.catalogue.model import Formula, Indicator
from kpis.intake.cells import is_nothing, read_rate
from kpis.intake.grids import cell_name
from kpis.intake.tables import Table
from kpis.intake.verdict import Finding, FindingCode, Observation, Severity

# Points of a percentage that rounding of a printed rate may explain.
_TOLERANCE = 0.1
# What Excel shows where a formula fails, as the printed rate of a row without counts does.
_FAILED = "#"


@dataclass
class LoneRates:
    """Reads one table's column of rates; those without counts are told once all are known."""

    table: Table
    # None where the table has no such column.
    column: int | None
    # Without counts and without a percent sign: 0,985 and 98,5 could both be meant.
    _unclear: set[int] = field(default_factory=set)
    _lone: list[tuple[int, str, str, float]] = field(default_factory=list)

    def printed(self, row: int) -> float | None:
        """Return a row's rate as it stands, in percent where the cell says so."""
        return None if self.column is None else self._printed(row)[0]

    def take(self, row: int, indicator: Indicator, unit: str) -> Iterator[Finding]:
        """Keep the rate of a row that has no counts; yield what is wrong with it."""
        if self.column is None or is_nothing(self.table.grid.value(row, self.column)):
            return
        printed, signed = self._printed(row)
        if printed is None:
            if not self.table.grid.text(row, self.column).startswith(_FAILED):
                yield self._error(FindingCode.NOT_A_NUMBER, row, rate=True)
        elif printed > 100 or (printed < 0 and indicator.formula is Formula.RATIO):
            yield self._error(FindingCode.OUT_OF_RANGE, row, rate=True)
        else:
            self._lone.append((row, unit, f"{indicator.id}.value", printed))
            if not signed and 0 < printed <= 1:
                self._unclear.add(row)

    def _printed(self, row: int) -> tuple[float | None, bool]:
        printed, signed = read_rate(self.table.grid.value(row, self.column))
        if printed is not None and (row, self.column) in self.table.grid.percents:
            return 100 * printed, True
        return printed, signed

    def _error(self, code: FindingCode, row: int, **facts: object) -> Finding:
        return self.table.finding(Severity.ERROR, code, row, self.column, **facts)

    def unclear(self) -> Iterator[Finding]:
        """Yield a question for each rate that could be a fraction as well as a percentage."""
        for row, _, _, value in self._lone:
            if row in self._unclear:
                yield self._error(FindingCode.FRACTION_OR_PERCENT, row, percent=100 * value)

    def clear(self) -> Iterator[Observation]:
        """Yield the figures of the rates that can mean one thing only."""
        for row, unit, item, value in self._lone:
            if row not in self._unclear:
                yield self.table.observation(unit, item, None, value, (row, self.column))


def disagreeing(
    table: Table,
    row: int,
    columns: dict[str, int],
    indicator: Indicator,
    counts: dict[str, float],
    printed: float | None,
) -> Iterator[Finding]:
    """Yield a part greater than its whole, and a printed rate that its counts contradict."""
    part, whole = counts["numerator"], counts["denominator"]
    if indicator.formula is Formula.RATIO and part > whole:
        facts = {"expected": whole, "difference": part - whole}
        facts["parts"] = cell_name(row, columns["denominator"])
        code, where = FindingCode.IDENTITY_BROKEN, (row, columns["numerator"])
        yield table.finding(Severity.WARNING, code, *where, **facts)
    if printed is None or not whole:
        return
    above = part if indicator.formula is Formula.RATIO else whole - part
    expected = 100 * above / whole
    if min(abs(printed - expected), abs(100 * printed - expected)) > _TOLERANCE:
        code, where = FindingCode.PRINTED_RATE_CONTRADICTS_COUNTS, (row, columns["value"])
        facts = {"expected": round(expected, 2), "printed": printed}
        yield table.finding(Severity.WARNING, code, *where, **facts)
