"""Drawing the sheet of the quarterly indicator workbook: labels, inputs, formulas."""

from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kpis.catalogue.model import Formula, Indicator
from kpis.domain.periods import Period
from kpis.exports.cells import Look, put, put_formula
from kpis.exports.looks import (
    BOLD,
    CENTRE,
    COUNT,
    GREY,
    GREY_FILL,
    HEADER_FILL,
    INPUT_FILL,
    ONE_LINE,
    PLAIN,
    RIGHT,
    TITLE,
    WARNING,
    decimal,
)
from kpis.exports.quarterly_form import (
    FORM_TITLE,
    HEADER_ROW,
    ILLUSTRATIVE,
    NOTHING,
    SHEET,
    Column,
    Counts,
    Drawn,
    Line,
)
from kpis.exports.rates import rate, rate_formula
from kpis.words import formats

_WIDTHS = {
    Column.PLACE: 6,
    Column.INDICATOR_CODE: 24,
    Column.INDICATOR: 52,
    Column.UNIT: 34,
    Column.UNIT_CODE: 16,
    Column.MEANING: 50,
    Column.RATE: 11,
    Column.BEFORE: 20,
    Column.NOTE: 28,
}
_HIDDEN = (Column.INDICATOR_CODE, Column.UNIT_CODE)
_ABOUT_UNITS = (Column.UNIT, Column.UNIT_CODE)


def draw(
    sheet: Worksheet,
    reporter: str,
    period: Period,
    window: str,
    lines: Sequence[Line],
    *,
    many: bool,
    illustrative: bool = False,
) -> Drawn:
    """Draw the form on an empty sheet and return where its cells are.

    ``reporter`` and ``window`` (the days a report covers) stand in the title band. With ``many``
    units each line names its unit; otherwise each says how its numbers are counted.
    """
    sheet.title = SHEET
    columns = _columns(many, before=any(line.before != NOTHING for line in lines))
    rows = [HEADER_ROW + place for place in range(1, len(lines) + 1)]
    drawn = Drawn({one: get_column_letter(n) for n, one in enumerate(columns, 1)}, rows)
    _band(sheet, reporter, period, window, illustrative)
    _header(sheet, drawn)
    _lines(sheet, drawn, lines)
    return drawn


def _lines(sheet: Worksheet, drawn: Drawn, lines: Sequence[Line]) -> None:
    rows = drawn.rows
    parents = {
        (line.unit.id, line.indicator.id): row for row, line in zip(rows, lines, strict=True)
    }
    for place, (row, line) in enumerate(zip(rows, lines, strict=True), start=1):
        _texts(sheet, drawn, row, place, line)
        _counts(sheet, drawn, row, line, parents.get((line.unit.id, _parent(line.indicator))))


def _columns(many: bool, *, before: bool) -> list[Column]:
    left_out = [Column.MEANING] if many else list(_ABOUT_UNITS)
    left_out += [] if before else [Column.BEFORE]
    return [one for one in Column if one not in left_out]


def _parent(indicator: Indicator) -> str:
    """Return the indicator whose numerator is this one's denominator, if a source says so."""
    for source in indicator.sources:
        owner, _, part = source.denominator[0].partition(".")
        if len(source.denominator) == 1 and part == "numerator":
            return owner
    return ""


def _band(sheet: Worksheet, reporter: str, period: Period, window: str, illustrative: bool) -> None:
    lines = [
        (FORM_TITLE, TITLE),
        (f"Đơn vị báo cáo: {reporter}", BOLD),
        (f"Kỳ báo cáo: {formats.period(period.code)}", BOLD),
        (window, PLAIN),
        (ILLUSTRATIVE if illustrative else None, WARNING),
    ]
    for row, (text, font) in enumerate(lines, start=1):
        if text:
            put(sheet.cell(row, 1), text, Look(font=font, align=ONE_LINE, framed=False))


def _header(sheet: Worksheet, drawn: Drawn) -> None:
    for column, letter in drawn.columns.items():
        font = GREY if column is Column.BEFORE else BOLD
        look = Look(font=font, align=CENTRE, fill=HEADER_FILL)
        put(sheet[drawn.cell(column, HEADER_ROW)], column.value, look)
        sheet.column_dimensions[letter].width = _WIDTHS.get(column, 13)
        sheet.column_dimensions[letter].hidden = column in _HIDDEN
    sheet.row_dimensions[HEADER_ROW].height = 34
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 4)


_TEXT = Look()
_PLACE = Look(align=CENTRE)
_NOTE = Look(unlocked=True)
_SMALL = Look(font=GREY)
_INPUT = Look(align=RIGHT, fill=INPUT_FILL, format=COUNT, unlocked=True)
_DERIVED = Look(align=RIGHT, fill=GREY_FILL, format=COUNT)
_REFERENCE = Look(font=GREY, align=RIGHT, fill=GREY_FILL)


def _texts(sheet: Worksheet, drawn: Drawn, row: int, place: int, line: Line) -> None:
    indicator, unit = line.indicator, line.unit
    meaning = f"Tử số: {indicator.numerator['vi']}.\nMẫu số: {indicator.denominator['vi']}."
    values = {
        Column.PLACE: (place, _PLACE),
        Column.INDICATOR_CODE: (indicator.id, _TEXT),
        Column.INDICATOR: (indicator.title["vi"], _TEXT),
        Column.UNIT: (unit.name_vi, _TEXT),
        Column.UNIT_CODE: (unit.id, _TEXT),
        Column.MEANING: (meaning, _SMALL),
        Column.BEFORE: (_told(line.before), _REFERENCE),
        Column.NOTE: (line.note or None, _NOTE),
    }
    for column in drawn.columns.keys() & values.keys():
        put(sheet[drawn.cell(column, row)], *values[column])


def _told(before: Counts) -> str | None:
    return None if before == NOTHING else " / ".join(formats.number(one) for one in before)


def _counts(sheet: Worksheet, drawn: Drawn, row: int, line: Line, parent: int | None) -> None:
    above, below = drawn.cell(Column.NUMERATOR, row), drawn.cell(Column.DENOMINATOR, row)
    put(sheet[above], line.counts[0], _INPUT)
    if parent:
        asked = drawn.cell(Column.NUMERATOR, parent)
        _formula(sheet, drawn, below, f'IF({asked}="","",{asked})', line.counts[1], _DERIVED)
        drawn.derived.add(row)
    else:
        put(sheet[below], line.counts[1], _INPUT)
    reduction = line.indicator.formula is Formula.REDUCTION
    look = Look(align=RIGHT, fill=GREY_FILL, format=decimal(line.indicator.decimals))
    value = rate(*line.counts, reduction=reduction)
    formula = rate_formula(above, below, reduction=reduction)
    _formula(sheet, drawn, drawn.cell(Column.RATE, row), formula, value, look)


def _formula(
    sheet: Worksheet, drawn: Drawn, cell: str, formula: str, value: float | None, look: Look
) -> None:
    put_formula(sheet[cell], formula, look)
    drawn.results[(sheet.title, cell)] = "" if value is None else value
