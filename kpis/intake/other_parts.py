"""How far the sheets of xlsb and OpenDocument files reach, before anything lays them out."""

from xml.parsers import expat

from kpis.intake.limits import MOST_UNPACKED, Extent, Unreadable
from kpis.intake.sheet_parts import parse
from kpis.intake.verdict import FindingCode

# Record types of a binary sheet part ([MS-XLSB] 2.3.2): a row's heading, and cells with values.
_ROW_HEADING = 0
_CELLS = range(2, 12)
_BLANK = 1


def check_binary_sheet(part: bytes) -> None:
    """Check the extent of an xlsb sheet. Raises ``Unreadable``: too large, damaged."""
    extent, row, at = Extent(), 0, 0
    while at < len(part):
        kind, at = _varying(part, at, 2)
        size, at = _varying(part, at, 4)
        if kind == _ROW_HEADING:
            row = int.from_bytes(part[at : at + 4], "little")
        elif kind in _CELLS:
            extent.count()
            extent.reach(row, int.from_bytes(part[at : at + 4], "little"))
        elif kind == _BLANK:
            extent.count()
        at += size


def _varying(part: bytes, at: int, most: int) -> tuple[int, int]:
    """Return a number of seven bits a byte, and the place after it."""
    number = 0
    for place in range(most):
        if at >= len(part):
            raise Unreadable(FindingCode.DAMAGED_FILE)
        byte = part[at]
        at += 1
        number |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            break
    return number, at


def check_open_document(part: bytes) -> None:
    """Check the extent of OpenDocument sheets: a repeated cell is laid out as often as it says.

    Raises ``Unreadable``: too large, damaged.
    """
    scan = _OpenDocument()
    parser = expat.ParserCreate()
    parser.StartElementHandler = scan.start
    parse(part[:MOST_UNPACKED], parser)


class _OpenDocument:
    """Follows rows and cells with their repeats."""

    def __init__(self) -> None:
        self.extent = Extent()
        self.row = self.column = self.repeat = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take note of an element that begins."""
        if tag == "table:table":
            self.extent, self.row, self.repeat = Extent(), 0, 0
        elif tag == "table:table-row":
            self.row += self.repeat
            self.repeat = int(attributes.get("table:number-rows-repeated", 1))
            self.column = 0
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self.extent.count()
            self.column += int(attributes.get("table:number-columns-repeated", 1))
            if "office:value-type" in attributes or "table:formula" in attributes:
                self.extent.reach(self.row + self.repeat - 1, self.column - 1)
