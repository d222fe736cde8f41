"""How every workbook of ours looks: fonts, fills, borders and number formats."""

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

# The type of administrative documents (Nghị định 30/2020/NĐ-CP 05/3/2020); every Office has it,
# with all Vietnamese letters.
FACE = "Times New Roman"
COUNT = "#,##0"

_GRID = Side(style="thin", color="BFBFBF")
BORDER = Border(left=_GRID, right=_GRID, top=_GRID, bottom=_GRID)

PLAIN = Font(name=FACE, size=11)
BOLD = Font(name=FACE, size=11, bold=True)
TITLE = Font(name=FACE, size=14, bold=True, color="1F3864")
QUIET = Font(name=FACE, size=10, italic=True, color="595959")
GREY = Font(name=FACE, size=10, color="7F7F7F")
WARNING = Font(name=FACE, size=12, bold=True, color="C00000")

HEADER_FILL = PatternFill("solid", fgColor="D9E2F3")
SECTION_FILL = PatternFill("solid", fgColor="EDEDED")
INPUT_FILL = PatternFill("solid", fgColor="FFF9E5")
GREY_FILL = PatternFill("solid", fgColor="F2F2F2")

LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
RIGHT = Alignment(horizontal="right", vertical="center")
ONE_LINE = Alignment(horizontal="left", vertical="center")


def decimal(places: int) -> str:
    """Return the number format with so many decimals; Excel writes the comma of its own locale."""
    return "#,##0" + ("." + "0" * places if places else "")
