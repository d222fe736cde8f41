"""Published rankings of many units: headings as offices make them, names, sums and places."""

import pytest

from kpis.intake.saying import sentence
from kpis.intake.verdict import FindingCode, Severity
from kpis.words import Words
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


YEARS = [["TT", "Đơn vị", "Năm 2022", "", "Năm 2023", ""],
         ["", "", "Tổng điểm", "Xếp hạng", "Tổng điểm", "Xếp hạng"]]  # fmt: skip
OVER = ("A4:A5", "B4:B5", "C4:D4", "E4:F4")
BOTH = [[1, "Gò Quao", 82, 2, "87,65", 1], [2, "Châu Thành", 85.5, 1, 84, 2]]
READ = [
    (2022, "kg-huyen-2022", "kg-907", 82, 2, 2),
    (2022, "kg-huyen-2022", "kg-905", 85.5, 1, 2),
    (2023, "kg-huyen-2023", "kg-907", 87.65, 1, 2),
    (2023, "kg-huyen-2023", "kg-905", 84, 2, 2),
]
OF_A_YEAR = ("year", "set", "org_unit", "total", "rank", "ranked")


@pytest.mark.parametrize(
    ("head", "merges", "said"),
    [
        (YEARS, OVER, "NĂM 2023"),
        (YEARS, OVER, "CÁC NĂM"),
        ([["TT", "Đơn vị", "Điểm năm 2022", "Xếp hạng năm 2022", "Điểm năm 2023",
           "Xếp hạng năm 2023"]], (), "NĂM 2022 VÀ 2023"),
        ([["TT", "Đơn vị", "Điểm (2022)", "Hạng (2022)", "Điểm (2023)", "Hạng (2023)"]], (), ""),
        ([["TT", "Đơn vị", "Điểm 2022", "Hạng 2022", "Tổng điểm", "Hạng"]], (), "NĂM 2023"),
    ],
    ids=["merged", "merged, untitled", "in one row", "in brackets", "the year before"],
)  # fmt: skip
def test_every_year_of_a_table_with_years_side_by_side_is_read(read, head, merges, said):
    title = [*TITLE[:1], [f"KẾT QUẢ XẾP HẠNG CHỈ SỐ CẢI CÁCH HÀNH CHÍNH {said}"], TITLE[2]]
    verdict = read(table(BOTH, head, merges, title))
    assert verdict.findings == ()
    assert told(verdict, *OF_A_YEAR) == READ
    [sheet] = verdict.sheets
    assert (sheet.rows, sheet.set) in ((4, "kg-huyen-2023"), (4, "kg-huyen-2022"))


def test_years_may_stand_below_what_they_are_of_and_each_judges_its_own_figures(read):
    head = [["TT", "Đơn vị", "Tổng điểm", "", "Xếp hạng", ""],
            ["", "", "2022", "2023", "2022", "2023"]]  # fmt: skip
    # Gò Quao has no figures of 2022: it splits nothing. Places of 2023 contradict the points.
    rows = [[1, "Châu Thành", 85.5, 84, 1, 1], [2, "Gò Quao", "", "87,65", "", 2],
            [3, "An Minh", 80, 83, 2, 3], [4, "Cục Thuế", 70, 70, 3, 4]]  # fmt: skip
    verdict = read(table(rows, head, ("A4:A5", "B4:B5", "C4:D4", "E4:F4")))
    assert told(verdict, "year", "org_unit", "rank", "ranked") == [
        (2022, "kg-905", 1, 3), (2022, "kg-909", 2, 3), (2022, None, 3, 3),
        (2023, "kg-905", 1, 4), (2023, "kg-907", 2, 4), (2023, "kg-909", 3, 4), (2023, None, 4, 4),
    ]  # fmt: skip
    assert codes(verdict) == [
        (FindingCode.RANK_CONTRADICTS_POINTS, Severity.WARNING),
        (FindingCode.UNITS_AS_TEXT, Severity.NOTE),
    ]
    assert verdict.findings[1].facts == {"names": "Cục Thuế", "count": 1}


def test_a_column_that_states_no_year_beside_several_is_asked_about(read):
    head = [[*YEARS[0], "Xếp loại"], YEARS[1]]
    rows = [[*one, "Tốt"] for one in BOTH]
    verdict = read(table(rows, head, (*OVER, "G4:G5")))
    [finding] = verdict.findings
    assert (finding.code, finding.severity) == (FindingCode.UNKNOWN_COLUMN, Severity.ERROR)
    assert (finding.cell, finding.found) == ("G4", "Xếp loại")
    assert "không ghi năm, trong khi bảng có cột của các năm 2022, 2023" in sentence(
        Words(), finding
    )
    assert told(verdict, *OF_A_YEAR) == READ


def test_a_comparison_with_the_year_before_is_no_place_of_that_year(read):
    head = [["TT", "Đơn vị", "Tổng điểm", "Xếp hạng", "Tăng, giảm hạng so với năm 2022"]]
    rows = [[1, "Gò Quao", "87,65", 1, 1], [2, "Châu Thành", 84, 2, -1]]
    verdict = read(table(rows, head))
    assert told(verdict, *OF_A_YEAR) == READ[2:]
    assert FindingCode.DUPLICATE_ROW not in {one.code for one in verdict.findings}


