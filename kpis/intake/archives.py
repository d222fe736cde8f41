"""A zipped workbook opened with care: nothing is unpacked before its size is known."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from posixpath import join, normpath
from xml.parsers import expat

from kpis.intake.binary_parts import read_binary_sheets, scan_binary_sheet
from kpis.intake.extras import Extras
from kpis.intake.limits import MOST_UNPACKED, Elements, Unreadable
from kpis.intake.open_document import scan_open_document
from kpis.intake.sheet_parts import parse, scan_sheet
from kpis.intake.style_parts import percent_styles
from kpis.intake.verdict import FindingCode

# Only these are read; pictures, macros and printer settings stay packed.
_READ = (".xml", ".rels", ".bin")
_CHUNK = 1 << 20
# Fonts from before Unicode, as styles name them.
_LEGACY = (".vn", "vni-")


def read_extras(content: bytes) -> dict[str, Extras]:
    """Return the extras of a zipped workbook's sheets by name.

    Raises ``Unreadable``: damaged, too large, protected by a password, or no workbook at all.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _extras(_parts(archive))
    except Unreadable:
        raise
    # Broken archives fail in many ways: BadZipFile, zlib.error, EOFError, NotImplementedError,
    # KeyError, ValueError have no common parent but this.
    except Exception as error:
        raise Unreadable(FindingCode.DAMAGED_FILE) from error


def _parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Return the parts that hold tables, unpacked; each is really as long as it says."""
    entries = archive.infolist()
    if any(one.flag_bits & 1 for one in entries):
        raise Unreadable(FindingCode.PASSWORD_PROTECTED)
    # Of two parts with one name each reader takes another.
    if len({one.filename for one in entries}) < len(entries):
        raise Unreadable(FindingCode.DAMAGED_FILE)
    wanted = [one for one in entries if one.filename.lower().endswith(_READ)]
    if sum(one.file_size for one in entries) > MOST_UNPACKED:
        raise Unreadable(FindingCode.TOO_LARGE)
    parts = {}
    for one in wanted:
        with archive.open(one) as stream:
            # Reading past the declared size fails the checksum, so a lie costs nothing.
            parts[one.filename] = b"".join(iter(lambda: stream.read(_CHUNK), b""))
    return parts


def _extras(parts: dict[str, bytes]) -> dict[str, Extras]:
    # No office program writes a document type; entities in one may unfold without end.
    texts = [part for name, part in parts.items() if not name.endswith(".bin")]
    if any(mark in text for text in texts for mark in (b"<!DOCTYPE", b"<!ENTITY")):
        raise Unreadable(FindingCode.DAMAGED_FILE)
    elements = Elements()
    if "xl/workbook.xml" in parts:
        styles = parts.get("xl/styles.xml", b"")
        how = _legacy_fonts(styles), percent_styles(styles), elements
        sheets = _placed(_sheets(parts["xl/workbook.xml"]), parts, "xl/_rels/workbook.xml.rels")
        return {name: scan_sheet(part, *how) for name, part in sheets.items()}
    if "xl/workbook.bin" in parts:
        named = read_binary_sheets(parts["xl/workbook.bin"])
        sheets = _placed(named, parts, "xl/_rels/workbook.bin.rels")
        return {name: scan_binary_sheet(part, elements) for name, part in sheets.items()}
    if "content.xml" not in parts:
        raise Unreadable(FindingCode.NOT_A_SPREADSHEET)
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise Unreadable(FindingCode.PASSWORD_PROTECTED)
    return scan_open_document(parts["content.xml"], elements)


def _sheets(book: bytes) -> dict[str, str]:
    """Return the relation ids of a workbook part's sheets by the sheets' names."""
    sheets: dict[str, str] = {}

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "sheet":
            ids = [value for key, value in attributes.items() if key.endswith(":id")]
            sheets[attributes["name"]] = ids[0] if ids else ""

    _walk(book, sheet)
    return sheets


def _placed(sheets: dict[str, str], parts: dict[str, bytes], relations: str) -> dict[str, bytes]:
    """Return the sheets' parts by the sheets' names. Raises ``Unreadable``: damaged."""
    targets: dict[str, str] = {}

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if tag.endswith("Relationship"):
            targets[attributes["Id"]] = normpath(join("xl", attributes["Target"])).lstrip("/")

    _walk(parts.get(relations, b"<none/>"), relation)
    placed = {name: targets.get(one, "") for name, one in sheets.items()}
    found = [one for one in placed.values() if one in parts]
    # The same part under many names would be read as many times.
    if len(set(found)) < len(found):
        raise Unreadable(FindingCode.DAMAGED_FILE)
    return {name: parts[one] for name, one in placed.items() if one in parts}


def _legacy_fonts(styles: bytes) -> dict[int, str]:
    """Return the names of fonts from before Unicode by the number of the cell style."""
    if not any(one in styles.lower() for one in (b".vn", b"vni-")):
        return {}
    inside: list[str] = []
    fonts: list[str] = []
    found: dict[int, str] = {}
    count = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal count
        name, parent = tag.rpartition(":")[2], inside[-1] if inside else ""
        inside.append(name)
        if name == "font" and parent == "fonts":
            fonts.append("")
        elif name == "name" and parent == "font":
            fonts[-1] = attributes.get("val", "")
        elif name == "xf" and parent == "cellXfs":
            font = fonts[int(attributes.get("fontId", 0))]
            if font.lower().startswith(_LEGACY):
                found[count] = font
            count += 1

    _walk(styles, start, lambda _: inside.pop())
    return found


def _walk(
    part: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], object] | None = None,
) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parse(part, parser)
