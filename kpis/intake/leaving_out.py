"""What a form's sheet holds that is not read: hidden rows and columns, and unknown columns."""

from collections.abc import Iterator

from kpis.domain.names import plain
from kpis.intake.cells import read_count
from kpis.intake.grids import Grid, cell_name
from kpis.intake.headers import Layout
from kpis.intake.verdict import Finding, FindingCode, Severity


def left_out(grid: Grid, layouts: list[Layout]) -> Iterator[Finding]:
    """Yield a warning where what is hidden holds something, and a note for each unknown column."""
    first = min(one.header.bottom for one in layouts)
    yield from _hidden(grid, layouts, first)
    for layout in layouts:
        yield from _unknown(grid, layout)


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


def _unknown(grid: Grid, layout: Layout) -> Iterator[Finding]:
    """Yield a note for each column of numbers whose headings the form does not have."""
    header, passed = layout.header, set(map(plain, layout.form.passed_over))
    known = {header.number, *layout.items, *layout.rates, *layout.roles.values()}
    known |= grid.hidden_columns
    for column in sorted(set(header.labels) - known):
        if header.labels[column][-1] in passed:
            continue
        if _counts(grid, column, header.bottom):
            found = " / ".join(_headings(grid, column, header.top, header.bottom))
            place = cell_name(*_anchor(grid, header.bottom, column))
            yield Finding(Severity.NOTE, FindingCode.UNKNOWN_COLUMN, grid.name, place, found)


def _headings(grid: Grid, column: int, top: int, bottom: int) -> list[str]:
    texts = [grid.covered(row, column) for row in range(top, bottom + 1)]
    return list(dict.fromkeys(text for text in texts if text))


def _anchor(grid: Grid, row: int, column: int) -> tuple[int, int]:
    return grid.anchors.get((row, column), (row, column))


def _filled(grid: Grid, column: int, first: int) -> bool:
    return any(grid.text(row, column) for row in range(first + 1, len(grid.rows)))


def _counts(grid: Grid, column: int, first: int) -> bool:
    """Tell whether numbers stand in a column below its heading's numbering row."""
    cells = (grid.value(row, column) for row in range(first + 2, len(grid.rows)))
    return any(read_count(one, whole=False).value is not None for one in cells)
