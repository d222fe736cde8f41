"""A sheet part in the manner in which Excel and most programs write it, read by patterns.

A parser tells of every element, and a sheet has a hundred thousand of them of which a few say
something; patterns find those alone, ten times as fast. Any part written otherwise is parsed.
"""

import re
from collections.abc import Collection, Iterator

from kpis.intake.extras import Extras, Place, column_number, columns_between
from kpis.intake.limits import Extent

_ATTRIBUTES = rb'((?: [\w:]+="[^"<>&]*")*)'
_PLACED = rb'<c r="([A-Z]{1,3})(\d{1,7})"'
_CELL = re.compile(_PLACED + _ATTRIBUTES + rb" ?(/?)>(</c>)?")
_ROW = re.compile(rb'<row r="(\d{1,7})"' + _ATTRIBUTES + rb" ?/?>")
_COLUMN = re.compile(rb"<col" + _ATTRIBUTES + rb" ?/>")
_TAGS = tuple(re.compile(rb"<" + name + rb"[\s/>]") for name in (b"c", b"row", b"col"))
# No comment, no raw text, no name space: nothing that the patterns would misread.
_STRANGE = re.compile(rb"<!|<\w+:(?:c|row|col|f|v|is|sheetData)[\s/>]")
_FORMULA = rb"<f(?: [^<>]*)?(?:/>|>[^<]*</f>)"
_VALUELESS = re.compile(_PLACED + rb"([^<>]*)>" + _FORMULA + rb"(<v ?/>|<v></v>)?</c>")
_BROKEN = re.compile(_PLACED + rb'[^<>]* t="e"[^<>]*>(?:' + _FORMULA + rb")?<v>([^<]+)<")
_SAID = re.compile(rb' (s|t|hidden|min|max)="([^"]*)"')
_TRUE = (b"1", b"true")
# A cell's letters, digits and attributes, and how it ends where it is empty.
_Cell = tuple[bytes, bytes, bytes, bytes, bytes]


def scan_plainly(part: bytes, fonts: dict[int, str], percents: Collection[int]) -> Extras | None:
    """Return a sheet part's extras; None where the part is not written in the plain manner.

    Raises ``Unreadable`` where the filled cells reach too far.
    """
    if _STRANGE.search(part):
        return None
    found = [one.findall(part) for one in (_CELL, _ROW, _COLUMN)]
    if list(map(len, found)) != [len(one.findall(part)) for one in _TAGS]:
        return None
    cells, rows, columns = found
    filled = [one for one in cells if not one[3] and not one[4]]
    _check(filled)
    marked = dict(_marked(filled, {*fonts, *percents})) if fonts or percents else {}
    return Extras(
        frozenset(int(at) - 1 for at, said in rows if _says_hidden(said)),
        frozenset(at for said in columns if _says_hidden(said) for at in _between(said)),
        frozenset(_valueless(part)) if b"<f" in part else frozenset(),
        {place: fonts[style] for place, (style, _) in marked.items() if style in fonts},
        frozenset(at for at, (style, kind) in marked.items() if kind == b"n" and style in percents),
        dict(_errors(part)) if b' t="e"' in part else {},
    )


def _check(filled: list[_Cell]) -> None:
    if filled:
        rows, letters = {one[1] for one in filled}, {one[0] for one in filled}
        furthest = max(column_number(one.decode()) for one in letters)
        Extent().reach(max(map(int, rows)) - 1, furthest)


def _marked(filled: list[_Cell], styles: set[int]) -> Iterator[tuple[Place, tuple[int, bytes]]]:
    """Yield style and kind of the cells that have one of some styles."""
    for letters, digits, attributes, *_ in filled:
        said = dict(_SAID.findall(attributes))
        style = int(said.get(b"s", 0))
        if style in styles:
            yield _place(letters, digits), (style, said.get(b"t", b"n"))


def _says_hidden(attributes: bytes) -> bool:
    return b"hidden" in attributes and dict(_SAID.findall(attributes)).get(b"hidden") in _TRUE


def _between(attributes: bytes) -> range:
    said = dict(_SAID.findall(attributes))
    return columns_between(int(said[b"min"]), int(said[b"max"]))


def _valueless(part: bytes) -> Iterator[Place]:
    for letters, digits, attributes, value in _VALUELESS.findall(part):
        # A formula whose result is an empty text was reckoned all the same.
        if not (value and b' t="str"' in attributes):
            yield _place(letters, digits)


def _errors(part: bytes) -> Iterator[tuple[Place, str]]:
    for letters, digits, text in _BROKEN.findall(part):
        yield _place(letters, digits), text.decode("utf-8", "replace")


def _place(letters: bytes, digits: bytes) -> Place:
    return int(digits) - 1, column_number(letters.decode())
