"""How a sheet comes out of the printer."""

from openpyxl.worksheet.worksheet import Worksheet

_A4 = 9


def landscape(sheet: Worksheet, header: str) -> None:
    """Set A4 landscape, as wide as the page, the header rows (``6:8``) repeated on each page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = header
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.oddFooter.center.text = "&P/&N"
