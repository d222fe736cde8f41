import re
from dataclasses import replace

import pytest

from kpis.charts.path import Aim
from kpis.charts.path_drawing import path_drawing
from kpis.charts.scripts import LINK_SCRIPT, script
from kpis.charts.slides import CoverFacts, RankedUnit, SlideFacts, deck
from kpis.charts.theme import LIGHT
from tests.charts.conftest import HOSTILE, history

COVER = CoverFacts("Tiến độ CCHC", "UBND tỉnh", "Quý III/2024", {"met": 9, "behind": 0})
UNITS = [RankedUnit(f"Đơn vị {n}", "99,6 %", "met") for n in range(5)]
SLIDE = SlideFacts(
    title="12/15 huyện đạt mục tiêu",
    topic="T2.8 · Hồ sơ trực tuyến",
    value="72,2 %",
    status="on_track",
    history=history([60.0, 70.0, 72.2]),
    aim=Aim("%", 1, 80.0, 2025 * 12 + 12, "2025"),
    period="Quý III/2024",
    source="Báo cáo của 35/37 đơn vị",
    target="80 %",
    expected="70,0 %",
    gap="+2,2 điểm",
    sentence="Đạt 72,2 %; lộ trình cần 70,0 %",
    best=UNITS,
    worst=UNITS[:1],
)


def shown(words, *slides, cover=COVER, home="/overview?period=2024-Q3"):
    return deck(slides, cover, words, LIGHT, edition="BCC-01", home=home)


def test_there_is_a_cover_and_one_slide_a_goal_of_which_the_first_is_shown(words):
    found = shown(words, SLIDE, SLIDE)
    hidden = re.findall(r'<section class="k-slide[^>]*?( hidden)?>', found)
    assert hidden == ["", " hidden", " hidden"]
    assert words("deck.page", number=3, total=3) in found


def test_a_slide_holds_finding_figures_status_units_and_where_they_come_from(words):
    found = shown(words, SLIDE)
    for text in (SLIDE.title, SLIDE.topic, SLIDE.value, SLIDE.target, SLIDE.expected, SLIDE.gap):
        assert text in found
    assert words("status.on_track") in found
    assert words("deck.source", source=SLIDE.source) in found
    assert words("deck.edition", code="BCC-01") in found.split("<section")[1]
    assert words("deck.edition", code="BCC-01") in found.split("<section")[2]


def test_three_units_at_each_end_are_enough(vi):
    found = shown(vi, SLIDE)
    assert found.count("<li class=") == 4
    bare = shown(vi, replace(SLIDE, best=(), worst=()))
    assert vi("deck.best") not in bare


def test_the_cover_counts_only_statuses_that_occur(vi):
    found = shown(vi).split("</section>")[0]
    assert vi("status.met") in found
    assert vi("status.behind") not in found


def test_illustrative_figures_are_marked_on_every_slide(words):
    marked = shown(
        words, replace(SLIDE, illustrative=True), cover=replace(COVER, illustrative=True)
    )
    assert marked.count(words("deck.illustrative")) == 2
    assert words("deck.illustrative") not in shown(words, SLIDE)


def test_every_colour_of_a_path_is_one_that_both_grounds_have(words):
    found = shown(words, SLIDE)
    used = set(re.findall(r"var\((--k-[a-z-]+)\)", path_drawing(SLIDE.history, SLIDE.aim, words)))
    assert {"--k-accent", "--k-ground", "--k-on-track-mark"} <= used
    for palette in (".k-deck{", '.k-deck[data-theme="dark"]{'):
        [rule] = re.findall(re.escape(palette) + r"([^}]*--k-accent[^}]*)}", found)
        assert used <= set(re.findall(r"(--k-[a-z-]+):", rule))


def test_leaving_leads_home(vi):
    assert 'data-nav href="/overview?period=2024-Q3"' in shown(vi)


def test_a_long_figure_says_how_long_it_is(vi):
    assert "--letters:6" in shown(vi, SLIDE)


def test_hostile_texts_stay_text(vi):
    bad = replace(
        SLIDE,
        title=HOSTILE,
        topic=HOSTILE,
        value=HOSTILE,
        source=HOSTILE,
        sentence=HOSTILE,
        best=[RankedUnit(HOSTILE, HOSTILE, "met")],
    )
    cover = CoverFacts(HOSTILE, HOSTILE, HOSTILE)
    found = deck([bad], cover, vi, LIGHT, edition=HOSTILE, home=HOSTILE)
    assert "<img src=x" not in found


@pytest.mark.parametrize("name", ["links", "deck"])
def test_scripts_hold_nothing_the_sanitiser_takes_for_markup_and_reach_nothing_outside(name):
    inner = script(name).removeprefix("<script>").removesuffix("</script>")
    # DOMPurify removes a script or style that holds "<" before a letter, a slash or "!".
    assert not re.search(r"<[/\w!]", inner)
    assert not re.search(
        r"fetch\(|https?:|import |eval\(|XMLHttp", inner.replace("http://www.", "")
    )


def test_links_are_taken_over_once_however_often_the_page_runs():
    assert "if (window.kpisLinks) return" in LINK_SCRIPT
