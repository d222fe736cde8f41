"""A file's bytes made into sheets of cells, whatever wrote them."""

from collections.abc import Iterator
from io import BytesIO

import python_calamine as calamine

from kpis.intake.archives import read_extras
from kpis.intake.delimited import read_delimited
from kpis.intake.extras import Extras
from kpis.intake.grids import Book, Grid, Merge
from kpis.intake.legacy_fonts import convert_book
from kpis.intake.limits import MOST_CELLS, MOST_LETTERS, Unreadable
from kpis.intake.markup import read_html, read_spreadsheet_xml
from kpis.intake.old_excel import read_old_extras
from kpis.intake.sniffing import Kind, sniff
from kpis.intake.verdict import FindingCode


def read_workbook(content: bytes, name: str) -> Book:
    """Return a file's sheets, with Unicode text; ``name`` only names the sheet of a text file.

    The kind is decided by the content: workbooks of Excel and OpenDocument, tables saved as
    HTML or XML under the name .xls, and delimited text. Raises ``Unreadable``.
    """
    kind = sniff(content)
    if kind is Kind.ZIP:
        grids = _calamine(content, read_extras(content))
    elif kind is Kind.OLE:
        grids = _calamine(content, read_old_extras(content))
    elif kind is Kind.HTML:
        grids = read_html(content)
    elif kind is Kind.XML:
        grids = read_spreadsheet_xml(content)
    elif kind is Kind.TEXT:
        grids = read_delimited(content, name)
    else:
        old = kind is Kind.OLD
        raise Unreadable(FindingCode.OLD_WORKBOOK if old else FindingCode.NOT_A_SPREADSHEET)
    return convert_book(grids)


def _calamine(content: bytes, extras: dict[str, Extras]) -> list[Grid]:
    try:
        book = calamine.load_workbook(BytesIO(content))
        return list(_grids(book, extras))
    except calamine.PasswordError as error:
        raise Unreadable(FindingCode.PASSWORD_PROTECTED) from error
    except Unreadable:
        raise
    # A broken file makes the Rust reader panic, which arrives as a BaseException of its own.
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        raise Unreadable(FindingCode.DAMAGED_FILE) from error


def _grids(book: calamine.CalamineWorkbook, extras: dict[str, Extras]) -> Iterator[Grid]:
    room = MOST_CELLS
    for meta in book.sheets_metadata:
        if meta.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(meta.name)
        room -= sheet.total_height * sheet.total_width
        if room < 0:
            raise Unreadable(FindingCode.TOO_LARGE, sheet=meta.name[:MOST_LETTERS])
        yield _grid(sheet, meta, extras.get(meta.name, Extras()))


def _grid(sheet: calamine.CalamineSheet, meta: calamine.SheetMetadata, extras: Extras) -> Grid:
    rows = sheet.to_python(skip_empty_area=False)
    for (row, column), text in extras.errors.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = text
    return Grid(
        meta.name[:MOST_LETTERS],
        rows,
        _merges(sheet),
        meta.visible != calamine.SheetVisibleEnum.Visible,
        extras.hidden_rows,
        extras.hidden_columns,
        extras.without_value,
        percents=extras.percents,
        fonts=extras.fonts,
    )


def _merges(sheet: calamine.CalamineSheet) -> tuple[Merge, ...]:
    """Return merged areas. Raises ``Unreadable`` where they cover the sheet many times over."""
    found = [
        (top, left, bottom, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        if (top, left) != (bottom, right)
    ]
    height, width, covered = sheet.total_height, sheet.total_width, 0
    for top, left, bottom, right in found:
        rows, columns = min(bottom + 1, height) - top, min(right + 1, width) - left
        covered += max(rows, 0) * max(columns, 0)
    if covered > MOST_CELLS:
        raise Unreadable(FindingCode.TOO_LARGE)
    return tuple(found)
