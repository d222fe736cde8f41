"""An annex of goals: matched by exact title, compared with the catalogue, kept as a record."""

from datetime import date

import pytest

from kpis.intake.checking import check, check_and_record
from kpis.intake.goal_wording import read_wording
from kpis.intake.verdict import FindingCode, Severity
from tests.conftest import MACHINE
from tests.intake.builders import xlsx

HEADER = ["TT", "Mục tiêu, chỉ tiêu", "Đơn vị tính", "Mục tiêu đến năm 2025", "Ghi chú"]
PAID = "Giao dịch thanh toán trực tuyến (trong số TTHC đã triển khai thanh toán trực tuyến)"
FILES = "Hồ sơ công việc xử lý trên môi trường mạng"


def annex(*rows, header=HEADER, **options):
    return xlsx([["PHỤ LỤC MỤC TIÊU"], header, *rows], sheet="Mục tiêu", **options)


def given(verdict):
    return [(one.indicator, one.comparator, one.value, one.level) for one in verdict.targets]


def found(verdict):
    return [(one.code.value, one.severity.value, one.cell) for one in verdict.findings]


@pytest.mark.parametrize(
    ("text", "value", "comparator"),
    [("Tối thiểu 80%", 80, ">="), ("từ 30% trở lên", 30, ">="), ("90%", 90, None),
     ("≥ 97,5 %", 97.5, ">="), ("trên 98%", 98, ">"), ("không quá 15 phút/lượt", 15, "<="),
     ("dưới 5%", 5, "<"), ("không dưới 60%", 60, ">="), ("< 3", 3, "<"), ("tối đa 2.5%", 2.5, "<="),
     ("đến năm 2025 đạt 100%", 100, None)],
)  # fmt: skip
def test_a_wording_says_a_number_and_how_it_is_compared(text, value, comparator):
    wording = read_wording(text)
    assert (wording.value, wording.comparator) == (value, comparator)


@pytest.mark.parametrize("text", ["Hoàn thành", "70-80%", "30% năm 2023, 50% năm 2025", ""])
def test_a_wording_without_one_clear_number_says_nothing(text):
    assert read_wording(text) is None


def test_goals_are_told_by_title_and_level(read):
    verdict = read(annex(["I", "Cải cách thủ tục hành chính"], [5, PAID, "%", "từ 30% trở lên"],
                         [6, f"{FILES}: cấp huyện", "%", "80%"]))  # fmt: skip
    assert given(verdict) == [
        ("online_payment_rate", ">=", 30, None), ("network_dossier_rate", ">=", 80, "district")
    ]  # fmt: skip
    assert verdict.findings == ()
    assert [(one.due, one.cell, one.wording) for one in verdict.targets] == [
        ("2025", "D4", "từ 30% trở lên"), ("2025", "D5", "80%")
    ]  # fmt: skip


def test_goals_are_told_by_their_codes(read):
    verdict = read(annex(["T2.5", "Thanh toán", "%", "30%"], ["T6.5b", "Hồ sơ", "%", "80%"]))
    assert given(verdict) == [
        ("online_payment_rate", ">=", 30, None), ("network_dossier_rate", ">=", 80, "district")
    ]  # fmt: skip


def test_a_goal_that_differs_from_the_catalogue_s_is_a_warning(read):
    verdict = read(annex([1, PAID, "%", "Tối thiểu 40%"]))
    assert found(verdict) == [("target_differs", "warning", "D3")]
    assert verdict.findings[0].facts == {"expected": 30, "due": "2025"}
    assert given(verdict) == [("online_payment_rate", ">=", 40, None)]


def test_a_goal_the_catalogue_does_not_have_is_a_warning(read):
    header = [*HEADER[:3], "Mục tiêu đến năm 2030", ""]
    [one] = read(annex([1, PAID, "%", "50%"], header=header)).findings
    assert (one.code, one.facts["missing"]) == (FindingCode.TARGET_DIFFERS, True)


def test_columns_of_several_years_are_read_each(read):
    header = [*HEADER[:3], "Mục tiêu đến năm 2025", "Mục tiêu đến năm 2030"]
    verdict = read(annex([1, PAID, "%", "30%", "50%"], header=header))
    assert [(one.value, one.due) for one in verdict.targets] == [(30, "2025"), (50, "2030")]


def test_a_nearly_matching_title_is_never_matched(read):
    verdict = read(annex([1, "Giao dịch thanh toán trực tuyến khác", "%", "30%"]))
    assert found(verdict) == [("unknown_indicator", "warning", "B3")]
    assert verdict.targets == ()


def test_a_row_without_a_goal_is_passed_over(read):
    verdict = read(annex(["(1)", "(2)", "(3)", "(4)"], [1, "Hoàn thiện thể chế", "", "-"],
                         ["", "Người lập biểu"], [2, "Việc khác", "", "30%"]))  # fmt: skip
    assert (verdict.targets, verdict.findings) == ((), ())


def test_a_goal_nobody_can_read_is_an_error(read):
    assert found(read(annex([1, PAID, "%", "khoảng 30-40%"]))) == [("not_a_number", "error", "D3")]


def test_a_fraction_is_asked_for_unless_excel_shows_a_percentage(read):
    [one] = read(annex([1, PAID, "%", 0.3])).findings
    assert (one.code, one.severity) == (FindingCode.FRACTION_OR_PERCENT, Severity.ERROR)

    def shown(_, page):
        page["D3"].number_format = "0%"

    assert given(read(annex([1, PAID, "%", 0.3], change=shown))) == [
        ("online_payment_rate", ">=", 30, None)
    ]


def test_a_goal_twice_is_an_error(read):
    verdict = read(annex([1, PAID, "%", "30%"], [2, PAID, "%", "30%"]))
    assert found(verdict) == [("duplicate_row", "error", "D4")]


def test_storing_keeps_the_annex_and_leaves_the_catalogue_s_goals(house):
    files = [("muc_tieu.xlsx", annex([1, PAID, "%", "Tối thiểu 40%"]))]
    [(_, submission)] = check_and_record(house, files, MACHINE, "đã đối chiếu", date(2024, 1, 5))
    with house.store.reader(house.store.version()) as con:
        kept = con.execute("SELECT submission, indicator, value, due FROM given_target").fetchall()
        goal = con.execute(
            "SELECT target FROM target WHERE indicator = 'online_payment_rate' AND org_unit = 'kg'"
        ).fetchone()
    assert kept == [(submission, "online_payment_rate", 40, "2025")]
    assert goal == (30,)
    [again] = check(house, files, date(2024, 1, 6))
    assert again.verdict.duplicate_of == submission
