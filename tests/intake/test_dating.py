from datetime import date

import pytest

from kpis.intake.dating import date_sheet
from kpis.intake.periods import read_periods, read_span
from kpis.intake.titles import Title
from kpis.intake.verdict import Severity


def title(*texts):
    return Title(tuple(((row, 0), text) for row, text in enumerate(texts)))


def dated(*texts, sheet="Sheet1", file="bieu.xlsx"):
    return date_sheet(title(*texts), sheet, file, 14)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kỳ báo cáo: Quý III/2023", "2023-Q3"), ("QUÝ 3 NĂM 2023", "2023-Q3"),
        ("Quý II.2020", "2020-Q2"), ("6 tháng đầu năm 2024", "2024-H1"),
        ("9 tháng năm 2024", "2024-9M"), ("Năm 2022", "2022"), ("Kỳ báo cáo: 2022", "2022"),
        ("Tháng 5 năm 2024", "2024-05"), ("(Từ ngày 15/6/2023 đến ngày 14/9/2023)", "2023-Q3"),
        ("Từ ngày 01/01/2024 đến hết ngày 30/06/2024", "2024-H1"),
        ("Từ 15.12.2023 đến 14.3.2024", "2024-Q1"),
    ],
)  # fmt: skip
def test_a_period_is_read_however_it_is_written(text, code):
    assert [one.period.code for one in read_periods(text, 14)] == [code]


@pytest.mark.parametrize(
    "text",
    ["Thông tư số 01/2020/TT-VPCP ngày 21/10/2020", "ngày 3 tháng 9 năm 2023", "Quý III",
     "Từ ngày 31/2/2023 đến ngày 14/9/2023", "Từ ngày 1/6/2023 đến ngày 9/9/2023"],
)  # fmt: skip
def test_other_dates_are_no_periods(text):
    assert read_periods(text, 14) == []


def test_a_span_has_two_days():
    assert read_span("từ ngày 1/6/2023 đến ngày 9/9/2023") == (date(2023, 6, 1), date(2023, 9, 9))


def test_the_title_comes_before_the_sheets_name_and_that_before_the_files():
    assert dated("Quý I/2024").period.code == "2024-Q1"
    assert dated("Biểu", sheet="Quý II.2024").period.code == "2024-Q2"
    assert dated("Biểu", file="bao_cao_quy3_2024.xlsx").period.code == "2024-Q3"


def test_a_year_beside_a_quarter_is_no_contradiction():
    assert dated("Kế hoạch năm 2024", "Quý I/2024").period.code == "2024-Q1"


@pytest.mark.parametrize(
    "texts",
    [("Quý I/2024", "Từ ngày 15/3/2024 đến ngày 14/6/2024"),
     ("Quý I/2024", "Từ ngày 10/3/2024 đến ngày 9/6/2024"), ("Quý I/2024", "Quý II/2024")],
)  # fmt: skip
def test_a_title_that_contradicts_itself_gives_no_period_but_both_readings(texts):
    dating = dated(*texts)
    assert dating.period is None
    finding = dating.findings[0]
    assert (finding.severity, finding.cell) == (Severity.ERROR, "A1")
    assert (finding.facts["one"], finding.facts["other"]) == texts


def test_a_sheets_name_from_another_quarter_is_an_error():
    assert dated("Quý I/2024", sheet="Quý IV.2023").period is None


def test_a_files_name_from_another_quarter_only_warns():
    dating = dated("Quý I/2024", file="quy4_2023.xlsx")
    assert dating.period.code == "2024-Q1"
    assert dating.findings[0].severity is Severity.WARNING


def test_days_that_units_choose_themselves_do_not_matter():
    assert dated("Quý I/2024", "Từ ngày 10/12/2023 đến ngày 9/3/2024").period.code == "2024-Q1"


def test_no_period_at_all_is_an_error():
    assert dated("Biểu").findings[0].severity is Severity.ERROR
