"""The workbook that came in, given back with its findings coloured and commented."""

import re
import warnings
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from kpis.intake.grids import Grid
from kpis.intake.limits import Unreadable
from kpis.intake.reading import read_workbook
from kpis.intake.saying import sentence, severity_word
from kpis.intake.sniffing import Kind, sniff
from kpis.intake.verdict import Finding, Severity, Verdict
from kpis.words import Words

_COLOURS = {Severity.ERROR: "FFC7B8", Severity.WARNING: "FFE9A8", Severity.NOTE: "CFE2F3"}
# Formulas that reach outside the workbook: links, other programs (DDE), the web, other files.
_REACHING = re.compile(
    r"\b(HYPERLINK|WEBSERVICE|FILTERXML|IMPORTDATA|RTD|CALL|REGISTER(?:\.ID)?|DDE|IMAGE)\s*\("
    r"|\||\[[^\]]*\]|\\\\|https?:",
    re.IGNORECASE,
)
_LEADING = ("=", "+", "-", "@", "\t", "\r")


def annotate(content: bytes, name: str, verdict: Verdict, words: Words) -> bytes:
    """Return the workbook as xlsx with each finding's cell coloured and its sentence as comment.

    Styles stay; an old .xls, HTML or text file comes back as an xlsx of the same cells. Texts stay
    texts, formulas that reach outside the workbook become text, macros are left behind. All
    findings also stand on a sheet of their own at the end.
    """
    with warnings.catch_warnings():
        # What openpyxl cannot keep (pictures, validation extensions) it warns about.
        warnings.simplefilter("ignore")
        book = _opened(content, name)
        for sheet in book.worksheets:
            _make_safe(sheet)
        _mark(book, verdict.findings, words)
        _summarise(book, verdict, words)
        out = BytesIO()
        book.save(out)
    return out.getvalue()


def _opened(content: bytes, name: str) -> Workbook:
    try:
        grids = read_workbook(content, name).grids
    except Unreadable:
        return _empty()
    if sniff(content) is Kind.ZIP:
        try:
            return load_workbook(BytesIO(content), keep_links=False)
        # xlsb and OpenDocument are zipped too; openpyxl reads neither and says so in many ways.
        except (InvalidFileException, KeyError, ValueError, TypeError, AttributeError, OSError):
            pass
    return _rebuilt(grids)


def _empty() -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    return book


def _rebuilt(grids: Iterable[Grid]) -> Workbook:
    """Return a plain workbook of the same cells at the same places."""
    book = _empty()
    for grid in grids:
        sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", grid.name)[:31] or "Sheet")
        for row, cells in enumerate(grid.rows, start=1):
            for column, value in enumerate(cells, start=1):
                if value != "":
                    _put(sheet.cell(row, column), value)
        for top, left, bottom, right in grid.merges:
            sheet.merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)
        for row in grid.hidden_rows:
            sheet.row_dimensions[row + 1].hidden = True
    return book


def _put(cell: Cell, value: object) -> None:
    """Write a value; a text stays a text, whatever it begins with."""
    if isinstance(value, bool | int | float | date | datetime | time):
        cell.value = value
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", str(value))[:32767]
    cell.data_type = "s"
    if str(value).startswith(_LEADING):
        cell.quotePrefix = True


def _make_safe(sheet: Worksheet) -> None:
    # Only cells that exist: a single styled cell in the last corner would make 17 billion.
    for cell in list(sheet._cells.values()):
        value = cell.value
        if isinstance(value, ArrayFormula | DataTableFormula):
            value = getattr(value, "text", None) or ""
        if _REACHING.search(str(value)) if cell.data_type == "f" else _like_formula(value):
            _put(cell, value)
        if getattr(cell, "hyperlink", None):
            cell.hyperlink = None


def _like_formula(value: object) -> bool:
    return isinstance(value, str) and value.startswith(_LEADING)


def _mark(book: Workbook, findings: Iterable[Finding], t: Words) -> None:
    """Colour and comment the findings' cells; a cell shows its worst finding's colour."""
    by_cell: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for one in findings:
        if one.sheet in book.sheetnames and one.cell:
            by_cell[one.sheet, one.cell].append(one)
    for (sheet, place), ones in by_cell.items():
        cell = _upper_left(book[sheet], place)
        lines = [f"{severity_word(t, one.severity)}: {sentence(t, one)}" for one in ones]
        if cell.comment:
            lines.insert(0, cell.comment.text)
        comment = Comment("\n".join(lines), t("annotate.author"), height=150, width=320)
        cell.comment = comment
        worst = min(ones, key=lambda one: list(Severity).index(one.severity))
        cell.fill = PatternFill("solid", fgColor=_COLOURS[worst.severity])


def _upper_left(sheet: Worksheet, place: str) -> Cell:
    for area in sheet.merged_cells.ranges:
        if place in area:
            return sheet.cell(area.min_row, area.min_col)
    return sheet[place]


def _summarise(book: Workbook, verdict: Verdict, t: Words) -> None:
    """Add a sheet that lists every finding, also those that have no cell."""
    title = t("annotate.sheet")
    while title in book.sheetnames:
        title = f"{title[:29]} *"[:31].replace("*", "+")
    sheet = book.create_sheet(title)
    _put(sheet["A1"], t("annotate.title", file=verdict.file))
    sheet["A1"].font = Font(bold=True, size=13)
    heads = ("annotate.severity", "annotate.where", "annotate.cell", "annotate.message")
    for column, head in enumerate(map(t, heads), start=1):
        _put(sheet.cell(3, column), head)
        sheet.cell(3, column).font = Font(bold=True)
    for row, one in enumerate(verdict.findings, start=4):
        texts = (severity_word(t, one.severity), one.sheet or "", one.cell or "", sentence(t, one))
        for column, text in enumerate(texts, start=1):
            cell = sheet.cell(row, column)
            _put(cell, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(row, 1).fill = PatternFill("solid", fgColor=_COLOURS[one.severity])
    if not verdict.findings:
        _put(sheet["A4"], t("annotate.nothing"))
    for letter, width in zip("ABCD", (12, 22, 9, 100), strict=True):
        sheet.column_dimensions[letter].width = width
