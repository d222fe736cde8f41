"""Projection: worked by hand where that is possible, and right on average where it is not."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.domain.projection import COVERED, LEAST_QUARTERS, Outlook, Projection, project

# Quý I/2021 ends in month 3; a quarter is three steps.
QUARTERS = [3 * number for number in range(1, 17)]


def straight(count, start=40.0, each=1.0):
    return [(at, start + each * place) for place, at in enumerate(QUARTERS[:count])]


def test_a_straight_line_goes_on_with_no_range():
    # 40, 41, … 51 in twelve quarters; four quarters on is 55.
    found = project(straight(12), QUARTERS[15])
    assert (found.value, found.low, found.high) == pytest.approx((55, 55, 55))
    assert (found.quarters, found.errors) == (12, 7)


def test_a_season_comes_again():
    # Flat at 50, but 10 more in every fourth quarter.
    points = [(at, 60.0 if at % 12 == 0 else 50.0) for at in QUARTERS[:12]]
    assert project(points, QUARTERS[15]).value == pytest.approx(60)
    assert project(points, QUARTERS[14]).value == pytest.approx(50)


def test_one_odd_quarter_does_not_bend_the_trend():
    points = straight(12)
    points[7] = (points[7][0], 0.0)
    assert project(points, QUARTERS[15]).value == pytest.approx(55, abs=0.5)


def test_a_new_level_is_followed_within_a_year():
    points = straight(8, 40, 0) + [(at, 70.0) for at in QUARTERS[8:12]]
    assert project(points, QUARTERS[12]).value > 60


@pytest.mark.parametrize("count", [0, 1, LEAST_QUARTERS - 1])
def test_too_short_a_history_says_nothing(count):
    assert project(straight(count), 100) is None


def test_the_past_is_not_projected():
    assert project(straight(12), QUARTERS[11]) is None


@pytest.mark.parametrize(
    ("low", "high", "sign", "outlook"),
    [
        (90, 95, 1, Outlook.LIKELY),
        (89.9, 95, 1, Outlook.POSSIBLE),
        (80, 90, 1, Outlook.POSSIBLE),
        (80, 89.9, 1, Outlook.UNLIKELY),
        (85, 90, -1, Outlook.LIKELY),
        (85, 90.1, -1, Outlook.POSSIBLE),
        (90, 95, -1, Outlook.POSSIBLE),
        (90.1, 95, -1, Outlook.UNLIKELY),
    ],
)
def test_the_outlook_follows_from_the_range_and_the_goal(low, high, sign, outlook):
    found = Projection(0, (low + high) / 2, low, high, 12, 8)
    assert found.outlook(90, sign) is outlook


def test_no_rate_is_projected_beyond_what_there_can_be():
    found = Projection(0, 103, 97, 109, 12, 8).within(0, 100)
    assert (found.value, found.low, found.high) == (100, 97, 100)


def test_the_range_holds_the_truth_about_as_often_as_it_says():
    dice, held, tried = random.Random(41), 0, 0
    for _ in range(400):
        each = dice.uniform(-0.5, 1)
        points = [(at, 50 + each * place + dice.gauss(0, 2)) for place, at in enumerate(QUARTERS)]
        found = project(points[:13], points[15][0])
        held += found.low <= points[15][1] <= found.high
        tried += 1
    assert COVERED - 0.1 <= held / tried <= 0.99


@given(
    st.lists(st.floats(0, 100), min_size=LEAST_QUARTERS, max_size=16),
    st.floats(-1000, 1000),
)
def test_a_series_moved_up_is_projected_moved_up(values, more):
    points = list(zip(QUARTERS, values, strict=False))
    moved = [(at, value + more) for at, value in points]
    here, there = project(points, 60), project(moved, 60)
    if here is None:
        assert there is None
    else:
        assert there.value == pytest.approx(here.value + more, abs=1e-6)
        assert there.high - there.low == pytest.approx(here.high - here.low, abs=1e-6)
