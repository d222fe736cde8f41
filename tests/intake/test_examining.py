from collections import Counter

import pytest

from kpis.intake.saying import sentence
from kpis.intake.verdict import FindingCode, Severity
from kpis.words import Words
from tests.intake.builders import DOSSIER_MERGES, GOOD, ITEMS, by_unit, dossiers, form_file, xlsx


def codes(verdict):
    return {one.code for one in verdict.findings}


def at(verdict, code):
    return [one.cell for one in verdict.findings if one.code is code]


def line(number, label, figures=GOOD):
    return [number, label, *figures]


TOTAL = ["", "TỔNG CỘNG", *GOOD]


def test_a_clean_form_by_field_gives_every_figure_and_nothing_to_report(read):
    verdict = read(form_file(dossiers([line(1, "Hộ tịch"), ["", "TỔNG CỘNG", *GOOD]])))
    assert verdict.findings == ()
    assert verdict.accepted
    assert [(one.item, one.value) for one in verdict.observations] == list(zip(ITEMS, GOOD))  # noqa: B905
    first = verdict.observations[0]
    assert (first.org_unit, first.section, first.period) == ("kg-907", "Hộ tịch", "2023-Q3")
    assert (first.raw, first.sheet, first.cell) == ("10", "Biểu 06a", "C9")
    sheet = verdict.sheets[0]
    assert (sheet.form, sheet.period, sheet.org_unit, sheet.rows) == (
        "II.06a", "2023-Q3", "kg-907", 1
    )  # fmt: skip


def test_headings_are_found_by_label_wherever_the_table_stands(read):
    shifted = [["", *row] for row in dossiers([line(1, "Hộ tịch")])]
    moved = ("B5:B7", "C5:C7", "D5:G5", "H5:K5", "L5:N5", "E6:F6", "D6:D7", "G6:G7")
    assert len(read(xlsx(shifted, merges=moved)).observations) == len(ITEMS)


def test_late_means_what_its_heading_says(read):
    figures = {
        one.item: one.cell for one in read(form_file(dossiers([line(1, "A B")]))).observations
    }
    assert (figures["resolved_late"], figures["pending_late"]) == ("J9", "M9")


def test_a_consolidated_form_has_a_unit_in_each_row_and_the_heading_as_section(read):
    double = [2 * one for one in GOOD]
    rows = [["I", "Sở, ban, ngành cấp tỉnh", *GOOD], line(1, "STP"),
            ["II", "UBND huyện, thành phố", *double], line(1, "H. Kiên Lương"),
            line(2, "TX. Hà Tiên"), ["", "TỔNG CỘNG", *[3 * one for one in GOOD]]]  # fmt: skip
    verdict = read(form_file(by_unit(rows)))
    assert verdict.findings == ()
    assert {(one.org_unit, one.section) for one in verdict.observations} == {
        ("kg-so-tu-phap", "Sở, ban, ngành cấp tỉnh"),
        ("kg-902", "UBND huyện, thành phố"),
        ("kg-900", "UBND huyện, thành phố"),
    }


def test_a_wrong_subtotal_and_a_wrong_total_are_warned_about_at_their_cells(read):
    wrong = [11, *GOOD[1:]]
    rows = [["I", "Sở, ban, ngành", *wrong], line(1, "STP"), ["", "TỔNG CỘNG", 10, 5, *GOOD[2:]]]
    verdict = read(form_file(by_unit(rows)))
    assert at(verdict, FindingCode.TOTAL_MISMATCH) == ["C9", "D11"]
    assert verdict.accepted
    assert verdict.needs_reason


def test_sums_of_sections_add_up_their_own_rows(read):
    rows = [["I", "Sở, ban, ngành"], line(1, "STP"), ["", "Cộng", *GOOD],
            ["II", "UBND huyện"], line(1, "H. Kiên Lương"), ["", "Cộng", *GOOD]]  # fmt: skip
    assert read(form_file(by_unit(rows))).findings == ()


def test_rows_that_are_no_figures_are_passed_over(read):
    rows = [line(1, "Sở Tư pháp"), ["", "Trong đó:"], ["", "- Chứng thực", *GOOD], [],
            line(2, "Huyện Gò Quao"), ["", "Huyện Giang Thành"], [*TOTAL[:2], 20, *GOOD[1:]],
            ["", "Ghi chú: “-” là không có số liệu"], ["", "", "ngày 1 tháng 9 năm 2023"],
            ["", "NGƯỜI LẬP BIỂU"], ["", "Trần Thị Minh"]]  # fmt: skip
    verdict = read(form_file(by_unit(rows)))
    assert {one.org_unit for one in verdict.observations} == {"kg-so-tu-phap", "kg-907"}
    assert codes(verdict) == {FindingCode.TOTAL_MISMATCH, FindingCode.LEFT_OUT}
    assert at(verdict, FindingCode.LEFT_OUT) == ["B11"]


