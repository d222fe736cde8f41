import math

from hypothesis import given
from hypothesis import strategies as st

from kpis.charts.runs import missing, runs, ticks, value_range

NUMBERS = st.floats(min_value=-1e6, max_value=1e6)


def test_none_and_nan_are_missing_and_zero_is_not():
    assert missing(None)
    assert missing(math.nan)
    assert not missing(0)


def test_a_line_stops_at_a_missing_value():
    assert runs([3, 6, 9, 12], [1, None, 2, 3]) == [[0], [2, 3]]


def test_a_line_stops_where_a_period_is_not_there_at_all():
    assert runs([3, 6, 12, 15], [1, 2, 3, 4]) == [[0, 1], [2, 3]]


def test_a_line_stops_where_the_definition_changes():
    assert runs([3, 6, 9, 12], [1, 2, 3, 4], breaks=[9]) == [[0, 1], [2, 3]]


def test_years_follow_each_other_too():
    assert runs([12, 24, 36], [1, 2, 3]) == [[0, 1, 2]]


def test_a_single_period_is_one_stretch_and_none_is_none():
    assert runs([3], [1.0]) == [[0]]
    assert runs([], []) == []
    assert runs([3, 6], [None, math.nan]) == []


@given(st.lists(st.none() | NUMBERS, max_size=30))
def test_every_known_value_is_drawn_once(values):
    places = [place for one in runs(range(len(values)), values) for place in one]
    assert places == [place for place, value in enumerate(values) if value is not None]


def test_percents_start_at_zero_unless_all_are_high():
    assert value_range([20, 95], "%")[0] == 0
    assert 80 < value_range([92, 95], "%")[0] < 92
    assert value_range([-3, 20], "%")[0] < -3


def test_there_is_little_room_above_a_hundred_percent():
    assert 100 < value_range([40, 100], "%")[1] < 104
    assert value_range([40, 120], "%")[1] > 120


def test_without_values_there_is_still_a_scale():
    assert value_range([None, math.nan], "%") == (0, 103.5)
    assert value_range([], "ngày")[0] == 0


@given(st.lists(NUMBERS, min_size=1), st.sampled_from(["%", "ngày"]))
def test_no_value_is_clipped(values, unit):
    low, high = value_range(values, unit)
    assert low <= min(values)
    assert high >= max(values)


@given(st.lists(NUMBERS, min_size=1), st.sampled_from(["%", "ngày"]))
def test_ticks_are_few_and_inside(values, unit):
    low, high = value_range(values, unit)
    found = ticks(low, high, unit)
    assert len(found) <= 6
    assert all(low - 1e-6 <= one <= high + 1e-6 for one in found)


def test_ticks_are_round_and_no_percent_is_above_a_hundred():
    assert ticks(0, 88) == [0, 20, 40, 60, 80]
    assert ticks(96.5, 103.2, "%")[-1] == 100
    assert ticks(96.5, 130, "%")[-1] == 130
