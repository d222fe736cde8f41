"""The scorecard of a set to send to a unit, which comes back through the importer as it is."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kpis.catalogue.model import OrgUnit
from kpis.domain.criteria import CriteriaSet, Judged, Part
from kpis.domain.judging import rule_text
from kpis.exports.cells import Look, put
from kpis.exports.looks import (
    BOLD,
    CENTRE,
    GREY,
    GREY_FILL,
    HEADER_FILL,
    INPUT_FILL,
    LEFT,
    ONE_LINE,
    PLAIN,
    QUIET,
    RIGHT,
    TITLE,
    WARNING,
)
from kpis.exports.paper import landscape
from kpis.exports.quarterly_form import ILLUSTRATIVE
from kpis.exports.saving import saved
from kpis.exports.scorecard_form import (
    COLUMNS,
    EMPTY,
    HEADER_ROW,
    NOT_APPLICABLE,
    PLACES,
    POINTS,
    Filled,
    Known,
    Outsider,
    Results,
    Rows,
    number,
)
from kpis.exports.scorecard_sums import write_sums
from kpis.exports.sheet_names import sheet_name
from kpis.words import formats

# What file names may not hold, and names of units do.
_NO_FILE_NAME = re.compile(r'[&\\/:*?"<>|\x00-\x1f]')


def scorecard_template(
    defined: CriteriaSet, unit: OrgUnit | Outsider, known: Known = EMPTY
) -> bytes:
    """Return a set's scorecard for a unit to fill in, as an xlsx file; what is known stands in it.

    Points go into the yellow cells, where Excel takes nothing above a component's highest; the
    sums are live. The rest is locked, without a password.
    """
    book = Workbook()
    results = _draw(book.active, defined, unit, known, asked=True)
    return saved(book, made_on=date(defined.year, 12, 31), results=results)


def scorecard_workbook(
    defined: CriteriaSet, cards: Sequence[tuple[OrgUnit, Rows]], made_on: date
) -> bytes:
    """Return scorecards of one set, a sheet for each unit, as an xlsx file dated that day."""
    book = Workbook()
    book.remove(book.active)
    results: Results = {}
    for unit, rows in cards:
        results |= _draw(book.create_sheet(), defined, unit, Known(rows), asked=False)
    return saved(book, made_on=made_on, results=results)


def template_name(defined: CriteriaSet, unit: OrgUnit | Outsider) -> str:
    """Return a file name every system takes: ``kg-huyen-2023 go quao.xlsx``."""
    return f"{defined.id} {_NO_FILE_NAME.sub('-', formats.plain(unit.short_vi))}.xlsx"


def _draw(
    sheet: Worksheet, defined: CriteriaSet, unit: OrgUnit | Outsider, known: Known, *, asked: bool
) -> Results:
    """Draw one unit's card; ``asked``: with what each component asks for beside it."""
    sheet.title, rows = sheet_name(unit.short_vi), known.rows
    _band(sheet, defined, unit, heard=known.heard)
    for name, (label, width) in COLUMNS.items():
        look = Look(font=BOLD, align=CENTRE, fill=HEADER_FILL)
        put(sheet.cell(HEADER_ROW, PLACES[name]), label, look)
        sheet.column_dimensions[get_column_letter(PLACES[name])].width = width
    at = {part.code: HEADER_ROW + 1 + place for place, part in enumerate(defined.parts)}
    leaves = {part.code for part in defined.leaves}
    for part in defined.parts:
        if part.code in leaves:
            _leaf(sheet, at[part.code], part, rows.get(part.code, Filled()), asked=asked)
    results = write_sums(sheet, defined, at, rows)
    _rules(sheet, defined, at)
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, PLACES["max"])
    landscape(sheet, f"{HEADER_ROW}:{HEADER_ROW}")
    return results


def _band(sheet: Worksheet, defined: CriteriaSet, unit: OrgUnit | Outsider, *, heard: bool) -> None:
    stage = " (SAU GIẢI TRÌNH)" if heard else ""
    lines = (
        (f"BẢNG CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {defined.year}{stage}", TITLE),
        (f"Đơn vị báo cáo: {unit.name_vi}", BOLD),
        (f"Mã bộ tiêu chí: {defined.id}", QUIET),
        (defined.title["vi"], QUIET),
        (ILLUSTRATIVE if defined.illustrative else "", WARNING),
    )
    for row, (text, font) in enumerate(lines, start=1):
        if text:
            put(sheet.cell(row, 1), text, Look(font=font, align=ONE_LINE, framed=False))


def _leaf(sheet: Worksheet, row: int, part: Part, filled: Filled, *, asked: bool) -> None:
    by_survey = part.judged is Judged.SURVEY
    for name, place in PLACES.items():
        value = _value(name, part, filled, asked=asked)
        wanted = ("survey",) if by_survey else ("self", "appraised", "claimed")
        is_input = name in wanted or (name not in POINTS and place > PLACES["asked"])
        align = RIGHT if name in ("max", *POINTS) else LEFT
        fill = INPUT_FILL if is_input else GREY_FILL if name in POINTS else None
        font = GREY if name == "asked" else PLAIN
        look = Look(font=font, align=align, fill=fill, unlocked=is_input)
        put(sheet.cell(row, place), value, look)


def _value(name: str, part: Part, filled: Filled, *, asked: bool) -> object:
    if name in ("code", "title"):
        return getattr(part, name)
    if name == "asked":
        return asked_of(part) if asked else None
    if name == "max":
        return number(part.max)
    if name == "not_applicable":
        return (filled.reason or NOT_APPLICABLE) if filled.not_applicable else None
    if name == "reason" and filled.not_applicable:
        return None
    value = getattr(filled, name)
    return number(value) if isinstance(value, Decimal) else value


def asked_of(part: Part) -> str | None:
    """Return what a component asks for: its rule, and the proofs to bring."""
    rule = rule_text(part.rule) if part.rule else None
    return "\n".join(one for one in (rule, part.evidence) if one) or None


def _rules(sheet: Worksheet, defined: CriteriaSet, at: Mapping[str, int]) -> None:
    """Let Excel take no points below nought or above a component's highest."""
    for most in {one.max for one in defined.leaves if one.max is not None}:
        rule = DataValidation("decimal", operator="between", formula1="0", formula2=str(most))
        rule.allow_blank = True
        for one in defined.leaves:
            if one.max == most:
                for name in POINTS:
                    rule.add(f"{get_column_letter(PLACES[name])}{at[one.code]}")
        sheet.add_data_validation(rule)