def test_the_heading_printed_again_at_a_page_break_is_no_row(read):
    again = dossiers([])[4:]
    verdict = read(xlsx([*by_unit([line(1, "STP")]), *again, line(2, "Sở Y tế")]))
    verdict_of_field = read(xlsx([*dossiers([line(1, "Hộ tịch")]), *again, line(2, "Đất đai")]))
    assert {one.section for one in verdict_of_field.observations} == {"Hộ tịch", "Đất đai"}
    assert {one.org_unit for one in verdict.observations} >= {"kg-so-tu-phap"}


def test_a_field_under_two_headings_is_told_apart_by_them(read):
    rows = [["I", "Trên Hệ thống các Bộ"], line(1, "Hộ tịch"), line(2, "Đất đai"),
            ["II", "Trên Hệ thống tỉnh"], line(1, "Hộ tịch")]  # fmt: skip
    sections = {one.section for one in read(form_file(dossiers(rows))).observations}
    assert sections == {
        "Trên Hệ thống các Bộ / Hộ tịch", "Đất đai", "Trên Hệ thống tỉnh / Hộ tịch"
    }  # fmt: skip


def test_every_problem_is_reported_at_once_at_its_cell(read):
    rows = [line(1, "Sở Tư pháp", [11, *GOOD[1:]]), line(2, "Sở Y tế", ["98,5%", *GOOD[1:]]),
            line(3, "Huyện Gồng Riềng"), line(4, "Huyện Gò Quao", [*GOOD[:7], -1, *GOOD[8:]]),
            line(5, "Huyện Gò Quao"), line(6, "Huyện An Minh", [*GOOD[:10], "chờ"])]  # fmt: skip
    verdict = read(form_file(by_unit(rows)))
    found = {(one.code.value, one.cell) for one in verdict.findings}
    assert found >= {
        ("identity_broken", "C9"), ("fraction_or_percent", "C10"), ("unknown_org_unit", "B11"),
        ("negative_count", "J12"), ("duplicate_row", "B13"), ("not_a_number", "M14"),
    }  # fmt: skip
    assert not verdict.accepted
    units = Counter(one.org_unit for one in verdict.observations)
    assert (units["kg-906"], units["kg-907"]) == (0, 10)


def test_a_number_in_brackets_is_asked_about_at_its_cell(read):
    rows = [line(1, "Hộ tịch", [*GOOD[:9], "(1)", 1]), ["", "TỔNG CỘNG", *GOOD[:10], "( 1 )"]]
    verdict = read(form_file(dossiers(rows)))
    assert [(one.code, one.severity, one.cell) for one in verdict.findings] == [
        (FindingCode.NOT_A_NUMBER, Severity.ERROR, "L9"),
        # Of a sum nothing is stored, but it can no longer be compared.
        (FindingCode.NOT_A_NUMBER, Severity.WARNING, "M10"),
    ]
    told = sentence(Words(), verdict.findings[0])
    assert "“(1)”: số trong ngoặc có thể là 1, nhưng trong kế toán là số âm (−1)" in told
    assert "L9" not in {one.cell for one in verdict.observations}


def test_a_misspelling_is_suggested_never_matched(read):
    verdict = read(form_file(by_unit([line(1, "Huyện Gồng Riềng")])))
    assert verdict.findings[0].facts["suggestion"] == "Huyện Giồng Riềng"
    assert verdict.observations == ()


@pytest.mark.parametrize("name", ["Đặc khu Phú Quốc", "Phường Rạch Giá", "Xã Hòn Đất"])
def test_a_new_unit_is_never_the_old_district_of_its_name(read, name):
    verdict = read(form_file(by_unit([line(1, name)])))
    assert codes(verdict) == {FindingCode.UNKNOWN_ORG_UNIT}
    assert verdict.observations == ()


def test_a_closed_unit_is_an_error_that_names_its_successor(read):
    verdict = read(form_file(by_unit([line(1, "Huyện Gò Quao")], period="Quý III/2025")))
    closed = next(one for one in verdict.findings if one.cell == "B9")
    assert (closed.code, closed.severity) == (FindingCode.CLOSED_ORG_UNIT, Severity.ERROR)
    assert "cấp xã" in closed.facts["successor"]


