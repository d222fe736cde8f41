"""A criteria set as a workbook to edit: what it says of itself, its tree, its grades."""

from collections.abc import Iterable, Mapping
from datetime import date

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kpis.catalogue.criteria_words import (
    CHOICES,
    GRADE,
    GRADE_SHEET,
    HEAD,
    HEAD_SHEET,
    TREE,
    TREE_SHEET,
    YES,
    YES_NO,
)
from kpis.domain.criteria import CriteriaSet, Part
from kpis.domain.judging import rule_text
from kpis.exports.cells import Look, put
from kpis.exports.looks import BOLD, CENTRE, HEADER_FILL, LEFT
from kpis.exports.saving import saved
from kpis.exports.scorecard_form import number

_WIDTHS = {"title": 60, "rule": 44, "evidence": 36, "owner": 26, "indicator": 26, "judged": 22}
# Room for parts that an officer adds.
_SPARE_ROWS = 200


def criteria_workbook(defined: CriteriaSet, years: Iterable[int]) -> bytes:
    """Return a set as an xlsx file that reads back as the same set for the same years."""
    book = Workbook()
    sheet = book.active
    sheet.title = HEAD_SHEET
    _write(sheet, ("", ""), [(label, value) for label, value in _head(defined, years)])
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 40, 70
    tree = book.create_sheet(TREE_SHEET)
    _write(tree, list(TREE.values()), [_row(one) for one in defined.parts])
    for place, name in enumerate(TREE, start=1):
        tree.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(name, 12)
    tree.freeze_panes = "C2"
    _choices(tree, len(defined.parts) + 1 + _SPARE_ROWS)
    grades = [(one.code, one.name_vi, one.name_en, number(one.at_least)) for one in defined.grades]
    _write(book.create_sheet(GRADE_SHEET), list(GRADE.values()), grades)
    return saved(book, made_on=date(defined.year, 1, 1))


def _head(defined: CriteriaSet, years: Iterable[int]) -> Iterable[tuple[str, object]]:
    counts = defined.counts or (None, None, None)
    said: Mapping[str, object] = {
        "id": defined.id.removesuffix(f"-{defined.year}"),
        "title.vi": defined.title["vi"],
        "title.en": defined.title.get("en"),
        "years": ", ".join(map(str, years)),
        "block": CHOICES["block"][defined.block],
        "document": defined.document,
        "note": defined.note,
        "max": number(defined.max),
        "survey_max": number(defined.survey_max),
        "not_applicable": CHOICES["not_applicable"][defined.not_applicable],
        "bonus": any(one.bonus for one in defined.parts),
        "illustrative": defined.illustrative,
        "own_grades": defined.own_grades,
        "counts.areas": counts[0],
        "counts.criteria": counts[1],
        "counts.components": counts[2],
    }
    for key, label in HEAD.items():
        yield label, (YES if said[key] else None) if key in YES_NO else said[key]


def _row(part: Part) -> tuple[object, ...]:
    return (
        part.code,
        part.title,
        number(part.max),
        CHOICES["judged"][part.judged] if part.judged else None,
        rule_text(part.rule) if part.rule else None,
        part.indicator,
        part.evidence,
        part.owner,
        "; ".join(part.exempt) or None,
        YES if part.bonus else None,
    )


def _write(sheet: Worksheet, header: Iterable[str], rows: Iterable[tuple[object, ...]]) -> None:
    header = [one for one in header if one]
    for place, label in enumerate(header, start=1):
        put(sheet.cell(1, place), label, Look(font=BOLD, align=CENTRE, fill=HEADER_FILL))
    for row, cells in enumerate(rows, start=2 if header else 1):
        for place, value in enumerate(cells, start=1):
            put(sheet.cell(row, place), value, Look(align=LEFT))


def _choices(sheet: Worksheet, end: int) -> None:
    """Offer the ways of judging as a list."""
    letter = get_column_letter(list(TREE).index("judged") + 1)
    names = ",".join(CHOICES["judged"].values())
    rule = DataValidation("list", formula1=f'"{names}"', allow_blank=True)
    rule.add(f"{letter}2:{letter}{end}")
    sheet.add_data_validation(rule)
