"""What the cells of a column of percentages say, judged together."""

from collections.abc import Iterable, Mapping

from kpis.intake.cells import NOTHING, Cell, is_nothing, read_rate
from kpis.intake.grids import Grid
from kpis.intake.verdict import FindingCode

Place = tuple[int, int]


def read_percents(grid: Grid, places: Iterable[Place]) -> Mapping[Place, Cell]:
    """Return percentages from 0 to 100 by their cells.

    98,5 and "98,5%" say the same, and so does 0,985 in a cell that Excel shows as 98,5%. Without
    such a mark a number between 0 and 1 could mean 0,985 % as well: it is asked for, not guessed.
    """
    return {place: _percent(grid, place) for place in places}


def _percent(grid: Grid, place: Place) -> Cell:
    value = grid.value(*place)
    if is_nothing(value):
        return NOTHING
    printed, signed = read_rate(value)
    if printed is None:
        return Cell(problem=FindingCode.NOT_A_NUMBER)
    if place in grid.percents:
        return Cell(round(100 * printed, 9))
    if not signed and 0 < printed <= 1:
        return Cell(problem=FindingCode.FRACTION_OR_PERCENT, percent=100 * printed)
    return Cell(printed)
