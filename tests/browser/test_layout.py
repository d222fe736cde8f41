"""Nothing overlaps, is cut or has to be scrolled for sideways: on a laptop, and on a phone."""

import pytest

from kpis.words import LANGUAGES
from tests.browser.site import LAPTOP, Visitor

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
SCREENS = {"laptop": LAPTOP, "phone": PHONE}
ADDRESSES = (
    *("/", "/indicator", "/agencies", "/agencies?view=rank", "/unit?unit=kg-911", "/compare"),
    *(
        "/districts?view=table",
        "/districts?view=map",
        "/districts?view=land",
        "/districts?view=rank",
    ),
    *("/compare?by=periods", "/explain", "/directives"),
    *("/scorecard", "/lost_points", "/national", "/tasks", "/tracker", "/upload", "/history"),
    *("/catalogue", "/units", "/method"),
)
# What may be wider than its frame scrolls inside it, so that the page does not.
WIDER = """() => [document.documentElement, document.body,
  ...document.querySelectorAll("[data-testid=stMain]")]
  .map((one) => one.scrollWidth - one.clientWidth)"""
# Parts that stand side by side, by the frame they stand in.
OVERLAPS = """() => {
  const met = [];
  for (const frame of document.querySelectorAll(
    "[data-testid=stMain] :is(.k-cards, .k-tiles, .found-list, .facts, .page-head, .k-legend, "
    + "[data-testid=stVerticalBlock], [data-testid=stHorizontalBlock])")) {
    const parts = [...frame.children].filter((one) => one.checkVisibility()
      && getComputedStyle(one).position !== "absolute").map((one) =>
      [one, one.getBoundingClientRect()]).filter(([, box]) => box.width > 2 && box.height > 2);
    for (const [place, [one, a]] of parts.entries())
      for (const [other, b] of parts.slice(place + 1))
      if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1.5
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1.5)
        met.push(`${one.className} / ${other.className}: ${other.innerText.slice(0, 40)}`);
  }
  return met;
}"""
# Words that reach beyond a box that hides what does not fit, or beyond their own cell or card.
CUT = """() => {
  const cut = [], words = document.createTreeWalker(
    document.querySelector("[data-testid=stMain]"), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (words.nextNode()) {
    const node = words.currentNode, own = node.parentElement;
    if (!node.textContent.trim() || own.closest(
      "style, script, svg, .k-hear, caption, [aria-hidden=true], [data-testid=stSelectbox], "
      + "[data-testid=stMultiSelect], [data-testid=stFileUploader]")) continue;
    if (!own.checkVisibility({checkOpacity: true, checkVisibilityCSS: true})) continue;
    range.selectNodeContents(node);
    const text = range.getBoundingClientRect();
    if (text.width < 2) continue;
    for (let box = own; box && box.dataset.testid !== "stMain"; box = box.parentElement) {
      const style = getComputedStyle(box), edge = box.getBoundingClientRect();
      if (/auto|scroll/.test(style.overflowX + style.overflowY)) break;
      const bounds = box.matches("td, th, .k-card, .k-tile, .k-chip, button")
        || /hidden|clip/.test(style.overflowX);
      if (bounds && style.display !== "inline" && edge.width > 2
        && (text.right > edge.right + 1.5 || text.left < edge.left - 1.5)) {
        cut.push(`${box.tagName}.${box.className}: ${node.textContent.trim().slice(0, 50)}`);
        break;
      }
      if (style.position === "sticky") break;
    }
  }
  return [...new Set(cut)];
}"""


# Vietnamese has the longer words; the other language is looked at on every page elsewhere.
@pytest.fixture(scope="module", params=LANGUAGES[:1])
def laid_out(request, chromium, site):
    """All pages in one language, each opened once and looked at on both screens."""
    visitor = Visitor.arrive(chromium, site.root, viewport=LAPTOP)
    seen = {}
    visitor.open(f"/?lang={request.param}")
    for address in ADDRESSES:
        visitor.page.set_viewport_size(LAPTOP)
        page = visitor.follow(f"{address}{'&' if '?' in address else '?'}lang={request.param}")
        for name, screen in SCREENS.items():
            page.set_viewport_size(screen)
            page.wait_for_timeout(150)
            found = [page.evaluate(one) for one in (WIDER, OVERLAPS, CUT)]
            seen[address, name] = dict(zip(("wider", "overlaps", "cut"), found, strict=True))
    visitor.context.close()
    return seen


@pytest.mark.parametrize("screen", SCREENS)
def test_no_page_scrolls_sideways(laid_out, screen):
    wider = {at: one["wider"] for at, one in laid_out.items() if at[1] == screen}
    assert {at: found for at, found in wider.items() if max(found) > 1} == {}


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_lies_over_its_neighbour(laid_out, screen):
    assert {
        at: one["overlaps"] for at, one in laid_out.items() if at[1] == screen and one["overlaps"]
    } == {}


@pytest.mark.parametrize("screen", SCREENS)
def test_no_word_is_cut(laid_out, screen):
    assert {at: one["cut"] for at, one in laid_out.items() if at[1] == screen and one["cut"]} == {}
