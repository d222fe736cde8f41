import pytest
from openpyxl.styles import Font

from kpis.intake.legacy_fonts import from_tcvn3, from_vni
from kpis.intake.verdict import FindingCode, Severity
from tests.intake.builders import GOOD, delimited, dossiers, form_file, xls

FROM = {code: from_tcvn3(chr(code)) for code in range(0xA1, 0x100)}
TYPED = str.maketrans({letter: chr(code) for code, letter in FROM.items()})


def as_tcvn3(rows):
    """Return the rows with their texts typed for a font .Vn*."""
    return [[one.translate(TYPED) if isinstance(one, str) else one for one in row] for row in rows]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Hé tÞch", "Hộ tịch"), ("§Êt ®ai", "Đất đai"),
     ("L\u00adu th«ng hµng hãa", "Lưu thông hàng hóa"),
     ("UBND huyÖn Hßn §Êt", "UBND huyện Hòn Đất")],
)  # fmt: skip
def test_tcvn3_is_read_as_its_font_shows_it(typed, meant):
    assert from_tcvn3(typed) == meant


def test_the_capitals_font_shows_capitals():
    assert from_tcvn3("TæNG CéNG", capitals=True) == "TỔNG CỘNG"


def test_vni_is_read_as_its_font_shows_it():
    assert from_vni("Ñôn vò baùo caùo: huyeän Hoøn Ñaát") == "Đơn vị báo cáo: huyện Hòn Đất"
    assert from_vni("ñöôøng thuûy") == "đường thủy"


def test_an_old_workbook_is_converted_cell_by_cell_and_noted(read):
    rows = [*as_tcvn3(dossiers([])), [1, "Hé tÞch", *GOOD], [2, "Tài chính - Kế hoạch", *GOOD]]
    verdict = read(xls(rows, font=".VnTime", fonts={9: "Times New Roman"}))
    assert {one.section for one in verdict.observations} == {"Hộ tịch", "Tài chính - Kế hoạch"}
    assert verdict.observations[0].org_unit == "kg-907"
    noted = verdict.findings[0]
    assert (noted.code, noted.severity) == (FindingCode.LEGACY_FONT, Severity.NOTE)
    assert verdict.accepted


def test_unicode_typed_in_an_old_font_stays_as_it_is(read):
    verdict = read(xls(dossiers([[1, "Tài chính", *GOOD]]), font=".VnTime"))
    assert [one.section for one in verdict.observations[:1]] == ["Tài chính"]


@pytest.mark.parametrize(("font", "label"), [(".VnTime", "Hé tÞch"), ("VNI-Times", "Hoä tòch")])
def test_fonts_of_an_xlsx_are_seen_too(read, font, label):
    def change(_, page):
        page["B9"].font = Font(name=font)

    verdict = read(form_file(dossiers([[1, label, *GOOD]]), change=change))
    assert verdict.observations[0].section == "Hộ tịch"


def test_without_fonts_the_letters_decide(read):
    rows = [*as_tcvn3(dossiers([])), [1, "Hé tÞch", *GOOD]]
    verdict = read(delimited(rows, encoding="utf-8"))
    assert verdict.observations[0].section == "Hộ tịch"
    assert read(delimited(dossiers([[1, "Café ß", *GOOD]]))).observations[0].section == "Café ß"
