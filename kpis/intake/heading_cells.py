"""The texts of a heading's cells, spread over the columns that they stand above."""

import re
from collections.abc import Iterable

from kpis.intake.grids import Grid

Labelled = tuple[int, tuple[str, ...]]
_OF_YEAR = re.compile(r"(?:\b(?:cua|trong|cho) )?(?:\bnam )?\b20\d\d\b")


def headed_columns(grid: Grid, rows: range) -> list[int]:
    """Return the columns that have a heading of their own; a blank one may lie between them."""
    return [
        column for column in range(grid.width) if any(grid.covered(row, column) for row in rows)
    ]


def holds_figures(grid: Grid, row: int) -> bool:
    """Tell whether numbers stand in a row that are no years: such a row is none of a heading."""
    numbers = (one for one in grid.rows[row] if isinstance(one, int | float))
    return any(not 2000 <= one < 2100 for one in numbers)


def without_years(labelled: Iterable[Labelled]) -> tuple[Labelled, ...]:
    """Return columns with their headings as they are compared, less any years in them.

    ``tong diem nam 2023`` is ``tong diem``; of ``nam 2023`` nothing is left.
    """
    bare = (
        (column, tuple(text for one in labels if (text := " ".join(_OF_YEAR.sub("", one).split()))))
        for column, labels in labelled
    )
    return tuple(one for one in bare if one[1])


def heading_texts(grid: Grid, rows: range, number: int) -> dict[int, list[str]]:
    """Return the texts of a heading's rows by column; ``number`` is the number column's place.

    Texts of merged areas stand in each of their columns.
    """
    merged = any(first <= rows[-1] and end >= rows[0] for first, _, end, _ in grid.merges)
    found: dict[int, list[str]] = {}
    # Columns where a heading of an upper row begins: none from the left reaches over them.
    begun: set[int] = set()
    for row in rows:
        texts = [grid.covered(row, column) for column in range(grid.width)]
        own = {column for column, text in enumerate(texts) if text}
        found[row] = texts if merged or row == rows[-1] else _spread(texts, number, begun)
        begun |= own
    return found


def _spread(texts: list[str], number: int, begun: set[int]) -> list[str]:
    """Return a row's texts, each in the blank columns right of it too.

    A heading without merged areas (CSV) leaves the cells right of a text blank: there it reaches
    as far as the blanks do, in every row but the last.
    """
    spread = list(texts)
    for column in range(number + 2, len(texts)):
        if not spread[column] and column not in begun:
            spread[column] = spread[column - 1]
    return spread
