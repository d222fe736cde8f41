"""The quarterly indicator workbook to fill in, for one unit or for many together."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import Formula, OrgUnit
from kpis.domain.periods import Period
from kpis.exports.guidance import GUIDANCE, write_guidance
from kpis.exports.paper import landscape
from kpis.exports.quarterly import draw
from kpis.exports.quarterly_form import (
    HEADER_ROW,
    NOTHING,
    Column,
    Counts,
    Drawn,
    Line,
    asked_of,
)
from kpis.exports.saving import saved
from kpis.words import Words, formats

# Longer than any count: a whole-number rule wants an upper end.
_MOST = 10**12


def template(
    catalogue: Catalogue,
    period: Period,
    units: Sequence[OrgUnit],
    previous: Mapping[tuple[str, str], Counts],
    words: Words,
) -> bytes:
    """Return form KPI-Q to fill in as an xlsx file, of one unit or of several together.

    ``previous`` holds (numerator, denominator) of the period before by unit and indicator id, a
    grey reference. Counts go into the yellow cells, the rest is locked, without a password.
    """
    lines = _asked(catalogue, period, units, previous)
    reporter = units[0] if len(units) == 1 else catalogue.province
    book = Workbook()
    sheet = book.active
    window = window_line(period, catalogue.calendar.cut_off_day)
    drawn = draw(sheet, reporter.name_vi, period, window, lines, many=len(units) != 1)
    names = write_guidance(book.create_sheet(GUIDANCE), lines, words)
    _rules(sheet, drawn, lines, words)
    if len(units) > 1:
        _unit_list(sheet, drawn, names)
    _protect(book)
    landscape(sheet, f"{HEADER_ROW}:{HEADER_ROW}")
    return saved(book, made_on=period.starts, results=drawn.results)


def _asked(
    catalogue: Catalogue,
    period: Period,
    units: Sequence[OrgUnit],
    previous: Mapping[tuple[str, str], Counts],
) -> list[Line]:
    return [
        replace(one, before=previous.get((one.unit.id, one.indicator.id), NOTHING))
        for one in asked_of(catalogue, units, period)
    ]


def template_name(unit: OrgUnit | None, period: Period) -> str:
    """Return a file name every system and archive takes: ``KPI-Q 2024-Q3 so noi vu.xlsx``.

    Without a unit it is the consolidated workbook's.
    """
    who = formats.plain(unit.short_vi).replace("&", "-") if unit else "tong hop"
    return f"KPI-Q {period.code} {who}.xlsx"


def window_line(period: Period, cut_off_day: int) -> str:
    """Return the days a report covers, as forms print them under the period."""
    first, last = (_day(one) for one in period.window(cut_off_day))
    return f"(Từ ngày {first} đến ngày {last})"


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _rules(sheet: Worksheet, drawn: Drawn, lines: Sequence[Line], words: Words) -> None:
    """Let Excel refuse what intake would: broken counts, parts greater than their whole."""

    def kind(entry: tuple[int, Line]) -> tuple[bool, bool, str]:
        row, indicator = entry[0], entry[1].indicator
        number = "decimal" if indicator.amounts else "whole"
        return indicator.formula is Formula.REDUCTION, row in drawn.derived, number

    alike = groupby(zip(drawn.rows, lines, strict=True), key=kind)
    for (reduction, derived, number), entries in alike:
        rows = [row for row, _ in entries]
        above = drawn.cell(Column.NUMERATOR, rows[0])
        below = drawn.cell(Column.DENOMINATOR, rows[0])
        # What is reduced may also have grown: there neither count bounds the other.
        highest = str(_MOST) if reduction else f"IF(ISNUMBER({below}),{below},{_MOST})"
        lowest = "0" if reduction else f"N({above})"
        said = ("count", "count") if reduction else ("numerator", "denominator")
        _rule(sheet, above, rows, (number, "0", highest), said[0], words)
        if not derived:
            _rule(sheet, below, rows, (number, lowest, str(_MOST)), said[1], words)


def _rule(
    sheet: Worksheet,
    first: str,
    rows: list[int],
    asked: tuple[str, str, str],
    said: str,
    words: Words,
) -> None:
    """Ask for a number (whole or decimal) from one limit to another.

    The limits are formulas as seen from the first cell.
    """
    number, lowest, highest = asked
    rule = DataValidation(number, operator="between", formula1=lowest, formula2=highest)
    rule.allow_blank = True
    rule.showErrorMessage = True
    rule.errorTitle = words("template.invalid_title")
    rule.error = words.code("template", f"invalid_{said}")
    column = first.rstrip("0123456789")
    rule.add(f"{first}:{column}{rows[-1]}")
    sheet.add_data_validation(rule)


def _unit_list(sheet: Worksheet, drawn: Drawn, names: str) -> None:
    rule = DataValidation("list", formula1=f"'{GUIDANCE}'!{names}", allow_blank=False)
    first, last = (drawn.cell(Column.UNIT, row) for row in (drawn.rows[0], drawn.rows[-1]))
    rule.add(f"{first}:{last}")
    sheet.add_data_validation(rule)


def _protect(book: Workbook) -> None:
    for one in book.worksheets:
        one.protection.sheet = True
        # Reading comfort stays allowed: widths, heights, filters (False means "not forbidden").
        one.protection.formatColumns = one.protection.formatRows = False
