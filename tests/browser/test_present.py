"""The meeting room on a projector: keys, sizes, and nothing of the dashboard left."""

import pytest

from tests.browser.site import PROJECTOR

pytestmark = pytest.mark.browser

SHOWN = "[...document.querySelectorAll('.k-slide')].findIndex((one) => !one.hidden) + 1"
SIZES = """(which) => [...document.querySelectorAll(".k-slide:not([hidden]) *")]
  .filter((one) => one.matches(which) && one.checkVisibility({visibilityProperty: true}))
  .filter((one) => [...one.childNodes].some(
    (node) => node.nodeType === 3 && /[\\p{L}\\d]/u.test(node.textContent)))
  .map((one) => Number.parseFloat(getComputedStyle(one).fontSize)
    * (one.ownerSVGElement ? one.getScreenCTM().a : 1)).concat([1000])"""
# What lies on top at points all over the screen.
COVERED = """() => {
  const strange = new Set();
  for (let x = 4; x < innerWidth; x += 60) for (let y = 4; y < innerHeight; y += 60) {
    const top = document.elementFromPoint(x, y);
    if (!top || !top.closest(".k-deck")) strange.add(top ? top.outerHTML.slice(0, 90) : "nothing");
  }
  return [...strange];
}"""


@pytest.fixture
def ground():
    return "light"


@pytest.fixture
def deck(ground, arrive):
    page = arrive(viewport=PROJECTOR, color_scheme=ground).open("/present?period=2024-Q4")
    page.wait_for_function(f"() => {SHOWN} === 1")
    return page


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)
    return page.evaluate(SHOWN)


@pytest.mark.parametrize("ground", ["light", "dark"])
def test_the_slide_covers_everything(deck, ground):
    page = deck
    assert page.locator(".k-deck").get_attribute("data-theme") == ground
    assert not page.evaluate(COVERED)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_keys_turn_pages_jump_darken_and_leave(deck, ground):
    page = deck
    last = page.locator(".k-slide").count()
    assert last > 20
    assert press(page, "ArrowRight", "PageDown", "ArrowDown") == 4
    assert press(page, "ArrowLeft", "PageUp") == 2
    assert press(page, "End") == last
    assert press(page, "Home") == 1
    assert press(page, "1", "2", "Enter") == 12
    press(page, "b")
    assert page.locator(".k-black").is_visible()
    press(page, "b", "l")
    assert page.locator(".k-black").is_hidden()
    assert page.locator(".k-deck").get_attribute("data-theme") != ground
    assert press(page) == 12
    press(page, "Escape")
    page.locator(".k-cards").wait_for()
    assert "period=2024-Q4" in page.url


def test_letters_and_numbers_can_be_read_from_the_last_row(deck):
    page = deck
    for number in range(1, page.locator(".k-slide").count() + 1):
        assert min(page.evaluate(SIZES, "*")) >= 27.9, number
        assert min(page.evaluate(SIZES, ".k-d-value, .k-count b")) >= 56, number
        press(page, "ArrowRight")


def test_the_slides_stay_where_they_are_after_a_reload(deck):
    page = deck
    assert press(page, "7", "Enter") == 7
    page.reload()
    page.wait_for_function(f"() => {SHOWN} === 7")


@pytest.mark.parametrize("link", ["/present#3", "/present?lang=vi#3", "/present?period=2024-Q4#3"])
def test_a_link_to_a_slide_shows_it(arrive, link):
    page = arrive().open(link)
    page.wait_for_function(f"() => {SHOWN} === 3")
    page.keyboard.press("Escape")
    page.locator(".k-cards").wait_for()
    # Come to by the menu, the deck begins anew.
    page.locator("[data-testid=stSidebarNavLink][href$='/present']").click()
    page.wait_for_function(f"() => {SHOWN} === 1")
