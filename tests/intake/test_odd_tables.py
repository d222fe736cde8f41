"""Tables in habits of offices that could be read wrongly without a word."""

import pytest

from kpis.intake.verdict import FindingCode
from tests.intake.builders import DOSSIER_HEADINGS, GOOD, by_unit, dossiers, form_file, indicators
from tests.intake.builders import xlsx as book

TWICE = [2 * one for one in GOOD]
BLOCKS = [["I", "Sở Tư pháp"], [1, "Chứng thực", *GOOD], [2, "Hộ tịch", *GOOD],
          ["II", "Thanh tra tỉnh"], [1, "Khiếu nại", *GOOD]]  # fmt: skip
SUMS = {0: TWICE, 3: GOOD}


def keys(verdict):
    return sorted({(one.org_unit, one.section) for one in verdict.observations})


@pytest.mark.parametrize("make", [by_unit, dossiers], ids=["unit", "field"])
@pytest.mark.parametrize("sums", [{}, SUMS], ids=["bare", "with sums"])
def test_fields_below_a_units_row_are_that_units(read, make, sums):
    rows = [[*row, *sums.get(at, [])] for at, row in enumerate(BLOCKS)]
    total = ["", "TỔNG CỘNG", *[3 * one for one in GOOD]]
    verdict = read(form_file(make([*rows, total], reporter="UBND tỉnh Kiên Giang")))
    assert keys(verdict) == [
        ("kg-so-tu-phap", "Chứng thực"),
        ("kg-so-tu-phap", "Hộ tịch"),
        ("kg-thanh-tra-tinh", "Khiếu nại"),
    ]
    assert verdict.findings == ()


def test_a_units_wrong_sum_over_its_fields_is_warned_about(read):
    rows = [["I", "Sở Tư pháp", *GOOD], *BLOCKS[1:3]]
    assert {one.code for one in read(form_file(by_unit(rows))).findings} == {"total_mismatch"}


def test_a_table_of_another_unit_below_is_that_units(read):
    first = dossiers([[1, "Hộ tịch", *GOOD]], reporter="Sở Tư pháp")
    second = [[], ["", "", "Đơn vị báo cáo: Sở Y tế"], *DOSSIER_HEADINGS, [1, "Dược", *GOOD]]
    assert keys(read(book([*first, *second]))) == [
        ("kg-so-tu-phap", "Hộ tịch"),
        ("kg-so-y-te", "Dược"),
    ]


def test_a_table_of_another_form_below_is_refused_not_taken_for_the_first(read):
    below = indicators([[1, "on_time_rate", "", 5, 10]], period="Quý III/2023")
    verdict = read(book([*dossiers([[1, "Hộ tịch", *GOOD]]), [], *below]))
    assert [one.code for one in verdict.findings] == [FindingCode.SEVERAL_FORMS]
    assert keys(verdict) == [("kg-907", "Hộ tịch")]


@pytest.mark.parametrize(
    "row",
    [["", "", *GOOD], ["", "Toàn huyện", *GOOD], ["", "Tổng cấp huyện", *GOOD],
     ["", "Tổng hợp toàn huyện", *GOOD], ["", "Lũy kế từ đầu năm", *TWICE],
     ["", "Cùng kỳ năm trước", *TWICE], ["", "- Khai sinh", *GOOD], ["TỔNG CỘNG", "", *GOOD],
     ["", "Trong đó: qua mạng", *GOOD], ["", "Bình quân", *GOOD], ["", "Ghi chú: tạm tính", 5]],
    ids=lambda row: row[1] or "no label",
)  # fmt: skip
def test_a_row_that_sums_details_or_compares_is_no_field(read, row):
    verdict = read(form_file(dossiers([[1, "Hộ tịch", *GOOD], row])))
    assert keys(verdict) == [("kg-907", "Hộ tịch")]
    # What adds up the rows above is tested; what says something else is told to be left out.
    sums = not row[1] or "oàn huyện" in row[1] or "Tổng" in row[1]
    said = [] if sums else [(FindingCode.LEFT_OUT, "B10", row[1])]
    assert [(one.code, one.cell, one.found) for one in verdict.findings] == said


def test_a_numbered_field_may_begin_like_a_sum(read):
    rows = [[1, "Cộng đồng", *GOOD], [2, "Tổng hợp báo cáo", *GOOD]]
    assert len(keys(read(form_file(dossiers(rows))))) == 2


def test_fields_may_be_numbered_like_sections(read):
    rows = [["I", "Hộ tịch", *GOOD], ["II", "Đất đai", *GOOD], ["", "Cộng", *TWICE]]
    verdict = read(form_file(dossiers(rows)))
    assert keys(verdict) == [("kg-907", "Hộ tịch"), ("kg-907", "Đất đai")]
    assert verdict.findings == ()


def test_a_merged_title_does_not_hide_that_the_heading_has_no_merged_areas(read):
    rows = dossiers([[1, "Hộ tịch", *GOOD]])
    assert len(read(book(rows, merges=["A1:F1"])).observations) == len(GOOD)
