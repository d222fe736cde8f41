"""What a form's sheet holds that is not read: hidden rows and columns, and unknown columns."""

from collections.abc import Iterator, Sequence

from kpis.domain.names import plain
from kpis.intake.cells import holds_number
from kpis.intake.grids import Grid, cell_name
from kpis.intake.headers import Layout
from kpis.intake.row_parts import Row
from kpis.intake.rows import is_beside
from kpis.intake.verdict import Finding, FindingCode, Severity

# A long sheet of comparisons is told by its first cells.
_MOST_NAMED = 12


def left_out(grid: Grid, layouts: list[Layout], aside: Sequence[Row]) -> Iterator[Finding]:
    """Yield a warning where what is hidden holds something, and notes on what is not read.

    One note tells of all rows left ``aside`` and of columns like them, one each of other columns.
    """
    first = min(one.header.bottom for one in layouts)
    yield from _hidden(grid, layouts, first)
    columns = dict.fromkeys(place for one in layouts for place in _unread(grid, one))
    headings = {one: _headings(grid, layouts, *one) for one in columns}
    beside = {one: texts for one, texts in headings.items() if is_beside(texts[-1])}
    labelled = {(one.row, one.column): [one.label] for one in aside} | beside
    if labelled:
        yield _told(grid, labelled)
    for place, texts in headings.items():
        if place not in beside:
            cell, found = cell_name(*_anchor(grid, *place)), " / ".join(texts)
            yield Finding(Severity.NOTE, FindingCode.UNKNOWN_COLUMN, grid.name, cell, found)


def _told(grid: Grid, labelled: dict[tuple[int, int], list[str]]) -> Finding:
    """Return the note on figures that a sheet states and nobody stores, with where they stand."""
    names = list(dict.fromkeys(texts[-1] for texts in labelled.values()))
    cells = list(dict.fromkeys(cell_name(*_anchor(grid, *place)) for place in labelled))
    facts = {"count": len(labelled), "names": _first(names, "; "), "cells": _first(cells, ", ")}
    return Finding(Severity.NOTE, FindingCode.LEFT_OUT, grid.name, cells[0], names[0], facts)


def _first(texts: list[str], between: str) -> str:
    return between.join(texts[:_MOST_NAMED]) + (" …" if len(texts) > _MOST_NAMED else "")


def _hidden(grid: Grid, layouts: list[Layout], first: int) -> Iterator[Finding]:
    # Columns of ids are not counted: our own workbooks hide them, and they are read.
    used = {column for one in layouts for column in one.roles.values()}
    rows = [row for row in sorted(grid.hidden_rows) if first < row < len(grid.rows)]
    rows = [row for row in rows if not grid.blank(row)]
    columns = [one for one in sorted(grid.hidden_columns - used) if _filled(grid, one, first)]
    if rows or columns:
        place = cell_name(rows[0], 0) if rows else cell_name(first, columns[0])
        facts = {"rows": len(rows), "columns": len(columns)}
        code = FindingCode.HIDDEN_ROWS
        yield Finding(Severity.WARNING, code, grid.name, place, None, facts)


def _unread(grid: Grid, layout: Layout) -> Iterator[tuple[int, int]]:
    """Yield the lowest heading of each column of numbers that the form does not have."""
    header, passed = layout.header, set(map(plain, layout.form.passed_over))
    known = {header.number, *layout.items, *layout.rates, *layout.roles.values()}
    known |= grid.hidden_columns
    for column in sorted(set(header.labels) - known):
        if header.labels[column][-1] in passed:
            continue
        if _counts(grid, column, header.bottom):
            yield header.bottom, column


def _headings(grid: Grid, layouts: list[Layout], bottom: int, column: int) -> list[str]:
    top = next(one.header.top for one in layouts if one.header.bottom == bottom)
    texts = [grid.covered(row, column) for row in range(top, bottom + 1)]
    return list(dict.fromkeys(text for text in texts if text))


def _anchor(grid: Grid, row: int, column: int) -> tuple[int, int]:
    return grid.anchors.get((row, column), (row, column))


def _filled(grid: Grid, column: int, first: int) -> bool:
    return any(grid.text(row, column) for row in range(first + 1, len(grid.rows)))


def _counts(grid: Grid, column: int, first: int) -> bool:
    """Tell whether numbers stand in a column below its heading's numbering row."""
    cells = (grid.value(row, column) for row in range(first + 2, len(grid.rows)))
    return any(map(holds_number, cells))
