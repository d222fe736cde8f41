"""A scorecard's tree and its way down: every figure in words, text as text, bars true to scale."""

import pytest

from kpis.charts.big_figures import BigFigure, big_figures
from kpis.charts.score_fall import Line, Step, score_fall
from kpis.charts.score_tree import Mark, Told, TreeLine, score_tree
from tests.charts.conftest import HOSTILE
from tests.pages.reading import words_of

STEPS = [
    Step("Điểm tối đa", 100, 100, "100", ends=True),
    Step("Chỉ đạo", 100, 97, "−3"),
    Step("Thể chế", 97, 97, "0"),
    Step("Hiện đại hóa", 97, 92.5, "−4,5"),
    Step("Quy đổi", 92.5, 94, "+1,5"),
    Step("Điểm đạt", 94, 94, "94", ends=True),
]


def line(**more):
    return TreeLine(**({"code": "1.1", "title": "Kế hoạch", "depth": 1, "points": {}} | more))


def test_bars_start_where_the_one_before_ended_and_are_as_long_as_the_loss(vi, theme):
    figure = score_fall(STEPS, [], vi, theme)
    bars = figure.data[0]
    assert list(bars.base) == [100, 100, 97, 97, 92.5, 94]
    assert list(bars.x) == [0, -3, 0, -4.5, 1.5, 0]


def test_losses_gains_and_ends_differ_by_sign_and_mark_as_well_as_by_colour(vi, theme):
    figure = score_fall(STEPS, [], vi, theme)
    colours = list(figure.data[0].marker.color)
    assert len({colours[1], colours[4], colours[0]}) == 3
    written = {one.text for one in figure.layout.annotations}
    assert {"<b>−4,5</b>", "<b>+1,5</b>", "<b>94</b>"} <= written
    # A line of a grade is not drawn through a figure.
    assert {one.bgcolor for one in figure.layout.annotations} == {theme.ground}


@pytest.mark.parametrize(("at", "drawn"), [(93, 1), (50, 0), (100.2, 1), (120, 0)])
def test_a_grade_is_drawn_where_it_is_in_sight(at, drawn, vi, theme):
    figure = score_fall(STEPS, [Line(at, "Tốt từ 93")], vi, theme)
    assert len(figure.layout.shapes) == drawn
    named = [one.text for one in figure.layout.annotations if "Tốt" in one.text]
    assert named == ["Tốt từ 93"] * drawn


def test_a_full_score_is_drawn_too(vi, theme):
    ends = [STEPS[0], Step("Điểm đạt", 100, 100, "100", ends=True)]
    low, high = score_fall(ends, [], vi, theme).layout.xaxis.range
    assert low < 100 < high


def test_the_axis_never_goes_below_nothing(vi, theme):
    steps = [STEPS[0], Step("Tất cả", 100, 0, "−100"), Step("Điểm đạt", 0, 0, "0", ends=True)]
    assert score_fall(steps, [], vi, theme).layout.xaxis.range[0] == 0


def test_a_long_title_takes_two_lines(vi, theme):
    title = "Công tác chỉ đạo, điều hành cải cách hành chính nhà nước " * 2
    figure = score_fall([STEPS[0], Step(title, 100, 90, "−10"), STEPS[-1]], [], vi, theme)
    told = figure.layout.yaxis.ticktext[1]
    assert told.count("<br>") == 1
    assert told.endswith("…")


def test_a_tree_says_points_states_and_what_is_told(vi):
    marks = [Mark("behind", "Đang giải trình", "đề nghị 3")]
    told = [Told("Lý do", "Chậm"), Told("Nhiệm vụ", "Rà soát", "/tasks?task=1")]
    one = line(points={"max": "3", "lost": "1,5"}, tint="behind", marks=marks, told=told)
    markup = score_tree([one], None, vi, caption="Bảng điểm")
    words = " ".join(words_of(markup))
    for text in ("1.1", "Kế hoạch", "3", "1,5", "Đang giải trình", "Lý do", "Chậm", "Rà soát"):
        assert text in words
    assert 'href="/tasks?task=1"' in markup
    assert "k-i-behind" in markup.partition("1,5")[0]


def test_a_column_nobody_filled_is_left_out(words):
    markup = score_tree([line(points={"max": "3"})], None, words, caption="")
    assert words("score.column.max") in markup
    assert words("score.column.survey") not in markup


def test_the_whole_stands_below_its_parts(vi):
    whole = line(code="", title="Tổng cộng", points={"max": "100"})
    markup = score_tree([line(points={"max": "3"})], whole, vi, caption="")
    assert "Tổng cộng" in markup.partition("<tfoot>")[2]


def test_text_from_a_file_stays_text(vi, theme):
    told = [Told(HOSTILE, HOSTILE, "/x")]
    one = line(code=HOSTILE, title=HOSTILE, marks=[Mark("behind", HOSTILE, HOSTILE)], told=told)
    markup = score_tree([one], None, vi, caption=HOSTILE)
    markup += big_figures([BigFigure(HOSTILE, HOSTILE, HOSTILE)])
    assert "<img" not in markup
    assert HOSTILE in "".join(words_of(markup))
    figure = score_fall([Step(HOSTILE, 2, 1, HOSTILE)], [Line(1.5, HOSTILE)], vi, theme)
    assert "<img" not in figure.to_json()


def test_a_figure_nobody_knows_is_not_shown():
    assert "Hạng" not in big_figures([BigFigure("Điểm", "90"), BigFigure("Hạng", "")])
