"""Official forms as they come in, made on the spot."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

# Totals that Kiên Giang published for Quý II/2020, in the form that did not yet part early from
# on time: (3) … (14). The last rate is printed as it was, though 1.481 of 5.998 is 24,69 %.
PUBLISHED_2020 = (
    *(260752, 252947, 7805, 254754, 253779, "99,62%", 975, "0,38%", 5998, 4517, 1481, "8,02%"),
)
WRONG_CELL = "N11"
# (3) … (13) of II.06a: received, online, direct, carried over, resolved, early, on time, late,
# pending, within its time, late.
SOUND = (120, 70, 40, 10, 100, 60, 35, 5, 20, 18, 2)


def two_way_2020(counts: Sequence[object] = PUBLISHED_2020) -> bytes:
    """The province's totals in the older form: not late, or late."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Quý II.2020"
    sheet["A1"] = "Biểu tổng hợp"
    sheet["D1"] = "TỔNG HỢP KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"
    sheet["D2"] = "Kỳ báo cáo: Quý II/2020"
    sheet["D3"] = "(Từ ngày 15/3/2020 đến ngày 14/6/2020)"
    sheet["K1"] = "- Đơn vị báo cáo: UBND tỉnh Kiên Giang"
    _headings(
        sheet,
        {
            "A7:A9": "STT",
            "B7:B9": "Đơn vị",
            "C7:E7": "Số hồ sơ nhận giải quyết",
            "F7:N7": "Kết quả giải quyết",
            "C8:C9": "Tổng số",
            "D8:E8": "Trong đó",
            "F8:J8": "Số hồ sơ đã giải quyết",
            "K8:N8": "Số hồ sơ đang giải quyết",
        },
    )
    leaves = (
        *("Số mới tiếp nhận", "Số kỳ trước chuyển qua", "Tổng số", "Trả đúng thời hạn"),
        *("Tỷ lệ đúng hạn (%)", "Trả quá hạn", "Tỷ lệ quá hạn (%)", "Tổng số"),
        *("Chưa đến hạn", "Quá hạn", "Tỷ lệ quá hạn (%)"),
    )
    _row(sheet, 9, 4, leaves)
    _row(sheet, 10, 1, [f"({number})" for number in range(1, 15)])
    _row(sheet, 11, 1, (1, "Tỉnh Kiên Giang", *counts))
    return _saved(book)


def fields_of_a_unit(
    rows: dict[str, Sequence[object]],
    *,
    title: str = "Biểu 06a",
    unit: str = "UBND thành phố Rạch Giá",
) -> bytes:
    """A unit's II.06a of Quý III/2023: one row a field, counts (3) … (13)."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    sheet["A1"] = "Biểu số II.06a/VPCP/KSTT"
    sheet["D1"] = "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"
    sheet["D2"] = "Kỳ báo cáo: Quý III/2023"
    sheet["D3"] = "(Từ ngày 15/6/2023 đến ngày 14/9/2023)"
    sheet["J1"] = f"- Đơn vị báo cáo: {unit}"
    _headings(
        sheet,
        {
            "A7:A9": "STT",
            "B7:B9": "Lĩnh vực giải quyết",
            "C7:F7": "Số hồ sơ nhận giải quyết",
            "G7:J7": "Số lượng hồ sơ đã giải quyết",
            "K7:M7": "Số lượng hồ sơ đang giải quyết",
            "C8:C9": "Tổng số",
            "D8:E8": "Trong kỳ",
            "F8:F9": "Từ kỳ trước",
        },
    )
    _row(sheet, 9, 4, ("Trực tuyến", "Trực tiếp, dịch vụ bưu chính"))
    _row(sheet, 8, 7, ("Tổng số", "Trước hạn", "Đúng hạn", "Quá hạn"))
    _row(sheet, 8, 11, ("Tổng số", "Trong hạn", "Quá hạn"))
    for column in "GHIJKLM":
        sheet.merge_cells(f"{column}8:{column}9")
    _row(sheet, 10, 1, [f"({number})" for number in range(1, 14)])
    for place, (field, counts) in enumerate(rows.items()):
        _row(sheet, 11 + place, 1, (place + 1, field, *counts))
    return _saved(book)


def _headings(sheet: Worksheet, titles: dict[str, str]) -> None:
    for area, title in titles.items():
        sheet[area.partition(":")[0]] = title
        sheet.merge_cells(area)


def _row(sheet: Worksheet, row: int, first: int, values: Sequence[object]) -> None:
    for column, value in enumerate(values, start=first):
        cell = sheet.cell(row, column, value)
        if isinstance(value, str):
            cell.data_type = "s"  # Never a formula, whatever it begins with.


def _saved(book: Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()
