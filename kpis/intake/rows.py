"""What each row under a table's heading is: figures, a section, a checksum, or nothing to read."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from kpis.domain.names import plain
from kpis.intake.cells import read_count
from kpis.intake.grids import Grid, tidy
from kpis.intake.headers import Layout

# Numbers of sections: Roman ones and first letters, but not "X." (xã), "H." (huyện), "P." (phường).
_ROMAN = r"(?:I{1,3}|I?V|VI{1,3}|IX|X[IVX]{1,4})"
_NUMBERING = re.compile(r"\(?\d{1,2}[a-z]?\)?(\s*=.*)?|\(?[A-Z]\)?")
_SECTION_NUMBER = re.compile(rf"{_ROMAN}\.?|X\.?|[A-G]\.?")
_SECTION_START = re.compile(rf"({_ROMAN}|[A-G])\s*[.)/]\s*\S")
_LEADING = re.compile(rf"^({_ROMAN}|[A-G]|\d+)\s*[.)/]\s*(?=\D)")
_TOTAL = re.compile(
    r"(tổng cộng|tổng số|tổng|cộng)( (chung|toàn tỉnh|toàn bộ|khối .*|mục .*|[ivx]+))?"
    r"[ :.]*(\(.*\))?[ :.]*",
    re.IGNORECASE,
)
_BARE_TOTAL = re.compile(r"tong (cong|so)( toan tinh)?")
_OF_WHICH = re.compile(r"^[-+–•\s]*trong đó\b", re.IGNORECASE)
_FOOTNOTE = re.compile(r"^(ghi chú|chú thích|lưu ý|nơi nhận|\(\*|\*|nguồn)", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"ngày\b.{0,12}tháng\b.{0,12}năm|^\(?ký\b|người (làm|lập)|thủ trưởng|giám đốc$|chủ tịch$",
    re.IGNORECASE,
)


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


def read_rows(body: Body) -> list[Row]:
    """Return the rows under a heading, without those that are hidden.

    Numbering, repeated headings, "Trong đó" rows, footnotes and signatures are left out.
    """
    rows = _parted(list(_kinds(body)))
    last = max((at for at, one in enumerate(rows) if one.kind is RowKind.FIGURES), default=-1)
    kept = rows[: last + 1] + [one for one in rows[last + 1 :] if one.kind is RowKind.TOTAL]
    return list(_headed(kept))


def _headed(rows: list[Row]) -> Iterator[Row]:
    """Yield rows with their headings: a section's, and a numbered line's that is parted further."""
    outer = inner = None
    for one in rows:
        parted = one.kind is RowKind.SECTION and one.number.isdigit()
        if parted:
            inner = one.label
        elif one.kind is RowKind.SECTION:
            outer, inner = one.label, None
        elif "." not in one.number:
            inner = None
        yield replace(one, heading=inner or outer, above=outer if inner else None)


def _parted(rows: list[Row]) -> list[Row]:
    """Return rows with those that are parted further (1 over 1.1 and 1.2) as sections."""
    below = [*(one.number for one in rows[1:]), ""][: len(rows)]
    return [
        replace(one, kind=RowKind.SECTION)
        if one.kind is RowKind.FIGURES
        and one.number.isdigit()
        and next_.startswith(f"{one.number}.")
        else one
        for one, next_ in zip(rows, below, strict=True)
    ]


def strip_numbering(text: str) -> str:
    """Return a heading without its number: ``I. Sở, ban, ngành`` → ``Sở, ban, ngành``."""
    return _LEADING.sub("", text).strip(" .:")


def is_total(label: str) -> bool:
    """Tell whether a label is that of a sum."""
    return bool(_TOTAL.fullmatch(label) or _BARE_TOTAL.fullmatch(plain(label)))


def is_numbering(text: str) -> bool:
    """Tell whether a label only numbers its column: "(2)"."""
    return bool(_NUMBERING.fullmatch(text))


def is_signature(text: str) -> bool:
    """Tell whether a text belongs to the signatures below a table."""
    return bool(_SIGNATURE.search(text))


def _kinds(body: Body) -> Iterator[Row]:
    grid, of_which = body.grid, False
    for row in range(body.layout.header.bottom + 1, body.end):
        if row in grid.hidden_rows or row in body.again or grid.blank(row) or _numbers(body, row):
            continue
        number, label, column = _label(body, row)
        figures = _has_figures(body, row)
        if not figures and _SIGNATURE.search(_line(grid, row)):
            return
        if of_which and not number and label[:1] in ("-", "+", "–", "•"):
            continue
        of_which = bool(_OF_WHICH.search(label))
        # A field may be called "* Nguồn nước": a note has no figures, and what has some is kept.
        if of_which or (not figures and _FOOTNOTE.search(label)):
            continue
        if kind := _kind(body, number, label, figures=figures):
            yield Row(kind, row, strip_numbering(label), column, number=number.rstrip("."))


def _has_figures(body: Body, row: int) -> bool:
    cells = (body.grid.value(row, column) for column in body.layout.items)
    return any(read_count(one, whole=False).value is not None for one in cells)


def _kind(body: Body, number: str, label: str, *, figures: bool) -> RowKind | None:
    if is_total(label) or (not label and is_total(number)):
        return RowKind.TOTAL if figures else None
    if body.is_unit(strip_numbering(label)):
        return RowKind.FIGURES
    if label and (_SECTION_NUMBER.fullmatch(number) or _SECTION_START.match(label)):
        return RowKind.SECTION
    if figures or (label and number):
        return RowKind.FIGURES
    return RowKind.SECTION if label else None


def _label(body: Body, row: int) -> tuple[str, str, int]:
    """Return number, label and label's column; a merged section stands in the number column."""
    first = body.layout.header.number
    number, label = body.grid.text(row, first), body.grid.text(row, body.label_column)
    if not label and len(number) > 4:
        return "", number, first
    return number, label, body.label_column


def _line(grid: Grid, row: int) -> str:
    texts = (one for one in grid.rows[row] if isinstance(one, str) and len(one) > 3)
    return " ".join(map(tidy, texts))


def _numbers(body: Body, row: int) -> bool:
    """Tell whether a row only numbers the columns."""
    if not _NUMBERING.fullmatch(body.grid.text(row, body.label_column)):
        return False
    columns = body.layout.items
    texts = [body.grid.text(row, column) for column in columns]
    return all(_NUMBERING.fullmatch(one) for one in texts if one)
