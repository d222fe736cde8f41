"""The statistics annex: counts, percentages and coded answers, one line each."""

from datetime import date

import pytest

from kpis.intake.verdict import FindingCode, Severity
from tests.intake.builders import xlsx

ABOVE = [["UBND TỈNH KIÊN GIANG"], ["PHỤ LỤC THỐNG KÊ"], ["Kỳ báo cáo: Quý I/2024"],
         ["STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số liệu", "Ghi chú"]]  # fmt: skip
SURVEY = ["1.4", "Hình thức khảo sát", ""]


@pytest.fixture
def look(read):
    def look(*lines, above=ABOVE, change=None):
        return read(xlsx([*above, *lines], sheet="Phụ lục", change=change))

    return look


def said(verdict):
    return {one.item: one.value for one in verdict.observations}


def found(verdict):
    return [(one.code.value, one.cell) for one in verdict.findings]


def test_lines_are_told_by_wording_and_by_number_where_wordings_repeat(look):
    verdict = look(
        ["1", "Công tác chỉ đạo, điều hành"], ["1.1.1", "Số nhiệm vụ đề ra", "nhiệm vụ", 40],
        ["2.1", "Tổng số VBQPPL ban hành", "văn bản", 12], ["", "- Cấp tỉnh", "", 7],
        ["3.1", "Tổng số TTHC hiện hành", "thủ tục", "1.802"], ["", "Cấp tỉnh", "", "1.403"],
    )  # fmt: skip
    assert said(verdict) == {
        "plan_tasks_set": 40, "legal_texts_issued": 12, "legal_texts_issued_province": 7,
        "procedures_in_force": 1802, "procedures_in_force_province": 1403,
    }  # fmt: skip
    assert verdict.findings == ()
    assert verdict.sheets[0].org_unit == "kg"


def test_a_number_before_the_wording_counts_too(look):
    assert said(look(["", "1.1.2. Số nhiệm vụ đã hoàn thành:", "", 31])) == {
        "plan_tasks_completed": 31
    }


def test_a_line_nobody_knows_is_a_warning_and_not_read(look):
    verdict = look(["1.1.1", "Số sáng kiến", "", 4], ["", "Cấp tỉnh", "", 4])
    assert found(verdict) == [("unknown_indicator", "B5"), ("unknown_indicator", "B6")]
    assert verdict.findings[0].severity is Severity.WARNING
    assert verdict.observations == ()


def test_a_line_without_a_figure_is_a_heading(look):
    lines = [["(1)", "(2)", "(3)", "(4)"], ["3.1", "Việc gì đó"], ["", "Số sáng kiến", "", "-"]]
    assert (found(look(*lines)), look(*lines).observations) == ([("no_figures", "D6")], ())


def test_a_line_twice_is_an_error(look):
    line = ["1.1.1", "Số nhiệm vụ đề ra", "", 4]
    assert found(look(line, line)) == [("duplicate_row", "D6")]


@pytest.mark.parametrize(("answer", "value"), [("Phát phiếu", 1), (2, 2), ("0", 0), ("kết hợp", 2)])
def test_an_answer_is_kept_as_its_code(look, answer, value):
    assert said(look([*SURVEY, answer])) == {"survey_manner": value}


def test_an_answer_nobody_defined_is_an_error_that_names_the_codes(look):
    [one] = look([*SURVEY, 3]).findings
    assert one.code is FindingCode.UNKNOWN_ANSWER
    assert one.facts["allowed"] == "0 = Trực tuyến; 1 = Phát phiếu; 2 = Kết hợp"


@pytest.mark.parametrize("percent", ["98,5%", "98,5", 98.5, "98.5 %"])
def test_percentages_are_kept_from_0_to_100(look, percent):
    line = ["1.1", "Tỷ lệ hoàn thành kế hoạch", "%", percent]
    assert said(look(line)) == {"plan_completed_rate": 98.5}


def test_a_fraction_is_a_percentage_where_excel_shows_it_as_one(look):
    def shown(_, page):
        page["D5"].number_format = "0.0%"

    line = ["1.1", "Tỷ lệ hoàn thành kế hoạch", "%", 0.985]
    assert said(look(line, change=shown)) == {"plan_completed_rate": 98.5}


def test_a_fraction_without_a_mark_is_asked_for(look):
    [one] = look(["1.1", "Tỷ lệ hoàn thành kế hoạch", "%", 0.985]).findings
    assert (one.code, one.severity) == (FindingCode.FRACTION_OR_PERCENT, Severity.ERROR)
    assert one.facts["percent"] == 98.5


def test_a_percentage_that_is_none_is_an_error(look):
    assert found(look(["1.1", "Tỷ lệ hoàn thành kế hoạch", "%", "cao"])) == [("not_a_number", "D5")]


def test_a_date_is_no_count(look):
    line = ["1.1.1", "Số nhiệm vụ đề ra", "", date(2024, 3, 1)]
    assert found(look(line)) == [("not_a_number", "D5")]


def test_what_stands_below_the_signature_is_not_read(look):
    verdict = look(
        ["1.1.1", "Số nhiệm vụ đề ra", "", 4], ["", "Người lập biểu"], ["", "Số sáng kiến", "", 4]
    )
    assert verdict.findings == ()


def test_an_annex_of_nobody_is_refused(look):
    verdict = look(["1.1.1", "Số nhiệm vụ đề ra", "", 4], above=ABOVE[1:])
    assert found(verdict) == [("unknown_org_unit", None)]
    assert verdict.observations == ()


def test_a_named_reporter_is_taken_at_its_word(look):
    above = [["Đơn vị báo cáo: Sở Tư pháp"], *ABOVE[1:]]
    verdict = look(["1.1.1", "Số nhiệm vụ đề ra", "", 4], above=above)
    assert {one.org_unit for one in verdict.observations} == {"kg-so-tu-phap"}
