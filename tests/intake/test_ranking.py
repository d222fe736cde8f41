"""Published rankings of many units: headings as offices make them, names, sums and places."""

import pytest

from kpis.intake.verdict import FindingCode, Severity
from tests.intake.builders import xlsx

HEAD = ["STT", "Tên đơn vị", "Điểm thẩm định", "Điểm điều tra XHH", "Tổng điểm", "Xếp hạng",
        "Xếp loại"]  # fmt: skip
TITLE = [["UBND TỈNH KIÊN GIANG"],
         ["KẾT QUẢ XẾP HẠNG CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2023"],
         ["(Kèm theo Quyết định số 1051/QĐ-UBND ngày 07 tháng 5 năm 2024)"]]  # fmt: skip
DISTRICTS = [
    [1, "UBND huyện Châu Thành", 64, "25,5", "89,5", 1, "Tốt"],
    [2, "Gò Quao", 63, 24.65, 87.65, 2, "Tốt"],
    [3, "TP. Rạch Giá", 60, 24, 84, 3, "Khá"],
]


def table(rows, head=(HEAD,), merges=(), title=TITLE):
    return xlsx([*title, *head, *rows], "Phụ lục", merges)


def codes(verdict):
    return [(one.code, one.severity) for one in verdict.findings]


def told(verdict, *names):
    return [tuple(getattr(one, name) for name in names) for one in verdict.published]


def test_every_row_is_kept_as_published_with_its_set(read):
    verdict = read(table(DISTRICTS))
    assert verdict.findings == ()
    assert told(verdict, "org_unit", "appraised", "survey", "total", "rank", "ranked", "grade") == [
        ("kg-905", 64, 25.5, 89.5, 1, 3, "Tốt"),
        ("kg-907", 63, 24.65, 87.65, 2, 3, "Tốt"),
        ("kg-899", 60, 24, 84, 3, 3, "Khá"),
    ]
    [sheet] = verdict.sheets
    assert (sheet.form, sheet.period, sheet.set, sheet.rows) == (
        "XH-CCHC", "2023", "kg-huyen-2023", 3
    )  # fmt: skip
    assert verdict.observations == ()
    assert (verdict.published[0].cell, verdict.published[0].unit_name) == (
        "B5", "UBND huyện Châu Thành"
    )  # fmt: skip


def test_headings_may_be_merged_over_two_rows_and_number_their_columns(read):
    head = [
        ["TT", "Cơ quan, đơn vị", "Điểm số", "", "", "", "Thứ hạng", "Phân loại"],
        ["", "", "Điểm tự chấm", "Điểm thẩm định", "ĐTXHH", "Tổng cộng", "", ""],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
    ]
    merges = ("A4:A5", "B4:B5", "C4:F4", "G4:G5", "H4:H5")
    verdict = read(table([[1, "Sở Tư pháp", 68, 66, 25.75, 91.75, 1, "Xuất sắc"]], head, merges))
    assert verdict.findings == ()
    assert told(verdict, "set", "org_unit", "self", "appraised", "survey", "total", "rank") == [
        ("kg-so-2023", "kg-so-tu-phap", 68, 66, 25.75, 91.75, 1)
    ]


def test_sections_are_ranked_apart_and_sums_and_means_are_no_units(read):
    rows = [
        ["I", "KHỐI SỞ, BAN, NGÀNH"],
        [1, "Sở Tư pháp", 66, 25, 91, "1/2", ""],
        [2, "Sở Y tế", 60, 25, 85, "2/2", ""],
        ["", "Điểm trung bình", 63, 25, 88],
        ["II", "KHỐI UBND CẤP HUYỆN"],
        *DISTRICTS,
        ["", "Tổng cộng", 313, 124.15, 437.15],
        ["", "Bình quân chung", "", "", 87.43],
    ]
    verdict = read(table(rows))
    assert verdict.findings == ()
    assert told(verdict, "set", "rank", "ranked") == [
        ("kg-so-2023", 1, 2), ("kg-so-2023", 2, 2), ("kg-huyen-2023", 1, 3),
        ("kg-huyen-2023", 2, 3), ("kg-huyen-2023", 3, 3),
    ]  # fmt: skip


