"""What the parts of a binary workbook (.xlsb, [MS-XLSB]) say beside the values of its cells."""

from collections.abc import Iterator

from kpis.intake.extras import ERRORS, Extras, Place, columns_between
from kpis.intake.limits import Elements, Extent, Unreadable
from kpis.intake.verdict import FindingCode

# Record types (2.3.2): a row's heading, cells with values, those with errors, columns, a sheet.
_ROW, _BLANK, _COLUMNS, _SHEET = 0, 1, 60, 156
_CELLS = range(2, 12)
_ERROR_CELLS = (3, 11)
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x10, 0x01


def read_binary_sheets(book: bytes) -> dict[str, str]:
    """Return the relation ids of a workbook part's sheets by the sheets' names."""
    sheets = {}
    for kind, at, _ in _records(book):
        if kind == _SHEET:
            relation, at = _text(book, at + 8)
            name, _ = _text(book, at)
            sheets[name] = relation
    return sheets


def scan_binary_sheet(part: bytes, elements: Elements) -> Extras:
    """Return an xlsb sheet's hidden rows and columns and its errors.

    Raises ``Unreadable``: too large, damaged.
    """
    extent, row = Extent(), 0
    rows: set[int] = set()
    columns: set[int] = set()
    errors: dict[Place, str] = {}
    for kind, at, size in _records(part):
        if kind == _ROW:
            row = _number(part, at)
            if size > 11 and part[at + 11 : at + 12] and part[at + 11] & _ROW_HIDDEN:
                rows.add(row)
        elif kind in _CELLS:
            elements.count()
            extent.reach(row, _number(part, at))
            if kind in _ERROR_CELLS and part[at + 8 : at + 9]:
                errors[row, _number(part, at)] = ERRORS.get(part[at + 8], ERRORS[0x2A])
        elif kind == _BLANK:
            elements.count()
        elif kind == _COLUMNS and part[at + 16 : at + 17] and part[at + 16] & _COLUMN_HIDDEN:
            columns.update(columns_between(_number(part, at) + 1, _number(part, at + 4) + 1))
    return Extras(frozenset(rows), frozenset(columns), errors=errors)


def _records(part: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield kind, place and size of each record."""
    at = 0
    while at < len(part):
        kind, at = _varying(part, at, 2)
        size, at = _varying(part, at, 4)
        yield kind, at, size
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


def _number(part: bytes, at: int) -> int:
    return int.from_bytes(part[at : at + 4], "little")


def _text(part: bytes, at: int) -> tuple[str, int]:
    """Return a text with its length before it, and the place after it; none has no length."""
    length = _number(part, at)
    end = at + 4 + (0 if length == 0xFFFFFFFF else 2 * length)
    return part[at + 4 : end].decode("utf-16-le", "replace"), end
