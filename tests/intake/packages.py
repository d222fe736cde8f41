"""Workbooks taken to pieces and put together again, for files that no office program writes."""

import re
import struct
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from unicodedata import normalize
from xml.sax.saxutils import escape

from kpis.intake.grids import cell_name
from tests.intake.builders import Row

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_INLINE = re.compile(r't="inlineStr"><is><t[^>]*>([^<]*)</t></is></c>')
_FREE, _END = 0xFFFFFFFF, 0xFFFFFFFE
_SECTOR = 512


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """Return an archive of parts, quickly packed."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """Return an archive's parts by name."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {one: archive.read(one) for one in archive.namelist()}


def changed(content: bytes, changes: Mapping[str, bytes | str], without: Sequence[str] = ()):
    """Return an archive with some of its parts replaced, added or left out."""
    kept = {name: part for name, part in unzipped(content).items() if name not in without}
    return zipped({**kept, **changes})


def with_shared_strings(content: bytes) -> bytes:
    """Return a workbook whose texts stand in a part of their own, as Excel writes them."""
    texts: list[str] = []

    def shared(match: re.Match[str]) -> str:
        texts.append(match[1])
        return f't="s"><v>{len(texts) - 1}</v></c>'

    parts = unzipped(content)
    sheet = _INLINE.sub(shared, parts[SHEET].decode())
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strings = "".join(f"<si><t>{one}</t></si>" for one in texts)
    link = f'<Relationship Id="rS" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    relations = parts[RELATIONS].decode().replace("</Rel", f"{link}</Rel")
    texts_part = f'<?xml version="1.0"?><sst xmlns="{space}">{strings}</sst>'
    return changed(content, {SHEET: sheet, STRINGS: texts_part, RELATIONS: relations})


def sheet_xml(rows: Sequence[Row], more: str = "") -> str:
    """Return a sheet part with its texts inside; ``more`` stands after the cells."""
    lines = []
    for at, row in enumerate(rows):
        cells = "".join(
            _cell(cell_name(at, column), one) for column, one in enumerate(row) if one != ""
        )
        lines.append(f'<row r="{at + 1}">{cells}</row>')
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{"".join(lines)}</sheetData>{more}</worksheet>'


def _cell(place: str, value: object) -> str:
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'


def xlsx_of(parts: Sequence[str], names: Sequence[str] = (), head: str = "") -> bytes:
    """Return a workbook of sheet parts; more names than parts show the last part again."""
    names = names or [f"S{place}" for place in range(1, len(parts) + 1)]
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
    sheets = "".join(
        f'<sheet name="{escape(name)}" sheetId="{at}" r:id="r{at}"/>'
        for at, name in enumerate(names, start=1)
    )
    links = "".join(
        f'<Relationship Id="r{at}" Type="{_OFFICE}/worksheet"'
        f' Target="worksheets/sheet{min(at, len(parts))}.xml"/>'
        for at in range(1, len(names) + 1)
    )
    workbook = f'<workbook xmlns="{main}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'
    first = f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{kinds}"/>',
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}">{first}</Relationships>',
            "xl/workbook.xml": head + workbook,
            RELATIONS: f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>',
            **{f"xl/worksheets/sheet{at}.xml": part for at, part in enumerate(parts, start=1)},
        }
    )


def ods(rows: Sequence[Row], *, tables: str = "", head: str = "", hidden: Sequence[int] = ()):
    """Return an OpenDocument file of one sheet, or of the ``tables`` given as XML."""
    spaces = "".join(
        f' xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"'
        for one in ("office", "table", "text", "style")
    )
    lines = "".join(_ods_row(row, at in hidden) for at, row in enumerate(rows))
    tables = tables or f'<table:table table:name="Biểu">{lines}</table:table>'
    content = (
        f"{head}<office:document-content{spaces}><office:body><office:spreadsheet>"
        f"{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{space}"/>',
        }
    )


def _ods_row(row: Row, hidden: bool) -> str:
    mark = ' table:visibility="collapse"' if hidden else ""
    return f"<table:table-row{mark}>{''.join(map(_ods_cell, row))}</table:table-row>"


