"""Every page in a real browser: nothing leaves the house, nothing is said in the wrong language."""

import re
from functools import cache

import pytest

from kpis.settings import ROOT
from kpis.words import LANGUAGES, messages
from tests.browser.conftest import ADDRESSES
from tests.browser.site import LAPTOP, PROJECTOR, Visitor

pytestmark = pytest.mark.browser

# A Vietnamese syllable as it is written without a mark above or below: mang, thanh, quy, in.
SYLLABLE = re.compile(
    r"(ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(ng|nh|ch|[cmnpt])?",
    re.IGNORECASE,
)
WORD = re.compile(r"\w(?:[\w.-]*\w)?")
# Names of things that have no other name in Vietnamese offices.
NAMES = {
    "English",
    "Excel",
    "xlsx",
    "zip",
    "xls",
    "ods",
    "csv",
    "Enter",
    "Esc",
    "Ctrl",
    "TTg",
    "tong",
    "hop",
    "Wilson",
    # Abbreviations of Sở Ngoại vụ and Thanh tra in reports.
    "NgV",
    "TTr",
}
# Where a published figure stands is quoted as an address.
ADDRESS = re.compile(r"\S*(https?:|\.(vn|com|org|net|info))\S*")
# Pages that quote names of files, reasons, criteria and tasks as they were written.
QUOTING = (
    *("/history", "/scorecard", "/lost_points", "/unit", "/tasks", "/directives"),
    "/indicator?detail=cells",
)
DUMB = ("[aria-hidden=true]", "script", "style", "noscript")
SEEN = """(dumb) => {
  const told = [], spoken = [];
  const seen = (one) => one.checkVisibility({checkOpacity: true, checkVisibilityCSS: true});
  for (const one of document.body.querySelectorAll("*")) {
    if (one.closest(dumb) || !seen(one)) continue;
    const small = one.getBoundingClientRect().width < 2;
    for (const node of one.childNodes) if (node.nodeType === 3 && node.textContent.trim())
      (small ? spoken : told).push(node.textContent);
    for (const name of ["title", "aria-label", "placeholder", "alt"])
      if (one.getAttribute(name)) spoken.push(one.getAttribute(name));
  }
  return [[document.title, ...told], spoken];
}"""
OUTSIDE = """() => [...document.querySelectorAll("[src], link[href], a[href], [style*='url(']")]
  .map((one) => one.src || one.href || one.style.backgroundImage)
  .filter((url) => typeof url === "string" && /^(url\\(.)?(https?:)?\\/\\//.test(url))
  .filter((url) => !url.includes(location.host))"""
WIDER = """() => [document.documentElement, document.body,
  ...document.querySelectorAll("[data-testid=stMain], [data-testid=stAppViewContainer]")]
  .map((one) => one.scrollWidth - one.clientWidth)"""
TALLER = """() => [document.documentElement, ...document.querySelectorAll("[data-testid=stMain]")]
  .map((one) => one.scrollHeight - window.innerHeight)"""


@pytest.fixture(scope="module", params=LANGUAGES)
def walk(request, chromium, site):
    """All pages seen in one language, on a laptop with a light or a dark ground."""
    scheme = {"vi": "light", "en": "dark"}[request.param]
    one = Visitor.arrive(chromium, site.root, viewport=LAPTOP, color_scheme=scheme)
    seen = {}
    one.open(f"/?lang={request.param}")
    for address in ADDRESSES:
        page = one.follow(f"{address}{'&' if '?' in address else '?'}lang={request.param}")
        texts, spoken = page.evaluate(SEEN, ", ".join(DUMB))
        seen[address] = {
            "texts": texts,
            "spoken": spoken,
            "outside": page.evaluate(OUTSIDE),
            "wider": page.evaluate(WIDER),
            "scripts": page.locator("[data-testid=stMain] :is(img[onerror], iframe)").count(),
        }
    one.context.close()
    return request.param, one, seen


def test_every_page_of_the_menu_is_visited():
    listed = {one.strip("/").partition("?")[0] or "overview" for one in ADDRESSES}
    assert listed == {file.stem for file in ROOT.glob("pages/*/*.py")}


def test_nothing_leaves_the_house(walk):
    _, visitor, seen = walk
    assert not visitor.foreign
    assert not {address: one["outside"] for address, one in seen.items() if one["outside"]}


def test_no_page_complains_or_asks_in_a_window_of_its_own(walk):
    _, visitor, _ = walk
    assert not visitor.complaints
    assert not visitor.dialogs


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_no_wider_than_a_laptop(walk, address):
    assert max(walk[2][address]["wider"]) <= 0


@pytest.mark.parametrize("part", ["texts", "spoken"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_speaks_one_language_to_the_eye_and_to_the_ear(walk, address, part):
    language, _, seen = walk
    told = seen[address][part]
    if language == "vi":
        assert not {word for text in told for word in strange(text)}
    else:
        told = [] if address.startswith(QUOTING) else told
    foreign = sentences(next(one for one in LANGUAGES if one != language), language)
    assert not {text for text in foreign if any(text in one for one in told)}


def test_a_search_without_result_and_an_emptied_choice_stay_vietnamese(arrive):
    page = arrive().open("/indicator")
    box = page.get_by_role("combobox").first
    box.click()
    box.fill("qqqq")
    page.wait_for_timeout(300)
    texts, _ = page.evaluate(SEEN, ", ".join(DUMB))
    assert not {word for text in texts for word in strange(text) if word != "qqqq"}
    box.fill("")
    hint = box.get_attribute("placeholder") or ""
    assert not list(strange(hint))


def test_the_overview_fits_a_projector_without_scrolling(arrive):
    page = arrive(viewport=PROJECTOR).open("/")
    # For a moment the frame is taller than what is in it.
    page.wait_for_function(f"Math.max(...({TALLER})()) <= 0")


def strange(text):
    """The words of a text that are neither Vietnamese nor a name, an abbreviation, a code."""
    for word in WORD.findall(ADDRESS.sub(" ", text)):
        parts = re.split("[-.]", word)
        plain = word.isascii() and not word.isupper() and not any(map(str.isdigit, word))
        if plain and not all(
            len(one) == 1 or one in NAMES or SYLLABLE.fullmatch(one) for one in parts
        ):
            yield word


@cache
def sentences(language, other):
    """Our own texts of a language that the other one does not share.

    Without those too short, and without parts of sentences: cells that are quoted have them too.
    """
    known = messages(other).values()
    told = {text for text in messages(language).values() if "{" not in text and len(text) > 9}
    told = {text for text in told if text[0].isupper()}
    return {text for text in told if not any(text in one for one in known)}
