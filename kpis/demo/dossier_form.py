"""Writing form II.06a/VPCP/KSTT as it comes in: bands, three rows of headings, sections, sums."""

from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kpis.catalogue.model import OrgUnit, UnitKind
from kpis.demo.dossiers import Dossiers
from kpis.domain.periods import Period
from kpis.exports.cells import Look, put
from kpis.exports.looks import (
    BOLD,
    CENTRE,
    COUNT,
    HEADER_FILL,
    PLAIN,
    QUIET,
    RIGHT,
    SECTION_FILL,
    WARNING,
)
from kpis.exports.paper import landscape
from kpis.exports.quarterly_form import ILLUSTRATIVE
from kpis.exports.saving import saved
from kpis.words import formats

SECTIONS = {
    UnitKind.AGENCY: "Sở, ban, ngành cấp tỉnh",
    UnitKind.DISTRICT: "UBND huyện, thành phố",
}
FIRST_ROW = 11
_COLUMNS = 13

# Layout of Thông tư 01/2020/TT-VPCP 21/10/2020: merged areas of headings and what they say.
_BAND = {
    "A1:C4": (
        "Biểu số II.06a/VPCP/KSTT\nBan hành theo Thông tư số 01/2020/TT-VPCP\nngày 21/10/2020"
    ),
    "D1:I1": (
        "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH\nTẠI CƠ QUAN, ĐƠN VỊ TRỰC TIẾP GIẢI QUYẾT"
    ),
    "J5:M5": "Đơn vị tính: Số hồ sơ TTHC",
}
_HEADINGS = {
    "A7:A9": "STT",
    "B7:B9": "Đơn vị",
    "C7:F7": "Số hồ sơ nhận giải quyết",
    "C8:C9": "Tổng số",
    "D8:E8": "Trong kỳ",
    "D9:D9": "Trực tuyến",
    "E9:E9": "Trực tiếp, dịch vụ bưu chính",
    "F8:F9": "Từ kỳ trước",
    "G7:J7": "Số lượng hồ sơ đã giải quyết",
    "G8:G9": "Tổng số",
    "H8:H9": "Trước hạn",
    "I8:I9": "Đúng hạn",
    "J8:J9": "Quá hạn",
    "K7:M7": "Số lượng hồ sơ đang giải quyết",
    "K8:K9": "Tổng số",
    "L8:L9": "Trong hạn",
    "M8:M9": "Quá hạn",
}


def dossier_workbook(
    province: OrgUnit,
    period: Period,
    window: str,
    rows: Sequence[tuple[OrgUnit, Dossiers]],
    day: date,
) -> bytes:
    """Return the consolidated form of a quarter as an xlsx file dated that day."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Tổng hợp"
    _band(sheet, province, period, window)
    _headings(sheet)
    end = _body(sheet, rows)
    _signatures(sheet, end + 2, province, day)
    for place, width in enumerate((6, 40, *[12] * 11), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "C11"
    landscape(sheet, "7:10")
    return saved(book, made_on=day)


def _band(sheet: Worksheet, province: OrgUnit, period: Period, window: str) -> None:
    name = province.name_vi[0].lower() + province.name_vi[1:]
    lines = {
        **_BAND,
        "D2:I2": f"Kỳ báo cáo: {formats.period(period.code)}",
        "D3:I3": window,
        "D4:I4": ILLUSTRATIVE,
        "J1:M2": f"- Đơn vị báo cáo: UBND {name}",
        "J3:M4": f"- Đơn vị nhận báo cáo: Văn phòng UBND {name}",
    }
    for area, text in lines.items():
        font = WARNING if text == ILLUSTRATIVE else BOLD if area.startswith("D") else PLAIN
        _merge(sheet, area, text, Look(font=font, align=CENTRE, framed=False))
    sheet.row_dimensions[1].height = 34


def _headings(sheet: Worksheet) -> None:
    look = Look(font=BOLD, align=CENTRE, fill=HEADER_FILL)
    for row in sheet.iter_rows(7, 9, 1, _COLUMNS):
        for cell in row:
            put(cell, None, look)
    for area, text in _HEADINGS.items():
        _merge(sheet, area, text, look)
    for place in range(1, _COLUMNS + 1):
        put(sheet.cell(10, place), f"({place})", Look(font=QUIET, align=CENTRE))
    sheet.row_dimensions[9].height = 45


def _merge(sheet: Worksheet, area: str, text: str, look: Look) -> None:
    first, last = area.split(":")
    put(sheet[first], text, look)
    if first != last:
        sheet.merge_cells(area)


def _body(sheet: Worksheet, rows: Sequence[tuple[OrgUnit, Dossiers]]) -> int:
    """Write sections with subtotals, units, and the grand total; return the last row."""
    row, sections = FIRST_ROW, 0
    for kind, title in SECTIONS.items():
        if members := [entry for entry in rows if entry[0].kind is kind]:
            sections += 1
            _line(sheet, row, formats.ROMAN[sections], title, _sums(members), strong=True)
            for place, (unit, dossiers) in enumerate(members, start=1):
                _line(sheet, row + place, place, unit.name_vi, dossiers.columns)
            row += len(members) + 1
    # Sums are typed, not formulas, as where the form comes out of the one-stop system.
    _line(sheet, row, None, "TỔNG CỘNG", _sums(rows), strong=True)
    return row


def _sums(rows: Sequence[tuple[OrgUnit, Dossiers]]) -> tuple[int, ...]:
    return tuple(sum(column) for column in zip(*(one.columns for _, one in rows), strict=True))


def _line(
    sheet: Worksheet,
    row: int,
    place: object,
    label: str,
    counts: Sequence[int],
    *,
    strong: bool = False,
) -> None:
    font, fill = (BOLD, SECTION_FILL) if strong else (PLAIN, None)
    put(sheet.cell(row, 1), place, Look(font=font, align=CENTRE, fill=fill))
    put(sheet.cell(row, 2), label, Look(font=font, fill=fill))
    for column, count in enumerate(counts, start=3):
        put(sheet.cell(row, column), count, Look(font=font, align=RIGHT, fill=fill, format=COUNT))


def _signatures(sheet: Worksheet, row: int, province: OrgUnit, day: date) -> None:
    place = province.name_vi.partition(" ")[2]
    dated = f"{place}, ngày {day.day:02d} tháng {day.month:02d} năm {day.year}"
    look = Look(font=BOLD, align=CENTRE, framed=False)
    _merge(sheet, f"I{row}:M{row}", dated, Look(font=QUIET, align=CENTRE, framed=False))
    put(sheet.cell(row + 1, 2), "NGƯỜI LÀM BÁO CÁO", look)
    _merge(sheet, f"I{row + 1}:M{row + 1}", "THỦ TRƯỞNG ĐƠN VỊ", look)
