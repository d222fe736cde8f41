"""What the rows under a heading are made of."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from kpis.intake.cells import read_count
from kpis.intake.grids import Grid
from kpis.intake.headers import Layout


class RowKind(StrEnum):
    """What a row is; kinds not named here are passed over. A section may carry subtotals."""

    FIGURES = "figures"
    SECTION = "section"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Row:
    """A row that says something, with its label's cell and the heading it stands under."""

    kind: RowKind
    row: int
    label: str
    column: int
    heading: str | None = None
    number: str = ""
    # The heading above its heading, where a numbered line is parted further.
    above: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """The part of a sheet under a heading: up to row ``end``, with further headings in it."""

    grid: Grid
    layout: Layout
    end: int
    label_column: int
    # Tells a unit that has no figures from a section.
    is_unit: Callable[[str], bool]
    # Rows of the same heading printed again at page breaks.
    again: frozenset[int] = frozenset()
    # Tells a name of any unit, under which its fields may be listed.
    names_unit: Callable[[str], bool] = lambda _: False


def has_figures(body: Body, row: int) -> bool:
    """Tell whether a number stands in some column of figures."""
    cells = (body.grid.value(row, column) for column in body.layout.items)
    return any(read_count(one, whole=False).value is not None for one in cells)
