from datetime import date

import pytest

from kpis.intake.saying import sentence
from kpis.intake.verdict import FindingCode, Severity
from kpis.words import Words
from tests.intake.documents import SCORE_HEAD, SCORE_TITLE, scorecard

# A district's index of 2016: 36 → 33, 4 → 3.5, 5 → 3.5, 7 → 5; 63/70 + 24.65/30 = 87.65.
DISTRICT = [
    ["I", "Công tác chỉ đạo, điều hành", 36, 33, 3],
    ["TCTP 1.5.3", "Sáng kiến", 2, 0, 2, "Không có sáng kiến", "Phòng Nội vụ", "Trước 01/12/2022"],
    ["TCTP 1.7.2", "Thời giờ làm việc", 2, 1, 1, "Có phản ánh", "Phòng Nội vụ", "Thường xuyên"],
    ["II", "Cải cách thủ tục hành chính", 4, 3.5, 0.5],
    ["TCTP 3.2", "Công bố, công khai", 1, 0.5, 0.5],
    ["III", "Đội ngũ cán bộ, công chức", 5, 3.5, 1.5],
    ["TCTP 5.2", "Cơ cấu công chức", 1, 0, 1],
    ["TCTP 5.3.3", "Trình độ chuyên môn", 1, 0.5, 0.5],
    ["IV", "Hiện đại hóa", 7, 5, 2],
    ["TCTP 7.1.5", "Dịch vụ công trực tuyến", 3, 1, 2],
    ["", "Cộng điểm thẩm định", 70, 63, 7],
    ["", "Điểm điều tra xã hội học", 30, "24.65", 5.35],
    ["", "TỔNG CỘNG", 100, "87,65", 12.35],
]


def codes(verdict):
    return [one.code for one in verdict.findings]


def at(verdict, code):
    return [one.cell for one in verdict.findings if one.code is code]


def points(one):
    return one.max, one.appraised, one.lost


def test_criteria_and_printed_sums_come_out_as_they_stand(read):
    verdict = read(scorecard(DISTRICT))
    assert verdict.accepted
    assert not verdict.needs_reason
    assert [one.code for one in verdict.criteria] == [
        "1.5.3", "1.7.2", "3.2", "5.2", "5.3.3", "7.1.5"
    ]  # fmt: skip
    first = verdict.criteria[0]
    assert (first.title, first.area, points(first)) == (
        "Sáng kiến", "Công tác chỉ đạo, điều hành", (2, 0, 2)
    )  # fmt: skip
    assert (first.reason, first.owner) == ("Không có sáng kiến", "Phòng Nội vụ")
    assert (first.deadline, first.due.dates) == ("Trước 01/12/2022", (date(2022, 12, 1),))
    assert first.cell == "B5"
    sums = [(one.kind, one.max, one.given, one.lost) for one in verdict.totals]
    assert sums == [
        ("area", 36, 33, 3),
        ("area", 4, 3.5, 0.5),
        ("area", 5, 3.5, 1.5),
        ("area", 7, 5, 2),
        ("appraised", 70, 63, 7),
        ("survey", 30, 24.65, 5.35),
        ("total", 100, 87.65, 12.35),
    ]
    sheet = verdict.sheets[0]
    assert (sheet.form, sheet.period, sheet.org_unit, sheet.rows, sheet.set) == (
        "CHAM-DIEM", "2022", "kg-907", 6, "cham-diem-2022"
    )  # fmt: skip


def test_a_unit_of_another_province_is_noted_and_its_rows_are_kept(read):
    verdict = read(scorecard(DISTRICT, issuer="UBND HUYỆN TỊNH BIÊN"))
    assert verdict.accepted
    assert (verdict.sheets[0].org_unit, verdict.sheets[0].set) == (
        None, "cham-diem-tinh-bien-2022"
    )  # fmt: skip
    assert [(one.code, one.severity) for one in verdict.findings] == [
        (FindingCode.UNITS_AS_TEXT, Severity.NOTE)
    ]
    assert len(verdict.criteria) == 6


def test_who_appraises_is_not_whom_the_points_are_about(read):
    title = "BẢNG CHẤM ĐIỂM CHỈ SỐ CCHC CỦA UBND HUYỆN AN MINH NĂM 2022"
    verdict = read(scorecard(DISTRICT, issuer="SỞ NỘI VỤ", title=title))
    assert verdict.sheets[0].org_unit == "kg-909"


