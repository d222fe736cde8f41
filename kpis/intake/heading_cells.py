"""The texts of a heading's cells, spread over the columns that they stand above."""

from kpis.intake.grids import Grid


def headed_columns(grid: Grid, rows: range) -> list[int]:
    """Return the columns that have a heading of their own; a blank one may lie between them."""
    return [
        column for column in range(grid.width) if any(grid.covered(row, column) for row in rows)
    ]


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
