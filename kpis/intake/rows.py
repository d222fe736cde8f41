"""What each row under a table's heading is: figures, a section, a checksum, or nothing to read."""

import re
from collections.abc import Iterator

from kpis.domain.names import plain
from kpis.intake.grids import Grid, tidy
from kpis.intake.row_parts import (
    Body,
    Row,
    RowKind,
    has_figures,
    has_unreadable,
    repeats_heading,
)
from kpis.intake.sections import ROMAN, SECTION_NUMBER, headed, parted, stand_alone, under_units

_NUMBERING = re.compile(r"\(?\d{1,2}[a-z]?\)?(\s*=.*)?|\(?[A-Z]\)?")
_SECTION_START = re.compile(rf"({ROMAN}|[A-G])\s*[.)/]\s*\S")
_LEADING = re.compile(rf"^({ROMAN}|[A-G]|\d+)\s*[.)/]\s*(?=\D)")
_TOTAL = re.compile(
    r"(tổng cộng|tổng số|tổng|cộng)( (chung|toàn tỉnh|toàn bộ|khối .*|mục .*|[ivx]+))?"
    r"[ :.]*(\(.*\))?[ :.]*",
    re.IGNORECASE,
)
# Sums by other names, and rows of other periods or of shares: none of them has a number.
_SUM_OF_ALL = re.compile(
    r"tong (cap|hop|toan|chung|tat ca|ca|cac|don vi)\b"
    r"|toan (tinh|huyen|thanh pho|thi xa|xa|nganh|so)\b"
)
_BESIDE = re.compile(
    r"(luy ke|cung ky|so voi|so sanh|(ky|quy|thang|nam) truoc|tang|giam|ty le|ti le"
    r"|(muc |diem |gia tri )?(trung binh|binh quan)|cao nhat|thap nhat)\b"
)
_BARE_TOTAL = re.compile(r"tong (cong|so)( toan tinh)?")
_OF_WHICH = re.compile(r"^[-+–•\s]*trong đó\b", re.IGNORECASE)
_NOTE = re.compile(r"^(ghi chú|chú thích|lưu ý|nơi nhận)", re.IGNORECASE)
_FOOTNOTE = re.compile(r"^(ghi chú|chú thích|lưu ý|nơi nhận|\(\*|\*|nguồn)", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"ngày\b.{0,12}tháng\b.{0,12}năm|^\(?ký\b|người (làm|lập)|thủ trưởng|giám đốc$|chủ tịch$",
    re.IGNORECASE,
)


def read_rows(body: Body) -> tuple[list[Row], list[Row]]:
    """Return the rows under a heading without those that are hidden, and those left aside.

    Numbering, repeated headings, footnotes and signatures are in neither; "Trong đó" rows, shares
    and running sums are left aside where they hold figures.
    """
    found = list(_kinds(body))
    aside = [one for one in found if one.kind is RowKind.ASIDE]
    kinds = [one for one in found if one.kind is not RowKind.ASIDE]
    rows = stand_alone(body, under_units(body, parted(kinds)))
    last = max((at for at, one in enumerate(rows) if one.kind is RowKind.FIGURES), default=-1)
    kept = rows[: last + 1] + [one for one in rows[last + 1 :] if one.kind is RowKind.TOTAL]
    return list(headed(kept)), aside


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


def is_beside(label: str) -> bool:
    """Tell whether a label is that of a share, a running sum or a comparison."""
    return bool(_BESIDE.match(plain(label)))


def _kinds(body: Body) -> Iterator[Row]:
    grid, of_which, numbered = body.grid, False, False
    for row in range(body.layout.header.bottom + 1, body.end):
        if row in grid.hidden_rows or row in body.again or grid.blank(row) or _numbers(body, row):
            continue
        number, label, column = _label(body, row)
        figures = has_figures(body, row)
        if not figures and _SIGNATURE.search(_line(grid, row)):
            return
        aside = Row(RowKind.ASIDE, row, label, column)
        if (of_which or numbered) and not number and label[:1] in ("-", "+", "–", "•"):
            yield from [aside] if figures else []
            continue
        # A numbered line with figures of its own is only detailed by the dashes below it.
        numbered = bool(number) and figures
        of_which = bool(_OF_WHICH.search(label))
        beside = _beside(number, label, figures=figures) and not body.is_unit(label)
        if of_which or beside:
            yield from [aside] if figures else []
            continue
        if not figures and repeats_heading(body, row):
            continue
        unread = not figures and not number and bool(label) and has_unreadable(body, row)
        if kind := _kind(body, number, label, figures=figures or unread):
            yield Row(kind, row, strip_numbering(label), column, number=number.rstrip("."))


def _beside(number: str, label: str, *, figures: bool) -> bool:
    """Tell whether a row is a note, a share or a comparison.

    A field may be called "* Nguồn nước": such a note has no figures, and what has some is kept.
    """
    if not figures:
        return bool(_FOOTNOTE.search(label)) or (not number and is_beside(label))
    return not number and (is_beside(label) or bool(_NOTE.search(label)))


def _kind(body: Body, number: str, label: str, *, figures: bool) -> RowKind | None:
    if is_total(label) or (not label and (not number or is_total(number))):
        return RowKind.TOTAL if figures else None
    if not number and figures and _SUM_OF_ALL.match(plain(label)):
        return RowKind.TOTAL
    if body.is_unit(strip_numbering(label)):
        return RowKind.FIGURES
    if label and (SECTION_NUMBER.fullmatch(number) or _SECTION_START.match(label)):
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
