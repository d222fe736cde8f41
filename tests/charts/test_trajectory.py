import json
from dataclasses import replace

import pytest

from kpis.charts.markup import label
from kpis.charts.path import (
    Aim,
    Outlook,
    bridges,
    expected_parts,
    label_above,
    marks,
    stretches,
    tick_texts,
)
from kpis.charts.path_drawing import path_drawing
from kpis.charts.theme import LIGHT
from kpis.charts.trajectory import trajectory
from kpis.words.formats import period_short
from tests.charts.conftest import HOSTILE, history

STEP = 2021 * 12 + 3
AIM = Aim("%", 1, 80.0, 2025 * 12 + 12, "2025")


def actual(figure):
    return [one for one in figure.data if one.mode == "lines+markers"]


def steps_of(path):
    return [one["step"] for one in path]


def texts(figure):
    return [one.text for one in figure.layout.annotations]


def test_the_path_is_not_joined_over_a_missing_quarter(vi):
    figure = trajectory(history([40, 41, None, 43, 44]), AIM, vi, LIGHT)
    assert [list(one.y) for one in actual(figure)] == [[40, 41], [43, 44]]


def test_the_path_is_not_joined_over_a_break_and_the_break_is_named(vi):
    aim = replace(AIM, breaks=[(STEP + 6, "NĐ 42/2022")])
    figure = trajectory(history([40, 41, 42, 43]), aim, vi, LIGHT)
    assert [list(one.x) for one in actual(figure)] == [[STEP, STEP + 3], [STEP + 6, STEP + 9]]
    assert "NĐ 42/2022" in texts(figure)
    assert figure.layout.shapes[0].x0 == STEP + 4.5


def test_target_expected_path_and_latest_figure_are_named_on_the_chart(words, theme):
    figure = trajectory(history([40, 41, 42]), AIM, words, theme)
    said = " ".join(texts(figure))
    assert AIM.target_label(words) in said
    assert words("chart.expected") in said
    assert AIM.written(42, words) in said
    assert not figure.layout.template.layout.showlegend


def test_vietnamese_figures_have_a_decimal_comma(vi):
    figure = trajectory(history([41.25, 42.5]), AIM, vi, LIGHT)
    assert figure.layout.template.layout.separators == ",."
    assert any("42,5\N{NO-BREAK SPACE}%" in one for one in texts(figure))


def test_pointing_at_a_quarter_tells_its_figure_its_path_and_its_bounds(vi):
    rows = history([40.0, 41.0])
    rows[1] |= {"low": 38.0, "high": 44.0}
    first, second = actual(trajectory(rows, AIM, vi, LIGHT))[0].hovertext
    assert first.startswith("<b>Quý I/2021</b>")
    assert vi("chart.illustrative") in first
    assert "38,0" in second
    assert "38,0" not in first
    assert vi("chart.expected_is", value="51,0\N{NO-BREAK SPACE}%") in second


def test_illustrative_figures_are_hollow(vi):
    figure = trajectory(history([40, 41]), AIM, vi, LIGHT)
    assert list(actual(figure)[0].marker.symbol) == ["circle-open", "circle"]


def test_the_outlook_ends_where_the_goal_is_due_with_its_range(vi):
    aim = replace(AIM, outlook=Outlook(AIM.due, 74.0, 70.0, 78.0))
    figure = trajectory(history([40, 41]), aim, vi, LIGHT)
    dotted = next(one for one in figure.data if one.line.dash == "dot")
    assert list(dotted.y) == [41, 74]
    assert dotted.error_y.array[1] == dotted.error_y.arrayminus[1] == 4
    assert any("74,0" in one for one in texts(figure))


@pytest.mark.parametrize("values", [[], [None], [None, None]])
def test_without_any_figure_there_is_still_the_target(values, words, theme):
    aim = replace(AIM, outlook=Outlook(AIM.due, 74.0, 70.0, 78.0))
    figure = trajectory(history(values), aim, words, theme)
    assert not actual(figure)
    assert any(AIM.target_label(words) in one for one in texts(figure))
    assert AIM.target_label(words) in path_drawing(history(values), aim, words)


def test_without_target_and_expected_path_the_figures_stand_alone(vi):
    rows = history([40, 41], expected=[None, None])
    aim = Aim("ngày", 0)
    assert [one.dash for one in trajectory(rows, aim, vi, LIGHT).layout.shapes] == []
    assert "Mục tiêu" not in path_drawing(rows, aim, vi)
    assert vi("chart.expected") not in path_drawing(rows, aim, vi)