@pytest.mark.parametrize(
    ("period", "unit"),
    [("Quý IV/2024", "kg-so-tai-chinh"), ("Quý II/2025", "kg-so-tai-chinh-2025")],
)
def test_the_period_decides_between_two_units_of_one_name(read, period, unit):
    verdict = read(form_file(by_unit([line(1, "Sở Tài chính")], period=period)))
    assert {one.org_unit for one in verdict.observations} == {unit}
    assert verdict.findings == ()


def test_a_change_inside_the_window_makes_a_name_ambiguous(read):
    verdict = read(form_file(by_unit([line(1, "Sở Tài chính")], period="Quý I/2025")))
    assert at(verdict, FindingCode.AMBIGUOUS_ORG_UNIT) == ["B9"]


def test_a_sheet_by_field_needs_its_reporting_unit(read):
    verdict = read(form_file(dossiers([line(1, "Hộ tịch")], reporter=None)))
    assert codes(verdict) == {FindingCode.UNKNOWN_ORG_UNIT}
    assert verdict.observations == ()


def test_another_provinces_file_is_refused(read):
    rows = by_unit([line(1, "Huyện Châu Thành")], reporter="UBND tỉnh An Giang")
    assert not read(form_file(rows)).accepted


def test_hidden_rows_and_columns_are_left_out_and_said(read):
    def hide(_, page):
        page.row_dimensions[10].hidden = True
        page.column_dimensions["M"].hidden = True

    rows = [line(1, "Sở Tư pháp"), line(2, "Sở Tư pháp")]
    verdict = read(form_file(by_unit(rows), change=hide))
    assert codes(verdict) == {FindingCode.HIDDEN_ROWS}
    assert {one.cell for one in verdict.observations} == {f"{one}9" for one in "CDEFGHIJKL"}


def test_a_hidden_sheet_is_skipped(read):
    def add(book, _):
        book.create_sheet("Danh mục").sheet_state = "hidden"
        book.create_sheet("Trống")
        book.create_sheet("Hướng dẫn")["A1"] = "Cách điền biểu"

    verdict = read(form_file(dossiers([line(1, "Hộ tịch")]), change=add))
    assert [one.skipped for one in verdict.sheets] == [None, "hidden", "empty", "no_table"]
    assert verdict.accepted


@pytest.mark.parametrize(
    "rows",
    [[["Xin chào"]], [["STT", "Nhiệm vụ", "Chủ trì"], [1, "Rà soát", "Sở Tư pháp"]],
     dossiers([line(1, "Hộ tịch")], form="Biểu số II.06g/VPCP/KSTT")],
)  # fmt: skip
def test_a_file_without_a_known_form_says_so_once(read, rows):
    verdict = read(xlsx(rows))
    assert [one.code for one in verdict.findings] == [FindingCode.UNKNOWN_FORM]
    assert verdict.observations == ()


def test_the_same_figures_on_two_sheets_are_taken_once(read):
    def copy(book, page):
        book.copy_worksheet(page).title = "Bản sao"

    verdict = read(form_file(dossiers([line(1, "Hộ tịch")]), change=copy))
    assert codes(verdict) == {FindingCode.DUPLICATE_ROW}
    assert len(verdict.observations) == len(ITEMS)


def test_a_formula_without_its_result_is_an_error_in_a_row_of_figures(read):
    rows = dossiers([line(1, "Hộ tịch", ["=D9+E9+F9", *GOOD[1:]]), ["", "TỔNG CỘNG", "=C9"]])
    verdict = read(form_file(rows))
    assert at(verdict, FindingCode.FORMULA_WITHOUT_VALUE) == ["C9"]


def test_an_unknown_column_of_numbers_is_noted(read):
    rows = dossiers([line(1, "Hộ tịch", [*GOOD, 7])])
    rows[4] = [*rows[4], "Hồ sơ rút"]
    verdict = read(form_file(rows))
    assert [(one.code, one.cell, one.found) for one in verdict.findings] == [
        (FindingCode.UNKNOWN_COLUMN, "N7", "Hồ sơ rút")
    ]


def test_illustrative_numbers_are_marked(read):
    rows = dossiers([line(1, "Hộ tịch")])
    assert not read(form_file(rows)).illustrative
    rows[3] = ["SỐ LIỆU MINH HỌA"]
    assert read(form_file(rows)).illustrative


