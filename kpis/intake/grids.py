"""A workbook as rows of cells, whatever kind of file it came from."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property, lru_cache
from unicodedata import normalize

_SPACES = re.compile(r"[\s\u00a0]+")
# Letters that nobody sees: marks of width and direction, and the soft hyphen.
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
Merge = tuple[int, int, int, int]


@dataclass(frozen=True)
class Grid:
    """One sheet: rows of values from A1 on, and what only the file's own markup says.

    Rows and columns count from 0; ``merges`` are (top, left, bottom, right), all inclusive.
    """

    name: str
    rows: list[list[object]]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    # Formulas that were saved without their result.
    without_value: frozenset[tuple[int, int]] = frozenset()
    # Cells that Excel shows as percentages: 0.985 as 98,5%.
    percents: frozenset[tuple[int, int]] = frozenset()
    # Cells set in a font from before Unicode, with the font's name.
    fonts: dict[tuple[int, int], str] = field(default_factory=dict)
    # Cells whose text was brought to Unicode.
    converted: tuple[tuple[int, int], ...] = ()
    # Its first column, where it is the right one of tables side by side.
    left: int = 0

    @cached_property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max(map(len, self.rows), default=0)

    @cached_property
    def anchors(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Every merged cell's upper left one, which holds its value."""
        return {
            (row, column): (top, left)
            for top, left, bottom, right in self.merges
            for row in range(top, min(bottom, len(self.rows)) + 1)
            for column in range(left, min(right, self.width) + 1)
        }

    def value(self, row: int, column: int) -> object:
        """Return a cell's value; an empty text where there is none."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else []
        return cells[column] if 0 <= column < len(cells) else ""

    def text(self, row: int, column: int) -> str:
        """Return a cell's value as one line of text in composed letters."""
        return tidy(raw(self.value(row, column)))

    def covered(self, row: int, column: int) -> str:
        """Return a cell's text, or that of the merged area it lies in."""
        return self.text(*self.anchors.get((row, column), (row, column)))

    def blank(self, row: int) -> bool:
        """Tell whether nothing stands in a row."""
        filled = (column for column, value in enumerate(self.rows[row]) if value != "")
        return not any(self.text(row, column) for column in filled)


@dataclass(frozen=True, slots=True)
class Book:
    """A file's sheets, and the encoding from before Unicode that some texts were in."""

    grids: tuple[Grid, ...]
    legacy: str | None = None


@lru_cache(maxsize=8192)
def tidy(text: str) -> str:
    """Return a text in composed letters with single spaces."""
    return _SPACES.sub(" ", _UNSEEN.sub("", normalize("NFC", text))).strip()


def raw(value: object) -> str:
    """Return a cell's value as text: whole numbers without a decimal point."""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value)


@lru_cache(maxsize=1024)
def letters(column: int) -> str:
    """Return a column's letters: 0 → ``A``, 27 → ``AB``."""
    text, rest = "", column + 1
    while rest:
        rest, place = divmod(rest - 1, 26)
        text = chr(65 + place) + text
    return text


def cell_name(row: int, column: int) -> str:
    """Return a cell's name as Excel shows it: (11, 2) → ``C12``."""
    return f"{letters(column)}{row + 1}"
