from datetime import datetime

import pytest

from kpis.intake.saying import sentence
from kpis.intake.verdict import FindingCode
from kpis.words import Words
from tests.intake.builders import indicators, xlsx

RATE = "internal_electronic_transfer_rate"
TITLE = "Hồ sơ giải quyết TTHC luân chuyển trong nội bộ giữa các cơ quan bằng phương thức điện tử"


def file(rows, *, hide="", **options):
    def change(_, page):
        for letter in hide:
            page.column_dimensions[letter].hidden = True

    return xlsx(indicators(rows, **options), sheet="Chỉ tiêu", change=change)


def found(verdict):
    return {(one.code.value, one.cell) for one in verdict.findings}


def figures(verdict):
    return {(one.org_unit, one.item): one.value for one in verdict.observations}


def test_one_unit_reports_one_indicator_a_row(read):
    verdict = read(file([[1, RATE, TITLE, 80, 100, "=D6/E6*100", ""]], hide="B"))
    assert figures(verdict) == {
        ("kg-so-tu-phap", f"{RATE}.numerator"): 80,
        ("kg-so-tu-phap", f"{RATE}.denominator"): 100,
    }
    assert verdict.findings == ()
    assert verdict.illustrative
    sheet = verdict.sheets[0]
    assert (sheet.form, sheet.period, sheet.org_unit) == ("KPI-Q", "2024-Q3", "kg-so-tu-phap")


def test_an_indicator_without_its_id_is_known_by_its_title(read):
    assert len(read(file([[1, "", TITLE.upper(), 80, 100, "", ""]])).observations) == 2


def test_many_units_stand_in_their_rows_by_id_or_name(read):
    rows = [[1, RATE, TITLE, "STP", "kg-so-tu-phap", 8, 10, 80, ""],
            [2, RATE, TITLE, "H. Gò Quao", "", 9, 10, 0.9, ""],
            [3, RATE, TITLE, "Gồng Riềng", "", 9, 10, 90, ""]]  # fmt: skip
    verdict = read(file(rows, reporter="UBND tỉnh Kiên Giang", units=True, hide="BE"))
    assert {unit for unit, _ in figures(verdict)} == {"kg-so-tu-phap", "kg-907"}
    assert found(verdict) == {("unknown_org_unit", "D8")}


def test_every_problem_of_a_row_is_reported(read):
    rows = [[1, "la", "Lạ", 1, 2, "", ""], [2, RATE, TITLE, 101, 100, 90, ""],
            [3, RATE, TITLE, 1, 2, "", ""], [4, "satisfaction_rate", "", "chờ", 2, "", ""],
            [5, "regulation_cut_rate", "", 1, 2, 50, ""]]  # fmt: skip
    assert found(read(file(rows))) == {
        ("unknown_indicator", "C6"), ("identity_broken", "D7"), ("duplicate_row", "C8"),
        ("printed_rate_contradicts_counts", "F7"), ("not_a_number", "D9"),
        ("not_applicable", "C10"),
    }  # fmt: skip


def test_a_rate_without_counts_is_kept_as_a_value_if_it_is_clear(read):
    rows = [[1, RATE, TITLE, "", "", "98,5%", ""], [2, "satisfaction_rate", "", "", "", 91.5, ""]]
    assert figures(read(file(rows))) == {
        ("kg-so-tu-phap", f"{RATE}.value"): 98.5,
        ("kg-so-tu-phap", "satisfaction_rate.value"): 91.5,
    }


def test_a_rate_that_may_be_a_fraction_or_a_percentage_is_asked_about(read):
    verdict = read(file([[1, RATE, TITLE, "", "", 0.985, ""]]))
    assert found(verdict) == {("fraction_or_percent", "F6")}
    assert verdict.observations == ()


def test_a_reduction_is_reckoned_the_other_way_round(read):
    rows = [[1, "payroll_reduction", "", 90, 100, 10, ""]]
    assert found(read(file(rows, reporter="UBND tỉnh Kiên Giang"))) == set()


