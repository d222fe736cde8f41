"""Files that want to break the reader, or break it by accident; made anew, never kept."""

import random
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.intake.builders import GOOD, Row, delimited, dossiers, form_file, html, xls
from tests.intake.packages import (
    SHEET,
    STRINGS,
    biff,
    changed,
    code_page,
    compound,
    ods,
    sheet_xml,
    unzipped,
    with_shared_strings,
    xlsb,
    xlsx_of,
    zipped,
)  # fmt: skip

ROWS: list[Row] = dossiers([[1, "Hộ tịch", *GOOD], [2, "Đất đai", *GOOD]])
BOMB = "".join(
    f'<!ENTITY {a} "{f"&{b};" * 10}">' for a, b in zip("bcdefghij", "abcdefghi", strict=True)
)
LAUGHS = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha ha">{BOMB}]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
SPACE = "urn:schemas-microsoft-com:office:spreadsheet"


@dataclass(frozen=True)
class Case:
    """A file, and what must come of it: errors of which it has one, or a reading."""

    name: str
    make: Callable[[], bytes]
    errors: frozenset[str] = frozenset()


def cases() -> Iterator[Case]:
    """Yield every case; without errors it must be read as it stands."""
    for name, (make, errors) in {
        **_archives(),
        **_xml(),
        **_sizes(),
        **_values(),
        **_texts(),
    }.items():
        yield Case(name, make, frozenset(errors.split()))
    for kind, content in _whole().items():
        for tenth in range(1, 10):
            part = content[: len(content) * tenth // 10]
            broken = frozenset({"damaged_file", "not_a_spreadsheet", "unknown_form"})
            yield Case(f"truncated_{tenth}.{kind}", lambda part=part: part, broken)
    for seed in range(4):
        noise = random.Random(seed).randbytes(40_000)
        heads = (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html><table>")
        names = frozenset({"damaged_file", "not_a_spreadsheet", "unknown_form", "old_workbook"})
        yield Case(f"noise_{seed}.xlsx", lambda head=heads[seed], noise=noise: head + noise, names)


def _whole() -> dict[str, bytes]:
    book = with_shared_strings(form_file(ROWS))
    return {
        "xlsx": book,
        "xls": xls(ROWS),
        "ods": ods(ROWS),
        "xlsb": xlsb(ROWS),
        "html": html(ROWS),
    }


def _archives() -> dict[str, tuple[Callable[[], bytes], str]]:
    good = form_file(ROWS)
    twice = good[:0]
    return {
        "bomb_flat.xlsx": (lambda: _overlapping(good), "too_large damaged_file"),
        "bomb_in_sheet.xlsx": (
            lambda: changed(good, {SHEET: sheet_xml(ROWS) + " " * 155_000_000}), "too_large"),
        "bomb_nested.xlsx": (lambda: _nested(5), "not_a_spreadsheet"),
        "bomb_inside.xlsx": (lambda: changed(good, {"xl/embeddings/a.zip": _nested(5)}), ""),
        "paths_outside.xlsx": (
            lambda: changed(good, {"../../../tmp/kpis": b"x", "/etc/kpis.xml": b"<a/>"}), ""),
        "only_folders.zip": (lambda: zipped({"xl/": b"", "a/b/": b""}), "not_a_spreadsheet"),
        "twice_the_same_part.xlsx": (lambda: _doubled(good), "damaged_file"),
        "without_workbook.xlsx": (
            lambda: changed(good, {}, ["xl/workbook.xml"]), "not_a_spreadsheet"),
        "without_relations.xlsx": (
            lambda: changed(good, {}, ["xl/_rels/workbook.xml.rels"]), "damaged_file"),
        "circle_of_relations.xlsx": (
            lambda: _relations(good, "workbook.xml"), "damaged_file unknown_form"),
        "sheet_elsewhere.xlsx": (
            lambda: _relations(good, "http://example.com/sheet.xml"), "damaged_file"),
        "encrypted.zip.xlsx": (lambda: _encrypted(good), "password_protected"),
        "encrypted_agile.xlsx": (
            lambda: compound({"EncryptionInfo": b"\x04\x00\x04\x00", "EncryptedPackage": twice}),
            "password_protected"),
        "encrypted.ods": (lambda: _encrypted_ods(), "password_protected"),
        "encrypted.xls": (lambda: _encrypted_xls(), "password_protected"),
        "document.docx": (
            lambda: zipped({"word/document.xml": "<a/>", "[Content_Types].xml": "<a/>"}),
            "not_a_spreadsheet"),
        "document.doc": (lambda: compound({"WordDocument": bytes(900)}), "not_a_spreadsheet"),
        "chains_in_circles.xls": (lambda: _circling(), "damaged_file not_a_spreadsheet"),
    }  # fmt: skip


def _xml() -> dict[str, tuple[Callable[[], bytes], str]]:
    good = with_shared_strings(form_file(ROWS))
    parts = ["xl/workbook.xml", SHEET, STRINGS, "xl/styles.xml",
             "xl/_rels/workbook.xml.rels", "[Content_Types].xml"]  # fmt: skip
    found: dict[str, tuple[Callable[[], bytes], str]] = {}
    for name, head, last in (("laughs", LAUGHS, "j"), ("outside", OUTSIDE, "a")):
        for part in parts:
            body = unzipped(good)[part].decode().partition("?>")[2]
            body = body or unzipped(good)[part].decode()
            body = body.replace("Biểu 06a", "&a;").replace("Hộ tịch", f"&{last};")
            file = f"{name}_{part.rpartition('/')[2].strip('[]')}.xlsx"
            found[file] = (
                lambda part=part, text=head + body: changed(good, {part: text}),
                "damaged_file",
            )
        found[f"{name}.ods"] = (lambda head=head: ods(ROWS, head=head), "damaged_file")
        found[f"{name}_2003.xls"] = (
            lambda head=head: head.encode() + _xml_2003("<Row/>"),
            "damaged_file",
        )
        found[f"{name}.html.xls"] = (
            lambda head=head: head.encode() + html(ROWS).replace(b"STT", b"&j;"),
            "damaged_file unknown_form not_a_spreadsheet",
        )
    deep = "<a>" * 200_000
    return found | {
        "deep.xlsx": (
            lambda: changed(good, {SHEET: f"<worksheet>{deep}"}), "damaged_file unknown_form"),
        "deep_closed.xlsx": (
            lambda: changed(good, {SHEET: sheet_xml(ROWS, deep + "</a>" * 200_000)}), ""),
        "deep.ods": (
            lambda: ods([], tables=f'<table:table table:name="A">{deep}{"</a>" * 200_000}'
                        "</table:table>"), "unknown_form damaged_file"),
        "deep_2003.xls": (lambda: _xml_2003(deep + "</a>" * 200_000), "unknown_form"),
        "deep.html": (lambda: b"<table>" * 100_000, "damaged_file"),
        "deep_spans.html": (
            lambda: html(ROWS).replace(b"STT", b"<span>" * 100_000 + b"STT"), ""),
        "index_huge_2003.xls": (
            lambda: _xml_2003('<Row ss:Index="999999999"><Cell/></Row>'), "too_large"),
        "index_words_2003.xls": (
            lambda: _xml_2003('<Row ss:Index="first"><Cell/></Row>'), "damaged_file"),
        "index_negative_2003.xls": (
            lambda: _xml_2003('<Row ss:Index="-5"><Cell ss:Index="-9"/></Row>'), "damaged_file"),
        "number_words_2003.xls": (
            lambda: _xml_2003('<Row><Cell><Data ss:Type="Number">x</Data></Cell></Row>'),
            "damaged_file"),
        "merge_huge_2003.xls": (
            lambda: _xml_2003('<Row><Cell ss:MergeAcross="9999999" ss:MergeDown="99999"/></Row>'),
            "too_large"),
        "strings_broken.xlsx": (
            lambda: changed(good, {STRINGS: "<sst><si><t>STT"}), "damaged_file"),
        "strings_missing.xlsx": (
            lambda: changed(good, {}, [STRINGS]), "damaged_file unknown_form"),
        "strings_beyond.xlsx": (
            lambda: changed(good, {SHEET: unzipped(good)[SHEET].replace(b"><v>1<", b"><v>9999<")}),
            "damaged_file"),
        "place_of_words.xlsx": (
            lambda: changed(good, {SHEET: sheet_xml(ROWS).replace('r="9"', 'r="nine"')}),
            "damaged_file"),
    }  # fmt: skip


def _sizes() -> dict[str, tuple[Callable[[], bytes], str]]:
    good, sheet = form_file(ROWS), sheet_xml(ROWS)
    whole = '<dimension ref="A1:XFD1048576"/><sheetData>'
    merges = "".join(f'<mergeCell ref="O{at}:Z{at}"/>' for at in range(20, 10_020))
    giant = '<mergeCell ref="A20:XFD1048576"/>' * 10_000
    styles = "<xf numFmtId='9' fontId='0'/>" * 300_000
    rows = [[at, f"Lĩnh vực {at}", *GOOD] for at in range(1, 100_001)]
    empty = "".join(f'<row r="{at}"/>' for at in range(12, 1_048_577))
    return {
        "declares_everything.xlsx": (
            lambda: changed(good, {SHEET: sheet.replace("<sheetData>", whole)}), ""),
        "a_million_empty_rows.xlsx": (
            lambda: changed(good, {SHEET: sheet.replace("</sheetData>", empty + "</sheetData>")}),
            ""),
        "last_cell_filled.xlsx": (
            lambda: changed(good, {SHEET: sheet.replace(
                "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
                "</sheetData>")}),
            "too_large"),
        "merged_10000.xlsx": (
            lambda: xlsx_of([sheet_xml(ROWS, f"<mergeCells>{merges}</mergeCells>")]), ""),
        "merged_giants.xlsx": (
            lambda: xlsx_of([sheet_xml(dossiers(rows[:500]), f"<mergeCells>{giant}</mergeCells>")]),
            "damaged_file too_large"),
        "a_thousand_sheets.xlsx": (
            lambda: xlsx_of([sheet, *["<worksheet><sheetData/></worksheet>"] * 1_000]), ""),
        "one_part_often.xlsx": (
            lambda: xlsx_of([sheet_xml(dossiers(rows[:3_000]))], [f"S{at}" for at in range(2_000)]),
            "damaged_file"),
        "many_styles.xlsx": (
            lambda: changed(good, {"xl/styles.xml": f"<styleSheet><cellXfs>{styles}</cellXfs>"
                                   "</styleSheet>"}), ""),
        "many_rows.xlsx": (lambda: xlsx_of([sheet_xml(dossiers(rows))]), "too_large"),
        "many_rows.csv": (lambda: delimited(dossiers(rows)), "too_large"),
        "repeated.ods": (
            lambda: ods([], tables='<table:table table:name="A"><table:table-row '
                        'table:number-rows-repeated="1048576"><table:table-cell '
                        'office:value-type="float" office:value="1" '
                        'table:number-columns-repeated="16384"/></table:table-row></table:table>'),
            "too_large"),
        "long_line.csv": (lambda: b"STT;" + b"a" * 10_000_000, "damaged_file"),
        "wide_line.csv": (lambda: b"STT;" + b"1;" * 5_000_000, "too_large"),
        "spans.html": (
            lambda: b"<html><table><tr><td colspan=1000000 rowspan=1000000>x</table>", "too_large"),
        "many_spans.html": (
            lambda: b"<html><table>" + b"<tr><td rowspan=60000 colspan=2>x" * 50_000 + b"</table>",
            "too_large"),
        "span_of_digits.html": (
            lambda: b"<html><table><tr><td colspan=" + b"9" * 9_000 + b">x</table>",
            "too_large damaged_file"),
        "long_cells.xlsx": (lambda: xlsx_of([sheet_xml([*_long(), *ROWS])]), "unknown_org_unit"),
        "long_labels.xlsx": (
            lambda: xlsx_of([sheet_xml(dossiers([[1, one[0], *GOOD] for one in _long()]))]),
            "duplicate_row"),
        "long_numbers.xlsx": (
            lambda: xlsx_of([sheet_xml(dossiers([[1, "A B", *[one[0] for one in _long()[:11]]]]))]),
            "not_a_number"),
    }  # fmt: skip


def _values() -> dict[str, tuple[Callable[[], bytes], str]]:
    def figures(*values: object) -> Callable[[], bytes]:
        rows = [[1, "Hộ tịch", *values, *GOOD[len(values) :]]]
        return lambda: xlsx_of([sheet_xml(dossiers(rows))])

    formula = '<c r="C9"><f>D9</f></c><c r="D9"><f>C9</f></c>'
    plain = '<c r="C9"><v>10</v></c><c r="D9"><v>6</v></c>'
    typed = '<c r="C9" t="{}"><v>{}</v></c>'
    found = {
        f"value_{name}.xlsx": (
            lambda text=text: xlsx_of([sheet_xml(ROWS).replace('<c r="C9"><v>10</v></c>', text)]),
            errors)
        for name, text, errors in (
            ("nan", typed.format("n", "NaN"), "impossible_count"),
            ("inf", typed.format("n", "INF"), "impossible_count"),
            ("1e308", typed.format("n", "1e308"), "impossible_count"),
            ("1e999", typed.format("n", "1e999"), "impossible_count"),
            ("error", typed.format("e", "#REF!"), "not_a_number"),
            ("bool", typed.format("b", "1"), "not_a_number"),
            ("day", typed.format("d", "1900-01-01T00:00:00"), "not_a_number"),
        )
    }  # fmt: skip
    return found | {
        "circle_of_formulas.xlsx": (
            lambda: xlsx_of([sheet_xml(ROWS).replace(plain, formula)]), "formula_without_value"),
        "negative.xlsx": (figures(-10), "negative_count"),
        "digits.xlsx": (figures("9" * 400), "impossible_count"),
        "digits_of_others.xlsx": (figures("١٠", "²"), "not_a_number"),
        "control.xlsx": (figures("1_x0007_0_x0000_"), "not_a_number"),
        "formula_as_label.xlsx": (
            lambda: xlsx_of([sheet_xml(dossiers([[1, "=cmd|' /C calc'!A0", *GOOD]]))]), ""),
        "markup_as_label.xlsx": (
            lambda: xlsx_of([sheet_xml(dossiers([[1, "<script>alert(1)</script>", *GOOD]]))]), ""),
        "sheet_named_badly.xlsx": (
            lambda: xlsx_of([sheet_xml(ROWS)], ["=1+1\u202e'; DROP TABLE x" * 50]), ""),
        "unseen_letters.xlsx": (
            lambda: xlsx_of([sheet_xml(_unseen())]), ""),
        "excel_2.xls": (lambda: biff(ROWS, 2), "old_workbook"),
        "excel_3.xls": (lambda: biff(ROWS, 3), "old_workbook"),
        "excel_4.xls": (lambda: biff(ROWS, 4), "old_workbook"),
        "excel_5.xls": (lambda: biff(ROWS, 5), ""),
    }  # fmt: skip


def _texts() -> dict[str, tuple[Callable[[], bytes], str]]:
    text = delimited(ROWS).decode("utf-8-sig")
    none = "not_a_spreadsheet"
    return {
        "nothing.xlsx": (lambda: b"", none),
        "blanks.csv": (lambda: b" \r\n" * 5_000, none),
        "picture.xlsx": (lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(900), none),
        "print.xlsx": (lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj <</Length 9>>", none),
        "utf_7.csv": (lambda: text.encode("utf-7"), "unknown_form"),
        "utf_16_le.csv": (lambda: text.encode("utf-16-le"), ""),
        "utf_16_be.csv": (lambda: text.encode("utf-16-be"), ""),
        "cp1258.csv": (lambda: code_page(text), ""),
        "nulls.csv": (lambda: text.replace("10", "1\0", 1).encode(), none),
        "late_null.csv": (
            lambda: (text + ";" * 5_000 + "\r\n").encode() + b"\0", ""),
        "open_quote.csv": (lambda: (text + '\r\n"3;Y tế').encode(), "damaged_file"),
        "named_wrongly.pdf": (lambda: form_file(ROWS), ""),
    }  # fmt: skip


def _long() -> list[Row]:
    """Return texts of the length that Excel allows, each hard on another rule."""
    seeds = ("từ ", "ngày ", " ", "(", "1.", "-", "1 ", "9", "đơn vị báo cáo ", "a, ", "x" * 9,
             "trong đó", "tháng năm ", "_x000A_", "Ă", "e\u0301", "quý ", "của Sở ", "1/20",
             "tổng số ", "\u200b")  # fmt: skip
    return [["A" + seed * (32_000 // len(seed))] for seed in seeds]


def _unseen() -> list[Row]:
    """Return the form with letters nobody sees in its headings, its unit and its fields."""
    rows = dossiers(
        [[1, "Hộ\u200b tịch\u200f", *GOOD]], reporter="\u202aUBND huyện Gò\u200d Quao\u202c"
    )
    return [
        [one.replace("số", "s\u200bố") if isinstance(one, str) else one for one in row]
        for row in rows
    ]


def _xml_2003(rows: str) -> bytes:
    return (
        f'<?xml version="1.0"?><Workbook xmlns="{SPACE}" xmlns:ss="{SPACE}">'
        f'<Worksheet ss:Name="A"><Table>{rows}</Table></Worksheet></Workbook>'
    ).encode()


def _nested(depth: int) -> bytes:
    content = b"0" * 100_000
    for level in range(depth):
        content = zipped({f"{level}_{at}.zip": content for at in range(8)})
    return content


def _overlapping(good: bytes) -> bytes:
    """Return an archive whose directory lists one large part thousands of times."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    size = 1_000_000
    packed = packer.compress(b"0" * size) + packer.flush()
    crc = zlib.crc32(b"0" * size)
    name = b"xl/a.xml"
    fields = struct.pack("<HHHHIIIHH", 0, 8, 0, 0, crc, len(packed), size, len(name), 0)
    local = b"PK\x03\x04" + struct.pack("<H", 20) + fields[2:] + name + packed
    local = (
        b"PK\x03\x04"
        + struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, crc, len(packed), size, len(name), 0)
        + name
        + packed
    )
    entry = (
        b"PK\x01\x02"
        + struct.pack(
            "<HHHHHHIIIHHHHHII",
            20,
            20,
            0,
            8,
            0,
            0,
            crc,
            len(packed),
            size,
            len(name),
            0,
            0,
            0,
            0,
            0,
            0,
        )
        + name
    )
    count = 5_000
    end = struct.pack(
        "<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, count * len(entry), len(local), 0
    )
    return local + entry * count + end


def _doubled(good: bytes) -> bytes:
    """Return an archive with two sheets of one name, which readers choose from differently."""
    other = SHEET.replace("sheet1", "sheetX")
    figures = sheet_xml(dossiers([[1, "Hộ tịch", *[9 * one for one in GOOD]]]))
    return changed(good, {other: figures}).replace(other.encode(), SHEET.encode())


def _relations(good: bytes, target: str) -> bytes:
    part = "xl/_rels/workbook.xml.rels"
    text = unzipped(good)[part].decode()
    return changed(good, {part: text.replace("/xl/worksheets/sheet1.xml", target)})


def _encrypted(good: bytes) -> bytes:
    content = bytearray(good)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := content.find(mark, at + 1)) >= 0:
            content[at + place] |= 1
    return bytes(content)


def _encrypted_ods() -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    listed = (
        f'<manifest:manifest xmlns:manifest="{space}"><manifest:file-entry '
        'manifest:full-path="content.xml"><manifest:encryption-data manifest:checksum="x"/>'
        "</manifest:file-entry></manifest:manifest>"
    )
    noise = random.Random(1).randbytes(3_000)
    return changed(ods(ROWS), {"content.xml": noise, "META-INF/manifest.xml": listed})


def _encrypted_xls() -> bytes:
    content = xls(ROWS)
    at = content.find(struct.pack("<HH", 0x0042, 2))
    return content[:at] + struct.pack("<HH", 0x002F, 2) + content[at + 4 :]


def _circling() -> bytes:
    """Return an old workbook whose chains of sectors bite their tails."""
    content = bytearray(biff(ROWS, 5))
    table = 512 * (struct.unpack_from("<I", content, 76)[0] + 1)
    for place in range(3):
        struct.pack_into("<I", content, table + 4 * place, place)
    return bytes(content)
