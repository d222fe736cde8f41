"""How odd a figure is: worked by hand, and never odd where numbers are small."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.domain.surprise import count_surprise, rate_surprise, slip, times_apart

HISTORY = [200, 210, 190, 205, 195]


def test_a_count_is_measured_in_usual_deviations_from_the_median():
    # Median 200; distances 0, 10, 10, 5, 5 have the median 5: a spread of 7.413. Allowed:
    # √(7.413² + 200 + 20²) = √654.95 = 25.592. And 2,000 is 1,800 away: 70.33 of those.
    assert count_surprise(HISTORY, 2000) == pytest.approx(70.33, abs=0.01)
    assert count_surprise(HISTORY, 200) == 0


def test_small_counts_move_by_chance():
    # Median 2, no spread: √(0 + 2 + 0.2²) = 1.428, and 7 is 5 away.
    assert count_surprise([2, 2, 2, 2, 2], 7) == pytest.approx(3.50, abs=0.01)


def test_one_odd_period_before_does_not_hide_the_next():
    assert count_surprise([*HISTORY, 2000], 2000) > 50


def test_a_history_that_swings_is_no_surprise():
    assert count_surprise([50, 400, 120, 800, 230], 900) < 3


def test_how_many_times_a_count_is_another():
    assert times_apart(199, 9) == 20
    assert times_apart(9, 199) == 20
    assert times_apart(0, 0) == 1


@pytest.mark.parametrize(
    ("value", "factor"),
    [(2000, 10), (20_000, 100), (205_000, 1000), (20, 0.1), (2, 0.01), (600, None), (0, None)],
)
def test_a_slip_is_a_nought_or_a_mark_of_thousands(value, factor):
    assert slip(HISTORY, value) == factor


def test_a_history_of_nothing_knows_no_slip():
    assert slip([0, 0, 0, 0, 0], 40) is None


def test_a_rate_is_measured_with_the_chance_of_its_count():
    # Median 0.98, no spread; of 100: (98 + 1) / 102 = 0.9706, √(0.9706 × 0.0294 / 100) = 0.01689;
    # with one point √(0.01689² + 0.01²) = 0.01963. And 60 % is 38 points away: 19.36 of those.
    history = [(98, 100)] * 5
    assert rate_surprise(history, 60, 100) == pytest.approx(19.36, abs=0.01)
    # Of 5: (4.9 + 1) / 7 = 0.8429, √(0.8429 × 0.1571 / 5) = 0.1628: three of five is little.
    assert rate_surprise(history, 3, 5) == pytest.approx(2.33, abs=0.01)


def test_a_rate_of_nothing_is_no_surprise():
    assert rate_surprise([(98, 100)] * 5, 0, 0) == 0


@given(st.lists(st.integers(0, 20), min_size=5, max_size=12), st.integers(0, 20))
def test_surprise_is_a_number_and_none_at_the_median(history, value):
    assert 0 <= count_surprise(history, value) < 1000
    assert count_surprise([value] * 5, value) == 0
