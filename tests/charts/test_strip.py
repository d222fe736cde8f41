import json

import pytest

from kpis.charts.strip import Lane, Middle, StripDot, lifted, strip
from kpis.charts.theme import LIGHT
from tests.charts.conftest import HOSTILE


def dot(name, value, **more):
    return StripDot(name, value, f"{value}", f"{value} điểm", **more)


LANES = [
    Lane("Cửu Long", [dot("Kiên Giang", 62.2, ours=True), dot("Long An", 68.0)], ours=True),
    Lane("Sông Hồng", [dot("Quảng Ninh", 73.0, leads=True), dot("Hà Nội", 66.0, inferred=True)]),
    Lane("Tây Nguyên", []),
]
MIDDLE = Middle(65.0, "Trung vị 65,0")


def said(figure):
    return [one.text for one in figure.layout.annotations]


def test_ours_the_leader_and_the_median_are_named_and_no_other(words, theme):
    texts = said(strip(LANES, MIDDLE, words, theme))
    assert texts == ["Trung vị 65,0", "<b>Kiên Giang 62.2</b>", "Quảng Ninh 73.0"]


def test_every_province_is_a_dot_in_its_lane(vi):
    figure = strip(LANES, MIDDLE, vi, LIGHT)
    places = {(x, y) for one in figure.data for x, y in zip(one.x, one.y, strict=True)}
    assert places == {(62.2, 0), (68.0, 0), (73.0, 1), (66.0, 1)}
    assert list(figure.layout.yaxis.ticktext) == ["<b>Cửu Long</b>", "Sông Hồng", "Tây Nguyên"]


def test_an_inferred_figure_is_hollow(vi):
    shapes = [
        shape
        for one in strip(LANES, None, vi, LIGHT).data
        for shape in (
            one.marker.symbol if isinstance(one.marker.symbol, tuple) else [one.marker.symbol]
        )
    ]
    assert shapes.count("circle-open") == 1


def test_the_better_stands_on_the_right(vi):
    points = strip(LANES, None, vi, LIGHT).layout.xaxis.range
    ranks = strip(LANES, None, vi, LIGHT, lower_is_better=True).layout.xaxis.range
    assert points[0] < points[1]
    assert ranks[0] > ranks[1]


def test_an_axis_of_ranks_does_not_pass_the_first(vi):
    lanes = [Lane("A", [dot("a", 1), dot("b", 63)])]
    assert min(strip(lanes, None, vi, LIGHT, lower_is_better=True).layout.xaxis.tickvals) >= 1


def test_no_figures_at_all_leave_empty_lanes(vi):
    assert len(strip([Lane("A", [])], None, vi, LIGHT).data) == 0


def test_near_dots_stand_above_each_other_and_far_ones_in_the_middle():
    assert lifted([1.0, 5.0, 9.0], 1.0) == [0, 0, 0]
    assert len(set(lifted([5.0, 5.1, 5.2], 1.0))) == 3


def test_more_dots_than_places_take_the_one_farthest_back():
    lifts = lifted([1.0, 1.1, 1.2, 1.3, 1.4, 1.5], 10.0)
    assert lifts[5] == lifts[0]


def test_a_name_is_shown_as_it_stands(vi):
    lanes = [Lane(HOSTILE, [dot(HOSTILE, 1.0, ours=True)])]
    spec = json.dumps(strip(lanes, Middle(1.0, HOSTILE), vi, LIGHT).to_plotly_json(), default=str)
    assert "<img" not in spec


@pytest.mark.parametrize("count", [1, 6])
def test_the_height_grows_with_the_lanes(vi, count):
    figure = strip([Lane("A", [])] * count, None, vi, LIGHT)
    assert figure.layout.height == 92 + 64 * count