def test_a_name_that_is_nearly_a_unit_s_is_asked_and_one_like_none_is_kept(read):
    rows = [[1, "Sở Tư pháp", 66, 25, 91, 1], [2, "Cục Hải quan vùng", 60, 25, 85, 2],
            [3, "Sở Giáo dục và Đào tạoo", 60, 24, 84, 3]]  # fmt: skip
    verdict = read(table(rows))
    assert codes(verdict) == [
        (FindingCode.UNKNOWN_ORG_UNIT, Severity.ERROR), (FindingCode.UNITS_AS_TEXT, Severity.NOTE)
    ]  # fmt: skip
    first = verdict.findings[0]
    assert (first.cell, first.found, first.facts["suggestion"]) == (
        "B7",
        "Sở Giáo dục và Đào tạoo",
        "Sở Giáo dục và Đào tạo",
    )
    assert told(verdict, "org_unit", "unit_name", "set") == [
        ("kg-so-tu-phap", "Sở Tư pháp", "kg-so-2023"),
        (None, "Cục Hải quan vùng", "kg-so-2023"),
    ]


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        ([1, "Gò Quao", 63, 24.65, 88, 1], FindingCode.IDENTITY_BROKEN, "E5"),
        ([1, "Gò Quao", 63, "tốt", "", 1], FindingCode.NOT_A_NUMBER, "D5"),
    ],
)
def test_a_row_that_contradicts_itself_is_told_at_its_cell(read, row, code, cell):
    [finding] = read(table([row])).findings
    assert (finding.code, finding.cell) == (code, cell)


def test_a_unit_that_stands_twice_is_an_error(read):
    verdict = read(table([*DISTRICTS, [4, "Huyện Gò Quao", 1, 1, 2, 4]]))
    assert codes(verdict) == [(FindingCode.DUPLICATE_ROW, Severity.ERROR)]
    assert verdict.findings[0].facts["first"] == "B6"


def test_a_place_before_more_points_is_asked(read):
    rows = [[1, "Châu Thành", 60, 24, 84, 1], [2, "Gò Quao", 63, 24.65, 87.65, 2]]
    verdict = read(table(rows))
    assert codes(verdict) == [(FindingCode.RANK_CONTRADICTS_POINTS, Severity.WARNING)]
    assert verdict.findings[0].facts == {
        "rank": 1, "points": 84.0, "other": "Gò Quao", "other_rank": 2
    }  # fmt: skip


def test_equal_points_may_share_a_place(read):
    rows = [[1, "Châu Thành", 60, 24, 84, 1], [2, "Gò Quao", 60, 24, 84, 1],
            [3, "An Minh", 59, 24, 83, 3]]  # fmt: skip
    assert read(table(rows)).findings == ()


def test_without_a_year_nobody_knows_what_was_ranked(read):
    title = [["UBND TỈNH KIÊN GIANG"], ["KẾT QUẢ XẾP HẠNG CHỈ SỐ CẢI CÁCH HÀNH CHÍNH"]]
    verdict = read(table(DISTRICTS, title=title), "xep hang.xlsx")
    assert codes(verdict) == [(FindingCode.UNKNOWN_PERIOD, Severity.ERROR)]


def test_units_of_another_province_stay_text(read):
    title = [["UBND TỈNH AN GIANG"], ["KẾT QUẢ XẾP HẠNG CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2016"]]
    verdict = read(table([[1, "Huyện Tịnh Biên", 63, 24.65, 87.65, "8/11", "Tốt"]], title=title))
    assert codes(verdict) == [(FindingCode.UNITS_AS_TEXT, Severity.NOTE)]
    assert told(verdict, "org_unit", "unit_name", "rank", "ranked") == [
        (None, "Huyện Tịnh Biên", 8, 11)
    ]
