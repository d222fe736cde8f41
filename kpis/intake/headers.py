"""Where a sheet's tables begin, and what each column's headings say."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from kpis.domain.names import plain
from kpis.intake.form_parts import FormColumn, Rate, Role
from kpis.intake.forms import Form, Forms
from kpis.intake.grids import Grid
from kpis.intake.heading_cells import headed_columns, heading_texts, holds_figures, without_years

# What heads the column that numbers the rows.
NUMBER_LABELS = frozenset(("stt", "tt", "so tt", "so thu tu"))
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\*+")
# An export may leave columns empty before STT; a heading has at most this many rows.
_FIRST_COLUMNS = 12
_MOST_ROWS = 8
# What heads a first column is no longer than this.
_LONGEST_LABEL = 60
Items, Rates, Roles = dict[int, FormColumn], dict[int, Rate], dict[Role, int]
# A heading's labels by column, and the columns hidden.
Said = tuple[tuple[tuple[int, tuple[str, ...]], ...], frozenset[int]]
_HIDDEN_ROLES = (Role.UNIT_ID, Role.INDICATOR_ID)
# A table of text has no column for units or fields; this many of its headings must be known.
_LEAST_TEXTS = 3


@dataclass(frozen=True, slots=True)
class Header:
    """A table's heading: its rows, its number column, and each column's labels."""

    top: int
    bottom: int
    number: int
    # Headings of each column as they are compared, outermost first.
    labels: dict[int, tuple[str, ...]]
    hidden: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Layout:
    """Which of a table's columns hold what, according to a form."""

    form: Form
    header: Header
    items: dict[int, FormColumn]
    rates: dict[int, Rate]
    roles: dict[Role, int]

    @property
    def score(self) -> int:
        """How much of the table the form explains."""
        return len(self.items) + len(self.rates)


def find_headers(grid: Grid, first_columns: frozenset[str] = frozenset()) -> list[Header]:
    """Return the headings on a sheet, from top to bottom; each has a cell "STT".

    Only a sheet that has none is looked through for other headings of a first column: an export
    of a system begins with "ID".
    """
    return _headers(grid, NUMBER_LABELS) or _headers(grid, first_columns)


def _headers(grid: Grid, first_columns: Collection[str]) -> list[Header]:
    headers: list[Header] = []
    for row in range(len(grid.rows)):
        if headers and row <= headers[-1].bottom:
            continue
        if (column := _number_column(grid, row, first_columns)) is not None:
            headers.append(_header(grid, row, column))
    return headers


def label_key(text: str) -> str:
    """Return a heading as it is compared: without brackets, stars, case and diacritics."""
    bare = plain(_BRACKETS.sub(" ", text))
    return bare or plain(text)


def fit(header: Header, forms: Forms) -> list[Layout]:
    """Return the forms that a heading can belong to, best first."""
    said = tuple(header.labels.items()), header.hidden
    found = (Layout(form, header, *one) for form, *one in _readings(said, forms))
    return sorted(found, key=lambda one: -one.score)


def _number_column(grid: Grid, row: int, names: Collection[str]) -> int | None:
    cells = grid.rows[row][grid.left : grid.left + _FIRST_COLUMNS]
    short = (one for one in enumerate(cells, start=grid.left) if isinstance(one[1], str) and one[1])
    texts = ((place, one) for place, one in short if len(one) <= _LONGEST_LABEL)
    return next((place for place, one in texts if plain(one) in names), None)


def _header(grid: Grid, top: int, number: int) -> Header:
    bottom = _bottom(grid, top, number)
    rows = range(top, bottom + 1)
    texts = heading_texts(grid, rows, number)
    columns: dict[int, tuple[str, ...]] = {}
    for column in headed_columns(grid, rows):
        # Tables of text may have their number anywhere, or none: then the first label stands there.
        if column == number and plain(grid.text(top, number)) in NUMBER_LABELS:
            continue
        labels: list[str] = []
        for row in rows:
            label = label_key(texts[row][column])
            if label and labels[-1:] != [label]:
                labels.append(label)
        if labels:
            columns[column] = tuple(labels)
    return Header(top, bottom, number, columns, grid.hidden_columns)