def test_the_label_of_the_target_gives_way_to_a_path_above_it(vi):
    figure = trajectory(history([90, 91]), AIM, vi, LIGHT)
    named = next(one for one in figure.layout.annotations if "Mục tiêu" in one.text)
    assert named.yanchor == "top"


def test_the_latest_figure_is_written_where_no_line_runs():
    ahead, below_target = history([60, 62]), history([60, 78])
    behind = history([10, 20])
    found = [label_above(one, AIM, one[-1]) for one in (ahead, below_target, behind)]
    assert found == [True, False, False]


def test_years_stand_under_their_first_quarter(words):
    under = list(marks(history([1, 2, 3, 4, 5]), Aim(), words).values())
    first = period_short("2021-Q1", words.language).partition("/")[0]
    assert under[0] == (first, "2021")
    assert under[4] == (first, "2022")
    assert under[1][1] == ""


def test_quarters_until_the_goal_is_due_are_on_the_axis(vi):
    assert list(marks(history([1, 2]), AIM, vi))[-1] == AIM.due


def test_years_and_half_years_have_axes_of_their_own(vi):
    first, second = history([1, 2])
    years = [
        first | {"step": 2021 * 12 + 12, "period": "2021"},
        second | {"step": 2022 * 12 + 12, "period": "2022"},
    ]
    assert [year for _, year in marks(years, AIM, vi).values()] == [
        "2021", "2022", "2023", "2024", "2025",
    ]  # fmt: skip
    halves = [
        first | {"step": 2021 * 12 + 6, "period": "2021-H1"},
        second | {"step": 2022 * 12 + 6, "period": "2022-H1"},
    ]
    assert list(marks(halves, AIM, vi).values()) == [("6T", "2021"), ("6T", "2022")]


def test_an_axis_has_decimals_only_where_it_needs_them(vi):
    assert tick_texts([98.0, 99.0], vi) == ["98", "99"]
    assert tick_texts([98.2, 98.4], vi) == ["98,2", "98,4"]
    assert tick_texts([0.0005], vi) == ["0,001"]


def test_what_comes_from_outside_stays_text(vi):
    aim = replace(AIM, due_label=HOSTILE, breaks=[(STEP + 3, HOSTILE)], unit=HOSTILE)
    figure = trajectory(history([40, 41]), aim, vi, LIGHT)
    shown = json.dumps(figure.to_plotly_json()["layout"]["annotations"], default=str)
    assert "<img" not in shown
    assert "$x$" not in shown
    assert "<img" not in " ".join(actual(figure)[0].hovertext)
    assert "<img" not in path_drawing(history([40, 41]), aim, vi)


def test_a_label_of_a_figure_is_neither_html_nor_mathematics():
    assert label("<b>$x$</b> A&B") == "&lt;b&gt;&#36;x&#36;&lt;/b&gt; A&amp;B"


def test_the_drawing_for_the_wall_has_the_same_gaps(words):
    drawn = path_drawing(history([40, 41, None, 43, 44]), AIM, words)
    assert drawn.count('stroke="var(--k-accent)"') == 2
    assert drawn.count("<circle") == 5


def test_the_drawing_for_the_wall_keeps_the_latest_figure_inside(vi):
    full = history([float(v) for v in range(60, 80)])
    assert 'text-anchor="end" font-weight="bold" font-size="38"' in path_drawing(full, AIM, vi)
    early = history([60, 61, None])
    assert 'text-anchor="start" font-weight="bold" font-size="38"' in path_drawing(early, AIM, vi)


def test_the_drawing_names_breaks_and_paths_above_the_target(vi):
    aim = replace(AIM, breaks=[(STEP + 3, "NĐ 42/2022")])
    assert "NĐ 42/2022" in path_drawing(history([90, 91]), aim, vi)


def test_the_expected_path_starts_anew_with_a_new_definition(words):
    aim = Aim(target=90, due=2023 * 12 + 12, due_label="2023", breaks=((2022 * 12 + 9, "mới"),))
    steps = [2022 * 12 + month for month in (3, 6, 9, 12)]
    known = [
        {"step": step, "value": value, "expected": expected}
        for step, value, expected in zip(steps, (50, 52, 60, 61), (50, 51, 60, 62), strict=True)
    ]
    assert list(map(steps_of, expected_parts(known, aim))) == [steps[:2], steps[2:]]
    assert len(expected_parts(known, Aim())) == 1
    # Joined only over a bridge.
    apart = stretches(known, aim)
    assert list(map(steps_of, apart)) == [steps[:2], steps[2:]]
    assert bridges(apart, aim) == []
    [(last, first)] = bridges(apart, replace(aim, bridged=True))
    assert (last["step"], first["step"]) == (steps[1], steps[2])
