"""What stands above a table: who reports, for which period, on which form."""

import re
from dataclasses import dataclass

from kpis.domain.names import plain
from kpis.intake.forms import Form
from kpis.intake.grids import Grid, raw
from kpis.intake.limits import MOST_LETTERS

_REPORTER = re.compile(r"(?:đơn vị|cơ quan)\s+(?:gửi\s+)?báo\s+cáo\s*:?\s*(.*)", re.IGNORECASE)
_PRINTED_FORM = re.compile(r"\b(?:ii )?(\d\d[a-g]?) (?:vpcp|btp)\b")
_ILLUSTRATIVE = "so lieu minh hoa"


@dataclass(frozen=True, slots=True)
class Title:
    """The cells above a table that hold text."""

    texts: tuple[tuple[tuple[int, int], str], ...]

    @property
    def words(self) -> str:
        """All of it as one line in small letters without diacritics."""
        return " ".join(plain(text) for _, text in self.texts)

    @property
    def illustrative(self) -> bool:
        """Whether the numbers below are said to be made up (Số liệu minh hoạ)."""
        return _ILLUSTRATIVE in self.words

    def reporter(self) -> tuple[str, tuple[int, int]] | None:
        """Return the reporting unit's name and cell; the name may stand in the next cell."""
        for index, (place, text) in enumerate(self.texts):
            if not (match := _REPORTER.search(text)):
                continue
            if name := match[1].strip(" .…_-"):
                return name, place
            after = self.texts[index + 1 : index + 2]
            if after and after[0][0][0] == place[0] and ":" not in after[0][1]:
                return after[0][1], after[0][0]
        return None

    def names(self, form: Form) -> bool:
        """Tell whether the form's number or title is printed."""
        words = f" {self.words} "
        return any(f" {plain(one)} " in words for one in form.titles)

    def names_another(self, form: Form) -> str | None:
        """Return the number of another form that is printed instead of this form's."""
        printed = _PRINTED_FORM.search(self.words)
        return printed[0] if printed and not self.names(form) else None


def read_title(grid: Grid, first: int, end: int) -> Title:
    """Return what stands in the rows from ``first`` up to, not including, ``end``."""
    texts = []
    for row in range(first, end):
        if row in grid.hidden_rows:
            continue
        for column, value in enumerate(grid.rows[row]):
            if isinstance(value, str) and value and (text := grid.text(row, column)[:MOST_LETTERS]):
                texts.append(((row, column), text))
            elif isinstance(value, int | float) and not isinstance(value, bool):
                texts.append(((row, column), raw(value)))
    return Title(tuple(texts))
