import struct
import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpis.intake.binary_parts import scan_binary_sheet
from kpis.intake.limits import Elements, Unreadable
from kpis.intake.plain_parts import scan_plainly
from kpis.intake.reading import read_workbook
from kpis.intake.sheet_parts import scan_sheet
from kpis.intake.verdict import FindingCode
from tests.intake.builders import GOOD, ITEMS, delimited, dossiers, form_file, html, xls
from tests.intake.packages import SHEET, biff, changed, ods, sheet_xml, unzipped, xlsb, xlsx_of

ROWS = dossiers([[1, "Hộ tịch", *GOOD]])
TWICE = dossiers([[1, "Hộ tịch", *GOOD], [2, "Hộ tịch", *GOOD]])
FONTS = {1: ".VnTime"}
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
WORKBOOK_2003 = b"""<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="A"><Table>
<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">STT</Data></Cell><Cell><Data ss:Type="Number">2</Data></Cell></Row>
<Row ss:Index="4" ss:Hidden="1"><Cell ss:Index="3"><Data ss:Type="Number">7.5</Data></Cell></Row>
</Table></Worksheet></Workbook>"""  # noqa: E501


def package(changes=None, without=()):
    """Return a good form with some of its parts replaced or left out."""
    source = zipfile.ZipFile(BytesIO(form_file(ROWS)))
    parts = {one: source.read(one) for one in source.namelist() if one not in without}
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in {**parts, **(changes or {})}.items():
            archive.writestr(name, part)
    return out.getvalue()


def sheet_with(extra: bytes) -> bytes:
    part = zipfile.ZipFile(BytesIO(form_file(ROWS))).read(SHEET)
    return package({SHEET: part.replace(b"</sheetData>", extra + b"</sheetData>")})


@st.composite
def sheets(draw):
    """Draw a sheet part in the plain manner."""
    bodies = ["/>", "></c>", "><v>1</v></c>", "><f>A1</f></c>", "><f>A1</f><v></v></c>",
              "><f>A1</f><v>2</v></c>", '><f t="shared" si="0"/><v/></c>', "><v>#N/A</v></c>",
              "><is><t>x</t></is></c>"]  # fmt: skip
    rows = []
    for row in range(1, 4):
        hidden = draw(st.sampled_from(["", ' hidden="1"', ' hidden="0"']))
        cells = ""
        for letter in "ABC":
            style = draw(st.sampled_from(["", ' s="0"', ' s="1"', ' s="2"']))
            kind = draw(st.sampled_from(["", ' t="n"', ' t="str"', ' t="e"']))
            cells += f'<c r="{letter}{row}"{style}{kind}{draw(st.sampled_from(bodies))}'
        rows.append(f'<row r="{row}"{hidden}>{cells}</row>')
    columns = draw(st.sampled_from(["", '<cols><col min="2" max="3" hidden="1"/></cols>']))
    return f"<worksheet>{columns}<sheetData>{''.join(rows)}</sheetData></worksheet>"


def lying(content: bytes, name: str) -> bytes:
    """Return an archive whose directory says that a part is small."""
    changed, at = bytearray(content), 0
    while (at := changed.find(b"PK\x01\x02", at)) >= 0:
        length = struct.unpack_from("<H", changed, at + 28)[0]
        if changed[at + 46 : at + 46 + length] == name.encode():
            struct.pack_into("<I", changed, at + 24, 10)
        at += 4
    return bytes(changed)


def compound(stream: str) -> bytes:
    """Return a compound file that holds one empty stream."""
    free, end = 0xFFFFFFFF, 0xFFFFFFFE
    head = bytearray(
        struct.pack("<8s16xHHHHH", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 62, 3, 0xFFFE, 9, 6)
    )
    head += bytes(512 - len(head))
    struct.pack_into("<8I", head, 44, 1, 1, 0, 4096, end, 0, end, 0)
    struct.pack_into("<109I", head, 76, 0, *[free] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, end, *[free] * 126)
    directory = b""
    for name, kind in (("Root Entry", 5), (stream, 2)):
        text = name.encode("utf-16-le") + b"\0\0"
        entry = bytearray(text.ljust(128, b"\0"))
        struct.pack_into("<HB", entry, 64, len(text), kind)
        struct.pack_into("<IQ", entry, 116, end, 0)
        directory += bytes(entry)
    return bytes(head) + table + directory.ljust(512, b"\0")