def _bottom(grid: Grid, top: int, number: int) -> int:
    """Return the last row of a heading: below it, the number column is filled again."""
    bottom = top
    merged = [end for first, left, end, _ in grid.merges if (first, left) == (top, number)]
    if merged and merged[0] > top:
        return min(merged[0], top + _MOST_ROWS, len(grid.rows) - 1)
    for row in range(top + 1, min(top + _MOST_ROWS, len(grid.rows))):
        label = grid.text(row, number + 1)
        if grid.text(row, number) or label or grid.blank(row) or holds_figures(grid, row):
            break
        bottom = row
    return bottom


# The workbooks of a quarter come with few different headings.
@lru_cache(maxsize=128)
def _readings(said: Said, forms: Forms) -> list[tuple[Form, Items, Rates, Roles]]:
    """Return the forms that say what a heading says, and what each column is in them."""
    found = ((form, _columns(said, form)) for form in forms)
    return [(form, *columns) for form, columns in found if columns]


def _columns(said: Said, form: Form) -> tuple[Items, Rates, Roles] | None:
    """Return which column holds what in a form; None where the form's own are not all there."""
    ranked = form.layout == "ranking"
    if ranked:  # It may have years side by side.
        said = without_years(said[0]), said[1]
    items, rates, roles = columns_of(said, form)
    known = _ranked(said, form) if ranked else len(items)
    return (items, rates, roles) if _complete(form, items, roles, known) else None


def _ranked(said: Said, form: Form) -> int:
    """Return how many columns a ranking knows: those of each year, where places are among them."""
    alone = (columns_of(((one,), said[1]), form)[0] for one in said[0])
    known = [one.item for items in alone for one in items.values()]
    return len(known) if "rank" in known else len(set(known))


def columns_of(said: Said, form: Form) -> tuple[Items, Rates, Roles]:
    """Return which columns hold what in a form, be it all of it or not."""
    items, rates, roles = dict[int, FormColumn](), dict[int, Rate](), dict[Role, int]()
    labelled, hidden = said
    for column, labels in labelled:
        role = form.role_of.get(labels[-1])
        # What is hidden is left out, except for the ids that our own workbooks hide.
        if column in hidden and role not in _HIDDEN_ROLES:
            continue
        if role:
            roles.setdefault(role, column)
            continue
        taken = {one.item for one in items.values()}
        fitting = [one for one in form.column if form.says(one.path, labels)]
        # Of a column's readings the one that explains most of its headings.
        item = max(fitting, key=lambda one: len(one.path), default=None)
        if item and item.item not in taken:
            items[column] = item
        elif rate := next((one for one in form.rate if form.says(one.path, labels)), None):
            rates[column] = rate
    _hinted(said, form, items)
    return items, rates, roles


def _complete(form: Form, items: Items, roles: Roles, known: int) -> bool:
    found = {one.item for one in items.values()}
    named = bool(roles) if form.roles else known >= _LEAST_TEXTS
    return named and form.required <= found and (not form.one_of or bool(found & set(form.one_of)))


def _hinted(said: Said, form: Form, items: Items) -> None:
    """Give columns whose headings no spelling fits to the first item that a phrase hints at."""
    if not form.hints:
        return
    for column, labels in said[0]:
        if column in items or column in said[1]:
            continue
        taken = {one.item for one in items.values()}
        words = f" {labels[-1]} "
        hinted = (
            one
            for one in form.column
            if any(f" {plain(text)} " in words for text in form.hints.get(one.path[-1], ()))
        )
        if (item := next(hinted, None)) and item.item not in taken:
            items[column] = item
