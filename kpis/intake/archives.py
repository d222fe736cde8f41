"""A zipped workbook opened with care: nothing is unpacked before its size is known."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from posixpath import join, normpath
from xml.parsers import expat

from kpis.intake.limits import MOST_UNPACKED, Unreadable
from kpis.intake.other_parts import check_binary_sheet, check_open_document
from kpis.intake.sheet_parts import Extras, parse, scan_sheet
from kpis.intake.style_parts import percent_styles
from kpis.intake.verdict import FindingCode

# Only these are read; pictures, macros and printer settings stay packed.
_READ = (".xml", ".rels", ".bin")
_CHUNK = 1 << 20
# Fonts from before Unicode, as styles name them.
_LEGACY = (".vn", "vni-")


def read_extras(content: bytes) -> dict[str, Extras]:
    """Return the extras of a zipped workbook's sheets by name; OpenDocument and xlsb have none.

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
    if "xl/workbook.xml" in parts:
        styles = parts.get("xl/styles.xml", b"")
        fonts, percents = _legacy_fonts(styles), percent_styles(styles)
        sheets = _sheets(parts)
        return {name: scan_sheet(parts[part], fonts, percents) for name, part in sheets.items()}
    if "xl/workbook.bin" in parts:
        for name, part in parts.items():
            if name.startswith("xl/worksheets/") and name.endswith(".bin"):
                check_binary_sheet(part)
        return {}
    if "content.xml" in parts:
        check_open_document(parts["content.xml"])
        return {}
    raise Unreadable(FindingCode.NOT_A_SPREADSHEET)


def _sheets(parts: dict[str, bytes]) -> dict[str, str]:
    """Return the sheets' parts by the sheets' names."""
    targets: dict[str, str] = {}
    sheets: dict[str, str] = {}

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if tag.endswith("Relationship"):
            targets[attributes["Id"]] = normpath(join("xl", attributes["Target"])).lstrip("/")

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "sheet":
            ids = [value for key, value in attributes.items() if key.endswith(":id")]
            sheets[attributes["name"]] = targets.get(ids[0], "") if ids else ""

    _walk(parts.get("xl/_rels/workbook.xml.rels", b"<none/>"), relation)
    _walk(parts["xl/workbook.xml"], sheet)
    return {name: part for name, part in sheets.items() if part in parts}


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
