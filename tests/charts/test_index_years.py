import json

from kpis.charts.dimension_panels import Panel, dimension_panels
from kpis.charts.index_years import Side, YearMark, YearPoint, index_years
from kpis.charts.theme import LIGHT
from tests.charts.conftest import HOSTILE

SIDE = Side("Trung vị", "Dẫn đầu")
BREAK = YearMark(2017.5, "Thang 60 → 80")
MERGER = YearMark(2025.0, "Hợp nhất", cuts=False)


def points(values, **more):
    return [
        YearPoint(2016 + at, value, f"{value}", f"{value} điểm", **more)
        for at, value in enumerate(values)
    ]


def lines(figure):
    return [list(one.x) for one in figure.data if one.line.color == LIGHT.accent]


def test_the_line_stops_at_a_new_version(vi):
    figure = index_years(points([33, 35, 42, 41]), [BREAK, MERGER], SIDE, vi, LIGHT)
    assert lines(figure) == [[2016, 2017], [2018, 2019]]


def test_a_year_without_a_figure_is_a_gap(vi):
    figure = index_years(points([33, 35, None, 41]), [], SIDE, vi, LIGHT)
    assert lines(figure) == [[2016, 2017], [2019]]


def test_breaks_and_mergers_are_drawn_with_their_words(words, theme):
    figure = index_years(points([33, 35, 42]), [BREAK, MERGER], SIDE, words, theme)
    assert [one.x0 for one in figure.layout.shapes] == [2017.5, 2025.0]
    assert [one.text for one in figure.layout.annotations] == ["Thang 60 → 80", "Hợp nhất"]
    assert figure.layout.xaxis.ticktext[-1] == "2025"


def test_the_median_and_the_leader_are_named_at_their_last_point(vi):
    known = points([33, 35], median=36.0, best=40.0)
    figure = index_years(known, [], SIDE, vi, LIGHT)
    assert [one.text for one in figure.layout.annotations] == ["Dẫn đầu", "Trung vị"]
    assert [one.x for one in figure.layout.annotations] == [2017, 2017]


def test_a_figure_stands_away_from_the_median(vi):
    one = YearPoint(2016, 30.0, "30", median=36.0)
    other = YearPoint(2017, 40.0, "40", median=36.0)
    figure = index_years([one, other], [], SIDE, vi, LIGHT)
    [ours] = [data for data in figure.data if data.text]
    assert list(ours.textposition) == ["bottom center", "top center"]


def test_an_inferred_year_is_hollow(vi):
    figure = index_years(points([33], inferred=True), [], SIDE, vi, LIGHT)
    assert list(figure.data[0].marker.symbol) == ["circle-open"]


def test_ranks_have_the_first_on_top_and_none_below_it(vi):
    figure = index_years(points([48, 2, 63]), [], SIDE, vi, LIGHT, ranks=True)
    bottom, top = figure.layout.yaxis.range
    assert bottom > top
    assert min(figure.layout.yaxis.tickvals) >= 1


def test_no_figure_at_all_leaves_the_years(vi):
    figure = index_years(points([None, None]), [], SIDE, vi, LIGHT)
    assert list(figure.data) == []
    assert list(figure.layout.xaxis.ticktext) == ["2016", "2017"]


def test_dimensions_share_one_scale_and_stop_at_the_break(words, theme):
    panels = [
        Panel("Minh bạch", [5.0, 5.2, 4.8], [5.5, 5.4, 5.3], "4,80", ["a", "b", "c"]),
        Panel("Môi trường", [None, None, 3.5], [None, None, 3.4], "3,50"),
    ]
    figure = dimension_panels(panels, [2016, 2017, 2018], [2018], words, theme)
    ours = [list(one.x) for one in figure.data if one.line.color == theme.accent and one.line.width]
    assert ours == [[2016, 2017], [2018], [2018]]
    assert figure.layout.yaxis.range == figure.layout.yaxis2.range
    assert [one.text for one in figure.data if one.text] == [("<b>4,80</b>",), ("<b>3,50</b>",)]


def test_a_dimension_nobody_measured_has_a_title_and_no_line(vi):
    figure = dimension_panels([Panel("A", [None], [None])], [2016], [], vi, LIGHT)
    assert list(figure.data) == []


def test_texts_are_shown_as_they_stand(vi):
    years = index_years(
        [YearPoint(2016, 1.0, HOSTILE, HOSTILE, median=1.0)],
        [YearMark(2016.5, HOSTILE)], Side(HOSTILE, HOSTILE), vi, LIGHT,
    )  # fmt: skip
    panels = dimension_panels(
        [Panel(HOSTILE, [1.0], [1.0], HOSTILE, [HOSTILE])], [2016], [], vi, LIGHT
    )
    for figure in (years, panels):
        assert "<img" not in json.dumps(figure.to_plotly_json(), default=str)