def test_a_grade_of_a_year_without_points_is_said_to_be_left_out(read):
    head = [["TT", "Đơn vị", "Xếp loại năm 2022", "Điểm năm 2023", "Xếp hạng năm 2023"]]
    verdict = read(table([[1, "Gò Quao", "Tốt", 87.65, 1]], head))
    assert [(one.code, one.severity, one.cell) for one in verdict.findings] == [
        (FindingCode.UNKNOWN_COLUMN, Severity.NOTE, "C4")
    ]
    assert told(verdict, "year", "total", "rank") == [(2023, 87.65, 1)]


def test_a_name_wrong_in_every_year_is_told_once(read):
    rows = [*BOTH, [3, "Huyện Gồng Riềng", 1, 3, 1, 3]]
    verdict = read(table(rows, YEARS, OVER))
    assert codes(verdict) == [(FindingCode.UNKNOWN_ORG_UNIT, Severity.ERROR)]


@pytest.mark.parametrize(
    ("head", "merges"),
    [
        ([["TT", "Đơn vị", "Tổng điểm", "", "Xếp hạng", ""],
          ["", "", 2022, 2023, 2022, 2023]], ("C4:D4", "E4:F4")),
        ([["TT", "Đơn vị", "Tổng điểm", "", "Xếp hạng", ""],
          ["", "", 2022, 2023, 2022, 2023]], ("A4:A5", "B4:B5", "C4:D4", "E4:F4")),
    ],
    ids=["number not merged", "merged"],
)  # fmt: skip
def test_years_written_as_numbers_are_part_of_the_heading(read, head, merges):
    rows = [[1, "Gò Quao", 82, "87,65", 2, 1], [2, "Châu Thành", 85.5, 84, 1, 2]]
    title = [*TITLE[:1], ["KẾT QUẢ XẾP HẠNG CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CÁC NĂM"], TITLE[2]]
    verdict = read(table(rows, head, merges, title))
    assert verdict.findings == ()
    assert told(verdict, *OF_A_YEAR) == READ


def test_places_alone_are_read_where_there_are_several_years_of_them(read):
    head = [["TT", "Đơn vị", "Xếp hạng năm 2022", "Xếp hạng năm 2023"]]
    verdict = read(table([[1, "Gò Quao", 2, 1], [2, "Châu Thành", 1, 2]], head))
    assert verdict.findings == ()
    assert told(verdict, *OF_A_YEAR) == [(*one[:3], None, *one[4:]) for one in READ]


def test_results_of_several_years_without_a_place_are_no_ranking(read):
    head = [["TT", "Đơn vị", "Kết quả năm 2022", "Kết quả năm 2023"]]
    title = [["UBND TỈNH KIÊN GIANG"], ["BIÊN CHẾ ĐƯỢC GIAO"], []]
    verdict = read(table([[1, "Gò Quao", 120, 118]], head, title=title))
    assert verdict.published == ()
    assert not verdict.accepted


def test_a_sum_over_years_is_not_taken_for_the_first_of_them(read):
    title = [*TITLE[:1], ["KẾT QUẢ XẾP HẠNG CHỈ SỐ CCHC GIAI ĐOẠN 2021-2025"], TITLE[2]]
    head = [["TT", "Đơn vị", "Điểm năm 2022", "Điểm năm 2023", "Tổng điểm", "Xếp hạng"]]
    verdict = read(table([[1, "Gò Quao", 82, 87, 169, 1]], head, title=title))
    assert [(one.code, one.cell) for one in verdict.findings] == [
        (FindingCode.UNKNOWN_COLUMN, "E4"), (FindingCode.UNKNOWN_COLUMN, "F4")
    ]  # fmt: skip
    assert told(verdict, "year", "total", "rank") == [(2022, 82, None), (2023, 87, None)]


@pytest.mark.parametrize(
    "heading",
    ["Tổng điểm (theo Quyết định số 12/2022/QĐ-UBND)", "Tổng điểm tính đến tháng 3/2024",
     "Tổng điểm theo QĐ số 12/2022/QĐ-UBND ngày 5/3/2022"],
)  # fmt: skip
def test_the_year_of_a_document_is_not_that_of_the_points(read, heading):
    head = [["TT", "Đơn vị", heading, "Xếp hạng"]]
    verdict = read(table([[1, "Gò Quao", "87,65", 1], [2, "Châu Thành", 84, 2]], head))
    assert verdict.findings == ()
    assert told(verdict, *OF_A_YEAR) == READ[2:]


def test_a_row_without_a_name_is_asked_about(read):
    verdict = read(table([*DISTRICTS, [4, "", 60, 23, 83, 4, "Khá"]]))
    [finding] = verdict.findings
    assert (finding.code, finding.severity, finding.cell) == (
        FindingCode.UNKNOWN_ORG_UNIT, Severity.ERROR, "B8"
    )  # fmt: skip
    assert "chưa ghi đơn vị" in sentence(Words(), finding)
    assert len(verdict.published) == 3


def test_a_year_in_the_column_of_places_is_no_place(read):
    verdict = read(table([*DISTRICTS, ["", "Ghi chú năm", "", "", "", 2024, ""]]))
    assert told(verdict, "rank") == [(1,), (2,), (3,)]


@pytest.mark.parametrize(
    ("cell", "said"),
    [("(82)", "số trong ngoặc có thể là 82"), ("tốt", "phải là số điểm (ví dụ 18,5)")],
)
def test_what_is_no_points_is_told_as_points(read, cell, said):
    verdict = read(table([[1, "Gò Quao", 63, 24, cell, 1, "Tốt"]]))
    [finding] = [one for one in verdict.findings if one.code is FindingCode.NOT_A_NUMBER]
    assert (finding.severity, finding.cell) == (Severity.ERROR, "E5")
    assert said in sentence(Words(), finding)
