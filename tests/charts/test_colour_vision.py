"""Statuses told apart by everybody, and words that can be read on whatever they stand on."""

import re
from itertools import combinations, product

import pytest

from kpis.charts.icons import SHAPES
from kpis.charts.style import sheet
from kpis.charts.task_marks import LOOKS
from kpis.charts.theme import DARK, LIGHT, STATUSES, contrast
from kpis.domain.task_status import TaskStatus
from kpis.settings import ROOT
from tests.charts.colour_vision import VISIONS, difference

GOOD, BAD = ("met", "on_track"), ("behind", "off_track")
# Chips, cells and marks; what is written in ink says its word.
FILLS = ("solid", "soft", "mark")
PAGE = ROOT / "kpis" / "ui" / "page.css"
PALETTES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def test_the_difference_of_known_colours():
    # Lightness of white is 100; red and green of one lightness are far apart, but not without
    # the cones for them.
    assert difference("#000000", "#ffffff", "usual") == pytest.approx(100, abs=0.1)
    assert difference("#123456", "#123456", "deuteranopia") == 0
    red, green = "#b03a2e", "#4f6f1f"
    assert difference(red, green, "usual") > 2 * difference(red, green, "deuteranopia")


@PALETTES
@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("fill", FILLS)
def test_good_and_bad_are_told_apart_by_everybody(palette, vision, fill):
    for good, bad in product(GOOD, BAD):
        pair = (getattr(palette.tone(one), fill) for one in (good, bad))
        assert difference(*pair, vision) >= 20, (good, bad)


@PALETTES
@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("fill", FILLS)
def test_neighbouring_statuses_differ_for_everybody(palette, vision, fill):
    for pair in (GOOD, BAD):
        one, other = (getattr(palette.tone(status), fill) for status in pair)
        # Over three times what is just seen; word and shape say the rest.
        assert difference(one, other, vision) >= 8, pair
    worse = [getattr(palette.tone(status), fill) for status in BAD]
    assert difference(*worse, vision) >= 12


@PALETTES
@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("status", [*GOOD, *BAD])
def test_no_status_looks_like_none_at_all(palette, vision, status):
    for neutral in set(STATUSES) - {*GOOD, *BAD}:
        pair = (palette.tone(status).mark, palette.tone(neutral).mark)
        assert difference(*pair, vision) >= 8, neutral


def test_no_two_statuses_share_a_shape():
    assert all(SHAPES[one] != SHAPES[other] for one, other in combinations(STATUSES, 2))


def test_tasks_differ_in_their_shape_unless_they_are_done_all_the_same():
    assert set(LOOKS) == set(TaskStatus)
    done = {TaskStatus.DONE, TaskStatus.DONE_ON_TIME}
    shapes = [shape for status, (_, shape) in LOOKS.items() if status not in done]
    assert len(set(shapes)) == len(shapes)
    assert set(shapes) <= set(SHAPES)
    assert {tone.split()[0] for tone, _ in LOOKS.values()} <= set(STATUSES)


@PALETTES
@pytest.mark.parametrize("ground", ["ground", "surface", "grid", "line", "accent_soft"])
@pytest.mark.parametrize("ink", ["ink", "muted", "accent"])
def test_words_can_be_read_on_every_ground_of_the_style_sheets(palette, ground, ink):
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= 4.5


@PALETTES
def test_words_turned_light_on_dark_can_be_read(palette):
    for ground in ("ink", "muted", "accent"):
        assert contrast(palette.ground, getattr(palette, ground)) >= 4.5


@PALETTES
@pytest.mark.parametrize("status", STATUSES)
def test_status_words_can_be_read_on_every_ground_they_stand_on(palette, status):
    for ground in (palette.ground, palette.surface, palette.accent_soft):
        assert contrast(palette.tone(status).ink, ground) >= 4.5


@PALETTES
@pytest.mark.parametrize("status", STATUSES)
def test_marks_stand_out_from_whatever_is_behind_them(palette, status):
    for ground in (palette.ground, palette.surface, palette.grid):
        assert contrast(palette.tone(status).mark, ground) >= 3


@PALETTES
def test_the_focus_and_the_path_stand_out(palette):
    for ground in (palette.ground, palette.surface):
        assert contrast(palette.accent, ground) >= 3
        assert contrast(palette.path, ground) >= 3


@pytest.mark.parametrize("css", [sheet("style"), PAGE.read_text("utf-8")], ids=["style", "page"])
def test_every_colour_of_the_style_sheets_is_the_palettes(css):
    rules = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    assert re.findall(r":[^;{}]*(#[0-9a-f]{3,8}\b|\brgba?\(|\bhsl)", rules) == []


@pytest.mark.parametrize("css", [sheet("style"), PAGE.read_text("utf-8")], ids=["style", "page"])
def test_nothing_hides_where_the_keyboard_is(css):
    assert not re.search(r"outline:\s*(none|0)\b", css)
