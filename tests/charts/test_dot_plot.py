from kpis.charts.dot_plot import UnitDot, dot_plot, ranked
from kpis.charts.path import Aim
from kpis.charts.theme import LIGHT
from tests.charts.conftest import HOSTILE

AIM = Aim("%", 1, 95.0, None, "2025")
UNITS = [
    UnitDot("a", "An Biên", 80.0, "off_track", "Đạt 80,0 %"),
    UnitDot("c", "Gò Quao", None, "not_enough_data"),
    UnitDot("b", "Hòn Đất", 97.0, "met"),
    UnitDot("d", "Đông", None, "closed"),
    UnitDot("e", "Châu Thành", 80.0, "off_track"),
    UnitDot("f", "Tân Hiệp", 94.0, "on_track"),
]


def test_the_best_is_on_top_and_the_silent_at_the_bottom_by_alphabet():
    assert [one.id for one in ranked(UNITS)] == ["b", "f", "a", "e", "d", "c"]


def test_where_less_is_better_the_lowest_is_on_top():
    assert [one.id for one in ranked(UNITS, lower_is_better=True)][:2] == ["a", "e"]


def test_every_status_has_its_own_colour_and_shape(words, theme):
    figure = dot_plot(UNITS, AIM, words, theme)
    looks = {(one.marker.color, str(one.marker.symbol)) for one in figure.data}
    assert len(looks) == 4
    assert figure.data[0].marker.color == theme.tone("met").mark


def test_units_without_a_figure_are_hollow_and_say_why(words):
    silent = dot_plot(UNITS, AIM, words, LIGHT).data[-1]
    assert list(silent.marker.symbol) == ["square-open", "circle-open"]
    assert words("status.closed") in silent.text[0]
    assert words("chart.no_figure") in silent.text[1]
    assert [one[0] for one in silent.customdata] == ["d", "c"]


def test_a_figure_is_written_where_the_target_does_not_cross_it(vi):
    dots = dot_plot(UNITS, AIM, vi, LIGHT).data
    near = next(one for one in dots if one.customdata[0][0] == "f")
    assert list(near.textposition) == ["middle left"]
    assert "94,0" in near.text[0]


def test_the_target_is_a_line_with_its_name(vi):
    figure = dot_plot(UNITS, AIM, vi, LIGHT)
    assert figure.layout.shapes[0].x0 == 95
    assert "Mục tiêu 2025: 95\N{NO-BREAK SPACE}%" in figure.layout.annotations[0].text
    assert not dot_plot(UNITS, Aim("%", 1), vi, LIGHT).layout.shapes


def test_pointing_at_a_unit_gives_its_sentence(vi):
    told = [text for one in dot_plot(UNITS, AIM, vi, LIGHT).data for text in one.hovertext]
    assert any(one.endswith("Đạt 80,0 %") for one in told)
    assert any(one.endswith(vi("status.met")) for one in told)


def test_the_height_grows_with_the_units_and_nobody_is_fine_too(vi):
    many = [UnitDot(str(n), f"Đơn vị {n}", n + 60.0, "behind") for n in range(40)]
    assert dot_plot(many, AIM, vi, LIGHT).layout.height < 1100
    assert dot_plot([], AIM, vi, LIGHT).layout.height > 60


def test_a_unit_with_a_hostile_name_stays_text(vi):
    figure = dot_plot([UnitDot("x", HOSTILE, 80.0, "met", HOSTILE)], AIM, vi, LIGHT)
    assert "<img" not in figure.layout.yaxis.ticktext[0]
    assert "<img" not in figure.data[0].hovertext[0]