def test_headings_may_stand_over_each_other_and_in_any_order(read):
    head = [
        ["Lý do trừ điểm", "STT", "Nội dung tiêu chí", "Điểm", "", "", "", "Giải pháp khắc phục"],
        ["", "", "", "Tối đa", "Tự chấm", "Thẩm định", "ĐTXHH", ""],
    ]
    merges = ("A3:A4", "B3:B4", "C3:C4", "D3:G3", "H3:H4")
    rows = [head[1], ["Chậm", "1.1", "Kế hoạch", 2, "2", "1,5", "", "Đôn đốc"],
            ["", "1.2", "Hài lòng", 10, "", "", "8.25", ""]]  # fmt: skip
    verdict = read(scorecard(rows, head[0], merges=merges))
    first, second = verdict.criteria
    assert (first.self, first.appraised, first.survey, first.lost) == (2, 1.5, None, 0.5)
    assert (first.reason, first.solution) == ("Chậm", "Đôn đốc")
    assert (second.appraised, second.survey, second.lost) == (None, 8.25, 1.75)


@pytest.mark.parametrize(
    ("number", "title", "code"),
    [
        ("1.5.3", "Sáng kiến", "1.5.3"),
        ("TC 1.5", "Sáng kiến", "1.5"),
        ("", "TCTP 1.5.3 (2đ): Sáng kiến", "1.5.3"),
        (7, "1.5.3. Sáng kiến (2 điểm)", "1.5.3"),
        (7, "TCTP 2.1 .1 Sáng kiến", "2.1.1"),
        (7, "Sáng kiến", "7"),
        ("a)", "Sáng kiến", "a)"),
    ],
)
def test_a_code_stands_in_its_column_or_before_the_title(read, number, title, code):
    [one] = read(scorecard([[number, title, 2, 1]])).criteria
    assert (one.code, one.title, points(one)) == (code, "Sáng kiến", (2, 1, 1))


def test_the_highest_points_may_stand_in_the_title_alone(read):
    head = ["STT", "Tiêu chí", "Điểm tự chấm", "Điểm thẩm định"]
    [one] = read(scorecard([["1.1", "Kế hoạch (1,5đ)", 1, 0.5]], head)).criteria
    assert (one.max, one.self, one.appraised, one.lost) == (1.5, 1, 0.5, 1)


@pytest.mark.parametrize(
    ("cell", "given"),
    [("24.65", 24.65), ("24,65", 24.65), ("24,65đ", 24.65), ("24.65 điểm", 24.65),
     ("24.65/30", 24.65), (24.65, 24.65), ("0", 0), ("-", None), ("", None), ("x", None),
     ("Không áp dụng", None)],
)  # fmt: skip
def test_points_have_a_point_or_a_comma(read, cell, given):
    [one] = read(scorecard([["1.1", "Kế hoạch", 30, cell, "", "Lý do"]])).criteria
    assert one.appraised == given


@pytest.mark.parametrize(
    ("cell", "said"),
    [("tốt", "phải là số điểm (ví dụ 18,5)"), ("(1,5)", "số trong ngoặc có thể là 1,5")],
)
def test_points_that_are_no_number_are_warned_about_and_left_out(read, cell, said):
    verdict = read(scorecard([["1.1", "Kế hoạch", 2, cell, "", "Lý do"]]))
    assert at(verdict, FindingCode.NOT_A_NUMBER) == ["D4"]
    [finding] = [one for one in verdict.findings if one.code is FindingCode.NOT_A_NUMBER]
    assert said in sentence(Words(), finding)
    assert verdict.accepted
    assert verdict.criteria[0].appraised is None


def test_lost_points_may_be_printed_below_zero(read):
    verdict = read(scorecard([["1.1", "A", 2, 1, -1], ["1.2", "B", 2, 1, "-1,0"]]))
    assert [one.lost for one in verdict.criteria] == [1, 1]
    assert verdict.findings == ()


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (["1.1", "Kế hoạch", 2, 1, 0.5], "E4"),
        (["1.1", "Kế hoạch", 2, 3, ""], "D4"),
        (["1.1", "Kế hoạch (3đ)", 2, 1, 1], "C4"),
    ],
)
def test_a_row_that_contradicts_itself_is_a_warning(read, row, cell):
    verdict = read(scorecard([row]))
    assert at(verdict, FindingCode.IDENTITY_BROKEN) == [cell]
    assert verdict.accepted
    assert verdict.needs_reason