@pytest.mark.parametrize(
    "content",
    [xls(ROWS), html(ROWS), delimited(ROWS), delimited(ROWS, "\t", "utf-16"),
     delimited(ROWS, ",")],
    ids=["xls", "html", "csv", "utf-16", "comma"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["bieu.xlsx", "bieu.xls"])
def test_the_content_decides_what_a_file_is_not_its_name(read, content, name):
    verdict = read(content, name)
    assert [one.item for one in verdict.observations] == list(ITEMS)
    assert verdict.observations[0].cell == "C9"
    assert verdict.findings == ()


def test_a_code_page_of_old_windows_is_read():
    grid = read_workbook("STT;Đơn vi\u0323\n1;Cà Mau".encode("cp1258"), "cu.csv").grids[0]
    assert grid.name == "cu"
    assert grid.text(0, 1) == "Đơn vị"


def test_spans_and_hidden_rows_of_html_are_kept():
    page = b"""<table><tr><td rowspan=2>A<td colspan="2">B<br>C</tr>
        <tr style="display: none"><td>1<td>2<table><tr><td>inner</table></tr></table>"""
    grid = read_workbook(page, "x.xls").grids[0]
    assert grid.rows == [["A", "B\nC", ""], ["", "1", "2inner"]]
    assert grid.merges == ((0, 0, 1, 0), (0, 1, 0, 2))
    assert grid.hidden_rows == {1}


def test_the_xml_of_excel_2003_is_read():
    grid = read_workbook(WORKBOOK_2003, "x.xls").grids[0]
    assert grid.rows == [["STT", "", 2.0], ["", "", ""], ["", "", ""], ["", "", 7.5]]
    assert (grid.merges, grid.hidden_rows) == (((0, 0, 0, 1),), {3})


def test_hidden_rows_of_an_old_workbook_are_known(read):
    rows = dossiers([[1, "Hộ tịch", *GOOD], [2, "Hộ tịch", *GOOD]])
    verdict = read(xls(rows, hide=[9]))
    assert {one.code for one in verdict.findings} == {FindingCode.HIDDEN_ROWS}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_a_spreadsheet"), (b"\x89PNG\r\n\x1a\n" + bytes(200), "not_a_spreadsheet"),
        (b"%PDF-1.7\n%\xe2\xe3", "not_a_spreadsheet"), (b"xin chao", "not_a_spreadsheet"),
        (b"<html>xin chao", "not_a_spreadsheet"),
        (b"<?xml version='1.0'?><a/>", "not_a_spreadsheet"),
        (compound("WordDocument"), "not_a_spreadsheet"),
        (compound("EncryptedPackage"), "password_protected"),
        (form_file(ROWS)[:2000], "damaged_file"), (form_file(ROWS)[:-100], "damaged_file"),
        (xls(ROWS)[:1500], "damaged_file"), (xls(ROWS)[:600], "damaged_file"),
        (package({SHEET: b"<worksheet"}), "damaged_file"),
        (package(without=[SHEET]), "damaged_file"),
        (package({SHEET: ENTITIES + b"<worksheet>&b;</worksheet>"}), "damaged_file"),
        (package(without=["xl/workbook.xml"]), "not_a_spreadsheet"),
        (lying(package({SHEET: b"<worksheet>" + bytes(10**6)}), SHEET), "damaged_file"),
        (sheet_with(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "too_large"),
        (package({"xl/media/a.bin": bytes(160_000_000)}), "too_large"),
        (b"<table><tr><td colspan=99999 rowspan=99999>x</table>", "too_large"),
        (b"1;2\n" * 800_000, "too_large"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why(read, content, code):
    verdict = read(content)
    assert [one.code for one in verdict.findings] == [code]
    assert not verdict.accepted


def test_a_formula_with_an_empty_text_as_its_result_is_not_without_value():
    cells = (
        b'<row r="20"><c r="A20" t="str"><f>""</f><v></v></c><c r="B20"><f>1</f><v></v></c></row>'
    )
    assert read_workbook(sheet_with(cells), "x.xlsx").grids[0].without_value == {(19, 1)}


def test_a_sheet_may_lie_about_its_size_and_drag_empty_cells_along(read):
    rows = b"".join(
        b'<row r="%d" ht="15"><c r="A%d" s="0"/></row>' % (n, n) for n in range(40, 60_000)
    )
    far = b'<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert len(read(sheet_with(rows + far)).observations) == len(ITEMS)


def open_document(cells: str) -> bytes:
    """Return an OpenDocument file with the rows of one sheet."""
    spaces = "".join(
        f' xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"'
        for one in ("office", "table", "text")
    )
    content = (
        f"<office:document-content{spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="A">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def filled(times: int) -> str:
    number = 'office:value-type="float" office:value="1"'
    repeat = f'table:number-columns-repeated="{times}"'
    return f"<table:table-row><table:table-cell {number} {repeat}/></table:table-row>"


def test_open_document_sheets_are_read_with_their_repeats():
    assert read_workbook(open_document(filled(3)), "x.ods").grids[0].rows == [[1.0, 1.0, 1.0]]


def test_open_document_repeats_cannot_fill_the_memory(read):
    far = filled(1).replace("<table:table-row>", '<table:table-row table:number-rows-repeated="9">')
    assert read(open_document(far + filled(10**9))).findings[0].code is FindingCode.TOO_LARGE


def record(kind: int, content: bytes) -> bytes:
    return bytes([kind, len(content)]) + content


def test_the_extent_of_a_binary_sheet_is_known_before_it_is_read():
    near = record(0, struct.pack("<I", 3)) + record(1, bytes(8)) + record(2, struct.pack("<I", 5))
    scan_binary_sheet(near + b"\x81\x01\x00", Elements())
    far = record(0, struct.pack("<I", 1_048_575)) + record(2, struct.pack("<I", 16_383))
    with pytest.raises(Unreadable) as refused:
        scan_binary_sheet(far, Elements())
    assert refused.value.code is FindingCode.TOO_LARGE
    with pytest.raises(Unreadable):
        scan_binary_sheet(near + b"\x81", Elements())


def test_a_binary_workbook_is_checked_before_it_is_read(read):
    far = record(0, struct.pack("<I", 1_048_575)) + record(2, struct.pack("<I", 16_383))
    content = changed(xlsb(ROWS), {"xl/worksheets/sheet1.bin": far})
    assert read(content).findings[0].code is FindingCode.TOO_LARGE


@pytest.mark.parametrize(
    "content",
    [ods(TWICE, hidden=[9]), xlsb(TWICE, hidden_rows=[9])],
    ids=["ods", "xlsb"],
)
def test_hidden_rows_of_other_workbooks_are_known(read, content):
    verdict = read(content)
    assert [one.code for one in verdict.findings] == [FindingCode.HIDDEN_ROWS]
    assert len(verdict.observations) == len(ITEMS)


def test_hidden_columns_of_a_binary_workbook_are_left_out(read):
    verdict = read(xlsb(ROWS, hidden_columns=[12]))
    assert [one.item for one in verdict.observations] == list(ITEMS[:-1])
    assert [one.code for one in verdict.findings] == [FindingCode.HIDDEN_ROWS]


def test_an_old_workbook_of_1995_is_read(read):
    assert [one.item for one in read(biff(ROWS, 5)).observations] == list(ITEMS)


def error_in(book: str) -> bytes:
    """Return a good form whose first figure is a formula that came to an error."""
    if book == "ods":
        kind = 'xmlns:calcext="c" calcext:value-type="error" office:value-type="string"'
        number = b'office:value-type="float" office:value="10"><text:p>10'
        part = unzipped(ods(ROWS))["content.xml"]
        wrong = f'{kind} office:string-value=""><text:p>#REF!'.encode()
        return changed(ods(ROWS), {"content.xml": part.replace(number, wrong, 1)})
    part, prefix = sheet_xml(ROWS), "x:" if book == "prefixed" else ""
    wrong = '<c r="C9" t="e"><f>A1/0</f><v>#REF!</v></c>'
    part = part.replace('<c r="C9"><v>10</v></c>', wrong)
    return xlsx_of([part.replace("<c ", "<!-- --><c ") if prefix else part])


@pytest.mark.parametrize("book", ["plain", "prefixed", "ods"])
def test_an_error_of_excel_is_no_missing_figure(read, book):
    verdict = read(error_in(book))
    [finding] = verdict.findings
    assert (finding.code, finding.cell, finding.found) == ("not_a_number", "C9", "#REF!")


@given(st.data())
def test_patterns_and_parser_say_the_same_of_a_sheet(data):
    part = data.draw(sheets()).encode()
    parsed = scan_sheet(b"<!-- -->" + part, FONTS, frozenset({2}), Elements())
    assert scan_plainly(part, FONTS, frozenset({2})) == parsed


def test_an_archive_with_a_password_says_so(read):
    content = bytearray(package())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := content.find(mark, at + 1)) >= 0:
            content[at + place] |= 1
    assert read(bytes(content)).findings[0].code is FindingCode.PASSWORD_PROTECTED


BASES = [form_file(ROWS), xls(ROWS), html(ROWS), delimited(ROWS)]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_broken_file_makes_examining_fail(read, data):
    content = bytearray(data.draw(st.sampled_from(BASES)))
    places = st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255))
    for at, byte in data.draw(st.lists(places, max_size=20)):
        content[at] = byte
    end = data.draw(st.integers(0, len(content)))
    assert read(bytes(content[:end])).sha256
