"""What the rows under a heading are made of."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from kpis.intake.cells import holds_number, read_count
from kpis.intake.grids import Grid
from kpis.intake.headers import Layout, label_key


class RowKind(StrEnum):
    """What a row is; kinds not named here are passed over. A section may carry subtotals."""

    FIGURES = "figures"
    SECTION = "section"
    TOTAL = "total"
    # Figures that are none of the form's: shares, running sums, details, notes.
    ASIDE = "aside"


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
    return any(map(holds_number, cells))


def has_unreadable(body: Body, row: int) -> bool:
    """Tell whether half of the columns of figures, or more, hold what is neither number nor blank.

    A text merged over them ("đang cập nhật") stands in each.
    """
    texts = _texts(body, row)
    bad = [column for column, text in texts.items() if read_count(text).problem]
    return len(bad) * 2 >= len(body.layout.items)


def repeats_heading(body: Body, row: int) -> bool:
    """Tell whether the columns of figures hold nothing but their own headings."""
    texts, labels = _texts(body, row), body.layout.header.labels
    return bool(texts) and all(label_key(text) in labels[one] for one, text in texts.items())


def _texts(body: Body, row: int) -> dict[int, str]:
    texts = ((column, body.grid.covered(row, column)) for column in body.layout.items)
    return {column: text for column, text in texts if text}
