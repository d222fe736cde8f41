"""What the records of an old .xls file ([MS-XLS]) say that the cell reader does not."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from struct import unpack_from

from kpis.intake.compound import read_streams
from kpis.intake.extras import ERRORS, Extras, Place
from kpis.intake.limits import Elements, Extent, Unreadable
from kpis.intake.verdict import FindingCode

_BEGIN, _SHEET, _FONT, _STYLE, _PASSWORD = 0x0809, 0x0085, 0x0031, 0x00E0, 0x002F
_ROW, _COLUMNS = 0x0208, 0x007D
# Cells with text (LABELSST, LABEL, RSTRING), and all cells that hold something.
_TEXTS = frozenset({0x00FD, 0x0204, 0x00D6})
_FORMULA, _ERROR = 0x0006, 0x0205
_FILLED = _TEXTS | {0x0203, 0x027E, _FORMULA, _ERROR}
# Where a formula's number would end, when it came to none (2.5.133).
_NONE = b"\xff\xff"
_LEGACY = (".vn", "vni-")
_BOOKS = ("Workbook", "Book")


@dataclass
class _Found:
    """A sheet's extras while its records are read."""

    name: str
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    fonts: dict[Place, str] = field(default_factory=dict)
    errors: dict[Place, str] = field(default_factory=dict)
    extent: Extent = field(default_factory=Extent)


def read_old_extras(content: bytes) -> dict[str, Extras]:
    """Return the extras of an .xls file's sheets by name: hidden rows and columns, fonts.

    Raises ``Unreadable``: damaged, too large, protected by a password, or no workbook at all.
    """
    streams = read_streams(content, frozenset(_BOOKS))
    if "EncryptedPackage" in streams:
        raise Unreadable(FindingCode.PASSWORD_PROTECTED)
    book = next((streams[name] for name in _BOOKS if name in streams), None)
    if book is None:
        raise Unreadable(FindingCode.NOT_A_SPREADSHEET)
    try:
        sheets = _Records(book).sheets()
    except (struct.error, IndexError) as error:
        raise Unreadable(FindingCode.DAMAGED_FILE) from error
    return {
        one.name: Extras(
            frozenset(one.rows), frozenset(one.columns), fonts=one.fonts, errors=one.errors
        )
        for one in sheets
    }


class _Records:
    """Reads the records of a workbook stream in their order."""

    def __init__(self, book: bytes) -> None:
        self.book = book
        self.fonts: list[str] = []
        self.styles: list[int] = []
        self.starts: dict[int, _Found] = {}
        self.unicode = True
        self.elements = Elements()

    def sheets(self) -> list[_Found]:
        """Return what each sheet's records say."""
        current: _Found | None = None
        for kind, at in self._records():
            if kind == _BEGIN:
                current = self.starts.get(at - 4)
                self.unicode = self.unicode and unpack_from("<H", self.book, at)[0] >= 0x0600
            elif kind == _PASSWORD:
                raise Unreadable(FindingCode.PASSWORD_PROTECTED)
            elif current is None:
                self._global(kind, at)
            else:
                self._local(current, kind, at)
        return list(self.starts.values())

    def _records(self) -> Iterator[tuple[int, int]]:
        at = 0
        while at + 4 <= len(self.book):
            kind, size = unpack_from("<HH", self.book, at)
            yield kind, at + 4
            at += 4 + size

    def _global(self, kind: int, at: int) -> None:
        if kind == _SHEET:
            start = unpack_from("<I", self.book, at)[0]
            self.starts[start] = _Found(self._text(at + 6))
        elif kind == _FONT:
            self.fonts.append(self._text(at + 14))
        elif kind == _STYLE:
            self.styles.append(unpack_from("<H", self.book, at)[0])

    def _local(self, sheet: _Found, kind: int, at: int) -> None:
        if kind in _FILLED:
            self._filled(sheet, kind, at)
        elif kind == _ROW and unpack_from("<H", self.book, at + 12)[0] & 0x20:
            sheet.rows.add(unpack_from("<H", self.book, at)[0])
        elif kind == _COLUMNS and unpack_from("<H", self.book, at + 8)[0] & 1:
            first, last = unpack_from("<HH", self.book, at)
            sheet.columns.update(range(first, min(last, 255) + 1))

    def _filled(self, sheet: _Found, kind: int, at: int) -> None:
        row, column, style = unpack_from("<HHH", self.book, at)
        self.elements.count()
        sheet.extent.reach(row, column)
        if kind in _TEXTS and self._font(style).lower().startswith(_LEGACY):
            sheet.fonts[row, column] = self._font(style)
        elif kind == _ERROR and self.book[at + 7]:
            sheet.errors[row, column] = ERRORS.get(self.book[at + 6], ERRORS[0x2A])
        elif kind == _FORMULA and self.book[at + 6] == 2 and self.book[at + 12 : at + 14] == _NONE:
            sheet.errors[row, column] = ERRORS.get(self.book[at + 8], ERRORS[0x2A])

    def _font(self, style: int) -> str:
        number = self.styles[style] if style < len(self.styles) else 0
        # Font 4 does not exist: the fifth font has the number 5.
        number -= number > 4
        return self.fonts[number] if number < len(self.fonts) else ""

    def _text(self, at: int) -> str:
        """Return a short text: its length, in BIFF8 also its width, then its letters."""
        length = self.book[at]
        if not self.unicode:
            return self.book[at + 1 : at + 1 + length].decode("cp1252", "replace")
        if self.book[at + 1] & 1:
            return self.book[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
        return self.book[at + 2 : at + 2 + length].decode("latin-1")
