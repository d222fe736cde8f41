"""The sheet that explains how the quarterly indicator workbook is filled in."""

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from kpis.exports.cells import Look, put
from kpis.exports.looks import BOLD, CENTRE, HEADER_FILL, ONE_LINE, TITLE
from kpis.exports.paper import landscape
from kpis.exports.quarterly_form import Line
from kpis.words import Words

GUIDANCE = "Hướng dẫn"
_STEPS = 6


def write_guidance(sheet: Worksheet, lines: Sequence[Line], words: Words) -> str:
    """Write steps, what each count means, and the units; return the range of the units' names.

    The range is absolute, for a list to choose from: ``$A$30:$A$66``; empty without units.
    """
    put(sheet["A1"], words("template.guide_title"), Look(font=TITLE, align=ONE_LINE, framed=False))
    for step in range(1, _STEPS + 1):
        text = f"{step}. {words.code('template.step', str(step))}"
        put(sheet.cell(step + 2, 1), text, Look(framed=False))
        sheet.merge_cells(start_row=step + 2, end_row=step + 2, start_column=1, end_column=3)
        # Two lines: a merged cell's height does not follow its text.
        sheet.row_dimensions[step + 2].height = 31
    row = _meanings(sheet, _STEPS + 4, lines, words)
    for letter, width in zip("ABC", (60, 55, 55), strict=True):
        sheet.column_dimensions[letter].width = width
    landscape(sheet, "1:1")
    return _units(sheet, row + 1, lines, words)


def _meanings(sheet: Worksheet, row: int, lines: Sequence[Line], words: Words) -> int:
    """Write each indicator with its two counts in words; return the next free row."""
    labels = ("template.indicator", "template.numerator_means", "template.denominator_means")
    header = Look(font=BOLD, align=CENTRE, fill=HEADER_FILL)
    for place, label in enumerate(labels, start=1):
        put(sheet.cell(row, place), words(label), header)
    indicators = {line.indicator.id: line.indicator for line in lines}.values()
    for below, one in enumerate(indicators, start=1):
        for place, texts in enumerate((one.title, one.numerator, one.denominator), start=1):
            put(sheet.cell(row + below, place), words.own(texts))
    return row + len(indicators) + 1


def _units(sheet: Worksheet, row: int, lines: Sequence[Line], words: Words) -> str:
    names = list(dict.fromkeys(line.unit.name_vi for line in lines))
    if not names:
        return ""
    header = Look(font=BOLD, align=CENTRE, fill=HEADER_FILL)
    put(sheet.cell(row, 1), words("template.units"), header)
    for place, name in enumerate(names, start=row + 1):
        put(sheet.cell(place, 1), name)
    return f"$A${row + 1}:$A${row + len(names)}"