TWO_WAY = [
    ["TỔNG HỢP KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"],
    ["Kỳ báo cáo: Quý I/2018"],
    ["STT", "Đơn vị", "Hồ sơ tiếp nhận", "", "", "Đã giải quyết", "", "", "", "Đang giải quyết"],
    ["", "", "Tổng số", "Mới tiếp nhận", "Kỳ trước", "Tổng số", "Đúng hạn", "Tỷ lệ đúng hạn (%)",
     "Quá hạn", "Tổng số"],
]  # fmt: skip


def test_the_older_form_keeps_early_and_on_time_together(read):
    row = [1, "Huyện Gò Quao", 10, 8, 2, 9, 8, "88,89%", 1, 1]
    verdict = read(xlsx([*TWO_WAY, row], merges=("C3:E3", "F3:I3", "A3:A4", "B3:B4")))
    assert verdict.findings == ()
    assert {one.item: one.value for one in verdict.observations} == {
        "received_total": 10, "received_new": 8, "carried_over": 2, "resolved_total": 9,
        "resolved_not_late": 8, "resolved_late": 1, "pending_total": 1,
    }  # fmt: skip


def test_a_printed_rate_that_its_counts_contradict_is_a_warning_at_its_cell(read):
    rows = [[1, "Huyện Gò Quao", 10, 8, 2, 9, 8, "80%", 1, 1],
            [2, "Huyện An Minh", 10, 8, 2, 9, 8, 0.8889, 1, 1]]  # fmt: skip
    verdict = read(xlsx([*TWO_WAY, *rows], merges=("C3:E3", "F3:I3", "A3:A4", "B3:B4")))
    assert at(verdict, FindingCode.PRINTED_RATE_CONTRADICTS_COUNTS) == ["H5"]


def test_the_reporting_unit_may_stand_in_the_next_cell(read):
    rows = dossiers([line(1, "Hộ tịch"), ["", "Tổng số", *GOOD]], reporter=None)
    rows[1] = ["Đơn vị báo cáo:", "UBND huyện Gò Quao"]
    rows[2] = ["Kỳ báo cáo: Quý III/2023", "", 2023]
    verdict = read(form_file(rows))
    assert verdict.sheets[0].org_unit == "kg-907"
    assert verdict.findings == ()


def test_a_section_may_stand_in_the_number_column(read):
    rows = [["A. Khối sở, ngành"], line(1, "STP"), ["Tổng cộng", "", *GOOD]]
    verdict = read(form_file(by_unit(rows)))
    assert {one.section for one in verdict.observations} == {"Khối sở, ngành"}
    assert verdict.findings == ()


def test_units_under_the_heading_of_fields_are_still_units(read):
    rows = by_unit([line(1, "Huyện Gò Quao"), line(2, "Sở Y tế")], label="Lĩnh vực")
    verdict = read(form_file(rows))
    assert {one.org_unit for one in verdict.observations} == {"kg-907", "kg-so-y-te"}


def test_an_unknown_reporter_of_a_consolidated_sheet_is_only_noted(read):
    rows = by_unit([line(1, "Sở Y tế")], reporter="Tổ công tác liên ngành")
    verdict = read(form_file(rows))
    assert [one.severity for one in verdict.findings] == [Severity.NOTE]
    assert verdict.accepted


def test_a_field_with_figures_is_no_footnote_whatever_it_is_called(read):
    verdict = read(
        form_file(dossiers([line(1, "* Nguồn nước"), line(2, "Ghi chú hộ tịch"), ["Ghi chú: x"]]))
    )
    assert {one.section for one in verdict.observations} == {"* Nguồn nước", "Ghi chú hộ tịch"}


def test_a_unit_on_a_consolidated_sheet_and_again_by_fields_is_not_counted_twice(read):
    def with_own_sheet(book, page):
        own = book.create_sheet("Gò Quao")
        for number, row in enumerate(dossiers([line(1, "Hộ tịch")]), start=1):
            for column, value in enumerate(row, start=1):
                own.cell(number, column, value)
        for area in DOSSIER_MERGES:
            own.merge_cells(area)

    rows = by_unit([line(1, "Huyện Gò Quao"), line(2, "Huyện An Biên")])
    verdict = read(form_file(rows, change=with_own_sheet))
    [finding] = [one for one in verdict.findings if one.severity is Severity.ERROR]
    assert (finding.code, finding.sheet) == (FindingCode.DUPLICATE_ROW, "Gò Quao")
    assert finding.facts["first"].startswith("Biểu 06a!")