def test_sums_that_do_not_add_up_are_warnings_at_their_rows(read):
    rows = [["I", "Chỉ đạo", 4, 3, 1], ["1.1", "A", 2, 2, 0], ["1.2", "B", 2, 0, 2],
            ["", "Tổng điểm", 4, 2, 2]]  # fmt: skip
    verdict = read(scorecard(rows))
    assert at(verdict, FindingCode.TOTAL_MISMATCH) == ["B4", "B4", "B7", "B7"]
    assert verdict.accepted


def test_rows_that_lost_points_alone_are_less_than_their_sum(read):
    rows = [["I", "Chỉ đạo", 36, 33, 3], ["1.1", "A", 2, 0, 2], ["", "Cộng", 70, 63, 7]]
    assert read(scorecard(rows)).findings == ()


def test_only_the_smallest_criteria_are_added_up(read):
    rows = [["I", "Chỉ đạo", 4, 3, 1], ["1.1", "Kế hoạch", 4, 3, 1], ["1.1.1", "A", 2, 2, 0],
            ["1.1.2", "B", 2, 1, 1]]  # fmt: skip
    verdict = read(scorecard(rows))
    assert verdict.findings == ()
    assert len(verdict.criteria) == 3


def test_areas_may_have_plain_numbers(read):
    rows = [[1, "CHỈ ĐẠO", 4, 3, 1], ["1.1", "Kế hoạch", 4, 3, 1], ["", "Thể chế"], ["2.1", "A", 1]]
    verdict = read(scorecard(rows))
    assert [one.area for one in verdict.criteria] == ["CHỈ ĐẠO", "Thể chế"]
    assert [(one.code, one.title) for one in verdict.totals] == [("1", "CHỈ ĐẠO")]


def test_a_code_used_twice_and_codes_that_differ_are_notes(read):
    rows = [["3.2", "Công bố", 1, 1, 0], ["3.2", "3.2.1 Niêm yết", 1, 1, 0]]
    verdict = read(scorecard([*rows, SCORE_HEAD, ["5.2", "Cơ cấu", 1, 0, 1]]))
    assert codes(verdict) == [FindingCode.CODES_DIFFER, FindingCode.DUPLICATE_NUMBER]
    assert not verdict.needs_reason
    assert [one.code for one in verdict.criteria] == ["3.2", "3.2", "5.2"]


def test_reasons_may_go_on_in_the_next_row_and_rank_is_no_criterion(read):
    rows = [["1.1", "Kế hoạch", 2, 1, 1, "Chậm", "Sở Nội vụ"],
            ["", "", "", "", "", "và thiếu", "Sở Y tế"], ["", "Xếp hạng", "", "8/11"]]  # fmt: skip
    [one] = read(scorecard(rows)).criteria
    assert (one.reason, one.owner) == ("Chậm\nvà thiếu", "Sở Nội vụ\nSở Y tế")
    assert one.owner_units == ("kg-so-noi-vu", "kg-so-y-te")


def test_a_reason_may_be_merged_over_rows_or_repeated_by_a_mark(read):
    rows = [["1.1", "A", 2, 1, 1, "Chậm", "Sở Y tế"], ["1.2", "B", 2, 1, 1, "", "nt"],
            ["1.3", "C", 2, 1, 1]]  # fmt: skip
    verdict = read(scorecard(rows, merges=("F4:F5",)))
    assert [one.reason for one in verdict.criteria] == ["Chậm", "Chậm", None]
    assert [one.owner for one in verdict.criteria] == ["Sở Y tế", "Sở Y tế", None]


def test_the_result_counts_where_it_is_printed_beside_its_parts(read):
    head = ["STT", "Tiêu chí", "Điểm tối đa", "Điểm thẩm định", "Điểm ĐTXHH", "Điểm đạt được"]
    rows = [["1.1", "A", 5, 2, 2.5, 4.5], ["1.2", "B", 5, 2, 2.5, ""], ["1.3", "C", 5, 4, 4, ""]]
    verdict = read(scorecard(rows, head))
    assert [one.lost for one in verdict.criteria] == [0.5, 0.5, 1]


def test_a_scorecard_without_year_has_a_set_too(read):
    title = SCORE_TITLE.removesuffix(" NĂM 2022")
    sheet = read(scorecard(DISTRICT, title=title), "diem.xlsx").sheets[0]
    assert (sheet.set, sheet.period) == ("cham-diem", None)


