"""Whether a table's figures agree with each other: sums, totals and printed percentages."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from kpis.intake.cells import Cell, in_brackets, read_figure, read_rate
from kpis.intake.form_parts import ADDITIVE, Identity, Rate, ValueKind
from kpis.intake.grids import Grid, cell_name, raw
from kpis.intake.headers import Layout
from kpis.intake.percents import read_percents
from kpis.intake.rows import Row, RowKind
from kpis.intake.verdict import Finding, FindingCode, Severity

# What adding decimals in binary may leave over.
_ROUNDING = 1e-6


@dataclass(frozen=True)
class Figures:
    """A table's rows with what each of their item cells says."""

    grid: Grid
    layout: Layout
    rows: list[Row]
    cells: dict[tuple[int, int], Cell]

    @classmethod
    def read(cls, grid: Grid, layout: Layout, rows: list[Row], *, whole: bool = True) -> "Figures":
        """Return the figures of rows; ``whole`` says whether only whole numbers can be meant."""
        zeros = layout.form.zeros
        cells = {
            (one.row, column): read_figure(grid.value(one.row, column), item, zeros, whole=whole)
            for one in rows
            for column, item in layout.items.items()
        }
        shares = [one for one, item in layout.items.items() if item.kind is ValueKind.PERCENT]
        cells |= read_percents(grid, [(one.row, column) for one in rows for column in shares])
        return cls(grid, layout, rows, cells)

    def by_item(self, row: int) -> dict[str, tuple[float, int]]:
        """Return value and column of each item that a row reports, as printed."""
        return {
            item.item: (value, column)
            for column, item in self.layout.items.items()
            if (value := self.cells[row, column].value) is not None
        }

    def allowed(self, code: FindingCode) -> float:
        """Return the difference that the form allows a check."""
        return self.layout.form.rules[code].tolerance

    def warning(self, code: FindingCode, row: int, column: int, **facts: object) -> Finding:
        """Return a warning at a cell, with what stands there."""
        found = raw(self.grid.value(row, column))
        place = cell_name(row, column)
        return Finding(Severity.WARNING, code, self.grid.name, place, found, facts)


def check_identities(figures: Figures) -> Iterator[Finding]:
    """Yield the sums that a row does not keep, at the sum's own cell.

    A sum with a missing or unreadable part is not tested.
    """
    for one in figures.rows:
        if one.kind is not RowKind.FIGURES:
            continue
        values = figures.by_item(one.row)
        for identity in figures.layout.form.identity:
            if identity.whole in values and all(one in values for one in identity.parts):
                yield from _broken(figures, one.row, identity, values)


def _broken(
    figures: Figures, row: int, identity: Identity, values: dict[str, tuple[float, int]]
) -> Iterator[Finding]:
    whole, column = values[identity.whole]
    parts = [values[name] for name in identity.parts]
    extra = [values[name] for name in identity.maybe if name in values]
    least = sum(value for value, _ in parts)
    allowed = max(identity.tolerance, figures.allowed(FindingCode.IDENTITY_BROKEN)) + _ROUNDING
    if abs(whole - least) <= allowed:
        return
    sums = [
        least + sum(value for value, _ in some)
        for count in range(len(extra) + 1)
        for some in combinations(extra, count)
    ]
    parts, expected = [*parts, *extra], sums[-1]
    if all(abs(whole - one) > allowed for one in sums):
        yield figures.warning(
            FindingCode.IDENTITY_BROKEN,
            row,
            column,
            expected=round(expected, 6),
            difference=round(whole - expected, 6),
            parts=" + ".join(cell_name(row, place) for _, place in parts),
        )


def check_totals(figures: Figures) -> Iterator[Finding]:
    """Yield printed sums that differ from what the rows above, or of their section, add up to.

    Every printed row counts, also of units nobody knows; a missing cell counts as 0. A column
    with an unreadable cell is not tested: that cell is reported already.
    """
    lines = [one for one in figures.rows if one.kind is RowKind.FIGURES]
    for one in figures.rows:
        if one.kind is RowKind.FIGURES:
            continue
        section = one.kind is RowKind.SECTION or _of_section(figures, one)
        under = [line for line in lines if one.heading in (line.heading, line.above)]
        summed = under if section else lines
        if summed:
            yield from _mismatches(figures, one, [line.row for line in summed])


