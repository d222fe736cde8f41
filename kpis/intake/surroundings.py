"""A cell with what stands round it, as Excel shows them: to find it, and to see what is wrong."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from kpis.intake.grids import Grid, letters, raw
from kpis.intake.limits import Unreadable
from kpis.intake.reading import read_workbook

# The cell's own row and its neighbours, and as many columns as can be read side by side.
_ROWS_AROUND, _COLUMNS_AROUND = 1, 2
# A title further up belongs to another table.
_HIGHEST_TITLE = 60
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_WORD = re.compile(r"[^\W\d_]{2}")
# Sheet and cell.
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell of an extract: its text, whether it is the one meant, how far it is merged."""

    text: str
    meant: bool = False
    number: bool = False
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Extract:
    """Some rows and columns of a sheet, by their names in Excel; cells in the order of rows.

    The title of the cell's column and the name of its row are among them where they stand
    further away, so that rows and columns need not be neighbours.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Spot, ...]], ...]
    # The first row is a title from further up, the first column a name from further left.
    titled: bool = False
    named: bool = False


def extracts(content: bytes, name: str, places: Collection[Place]) -> dict[Place, Extract]:
    """Return the surroundings of a file's cells, by sheet and cell.

    A place that is no single cell of a sheet, or a file that cannot be read, has none.
    """
    try:
        grids = {grid.name: grid for grid in read_workbook(content, name).grids}
    except Unreadable:
        return {}
    return {
        (sheet, cell): _extract(grids[sheet], *found)
        for sheet, cell in places
        if sheet in grids and (found := _coordinates(cell))
    }


def _coordinates(cell: str) -> tuple[int, int] | None:
    found = _CELL.fullmatch(cell)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def _extract(grid: Grid, row: int, column: int) -> Extract:
    first, last = max(row - _ROWS_AROUND, 0), row + _ROWS_AROUND
    rows = range(first, last + 1)
    left = max(min(column - _COLUMNS_AROUND, grid.width - 1 - 2 * _COLUMNS_AROUND), 0)
    columns = range(left, left + 2 * _COLUMNS_AROUND + 1)
    titles = list(_title(grid, first, (row, column)))
    names = list(_label(grid, rows, left, column))
    shown_rows, shown_columns = [*titles, *rows], [*names, *columns]
    return Extract(
        tuple(letters(one) for one in shown_columns),
        tuple(
            (one + 1, tuple(_spots(grid, one, shown_rows, shown_columns, (row, column))))
            for one in shown_rows
        ),
        titled=bool(titles),
        named=bool(names),
    )


def _title(grid: Grid, first: int, meant: tuple[int, int]) -> Iterator[int]:
    """Yield the row of the nearest words over a cell, unless they are in sight already."""
    row, column = meant
    lowest = max(first - _HIGHEST_TITLE, 0)
    titled = (one for one in range(row - 1, lowest - 1, -1) if _worded(grid, one, column))
    nearest = next(titled, first)
    if nearest < first:
        yield nearest


def _label(grid: Grid, rows: Iterable[int], left: int, column: int) -> Iterator[int]:
    """Yield the column with the longest names of the rows, unless names are in sight already."""
    named = [one for one in range(column) if any(_worded(grid, row, one) for row in rows)]
    if named and named[-1] < left:
        yield max(named, key=lambda one: sum(len(grid.covered(row, one)) for row in rows))


def _worded(grid: Grid, row: int, column: int) -> bool:
    return bool(_WORD.search(grid.covered(row, column)))


def _spots(
    grid: Grid, row: int, rows: list[int], columns: list[int], meant: tuple[int, int]
) -> Iterator[Spot]:
    """Yield the cells of a row; of a merged area only the first that is in sight."""
    areas = [one for one in grid.merges if one[0] <= row <= one[2]]
    for column in columns:
        area = next((one for one in areas if one[1] <= column <= one[3]), None)
        if area is None:
            text = _text(grid, row, column)
            yield Spot(text, (row, column) == meant, _is_number(grid, row, column))
            continue
        top, left, bottom, right = area
        down = [one for one in rows if top <= one <= bottom]
        across = [one for one in columns if left <= one <= right]
        if (row, column) == (down[0], across[0]):
            inside = top <= meant[0] <= bottom and left <= meant[1] <= right
            text, number = _text(grid, top, left), _is_number(grid, top, left)
            yield Spot(text, inside, number, len(down), len(across))


def _text(grid: Grid, row: int, column: int) -> str:
    value = grid.value(row, column)
    if (row, column) in grid.percents and isinstance(value, int | float):
        return f"{round(100 * value, 6):g}%"  # As Excel shows it.
    return grid.text(row, column)


def _is_number(grid: Grid, row: int, column: int) -> bool:
    value = grid.value(row, column)
    return isinstance(value, int | float) and not isinstance(value, bool) and raw(value) != ""
