from datetime import date

import pytest

from kpis.domain.periods import Period
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
        ("Từ 15.12.2023 đến 14.3.2024", "2024-Q1"), ("Từ 15/12 đến 14/3/2024", "2024-Q1"),
        ("(15/3/2024 - 14/6/2024)", "2024-Q2"), ("12 tháng năm 2024", "2024"),
        ("từ ngày 15 tháng 12 năm 2023 đến ngày 14 tháng 3 năm 2024", "2024-Q1"),
        ("Năm 2024 - Quý II", "2024-Q2"), ("2024-Q1 II.06a tong hop.xlsx", "2024-Q1"),
        ("Quý 3 II.06a 2023", "2023-Q3"), ("Quý II/2024 so với Quý II/2023", "2024-Q2"),
        ("Báo cáo quý I, nhiệm vụ trọng tâm quý II năm 2024", "2024-Q1"),
        ("6 tháng đầu năm, phương hướng 6 tháng cuối năm 2024", "2024-H1"),
        ("Thực hiện nhiệm vụ Quý II/2024", "2024-Q2"),
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


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Quý II và 6 tháng đầu năm 2024", ["2024-Q2", "2024-H1"]),
        ("Quý III, 9 tháng năm 2024", ["2024-Q3", "2024-9M"]),
        ("Quý IV và năm 2024", ["2024-Q4", "2024"]), ("Quý IV, cả năm 2024", ["2024-Q4", "2024"]),
        ("Quý I, II năm 2024", ["2024-Q1", "2024-Q2"]),
        ("quý I và quý II/2024", ["2024-Q1", "2024-Q2"]),
        ("Tháng 6 và 6 tháng đầu năm 2024", ["2024-06", "2024-H1"]),
        ("Từ tháng 1 đến tháng 6 năm 2024", ["2024-01", "2024-06"]),
        ("Quý I năm 2023 và Quý I năm 2024", ["2023-Q1", "2024-Q1"]),
        ("Tháng 5 và 5 tháng đầu năm 2024", ["2024-05", None]),
        ("10 tháng năm 2024", [None]), ("6 tháng cuối năm 2024", [None]),
        ("hồ sơ quá hạn trên 3 tháng", []), ("giai đoạn 2021-2025, quý I", []),
    ],
)  # fmt: skip
def test_words_may_name_several_periods_or_months_that_are_none(text, codes):
    found = [one.period.code if one.period else None for one in read_periods(text, 14)]
    assert found == codes


@pytest.mark.parametrize(
    "text", ["Quý II và 6 tháng đầu năm 2024", "Quý IV và năm 2024", "Quý I, II năm 2024"]
)
def test_a_text_that_names_two_periods_is_asked_about_unless_its_dates_say_which(text):
    asked = dated(text)
    assert asked.period is None
    [finding] = asked.findings
    assert (finding.severity, finding.cell) == (Severity.ERROR, "A1")
    assert finding.facts["one"] == finding.facts["other"] == text
    first, second = finding.facts["periods"]
    for code in (first, second):
        for begins, ends in windows(code):
            settled = dated(text, f"(Từ ngày {begins:%d/%m/%Y} đến ngày {ends:%d/%m/%Y})")
            assert (settled.period.code, settled.findings) == (code, [])


def windows(code):
    period = Period.parse(code)
    return [period.window(), (period.starts, period.ends)]


def test_dates_of_a_third_period_settle_nothing():
    texts = ("Quý II và 6 tháng đầu năm 2024", "Từ ngày 15/6/2024 đến ngày 14/9/2024")
    assert dated(*texts).period is None


def test_two_periods_in_two_cells_are_settled_by_dates_too():
    texts = ("Quý I/2024", "Quý II/2024", "Từ ngày 15/3/2024 đến ngày 14/6/2024")
    assert dated(*texts).period.code == "2024-Q2"


def test_months_that_are_no_period_are_asked_about_and_no_year_is_taken_instead():
    for text in ("10 tháng năm 2024", "6 tháng cuối năm 2024"):
        asked = dated(text, file="bao cao nam 2024.xlsx")
        assert asked.period is None
        assert asked.findings[0].found == text


def test_a_name_with_two_periods_is_asked_about():
    assert dated("Biểu", sheet="Quý II và 6 tháng 2024").period is None
    assert dated("Biểu", file="quy II va 6 thang dau nam 2024.xlsx").period is None
    warned = dated("Quý I/2024", file="quy II va 6 thang dau nam 2024.xlsx")
    assert (warned.period.code, warned.findings[0].severity) == ("2024-Q1", Severity.WARNING)
    assert dated("Quý II/2024", file="quy II va 6 thang dau nam 2024.xlsx").findings == []


def test_a_quarter_takes_its_year_from_where_a_year_stands():
    assert dated("Kỳ báo cáo: Quý II", "Năm 2024").period.code == "2024-Q2"
    assert dated("Biểu", sheet="Quý II", file="bao cao nam 2024.xlsx").period.code == "2024-Q2"
    assert dated("Quý II").period is None


def test_a_sheet_named_for_another_quarter_of_the_year_is_an_error():
    assert dated("Quý II/2024", sheet="Quý I").period is None
    assert dated("Kỳ báo cáo: Năm 2024", sheet="Quý I").period is None
    assert dated("Quý II/2024", sheet="Quý 2").period.code == "2024-Q2"


def test_dates_that_last_longer_than_the_period_named_contradict_it():
    # Both end in June; by days that no calendar has, so that no period is read from them.
    texts = ("Quý II/2024", "Từ ngày 10/12/2023 đến ngày 9/6/2024")
    assert dated(*texts).period is None


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
