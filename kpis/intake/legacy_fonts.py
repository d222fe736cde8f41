"""Vietnamese typed in fonts from before Unicode (TCVN3, VNI), brought to Unicode.

The letters of such files are Latin ones that only their font draws as Vietnamese: ``Hé tÞch``
in .VnTime is Hộ tịch. The font decides where the file tells it, otherwise letters that no
Vietnamese text has.
"""

import re
from dataclasses import replace
from unicodedata import normalize

from kpis.domain.names import plain
from kpis.intake.grids import Book, Grid

# TCVN 5712:1993 (VN3), small letters of the fonts .Vn*; from 0xA1 on, a blank is no letter.
_TCVN3 = (
    "ĂÂÊÔƠƯĐăâêôơưđ\0\0\0\0\0\0àảãáạ\0ằẳẵắ\0\0\0\0\0\0\0ặầẩẫấậè\0ẻẽéẹềểễếệìỉ\0\0\0ĩíịò"
    "\0ỏõóọồổỗốộờởỡớợù\0ủũúụừửữứựỳỷỹýỵ\0"
)
_FROM_TCVN3 = {0xA1 + place: letter for place, letter in enumerate(_TCVN3) if letter != "\0"}
_VNI_TONES = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_HATS = {"â": "\u0302", "à": "\u0302\u0300", "á": "\u0302\u0301", "å": "\u0302\u0309"}
_VNI_HATS |= {"ã": "\u0302\u0303", "ä": "\u0302\u0323"}
_VNI_BREVES = {"ê": "\u0306", "è": "\u0306\u0300", "é": "\u0306\u0301", "ú": "\u0306\u0309"}
_VNI_BREVES |= {"ü": "\u0306\u0303", "ë": "\u0306\u0323"}
_VNI_SINGLE = {"ñ": "đ", "ö": "ư", "ô": "ơ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_MARKED = re.compile(r"([aeouyôö])([øùûõïâàáåãäêèéúüë])", re.IGNORECASE)
_UNICODE = "àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ"
# Latin-1 letters and signs that Vietnamese in Unicode does not have.
_FOREIGN = {chr(code) for code in range(0xA1, 0x100)} - set(_UNICODE)
_HEADING = ("bao cao", "don vi", "giai quyet", "ho so", "tong so", "ky bao cao", "linh vuc")


def convert_book(grids: list[Grid]) -> Book:
    """Return sheets with Unicode text; each knows which of its cells were converted."""
    encodings: list[str] = []
    converted = [_convert_grid(one, encodings) for one in grids]
    return Book(tuple(converted), encodings[0] if encodings else None)


def _convert_grid(grid: Grid, encodings: list[str]) -> Grid:
    if grid.fonts:
        found = {place: _by_font(grid.value(*place), font) for place, font in grid.fonts.items()}
        encoding = "VNI" if next(iter(grid.fonts.values())).lower().startswith("vni") else "TCVN3"
    else:
        found, encoding = _by_letters(grid), "TCVN3"
    changed = {at: text for at, text in found.items() if text is not None}
    if not changed:
        return grid
    encodings.append(encoding)
    rows = [list(row) for row in grid.rows]
    for (row, column), text in changed.items():
        rows[row][column] = text
    return replace(grid, rows=rows, converted=tuple(sorted(changed)))


def _by_font(value: object, font: str) -> str | None:
    """Return a cell's text as its font shows it; None where that is what it says already."""
    if not isinstance(value, str) or value.isascii() or any(ord(one) > 0xFF for one in value):
        return None
    if font.lower().startswith("vni"):
        return from_vni(value)
    if any(ord(one) >= 0xA1 and ord(one) not in _FROM_TCVN3 for one in value):
        return None
    # The fonts .Vn…H draw capitals for small letters: TCVN3 has no capitals with tones.
    return from_tcvn3(value, capitals=font.rstrip().endswith("H"))


def _by_letters(grid: Grid) -> dict[tuple[int, int], str]:
    """Return the texts in TCVN3 of a file without fonts, if its headings turn into Vietnamese."""
    texts = {
        (row, column): value
        for row, cells in enumerate(grid.rows)
        for column, value in enumerate(cells)
        if isinstance(value, str) and not value.isascii() and not _FOREIGN.isdisjoint(value)
    }
    found = {
        place: from_tcvn3(text) for place, text in texts.items() if max(map(ord, text)) <= 0xFF
    }
    words = " ".join(map(plain, found.values()))
    return found if sum(one in words for one in _HEADING) >= 2 else {}


def from_tcvn3(text: str, *, capitals: bool = False) -> str:
    """Return a text typed for a font .Vn* in Unicode, composed; ``capitals`` for .Vn*H."""
    read = text.translate(_FROM_TCVN3)
    return normalize("NFC", read.upper() if capitals else read)


def from_vni(text: str) -> str:
    """Return a text typed for a font VNI-* in Unicode, composed."""
    parts, at = [], 0
    for match in _VNI_MARKED.finditer(text):
        parts += [_single(text[at : match.start()]), _marked(match[1], match[2])]
        at = match.end()
    return normalize("NFC", "".join([*parts, _single(text[at:])]))


def _marked(letter: str, mark: str) -> str:
    marks = _VNI_TONES | (_VNI_BREVES if letter in "aA" else {}) | _VNI_HATS
    return _single(letter) + marks.get(mark.lower(), _single(mark))


def _single(text: str) -> str:
    capitals = {one.upper(): read.upper() for one, read in _VNI_SINGLE.items()}
    return "".join(_VNI_SINGLE.get(one) or capitals.get(one, one) for one in text)