def _of_section(figures: Figures, total: Row) -> bool:
    """Tell whether a sum is a section's: another sum follows, or each section has its like."""
    totals = [one for one in figures.rows if one.kind is RowKind.TOTAL]
    alike = [one for one in totals if one.label.casefold() == total.label.casefold()]
    return total.heading is not None and (total is not totals[-1] or len(alike) > 1)


def _mismatches(figures: Figures, total: Row, rows: list[int]) -> Iterator[Finding]:
    for column, item in figures.layout.items.items():
        if item.kind not in ADDITIVE:
            continue
        printed = figures.cells[total.row, column].value
        inside = in_brackets(figures.grid.value(total.row, column))
        if inside is not None:
            facts = {"inside": inside, "below_zero": -inside}
            yield figures.warning(FindingCode.NOT_A_NUMBER, total.row, column, **facts)
        cells = [figures.cells[row, column] for row in rows]
        if printed is None or any(one.value is None and one.problem for one in cells):
            continue
        expected = sum(one.value or 0 for one in cells)
        if abs(printed - expected) > figures.allowed(FindingCode.TOTAL_MISMATCH) + _ROUNDING:
            yield figures.warning(
                FindingCode.TOTAL_MISMATCH,
                total.row,
                column,
                expected=round(expected, 6),
                difference=round(printed - expected, 6),
                rows=len(rows),
            )


def check_rates(figures: Figures) -> Iterator[Finding]:
    """Yield printed percentages that do not follow from the counts beside them."""
    for one in figures.rows if figures.layout.rates else ():
        values = {item: value for item, (value, _) in figures.by_item(one.row).items()}
        for column, rate in figures.layout.rates.items():
            expected = _percentage(rate, values)
            printed, signed = read_rate(figures.grid.value(one.row, column))
            if expected is None or printed is None:
                continue
            # A cell formatted as a percentage holds 0.9962 for 99,62%.
            readings = [printed] if signed or printed > 1 else [printed, printed * 100]
            allowed = figures.allowed(FindingCode.PRINTED_RATE_CONTRADICTS_COUNTS)
            allowed = max(rate.tolerance, allowed)
            if all(abs(reading - expected) > allowed for reading in readings):
                yield figures.warning(
                    FindingCode.PRINTED_RATE_CONTRADICTS_COUNTS,
                    one.row,
                    column,
                    expected=round(expected, 2),
                    printed=readings[-1],
                )


def check_points(figures: Figures) -> Iterator[Finding]:
    """Yield rows of points that may be shares: not one is above 1, where 18 or 20 can be had.

    Such points there are, of somebody who has done next to nothing: it is asked, not guessed.
    """
    sums = {one.whole for one in figures.layout.form.identity}
    most = {
        column: item.most
        for column, item in figures.layout.items.items()
        if item.kind is ValueKind.SCORE and (item.most or 0) > 1 and item.item not in sums
    }
    for one in figures.rows:
        cells = ((column, figures.cells[one.row, column].value) for column in most)
        points = {column: value for column, value in cells if value is not None}
        shares = [column for column, value in points.items() if 0 < value < 1]
        if one.kind is RowKind.FIGURES and len(points) > 1 and shares and max(points.values()) <= 1:
            facts = {"name": one.label, "most": most[shares[0]], "cells": len(points)}
            yield figures.warning(FindingCode.FRACTION_OR_PERCENT, one.row, shares[0], **facts)


def _percentage(rate: Rate, values: dict[str, float]) -> float | None:
    if not {*rate.numerator, *rate.denominator} <= set(values):
        return None
    whole = sum(values[item] for item in rate.denominator)
    return 100 * sum(values[item] for item in rate.numerator) / whole if whole else None