FULL_HEAD = ["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Điểm thẩm định",
             "Tài liệu kiểm chứng", "Lý do mất điểm", "Ý kiến giải trình", "Điểm đề nghị",
             "Phụ thuộc cấp trên"]  # fmt: skip


def test_proofs_objections_and_other_bodies_have_columns_of_their_own(read):
    row = ["1.1", "Kế hoạch", 2, 2, 1, "Báo cáo số 5", "Chậm", "Đã bổ sung", 1.5, "UBND tỉnh"]
    [one] = read(scorecard([row], FULL_HEAD)).criteria
    assert (one.evidence, one.reason, one.explanation) == ("Báo cáo số 5", "Chậm", "Đã bổ sung")
    assert (one.claimed, one.depends_on, one.not_applicable) == (1.5, "UBND tỉnh", False)


@pytest.mark.parametrize("words", ["Không áp dụng", "KHÔNG ÁP DỤNG", "KAD"])
def test_what_does_not_apply_is_no_nought(read, words):
    [one] = read(scorecard([["1.1", "Kế hoạch", 2, words, ""]])).criteria
    assert (one.not_applicable, one.appraised) == (True, None)


@pytest.mark.parametrize(
    ("points", "title", "stage"),
    [
        ((2, ""), SCORE_TITLE, "self"),
        ((2, 1), SCORE_TITLE, "appraised"),
        ((2, 1), f"{SCORE_TITLE} (SAU GIẢI TRÌNH)", "heard"),
    ],
)
def test_the_stage_is_that_of_the_points_or_what_the_title_says(read, points, title, stage):
    rows = [["1", "CHỈ ĐẠO", 2, *points], ["1.1", "Kế hoạch", 2, *points]]
    verdict = read(scorecard(rows, FULL_HEAD, title=title))
    assert {one.stage for one in (*verdict.criteria, *verdict.totals)} == {stage}


@pytest.mark.parametrize(
    ("label", "cell", "kind", "place", "ranked", "title"),
    [
        ("Xếp hạng", "8/11", "rank", 8, 11, "Xếp hạng"),
        ("Xếp hạng: 8 trên 11", "", "rank", 8, 11, "Xếp hạng: 8 trên 11"),
        ("Xếp thứ", 3, "rank", 3, None, "Xếp thứ"),
        ("Xếp loại", "Tốt", "grade", None, None, "Tốt"),
        ("Xếp loại: Khá", "", "grade", None, None, "Khá"),
    ],
)
def test_rank_and_grade_are_kept_as_printed(read, label, cell, kind, place, ranked, title):
    verdict = read(scorecard([["1.1", "Kế hoạch", 2, 1], ["", label, "", cell]]))
    assert len(verdict.criteria) == 1
    [one] = verdict.totals
    assert (one.kind, one.given, one.max, one.title) == (kind, place, ranked, title)


def of_set(rows, set_="kg-huyen-2022"):
    return scorecard(rows, title=f"{SCORE_TITLE}\nMã bộ tiêu chí: {set_}")


def test_a_card_that_prints_a_set_belongs_to_it_and_is_held_against_it(read):
    rows = [["1.1.1", "Kế hoạch", 2, 1], ["1.5", "Sáng kiến", 1, 1], ["9.9", "Khác", 1, 1],
            ["3.1", "Công khai", 2, "Không áp dụng"]]  # fmt: skip
    verdict = read(of_set(rows))
    assert verdict.sheets[0].set == "kg-huyen-2022"
    found = [(one.code, one.cell, one.severity) for one in verdict.findings]
    assert found == [
        (FindingCode.MAX_DIFFERS, "B5", Severity.WARNING),
        (FindingCode.UNKNOWN_CRITERION, "B6", Severity.WARNING),
        (FindingCode.NOT_EXEMPT, "B7", Severity.WARNING),
    ]
    assert verdict.findings[0].facts == {"expected": 3.0}


def test_a_set_nobody_defined_is_named_by_year(read):
    assert read(of_set([["1.1", "Kế hoạch", 2, 1]], "khac-2022")).sheets[0].set == "cham-diem-2022"


def test_an_exempt_unit_may_say_that_a_criterion_does_not_apply(read):
    title = f"{SCORE_TITLE}\nMã bộ tiêu chí: kg-so-2022"
    rows = [["3.3", "Khai lại", 3, "Không áp dụng"]]
    assert read(scorecard(rows, issuer="BAN DÂN TỘC", title=title)).findings == ()
