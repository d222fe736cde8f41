"""Workbooks as units send them, written by real writers of each format."""

from collections.abc import Iterable, Sequence
from io import BytesIO

import openpyxl
import xlwt

from kpis.intake.grids import cell_name

Row = Sequence[object]
DOSSIER_HEADINGS: list[Row] = [
    ["STT", "Lĩnh vực, công việc giải quyết theo cấp", "Số hồ sơ nhận giải quyết", "", "", "",
     "Số lượng hồ sơ đã giải quyết", "", "", "", "Số lượng hồ sơ đang giải quyết", "", ""],
    ["", "", "Tổng số", "Trong kỳ", "", "Từ kỳ trước", "Tổng số", "Trước hạn", "Đúng hạn",
     "Quá hạn", "Tổng số", "Trong hạn", "Quá hạn"],
    ["", "", "", "Trực tuyến", "Trực tiếp, dịch vụ bưu chính", "", "", "", "", "", "", "", ""],
    [f"({number})" for number in range(1, 14)],
]  # fmt: skip
DOSSIER_MERGES = ("A5:A7", "B5:B7", "C5:F5", "G5:J5", "K5:M5", "D6:E6", "C6:C7", "F6:F7")
ITEMS = ("received_total", "received_online", "received_direct", "carried_over", "resolved_total",
         "resolved_early", "resolved_on_time", "resolved_late", "pending_total",
         "pending_on_time", "pending_late")  # fmt: skip
# 10 = 6 + 3 + 1; 8 = 5 + 2 + 1; 2 = 1 + 1; 10 = 8 + 2.
GOOD = [10, 6, 3, 1, 8, 5, 2, 1, 2, 1, 1]
FORM_NUMBER = "Biểu số II.06a/VPCP/KSTT"
FIRST_ROW = 9


def title(reporter: str | None, period: str, form: str = FORM_NUMBER) -> list[Row]:
    """Return the four rows above the headings."""
    named = f"- Đơn vị báo cáo: {reporter}" if reporter else ""
    return [[form], ["", "", named], ["", "", f"Kỳ báo cáo: {period}"], []]


def dossiers(
    rows: Iterable[Row],
    *,
    reporter: str | None = "UBND huyện Gò Quao",
    period: str = "Quý III/2023",
    label: str = DOSSIER_HEADINGS[0][1],
    form: str = FORM_NUMBER,
) -> list[Row]:
    """Return all rows of a form II.06a; data begin in row 9."""
    headings = [list(row) for row in DOSSIER_HEADINGS]
    headings[0][1] = label
    return [*title(reporter, period, form), *headings, *rows]


def by_unit(rows: Iterable[Row], **options: object) -> list[Row]:
    """Return all rows of a form II.06a consolidated by units."""
    return dossiers(rows, **{"reporter": "UBND tỉnh Kiên Giang", "label": "Đơn vị", **options})


def xlsx(rows: Iterable[Row], sheet: str = "Biểu 06a", merges: Sequence[str] = (), change=None):
    """Return an xlsx file of one sheet; ``change`` may do more to book and sheet."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if value not in ("", None):
                page.cell(number, column, value)
    for area in merges:
        page.merge_cells(area)
    if change:
        change(book, page)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def form_file(rows: Iterable[Row], **options: object) -> bytes:
    """Return rows of a form II.06a as xlsx with merged headings."""
    return xlsx(rows, merges=DOSSIER_MERGES, **options)


def xls(rows: Iterable[Row], font: str = "Arial", fonts: dict[int, str] | None = None, hide=()):
    """Return a BIFF8 file; ``fonts`` overrides the font by row number from 0."""
    book = xlwt.Workbook()
    page = book.add_sheet("Bieu")
    styles: dict[str, xlwt.XFStyle] = {}
    for number, row in enumerate(rows):
        name = (fonts or {}).get(number, font)
        style = styles.setdefault(name, xlwt.easyxf(f"font: name {name}"))
        for column, value in enumerate(row):
            if value not in ("", None):
                page.write(number, column, value, style)
    for number in hide:
        page.row(number).hidden = True
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def html(rows: Iterable[Row]) -> bytes:
    """Return a page with one table."""
    lines = ("".join(f"<td>{one}</td>" for one in row) for row in rows)
    table = "".join(f"<tr>{line}</tr>" for line in lines)
    return f'<html><meta charset="utf-8"><table>{table}</table></html>'.encode()


def delimited(rows: Iterable[Row], mark: str = ";", encoding: str = "utf-8-sig") -> bytes:
    """Return a text file of one line a row."""
    lines = (mark.join(f'"{one}"' for one in row) for row in rows)
    return "\r\n".join(lines).encode(encoding)


def indicators(rows: Iterable[Row], *, reporter="Sở Tư pháp", period="Quý III/2024", units=False):
    """Return all rows of an indicator workbook; data begin in row 6."""
    unit = ["Đơn vị", "Mã đơn vị"] if units else []
    head = ["STT", "Mã chỉ tiêu", "Chỉ tiêu", *unit, "Tử số", "Mẫu số", "Tỷ lệ (%)", "Ghi chú"]
    named = f"Đơn vị báo cáo: {reporter}" if reporter else ""
    above = [["BIỂU KPI-Q. BÁO CÁO CHỈ TIÊU CẢI CÁCH HÀNH CHÍNH HẰNG QUÝ"], [named]]
    return [*above, [f"Kỳ báo cáo: {period}"], ["SỐ LIỆU MINH HOẠ"], head, *rows]


def merges(header, top, left):
    """Return the merged areas that "<" and "^" stand for."""
    areas = []
    for row, cells in enumerate(header):
        for column, text in enumerate(cells):
            if text in ("<", "^"):
                continue
            right, bottom = column, row
            while right + 1 < len(cells) and cells[right + 1] == "<":
                right += 1
            while bottom + 1 < len(header) and header[bottom + 1][column] == "^":
                bottom += 1
            if (right, bottom) != (column, row):
                first = cell_name(top + row, left + column)
                areas.append(f"{first}:{cell_name(top + bottom, left + right)}")
    return areas
