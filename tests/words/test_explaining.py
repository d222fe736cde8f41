"""The sentence behind a status says the numbers that decide it, and enough of their digits."""

from math import nan

import pytest

from kpis.words import Words
from kpis.words.explaining import arithmetic, completeness, explanation

VI, EN = Words("vi"), Words("en")
FIGURE = {
    "status": "behind",
    "value": 60.0,
    "numerator": 60.0,
    "denominator": 100.0,
    "low": None,
    "high": None,
    "target": 97.0,
    "expected_now": 64.0,
    "gap": -4.0,
    "due": "2025",
    "period": "2023-Q1",
    "reported": 5,
    "expected": 5,
    "unit": "%",
    "decimals": 1,
}


def said(t=VI, **facts):
    return explanation(t, {**FIGURE, **facts}).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (
            {"status": "met", "value": 98.0, "gap": 34.0},
            "Đạt 98,0 %; mục tiêu 2025 là 97 %; vượt 1,0 điểm",
        ),
        (
            {"status": "on_track", "value": 66.0, "gap": 2.0},
            "Đạt 66,0 %; lộ trình đến Quý I/2023 cần 64,0 %; nhanh hơn 2,0 điểm",
        ),
        ({}, "Đạt 60,0 %; lộ trình đến Quý I/2023 cần 64,0 %; chậm 4,0 điểm"),
        (
            {"status": "off_track", "value": 30.0, "gap": -34.0},
            "Đạt 30,0 %; lộ trình đến Quý I/2023 cần 64,0 %; chậm 34,0 điểm",
        ),
        ({"status": "met", "value": 97.0}, "Đạt 97,0 %, đúng bằng mục tiêu 2025"),
        ({"status": "met", "value": 97 + 1e-7}, "Đạt 97,0000 %, đúng bằng mục tiêu 2025"),
        (
            {"status": "on_track", "value": 64.0, "gap": 0.0},
            "Đạt 64,0 %, đúng bằng lộ trình đến Quý I/2023",
        ),
        ({"status": "no_target"}, "Đạt 60,0 %; cấp này không được giao mục tiêu"),
        ({"status": "closed", "value": nan}, "Đơn vị đã kết thúc hoạt động trước khi hết kỳ này"),
        (
            {"status": "not_enough_data", "reported": 3},
            "Chưa đủ số liệu: 3/5 đơn vị",
        ),
        (
            {"status": "not_enough_data", "value": None, "denominator": None, "expected": 1},
            "Chưa có số liệu kỳ này",
        ),
        (
            {"status": "not_enough_data", "value": nan, "denominator": 0.0},
            "Mẫu số bằng 0 nên không tính được tỷ lệ kỳ này",
        ),
    ],
)
def test_a_status_is_explained_with_its_numbers(facts, sentence):
    assert said(**facts) == sentence


def test_two_numbers_that_differ_are_not_printed_alike():
    near = {"value": 85.96, "expected_now": 86.0, "gap": -0.04}
    assert said(**near) == "Đạt 85,96 %; lộ trình đến Quý I/2023 cần 86,00 %; chậm 0,04 điểm"
    assert said(EN, **near).startswith("Reached 85.96%; the path to Q1/2023 asks for 86.00%")


def test_a_goal_met_by_a_little_is_not_met_exactly():
    assert said(status="met", value=97.04) == "Đạt 97,04 %; mục tiêu 2025 là 97 %; vượt 0,04 điểm"


def test_a_goal_to_stay_under_is_met_from_below():
    met = said(status="met", value=2.0, target=3.0, gap=33.0)
    assert met == "Đạt 2,0 %; mục tiêu 2025 là 3 %; vượt 1,0 điểm"


@pytest.mark.parametrize("status", ["met", "on_track", "behind", "no_target", "closed"])
def test_both_languages_explain_every_status(status):
    assert said(EN, status=status) != said(VI, status=status)


@pytest.mark.parametrize(
    ("facts", "written"),
    [
        ({"numerator": 2191.0, "denominator": 2252.0, "value": 97.29}, "2.191 / 2.252 = 97,3 %"),
        ({"numerator": None}, ""),
        ({"numerator": nan, "denominator": nan}, ""),
        ({"denominator": 0.0}, ""),
    ],
)
def test_a_rate_is_written_as_its_division(facts, written):
    assert arithmetic(VI, {**FIGURE, **facts}).replace("\N{NO-BREAK SPACE}", " ") == written


@pytest.mark.parametrize(
    ("facts", "written"),
    [
        ({}, "5/5 đơn vị đã báo cáo"),
        ({"reported": 4}, "4/5 đơn vị đã báo cáo"),
        (
            {"reported": 4, "low": 71.74, "high": 75.0},
            "4/5 đơn vị đã báo cáo; từ 71,7 đến 75,0 % tùy các đơn vị chưa báo cáo",
        ),
    ],
)
def test_completeness_tells_the_range_the_silent_units_leave(facts, written):
    assert completeness(VI, {**FIGURE, **facts}).replace("\N{NO-BREAK SPACE}", " ") == written
