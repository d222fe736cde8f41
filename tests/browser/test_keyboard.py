"""Follow the province without a mouse: choices, cards, tiles, tables and earlier days."""

import pytest

from kpis.words import Words, formats
from tests.browser.site import tab_to

pytestmark = pytest.mark.browser

T = Words()
# A label or a frame round the focused part may be what shows the focus.
ROUND = """(room) => {
  const box = document.activeElement.getBoundingClientRect();
  const [left, top] = [Math.max(box.left - room, 0), Math.max(box.top - room, 0)];
  return {x: left, y: top, width: Math.min(box.right + room, innerWidth) - left,
    height: Math.min(box.bottom + room, innerHeight) - top};
}"""


def reach(page, selector):
    """Come to a part with Tab, and make sure that everybody sees where the focus is."""
    tab_to(page, selector)
    page.wait_for_timeout(200)
    around = page.evaluate(ROUND, 10)
    focused = page.screenshot(clip=around, animations="disabled", caret="hide")
    page.evaluate("document.activeElement.blur()")
    page.wait_for_timeout(200)
    blurred = page.screenshot(clip=around, animations="disabled", caret="hide")
    assert focused != blurred, selector
    page.locator(selector).first.focus()


def chosen(page, label):
    return f'input[role=combobox][aria-label*="{label}"]'


def test_a_period_a_card_and_a_table_row_are_opened_with_keys_alone(arrive):
    visitor = arrive()
    page = visitor.open("/?period=2024-Q4")
    period = chosen(page, T("filter.period"))
    reach(page, period)
    page.keyboard.type(formats.period("2024-Q3"))
    page.keyboard.press("Enter")
    page.wait_for_url("**period=2024-Q3**")
    visitor.settled()

    reach(page, ".k-card a.k-card-title")
    page.keyboard.press("Enter")
    page.wait_for_url("**/indicator?**period=2024-Q3**")
    visitor.settled()
    reach(page, "table.plain a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/unit?**period=2024-Q3**")
    assert visitor.settled().locator(".page-head h1").inner_text()


def test_a_status_is_asked_for_its_reason_with_keys_alone(arrive):
    visitor = arrive()
    page = visitor.open("/")
    reach(page, ".k-card a.k-chip")
    page.keyboard.press("Enter")
    page.wait_for_url("**/explain?**")
    assert T("why.title") in visitor.settled().locator("[data-testid=stMain]").inner_text()


@pytest.mark.parametrize(("view", "mark"), [("map", "tile"), ("land", "place")])
def test_a_district_on_the_map_is_opened_with_keys_alone(arrive, view, mark):
    visitor = arrive()
    page = visitor.open(f"/districts?view={view}")
    reach(page, f"a.k-{mark}-why")
    page.keyboard.press("Enter")
    page.wait_for_url("**/explain?**")
    visitor.settled()
    page.go_back()
    page.wait_for_url("**/districts?**")
    visitor.settled()
    reach(page, f"a.k-{mark}-name")
    page.keyboard.press("Enter")
    page.wait_for_url("**/unit?**")


def test_an_earlier_day_is_looked_at_with_keys_alone(arrive):
    visitor = arrive()
    page = visitor.open("/")
    reach(page, chosen(page, T("as_of.label")))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**as_of=**")
    assert visitor.settled().locator(".as-of").is_visible()
    reach(page, ".as-of a")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "as_of" not in url)


def test_a_way_of_looking_at_units_is_chosen_with_keys_alone(arrive):
    visitor = arrive()
    page = visitor.open("/agencies?period=2023-Q4&units=reported")
    reach(page, '[role=radiogroup][aria-label="' + T("units.view") + '"] [role=radio]')
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**units=present**")
    assert T("league.present") in visitor.settled().locator("[data-testid=stMain]").inner_text()


def test_a_slide_leads_to_its_why_by_a_key_and_by_tab(arrive):
    visitor = arrive()
    page = visitor.open("/present?lang=vi#3")
    page.keyboard.press("w")
    page.wait_for_url("**/explain?**")
    visitor.settled()
    # Back on the same slide: Tab stays on it, and goes round.
    page.go_back()
    page.wait_for_url("**/present?**#3")
    visitor.settled()
    tab_to(page, "a.k-leave")
    tab_to(page, "a.k-d-status")
    page.keyboard.press("Enter")
    page.wait_for_url("**/explain?**")
