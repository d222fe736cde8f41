"""The meeting room in a real browser: keys, sizes, and the place in the address."""

import pytest

from kpis.charts.slides import deck
from kpis.charts.theme import DARK, LIGHT
from kpis.words import Words
from tests.charts.test_slides import COVER, SLIDE

pytestmark = pytest.mark.browser

# The colour that the line of the figures is drawn in.
ACCENT = (
    "getComputedStyle([...document.querySelectorAll('section:not([hidden]) svg polyline')].at(-1))"
    ".stroke"
)
SHOWN = "[...document.querySelectorAll('.k-slide')].findIndex((one) => !one.hidden) + 1"


@pytest.fixture(params=[(1920, 1080), (1366, 768)], ids=["1920", "1366"])
def page(chromium, request, tmp_path):
    markup = deck([SLIDE] * 11, COVER, Words(), LIGHT, edition="BCC-01", home="#home")
    file = tmp_path / "deck.html"
    file.write_text(f"<!doctype html><meta charset=utf-8><body>{markup}", encoding="utf-8")
    width, height = request.param
    page = chromium.new_page(viewport={"width": width, "height": height})
    page.goto(file.as_uri())
    yield page
    page.close()


def rgb(colour):
    return "rgb({}, {}, {})".format(*bytes.fromhex(colour.removeprefix("#")))


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)
    return page.evaluate(SHOWN)


def test_keys_of_a_keyboard_and_of_a_clicker_turn_the_pages(page):
    assert press(page) == 1
    assert press(page, "ArrowRight", "PageDown", " ") == 4
    assert press(page, "ArrowLeft", "PageUp") == 2
    assert press(page, "End") == 12
    assert press(page, "ArrowRight") == 12
    assert press(page, "Home", "ArrowLeft") == 1


def test_a_number_and_enter_jump_and_a_reload_returns(page):
    assert press(page, "1", "0", "Enter") == 10
    assert page.url.endswith("#10")
    page.reload()
    assert press(page) == 10
    assert press(page, "9", "9", "Enter") == 12
    assert press(page, "Home", "Enter") == 2


def test_the_screen_goes_black_and_the_ground_dark(page):
    press(page, "b")
    assert page.locator(".k-black").is_visible()
    press(page, "b", "l")
    assert page.locator(".k-black").is_hidden()
    assert page.locator(".k-deck").get_attribute("data-theme") == "dark"
    press(page, "ArrowRight")
    assert page.evaluate(ACCENT) == rgb(DARK.accent)
    press(page, "l")
    assert page.evaluate(ACCENT) == rgb(LIGHT.accent)


def test_keys_with_a_modifier_are_left_to_the_browser(page):
    assert press(page, "Control+ArrowRight", "Alt+b", "x") == 1
    assert page.locator(".k-black").is_hidden()


def test_the_mouse_turns_pages_too(page):
    page.mouse.click(900, 300)
    assert page.evaluate(SHOWN) == 2
    page.mouse.click(50, 300)
    assert page.evaluate(SHOWN) == 1


def test_escape_leaves(page):
    press(page, "Escape")
    assert page.url.endswith("#home")


def test_letters_are_large_enough_for_the_last_row(page):
    press(page, "ArrowRight")
    sizes = page.evaluate(
        """() => [...document.querySelectorAll("section:not([hidden]) *")]
          .filter((one) => one.checkVisibility() && [...one.childNodes].some(
            (node) => node.nodeType === 3 && node.textContent.trim()))
          .map((one) => Number.parseFloat(getComputedStyle(one).fontSize)
            * (one.ownerSVGElement ? one.getScreenCTM().a : 1))"""
    )
    scale = page.viewport_size["height"] / 1080
    assert min(sizes) >= 27.9 * scale
    assert max(sizes) >= 120 * scale


def test_nothing_runs_over_the_edge(page):
    for place in ("1", "2"):
        press(page, place, "Enter")
        foot = page.locator("section:not([hidden]) footer").bounding_box()
        assert foot["y"] + foot["height"] <= page.viewport_size["height"]
        spill = "(e) => [e.scrollHeight - e.clientHeight, e.scrollWidth - e.clientWidth]"
        assert max(page.locator("section:not([hidden])").evaluate(spill)) <= 0
