"""The sums of a scorecard: live formulas over its components, with what they come to."""

from collections.abc import Mapping, Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kpis.domain.criteria import CriteriaSet, Part
from kpis.exports.cells import Look, put, put_formula
from kpis.exports.looks import BOLD, HEADER_FILL, RIGHT
from kpis.exports.scorecard_form import PLACES, SUMS, Results, Rows, number


def write_sums(
    sheet: Worksheet, defined: CriteriaSet, at: Mapping[str, int], rows: Rows
) -> Results:
    """Write areas and criteria with live sums; return what the formulas come to.

    The whole is not summed up: where parts do not apply, it is more than a sum.
    """
    parents = [one for one in defined.parts if one not in defined.leaves]
    below = {
        parent.code: [one for one in defined.leaves if one.code.startswith(f"{parent.code}.")]
        for parent in parents
    }
    lines = [(at[one.code], one.code, one.title, one.max, below[one.code]) for one in parents]
    results: Results = {}
    for row, code, title, most, leaves in lines:
        for place in PLACES.values():
            put(sheet.cell(row, place), None, Look(font=BOLD, fill=HEADER_FILL))
        for name, value in (("code", code), ("title", title), ("max", number(most))):
            put(sheet.cell(row, PLACES[name]), value, Look(font=BOLD, fill=HEADER_FILL))
        for name in SUMS:
            cell = sheet.cell(row, PLACES[name])
            formula, result = _sum(name, leaves, at, rows)
            put_formula(cell, formula, Look(font=BOLD, align=RIGHT, fill=HEADER_FILL))
            results[sheet.title, cell.coordinate] = result
    return results


def _sum(
    name: str, leaves: Sequence[Part], at: Mapping[str, int], rows: Rows
) -> tuple[str, float | str]:
    """Return a sum as formula and as its result; nothing filled in shows nothing, not 0."""
    letter = get_column_letter(PLACES[name])
    cells = ",".join(f"{letter}{at[one.code]}" for one in leaves)
    known = [
        value
        for one in leaves
        if (filled := rows.get(one.code)) and (value := getattr(filled, name)) is not None
    ]
    return f'IF(COUNT({cells})=0,"",SUM({cells}))', float(sum(known)) if known else ""
