from datetime import date, datetime

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from kpis.intake.cells import NOTHING, Cell, holds_number, in_brackets, read_count, read_rate
from kpis.intake.verdict import FindingCode


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (12, 12), (12.0, 12), ("12", 12), ("1.234", 1234), ("1 234", 1234), ("2\u00a0378", 2378),
        (" 87\u00a0", 87), ("1,234", 1234), ("1.234.567", 1234567), ("1.234 hồ sơ", 1234),
        ("12,0", 12), ("1.234,0", 1234), ("0", 0), (0, 0),
    ],
)  # fmt: skip
def test_a_count_is_read_however_it_is_typed(typed, value):
    assert read_count(typed) == Cell(value)


@pytest.mark.parametrize(
    "typed", ["", " ", "-", "–", "…", "...", "x", "X", "\u00a0", "n/a", "không phát sinh"]
)
def test_missing_is_not_zero(typed):
    assert read_count(typed) == NOTHING
    assert read_count(typed).missing


def test_a_form_may_say_that_its_words_mean_zero():
    assert read_count("Không phát sinh", frozenset({"khong phat sinh"})) == Cell(0)
    assert read_count("-", frozenset({""})).missing


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("đang cập nhật", FindingCode.NOT_A_NUMBER), (12.5, FindingCode.NOT_A_NUMBER),
        ("1.23", FindingCode.NOT_A_NUMBER), ("1.234,5", FindingCode.NOT_A_NUMBER),
        ("1.2.3", FindingCode.NOT_A_NUMBER), ("1.234.5", FindingCode.NOT_A_NUMBER),
        (True, FindingCode.NOT_A_NUMBER), (date(2024, 1, 1), FindingCode.NOT_A_NUMBER),
        (datetime(2024, 1, 1), FindingCode.NOT_A_NUMBER),
        ("98,5%", FindingCode.FRACTION_OR_PERCENT), ("0,985", FindingCode.FRACTION_OR_PERCENT),
        ("0.985", FindingCode.FRACTION_OR_PERCENT), (0.985, FindingCode.FRACTION_OR_PERCENT),
    ],
)  # fmt: skip
def test_what_is_no_count_has_no_value(typed, problem):
    assert read_count(typed) == Cell(None, problem)


@pytest.mark.parametrize("typed", [-3, "-3", "−3"])
def test_a_negative_count_keeps_its_value_beside_the_problem(typed):
    assert read_count(typed) == Cell(-3, FindingCode.NEGATIVE_COUNT)


@pytest.mark.parametrize(
    ("typed", "inside"),
    [("(5)", 5), ("( 1.481 )", 1481), ("(12) hồ sơ", 12), ("(1.234,5)", 1234.5), ("(0)", 0)],
)
def test_a_number_in_brackets_has_two_meanings_and_none_is_guessed(typed, inside):
    assert read_count(typed, whole=False) == Cell(None, FindingCode.NOT_A_NUMBER)
    assert in_brackets(typed) == inside
    assert holds_number(typed)


@pytest.mark.parametrize("text", ["5", "(x)", "()", "(a1)", "-(5)", "(5", 5, None, "(5%)"])
def test_nothing_else_is_a_number_in_brackets(text):
    assert in_brackets(text) is None


def test_amounts_may_have_decimals_where_the_column_allows_them():
    assert read_count("1.234,5", whole=False) == Cell(1234.5)


@given(st.integers(0, 10**9))
def test_every_count_written_the_vietnamese_way_is_read_back(number):
    assert read_count(format_decimal(number, locale="vi")) == Cell(number)
    assert read_count(str(number)) == Cell(number)


@given(st.text(max_size=12))
def test_no_text_makes_reading_fail_or_gives_a_number_of_letters(text):
    cell = read_count(text)
    assert cell.value is None or any(letter.isdigit() for letter in text)


@pytest.mark.parametrize(
    ("typed", "rate"),
    [("99,62%", (99.62, True)), ("99.62 %", (99.62, True)), (0.9962, (0.9962, False)),
     ("98,5", (98.5, False)), ("", (None, False)), (True, (None, False)), ("x%", (None, True))],
)  # fmt: skip
def test_a_printed_rate_says_whether_it_has_its_sign(typed, rate):
    assert read_rate(typed) == rate
