"""Tables of text: each row's cells as written, and which rows are headings or the end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from unicodedata import normalize

from kpis.domain.names import plain
from kpis.intake.grids import Grid, cell_name, raw, tidy
from kpis.intake.headers import Layout
from kpis.intake.verdict import Finding, FindingCode, Severity

_ROMAN = r"(?=[IVX])(?:X{0,2})(?:IX|IV|V?I{0,3})"
ROMAN = re.compile(rf"(?:{_ROMAN}|[A-H])[.)]?")
_CODE = re.compile(r"\(?(?:TCTP|TC)? ?\d{1,3}(?: ?[.-] ?\d{1,3})*[a-zđ]?[.)]*|[a-zđ][.)]")
_BULLET = re.compile(r"[-+–—•*]|[a-zđ][.)] ")
_HEADING_NUMBER = re.compile(rf"((?:{_ROMAN}|[A-H])\s*[.)/]|\d{{1,2}}[.)])\s*(?=\S)")
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,2}|[A-H])\)?")
_DITTO = re.compile(r"[-–\s]*(?:n/?t|nt|như trên|\"|''|”|“|〃)[-–.\s]*", re.IGNORECASE)
_CLOSING = re.compile(
    r"nơi nhận|(?:tm|kt|tl|tuq|q)\. ?|t/m |người lập|thủ trưởng|(?:phó )?(?:chủ tịch|giám đốc)\b"
    r"|ghi chú ?:|\(?ký|.{0,40}\bngày\b.{0,10}\btháng\b.{0,10}\bnăm\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Line:
    """One row under a heading: its number, its label, and its cells by item, as written."""

    row: int
    number: str
    label: str
    # Cells of the row itself, and those of areas merged with a row above.
    own: dict[str, str]
    shared: dict[str, str]
    # The label reaches over other columns.
    wide: bool = False
    # Items whose columns are taken up by a cell left of them.
    spanned: frozenset[str] = frozenset()

    @cached_property
    def is_numbered(self) -> bool:
        """Whether the row has a number of its own, no Roman one."""
        return bool(_CODE.fullmatch(self.number))

    @property
    def is_roman(self) -> bool:
        """Whether its number is that of an area: I, II, A, B."""
        return bool(self.number and ROMAN.fullmatch(self.number))

    @property
    def is_bullet(self) -> bool:
        """Whether its label begins with a dash or a letter: a part of the task above."""
        return bool(_BULLET.match(self.label))

    @property
    def is_shouted(self) -> bool:
        """Whether its label is in capitals."""
        return self.label.isupper()

    def text(self, item: str) -> str | None:
        """Return what the row's cell says, or the merged area that it lies in."""
        return self.own.get(item) or self.shared.get(item)


@dataclass(frozen=True)
class WrittenTable:
    """A table of text of a sheet: its layout, its label's item, and where its rows end."""

    grid: Grid
    layout: Layout
    label: str
    end: int
    again: frozenset[int] = frozenset()

    @cached_property
    def columns(self) -> dict[str, int]:
        """Each item's column."""
        return {one.item: column for column, one in self.layout.items.items()}

    @cached_property
    def lines(self) -> list[Line]:
        """Rows that say something; what follows the table (signatures, notes) is left out."""
        lines = list(self._read())
        numbered = [at for at, one in enumerate(lines) if one.is_numbered or one.is_roman]
        last = numbered[-1] if numbered else -1
        closing = (at for at, one in enumerate(lines) if at > last and self._closes(one))
        return lines[: next(closing, len(lines))]

    def place(self, line: Line, item: str) -> str:
        """Return the name of a row's cell; of a merged area, its upper left one."""
        place = (line.row, self.columns.get(item, self.layout.header.number))
        return cell_name(*self.grid.anchors.get(place, place))

    def finding(
        self,
        severity: Severity,
        code: FindingCode,
        line: Line,
        item: str,
        found: str | None,
        **facts: object,
    ) -> Finding:
        """Return a finding at a row's cell."""
        return Finding(severity, code, self.grid.name, self.place(line, item), found, facts)

    def _read(self) -> Iterator[Line]:
        for row in range(self.layout.header.bottom + 1, self.end):
            if row in self.grid.hidden_rows or row in self.again or self.grid.blank(row):
                continue
            if not self._numbers_columns(row):
                yield self._line(row)

    def _line(self, row: int) -> Line:
        grid, number_column = self.grid, self.layout.header.number
        label_column = self.columns[self.label]
        own, shared, spanned = {}, {}, set()
        for item, column in self.columns.items():
            anchor = grid.anchors.get((row, column), (row, column))
            if anchor == (row, column):
                own[item] = as_written(grid.value(row, column))
            elif anchor[1] == column:
                shared[item] = as_written(grid.value(*anchor))
            else:
                spanned.add(item)
        number = grid.text(row, number_column) if number_column != label_column else ""
        label = tidy(own.pop(self.label, "") or shared.pop(self.label, ""))
        if not label and len(number) > 4 and not _CODE.fullmatch(number):
            number, label = "", number
        own = {item: text for item, text in own.items() if text}
        return Line(row, number, label, own, shared, self._is_wide(row), frozenset(spanned))

    def _is_wide(self, row: int) -> bool:
        """Tell whether the label's cell, or the number's, is merged over further columns."""
        first, label = self.layout.header.number, self.columns[self.label]
        return any(
            top == bottom == row and left <= max(first, label) and right > max(first, label)
            for top, left, bottom, right in self.grid.merges
        )

    def _numbers_columns(self, row: int) -> bool:
        """Tell whether a row only numbers the columns: (1) (2) (3)."""
        columns = {self.layout.header.number, *self.layout.items}
        texts = [self.grid.text(row, column) for column in columns]
        filled = [one for one in texts if one]
        return len(filled) > 2 and all(_COLUMN_NUMBER.fullmatch(one) for one in filled)

    def _closes(self, line: Line) -> bool:
        # A deadline may read "Trước ngày 10 tháng 3 năm 2020": only rows without a number count.
        texts = (self.grid.text(line.row, column) for column in range(self.grid.width))
        return any(_CLOSING.match(one) for one in texts if one) and not line.is_bullet


def as_written(value: object) -> str:
    """Return a cell's text with its line breaks, in composed letters; days as dd/mm/yyyy."""
    if isinstance(value, datetime | date):
        return value.strftime("%d/%m/%Y")
    lines = (tidy(one) for one in normalize("NFC", raw(value)).splitlines())
    return "\n".join(one for one in lines if one)


def is_ditto(text: str | None) -> bool:
    """Tell whether a cell says "as above": nt, như trên, a ditto mark."""
    return bool(text and _DITTO.fullmatch(text))


def without_number(text: str) -> str:
    """Return a heading without its number: ``I. CẢI CÁCH THỂ CHẾ`` → ``CẢI CÁCH THỂ CHẾ``."""
    return _HEADING_NUMBER.sub("", text, count=1).strip(" .:") if text else text


def is_sum(label: str) -> bool:
    """Tell whether a label begins like that of a sum."""
    words = plain(label)
    return words.startswith(("tong cong", "tong so", "tong diem", "cong diem")) or words in (
        "cong",
        "tong",
    )
