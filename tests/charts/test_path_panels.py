from kpis.charts.decision_slide import MOST_DECISIONS, DecisionFacts, DecisionLine, decision_slide
from kpis.charts.path_panels import PathPanel, path_panels
from tests.charts.conftest import HOSTILE

STEPS = [2021 * 12 + month for month in (3, 6, 9, 12)]


def path(values, series=(1, 1, 1, 1)):
    return [
        {
            "period": f"2021-Q{place + 1}",
            "step": STEPS[place],
            "value": value,
            "expected_now": 50.0 + 2 * place,
            "status": "on_track",
            "series": series[place],
        }
        for place, value in enumerate(values)
    ]


def test_all_panels_have_the_same_scale(words, theme):
    low, high = path([10.0, 20.0, 30.0, 40.0]), path([60.0, 70.0, 80.0, 90.0])
    drawn = path_panels([PathPanel("A", low), PathPanel("B", high, 95.0)], words, theme)
    axes = drawn.to_dict()["layout"]
    assert axes["yaxis"]["range"] == axes["yaxis2"]["range"]
    assert axes["xaxis"]["range"] == axes["xaxis2"]["range"]
    assert axes["yaxis"]["range"][0] == 0
    assert axes["yaxis"]["range"][1] >= 95


def lines(figure):
    return [one for one in figure.data if one.mode == "lines+markers"]


def test_a_line_stops_at_a_gap_and_at_a_new_definition(words, theme):
    gap = path_panels([PathPanel("A", path([10.0, None, 30.0, 40.0]))], words, theme)
    assert [list(one.y) for one in lines(gap)] == [[10.0], [30.0, 40.0]]
    cut = path_panels([PathPanel("A", path([1.0, 2.0, 3.0, 4.0], (1, 1, 2, 2)))], words, theme)
    assert [list(one.y) for one in lines(cut)] == [[1.0, 2.0], [3.0, 4.0]]


def test_the_last_figure_or_those_marked_stand_in_numbers(vi, theme):
    one = path([10.0, 20.0, 30.0, None])
    last = [d for d in path_panels([PathPanel("A", one)], vi, theme).data if d.text]
    assert [list(d.x) for d in last] == [[STEPS[2]]]
    assert "30,0\N{NO-BREAK SPACE}%" in last[0].text[0]
    marked = PathPanel("A", one, marked=(STEPS[0], STEPS[2]))
    assert len([d for d in path_panels([marked], vi, theme).data if d.text]) == 2


def test_nothing_to_draw_and_hostile_titles_do_no_harm(words, theme):
    assert path_panels([PathPanel(HOSTILE, path([None] * 4))], words, theme).data
    drawn = path_panels([PathPanel(HOSTILE, [])], words, theme)
    assert "<img" not in drawn.layout.annotations[0].text


def test_a_slide_of_decisions_holds_six_and_shows_texts_as_they_stand():
    line = DecisionLine(HOSTILE, HOSTILE, "đã giảm", "on_track")
    slide = decision_slide(DecisionFacts("T", "S", [line] * 9, "Quý I/2024", "x"), "<footer>")
    assert slide.count("<li") == MOST_DECISIONS
    assert "<img" not in slide
    assert "k-s-on_track" in slide