def test_a_workbook_without_a_reporting_unit_says_so(read):
    verdict = read(file([[1, RATE, TITLE, 1, 2, "", ""]], reporter=""))
    assert {one.code for one in verdict.findings} == {FindingCode.UNKNOWN_ORG_UNIT}


@pytest.mark.parametrize("title", [TITLE, ""])
@pytest.mark.parametrize(
    ("cells", "code", "cell"),
    [(("", "", "chưa tính"), "not_a_number", "F6"), (("", "", "97.5.1"), "not_a_number", "F6"),
     (("", "", 150), "out_of_range", "F6"), (("", "", -5), "out_of_range", "F6"),
     (("97%", 1, ""), "fraction_or_percent", "D6"), ((0.97, 1, ""), "fraction_or_percent", "D6"),
     ((97.5, 100, ""), "not_a_number", "D6"), (("chờ", "chờ", ""), "not_a_number", "D6")],
)  # fmt: skip
def test_nothing_unreadable_is_passed_over_however_the_row_is_named(read, title, cells, code, cell):
    verdict = read(file([["", RATE, title, *cells, ""]]))
    assert (code, cell) in found(verdict)
    assert not verdict.accepted
    assert f"{RATE}.value" not in {one.item for one in verdict.observations}


@pytest.mark.parametrize("rate", ["#DIV/0!", "", "-"])
def test_a_rate_that_excel_could_not_reckon_says_nothing(read, rate):
    rows = [[1, RATE, TITLE, "", "", rate, ""], [2, "satisfaction_rate", "", 1, 2, 50, ""]]
    assert found(read(file(rows))) == set()


@pytest.mark.parametrize(
    ("cells", "cell", "place"), [((5, "", 50), "E6", "D6"), (("", 7, ""), "D6", "E6")]
)
def test_one_count_without_the_other_is_a_warning_where_it_is_missing(read, cells, cell, place):
    verdict = read(file([[1, RATE, TITLE, *cells, ""]]))
    assert found(verdict) == {("counterpart_missing", cell)}
    assert verdict.findings[0].facts["place"] == place
    assert verdict.accepted
    assert verdict.needs_reason


def test_money_may_have_decimals(read):
    cost = [1, "compliance_cost_cut_rate", "", "1.234,5", 2500, "", ""]
    verdict = read(file([cost], reporter="UBND tỉnh Kiên Giang"))
    assert figures(verdict)["kg", "compliance_cost_cut_rate.numerator"] == 1234.5


def test_a_units_name_merged_over_its_rows_is_that_of_all_but_a_blank_is_asked_about(read):
    rows = [[1, RATE, TITLE, "Sở Tư pháp", "", 8, 10, "", ""],
            [2, "satisfaction_rate", "", "", "", 9, 10, "", ""]]  # fmt: skip
    rows = indicators(rows, reporter="UBND tỉnh Kiên Giang", units=True)
    merged = read(xlsx(rows, merges=["D6:D7"]))
    assert {unit for unit, _ in figures(merged)} == {"kg-so-tu-phap"}
    assert len(merged.observations) == 4
    blank = read(xlsx(rows))
    assert found(blank) == {("unknown_org_unit", "D7")}
    assert "chưa ghi đơn vị" in sentence(Words("vi"), blank.findings[0])


def test_a_repeated_indicator_is_named_with_the_cell_of_the_first(read):
    verdict = read(file([[1, RATE, "", 1, 2, "", ""], [2, RATE, "", 1, 2, "", ""]]))
    said = sentence(Words("vi"), verdict.findings[0])
    assert TITLE in said
    assert "C6" in said


def test_a_day_in_a_count_is_said_as_people_write_days(read):
    verdict = read(file([[1, RATE, TITLE, datetime(2024, 3, 5), 100, "", ""]]))
    assert "05/03/2024" in sentence(Words("vi"), verdict.findings[0])
