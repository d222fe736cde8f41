"""All definitions as one workbook to edit: a sheet a table, and one that lists the sheets."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kpis.catalogue.tables import DefinitionTable, tables_of
from kpis.exports.cells import Look, put
from kpis.exports.looks import BOLD, CENTRE, HEADER_FILL, QUIET, TITLE
from kpis.exports.saving import saved
from kpis.exports.sheet_names import sheet_names
from kpis.words import Words

# The list's place on its sheet is the form's, so that it can be found again: title, note, header.
LIST_SHEET, LIST_HEADER = "Danh mục", 3
_WIDEST, _NARROWEST = 60, 10


def catalogue_workbook(texts: Mapping[str, str], words: Words, made_on: date) -> bytes:
    """Return the definitions' files as an xlsx file that reads back as the same definitions.

    ``texts`` holds each file's text by its name.
    """
    book = Workbook()
    contents = book.active
    contents.title = LIST_SHEET
    put(contents["A1"], words("catalogue.workbook_title"), Look(TITLE, framed=False))
    put(contents["A2"], words("catalogue.workbook_note"), Look(QUIET, framed=False))
    _header(contents, LIST_HEADER, (words("column.sheet"), words("catalogue.table")))
    tables = tables_of(texts)
    for row, (title, table) in enumerate(titled(tables), start=LIST_HEADER + 1):
        put(contents.cell(row, 1), title)
        contents.cell(row, 1).hyperlink = f"#'{title}'!A1"
        put(contents.cell(row, 2), table.name)
        _draw(book.create_sheet(title), table)
    for column in "AB":
        contents.column_dimensions[column].width = 40
    return saved(book, made_on=made_on)


def titled(tables: Sequence[DefinitionTable]) -> Iterable[tuple[str, DefinitionTable]]:
    """Return each table with a sheet's name of its own: its file's, without the ending."""
    stems = (re.sub(r"\.(csv|toml)", "", one.name).replace("#", " ") for one in tables)
    return zip(sheet_names(stems, [LIST_SHEET]), tables, strict=True)


def _draw(sheet: Worksheet, table: DefinitionTable) -> None:
    _header(sheet, 1, table.columns)
    for place, row in enumerate(table.rows, start=2):
        for column, cell in enumerate(row, start=1):
            if cell is not None:
                put(sheet.cell(place, column), cell)
                if isinstance(cell, bool):
                    sheet.cell(place, column).value = cell
    sheet.freeze_panes = "B2"
    for column, name in enumerate(table.columns, start=1):
        longest = max([len(name), *(len(str(row[column - 1] or "")) for row in table.rows)])
        width = min(max(longest + 2, _NARROWEST), _WIDEST)
        sheet.column_dimensions[get_column_letter(column)].width = width


def _header(sheet: Worksheet, row: int, names: Iterable[str]) -> None:
    for column, name in enumerate(names, start=1):
        put(sheet.cell(row, column), name, Look(BOLD, CENTRE, HEADER_FILL))
