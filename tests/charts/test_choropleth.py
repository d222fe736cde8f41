"""Boundaries as a picture: shapes in their places, names over them, colours of the theme."""

import re
from itertools import combinations
from urllib.parse import unquote

import pytest
from shapely.geometry import MultiPolygon, Polygon, box

from kpis.charts.choropleth import LETTER, LINES, Region, choropleth
from kpis.charts.theme import DARK, LIGHT
from kpis.words import Words


def drawn(*regions, theme=LIGHT, **how):
    return unquote(choropleth(regions, Words(), theme, label="Hồ sơ đúng hạn", **how))


def region(shape, name="Rạch Giá", status="met", **more):
    return Region(shape, name, "95,0 %", status, **more)


def test_north_is_up_and_the_middle_latitude_shortens_a_degree():
    # Two squares of one degree at 60° north: half as wide as high, so 900 × 900 in the middle of
    # a picture of 1000 × 900; their middles lie at 50 + 225 and 50 + 675.
    found = drawn(region(box(0, 59.5, 1, 60.5)), region(box(1, 59.5, 2, 60.5)))
    assert 'viewBox="0 0 1000 900"' in found
    assert "left:27.50%" in found
    assert "left:72.50%" in found
    # In metres of a plane they are as wide as high: 1000 × 500.
    plane = drawn(region(box(0, 0, 1, 1)), region(box(1, 0, 2, 1)), on_globe=False)
    assert 'viewBox="0 0 1000 500"' in plane


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_region_has_its_status_colour_and_word(theme):
    found = drawn(region(box(0, 0, 1, 1), status="behind"), theme=theme)
    assert theme.tone("behind").soft in found
    assert Words()("status.behind") in found


def test_a_hole_and_islands_are_drawn():
    holed = Polygon(box(0, 0, 9, 9).exterior, [box(3, 3, 6, 6).exterior])
    found = drawn(region(MultiPolygon([holed, box(20, 0, 21, 1)])))
    assert found.count("Z") == 3


def test_hostile_names_stay_text():
    found = choropleth(
        [region(box(0, 0, 1, 1), name="<script>", href='/unit?x="')], Words(), LIGHT, label="<b>"
    )
    assert "<script>" not in found
    assert 'x=""' not in found


def test_a_unit_is_a_link_for_mouse_and_keyboard():
    found = drawn(region(box(0, 0, 1, 1), href="/unit?unit=kg-899", why="/explain?of=kg-899"))
    assert re.findall(r'<a class="([^"]+)" data-nav href="([^"]+)"', found) == [
        ("k-place-name", "/unit?unit=kg-899"),
        ("k-place-why", "/explain?of=kg-899"),
    ]


def test_names_keep_clear_of_each_other_and_are_led_back_to_their_regions():
    # Twelve regions in a row, each narrower than its name.
    regions = [region(box(one, 0, one + 1, 4), f"Huyện số {one}") for one in range(12)]
    found = drawn(*regions)
    places = [tuple(map(float, one)) for one in re.findall(r"left:([\d.]+)%;top:([\d.]+)%", found)]
    assert len(places) == 12
    height = float(re.search(r'viewBox="0 0 1000 ([\d.]+)"', found)[1])
    wide, high = 100 * LETTER * 12 / 1000, 100 * LINES / height
    meet = [
        (a, b)
        for a, b in combinations(places, 2)
        if abs(a[0] - b[0]) < wide - 0.1 and abs(a[1] - b[1]) < high - 0.1
    ]
    assert meet == []
    assert found.count('fill="none"') >= 4