def _ods_cell(value: object) -> str:
    if value == "":
        return "<table:table-cell/>"
    kind = "float" if isinstance(value, int | float) else "string"
    number = f' office:value="{value}"' if kind == "float" else ""
    text = escape(str(value))
    return (
        f'<table:table-cell office:value-type="{kind}"{number}>'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Return a compound file ([MS-CFB]); streams shorter than 4096 bytes are filled up."""
    padded = {name: part.ljust(4096, b"\0") for name, part in streams.items()}
    starts, chains, sectors = {}, [], b""
    for name, part in padded.items():
        count = -(-len(part) // _SECTOR)
        starts[name] = len(chains)
        chains += [*range(len(chains) + 1, len(chains) + count), _END]
        sectors += part.ljust(count * _SECTOR, b"\0")
    entries = [_entry("Root Entry", 5, _END, 0, child=1)]
    entries += [
        _entry(name, 2, starts[name], len(part), right=at + 2 if at + 1 < len(padded) else _FREE)
        for at, (name, part) in enumerate(padded.items())
    ]
    directory = b"".join(entries).ljust(-(-len(entries) // 4) * _SECTOR, b"\0")
    first = len(chains)
    count = len(directory) // _SECTOR
    chains += [*range(first + 1, first + count), _END]
    tables = 1
    while (len(chains) + tables) * 4 > tables * _SECTOR:
        tables += 1
    own = list(range(len(chains), len(chains) + tables))
    numbers = [*chains, *[0xFFFFFFFD] * tables]
    numbers += [_FREE] * (tables * _SECTOR // 4 - len(numbers))
    table = struct.pack(f"<{len(numbers)}I", *numbers)
    return _compound_head(tables, first, own) + sectors + directory + table


def _compound_head(tables: int, directory: int, own: list[int]) -> bytes:
    signature = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    head = struct.pack("<8s16xHHHHH10x", signature, 62, 3, 0xFFFE, 9, 6)
    head += struct.pack("<8I", tables, directory, 0, 4096, _END, 0, _END, 0)
    return head + struct.pack("<109I", *own, *[_FREE] * (109 - len(own)))


def _entry(name: str, kind: int, start: int, size: int, *, child=_FREE, right=_FREE) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    entry = bytearray(text.ljust(128, b"\0"))
    struct.pack_into("<HBBIII", entry, 64, len(text), kind, 1, _FREE, right, child)
    struct.pack_into("<IQ", entry, 116, start, size)
    return bytes(entry)


def biff(rows: Sequence[Row], version: int, *, encoding: str = "cp1258") -> bytes:
    """Return the records of one worksheet of Excel 2, 3, 4 or 5 ([MS-XLS] and its forerunners).

    Versions 2 to 4 are files of their own, version 5 is the stream "Book" of a compound file.
    """
    begin = {2: 0x0009, 3: 0x0209, 4: 0x0409, 5: 0x0809}[version]
    number, label = (0x0003, 0x0004) if version == 2 else (0x0203, 0x0204)
    body = b""
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            place = struct.pack("<HH", at, column) + (b"\0\0\0" if version == 2 else b"\0\0")
            if isinstance(value, int | float):
                body += _record(number, place + struct.pack("<d", value))
            elif value != "":
                text = code_page(str(value), encoding)[:250]
                length = struct.pack("<B" if version == 2 else "<H", len(text))
                body += _record(label, place + length + text)
    sheet = _record(begin, struct.pack("<HHHH", version << 8, 0x10, 0, 0)) + body + _record(10)
    if version < 5:
        return sheet
    head = _record(begin, struct.pack("<HHHH", 0x0500, 5, 0, 0)) + _record(
        0x0042, struct.pack("<H", 1258)
    )
    name = b"Bieu 06a"
    start = len(head) + 4 + 7 + len(name) + 4
    listed = _record(0x0085, struct.pack("<IHB", start, 0, len(name)) + name)
    return compound({"Book": head + listed + _record(10) + sheet})


def code_page(text: str, encoding: str = "cp1258") -> bytes:
    """Return a text as old Windows wrote it: most tones stand behind their letter."""
    return b"".join(_letter(one, encoding) for one in normalize("NFC", text))


def _letter(letter: str, encoding: str) -> bytes:
    try:
        return letter.encode(encoding)
    except UnicodeEncodeError:
        parts = normalize("NFD", letter)
        tones = [one for one in parts if one in "\u0300\u0301\u0303\u0309\u0323"]
        bare = normalize("NFC", "".join(one for one in parts if one not in tones))
        return "".join([bare, *tones]).encode(encoding)


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def xlsb(rows: Sequence[Row], *, hidden_rows: Sequence[int] = (), hidden_columns=()) -> bytes:
    """Return a binary workbook ([MS-XLSB]) of one sheet."""
    width = max(map(len, rows))
    extent = _part(148, struct.pack("<IIII", 0, len(rows) - 1, 0, width - 1))
    body = _part(129) + extent + _columns(hidden_columns) + _part(145)
    for at, row in enumerate(rows):
        flags = 0x10 if at in hidden_rows else 0
        body += _part(0, struct.pack("<IIHBBBI", at, 0, 300, 0, flags, 0, 0))
        for column, value in enumerate(row):
            place = struct.pack("<II", column, 0)
            if isinstance(value, int | float):
                body += _part(5, place + struct.pack("<d", value))
            elif value != "":
                body += _part(6, place + _wide(str(value)))
    body += _part(146) + _part(130)
    sheets = _part(143) + _part(156, struct.pack("<II", 0, 1) + _wide("r1") + _wide("Bieu"))
    sheets = _part(131) + sheets + _part(144) + _part(132)
    link = f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.bin"/>'
    return zipped(
        {
            "xl/workbook.bin": sheets,
            "xl/_rels/workbook.bin.rels": (
                f'<Relationships xmlns="{_PACKAGE}">{link}</Relationships>'
            ),
            "xl/worksheets/sheet1.bin": body,
        }
    )


def _columns(hidden: Sequence[int]) -> bytes:
    ones = b"".join(_part(60, struct.pack("<IIIIH", one, one, 2000, 0, 1)) for one in hidden)
    return _part(390) + ones + _part(391) if ones else b""


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _part(kind: int, content: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = b"", len(content)
    while True:
        size += bytes([length & 0x7F | (0x80 if length > 127 else 0)])
        length >>= 7
        if not length:
            return head + size + content
