"""One table of a page as a workbook: what was asked, where it comes from, live formulas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import pandas as pd
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kpis.exports.cells import Look, put, put_formula
from kpis.exports.looks import (
    BOLD,
    CENTRE,
    COUNT,
    HEADER_FILL,
    LEFT,
    ONE_LINE,
    QUIET,
    RIGHT,
    TITLE,
    WARNING,
    decimal,
)
from kpis.exports.paper import landscape
from kpis.exports.rates import rate_formula
from kpis.exports.saving import saved
from kpis.exports.sheet_names import sheet_name
from kpis.words import Words


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    COUNT = "count"
    NUMBER = "number"
    PERCENT = "percent"  # 0–100, as everywhere in the store
    DATE = "date"


@dataclass(frozen=True)
class TableColumn:
    """A column of the frame, and how it is shown.

    With ``numerator`` and ``denominator`` (keys of two other columns) the cell is a live formula,
    ``reduction`` being 100 × (denominator − numerator) / denominator; the frame's own value is
    what the formula shows until a program computes it.
    """

    key: str
    label: str
    kind: Kind = Kind.TEXT
    decimals: int = 1
    numerator: str | None = None
    denominator: str | None = None
    reduction: bool = False
    width: float | None = None


_NUMBERS = (Kind.COUNT, Kind.NUMBER, Kind.PERCENT)


def table_workbook(
    title: str,
    facts: Sequence[str],
    frame: pd.DataFrame,
    columns: Sequence[TableColumn],
    words: Words,
    *,
    source: str = "",
    illustrative: bool = False,
) -> bytes:
    """Return one table as an xlsx file; no text in it can become a formula.

    ``facts`` are lines under the title (period, filters, as of when), ``source`` is named below
    them. ``frame`` has a column for each key; what is missing is an empty cell, never zero.
    """
    sheet = (book := Workbook()).active
    sheet.title = sheet_name(title)
    top = _heading(sheet, title, _lines(facts, words, source), words, illustrative)
    _header(sheet, top, columns)
    results = _body(sheet, top + 1, frame, columns)
    sheet.freeze_panes = sheet.cell(top + 1, 2)
    if len(frame):
        sheet.auto_filter.ref = f"A{top}:{get_column_letter(len(columns))}{top + len(frame)}"
    landscape(sheet, f"{top}:{top}")
    return saved(book, results=results)


def _lines(facts: Sequence[str], words: Words, source: str) -> list[str]:
    return [*facts, words("export.source", source=source)] if source else [*facts]


def _heading(
    sheet: Worksheet, title: str, lines: list[str], words: Words, illustrative: bool
) -> int:
    """Write what stands above the table; return the row of its header."""
    put(sheet.cell(1, 1), title, Look(font=TITLE, align=ONE_LINE, framed=False))
    marks = [(words("export.illustrative"), WARNING)] if illustrative else []
    told = [*marks, *((line, QUIET) for line in lines)]
    for row, (text, font) in enumerate(told, start=2):
        put(sheet.cell(row, 1), text, Look(font=font, align=ONE_LINE, framed=False))
    return len(told) + 3


def _header(sheet: Worksheet, row: int, columns: Sequence[TableColumn]) -> None:
    for place, column in enumerate(columns, start=1):
        look = Look(font=BOLD, align=CENTRE, fill=HEADER_FILL)
        put(sheet.cell(row, place), column.label, look)
    sheet.row_dimensions[row].height = 32


def _body(
    sheet: Worksheet, top: int, frame: pd.DataFrame, columns: Sequence[TableColumn]
) -> dict[tuple[str, str], float | str]:
    letters = {one.key: get_column_letter(place) for place, one in enumerate(columns, start=1)}
    results: dict[tuple[str, str], float | str] = {}
    looks = [_look(column) for column in columns]
    for row, values in enumerate(frame[[one.key for one in columns]].itertuples(index=False), top):
        for place, (column, value) in enumerate(zip(columns, values, strict=True), start=1):
            cell, shown = sheet.cell(row, place), _plain(value)
            if column.numerator and column.denominator:
                put_formula(cell, _rate(column, letters, row), looks[place - 1])
                results[(sheet.title, cell.coordinate)] = "" if shown is None else shown
            else:
                put(cell, shown, looks[place - 1])
    for column in columns:
        sheet.column_dimensions[letters[column.key]].width = column.width or _width(frame, column)
    return results


def _look(column: TableColumn) -> Look:
    formats = {
        Kind.COUNT: COUNT,
        Kind.NUMBER: decimal(column.decimals),
        Kind.PERCENT: decimal(column.decimals) + '" %"',
        Kind.DATE: "dd/mm/yyyy",
    }
    align = RIGHT if column.kind in _NUMBERS else LEFT
    return Look(align=align, format=formats.get(column.kind))


def _plain(value: object) -> object:
    """Return a frame's value as a cell holds it: pandas' and numpy's own kinds unwrapped."""
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp | datetime):
        # Excel knows no time zones.
        return value.replace(tzinfo=None)
    return value.item() if hasattr(value, "item") else value


def _rate(column: TableColumn, letters: Mapping[str, str], row: int) -> str:
    above, below = f"{letters[column.numerator]}{row}", f"{letters[column.denominator]}{row}"
    return rate_formula(above, below, reduction=column.reduction)


def _width(frame: pd.DataFrame, column: TableColumn) -> float:
    if column.kind is not Kind.TEXT:
        return 15
    longest = max((len(str(one)) for one in frame[column.key].dropna()), default=0)
    return min(60, max(12, longest * 1.1, len(column.label) * 0.7))
