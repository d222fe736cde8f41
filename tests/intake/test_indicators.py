from kpis.intake.verdict import FindingCode
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
