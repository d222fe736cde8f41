import re
from urllib.parse import unquote

import pytest

from kpis.charts.bullet import bullet
from kpis.charts.sparkline import sparkline
from tests.charts.conftest import HOSTILE


def lines(markup):
    return re.findall(r'<polyline points="([^"]*)"', unquote(markup))


def test_a_sparkline_is_not_drawn_across_a_missing_period(theme):
    assert len(lines(sparkline([1, 2, 3, 4], theme, "Diễn biến"))) == 1
    assert len(lines(sparkline([1, 2, None, 3, 4], theme, "Diễn biến"))) == 2


def test_a_lonely_value_is_a_point(theme):
    found = unquote(sparkline([1, None, 3, 4], theme, "Diễn biến"))
    assert len(lines(found)) == 1
    assert found.count("<circle") == 2


def test_a_sparkline_shows_the_target_and_the_last_value_in_the_colour_of_its_status(theme):
    found = unquote(sparkline([1, 2], theme, "x", target=5.0, status="behind"))
    assert "stroke-dasharray" in found
    assert theme.tone("behind").mark in found
    assert "stroke-dasharray" not in unquote(sparkline([1, 2], theme, "x"))


def test_a_sparkline_of_one_level_or_of_nothing_is_drawn(theme):
    assert lines(sparkline([7, 7, 7], theme, "x"))
    assert "<circle" not in unquote(sparkline([None, float("nan")], theme, "x", target=3))
    assert 'alt="x"' in sparkline([], theme, "x")


def test_the_text_of_a_sparkline_cannot_become_markup(theme):
    assert "<img src=x" not in sparkline([1, 2], theme, HOSTILE)


def test_a_bar_is_as_long_as_its_share():
    found = bullet(40.0, 50.0, 80.0, "behind", "40 %")
    assert 'k-b-bar" style="width:40.0%' in found
    assert 'k-b-expected" style="left:50.0%' in found
    assert 'k-b-target" style="left:80.0%' in found
    assert "k-s-behind" in found


@pytest.mark.parametrize(("value", "width"), [(-5.0, "0.0"), (130.0, "100.0")])
def test_a_bar_stays_on_its_scale(value, width):
    assert f"width:{width}%" in bullet(value, None, None, "met", "x")


def test_a_missing_value_is_no_bar_of_length_zero():
    found = bullet(None, 50.0, float("nan"), "not_enough_data", "x")
    assert "k-b-bar" not in found
    assert "k-b-target" not in found


def test_bounds_are_drawn_where_they_say_something():
    assert 'left:30.0%;width:20.0%"' in bullet(40, 1, 1, "met", "x", bounds=(30, 50))
    assert "k-b-bounds" not in bullet(40, 1, 1, "met", "x", bounds=(40, 40))
    assert "k-b-bounds" not in bullet(40, 1, 1, "met", "x", bounds=(None, 50))
    assert "width:50.0%" in bullet(10, 1, 1, "met", "x", top=20)


def test_a_bar_says_in_words_what_it_shows():
    found = bullet(40, 50, 80, "behind", HOSTILE)
    assert "<img" not in found
    assert 'role="img"' in found
