"""Addresses in a real browser: typed, followed, gone back to, reloaded, sent to somebody else."""

import shutil
from urllib.parse import parse_qsl, urlsplit

import pytest

from kpis.words import Words, formats
from tests.browser.site import served

pytestmark = pytest.mark.browser

EN = Words("en")


def link(page):
    return dict(parse_qsl(urlsplit(page.url).query))


def body(page):
    return page.locator("[data-testid=stMain]").inner_text()


def choose(visitor, label, option):
    """Choose in a select box as with a keyboard: type what is looked for, press Enter."""
    box = visitor.page.get_by_role("combobox", name=label, exact=True)
    box.click()
    box.fill(option)
    visitor.page.get_by_role("option", name=option, exact=True).click()
    return visitor.settled()


def pressed(page, name):
    """Whether a segment of a choice is the chosen one."""
    segment = page.get_by_role("radio", name=name, exact=True)
    return segment.get_attribute("aria-checked") == "true"


def test_a_deep_link_works_as_the_first_thing_a_server_is_asked(demo_folder, tmp_path, arrive):
    shutil.copytree(demo_folder, tmp_path / "cold")
    with served(tmp_path / "cold") as cold:
        page = arrive(cold.root).open("/districts?period=2023-Q3&lang=en&view=map")
        asked = {"period": "2023-Q3", "lang": "en", "view": "map"}
        assert asked.items() <= link(page).items()
        assert formats.period("2023-Q3", "en") in body(page)
        assert page.locator(".k-tiles, [class*=k-tile]").first.is_visible()
        assert pressed(page, EN("league.view.map"))


def test_a_choice_changes_the_link_and_a_reload_shows_the_same(arrive):
    visitor = arrive()
    visitor.open("/indicator?lang=en")
    page = choose(visitor, EN("filter.period"), formats.period("2022-Q3", "en"))
    page.wait_for_url("**period=2022-Q3**")
    before = body(visitor.settled()), page.url
    page.reload()
    assert (body(visitor.settled()), page.url) == before


def test_back_and_forward_keep_what_was_looked_at(arrive):
    visitor = arrive()
    page = visitor.open("/districts?lang=en&period=2023-Q3&view=map")
    before = body(page)
    page.locator("[data-testid=stMain] a[data-nav]").first.click()
    page.wait_for_url("**/unit?**")
    assert link(visitor.settled())["period"] == "2023-Q3"
    unit = link(page)["unit"]
    page.go_back()
    page.wait_for_url("**/districts?**")
    page.wait_for_function("(text) => document.body.innerText.includes(text)", arg=before[:40])
    asked = {"lang": "en", "period": "2023-Q3", "view": "map"}
    assert asked.items() <= link(visitor.settled()).items()
    assert body(page) == before
    page.go_forward()
    page.wait_for_url("**/unit?**")
    assert link(visitor.settled())["unit"] == unit


def test_three_clicks_lead_from_a_card_to_the_cell(arrive):
    visitor = arrive()
    page = visitor.open("/?lang=en&period=2024-Q4")
    page.locator(".k-card a.k-card-title").first.click()
    page.wait_for_url("**/indicator?**")
    visitor.settled()
    page.get_by_role("radio", name=EN("filter.detail.cells"), exact=True).click()
    page.wait_for_url("**detail=cells**")
    visitor.settled()
    assert "2024-Q4 II.06a tong hop.xlsx" in body(page)
    assert page.get_by_text("!G1").first.is_visible()


def test_the_language_changes_everything_but_the_view(arrive):
    visitor = arrive()
    page = visitor.open("/districts?period=2023-Q3&view=map")
    page.get_by_role("radio", name="English", exact=True).click()
    page.wait_for_url("**lang=en**")
    visitor.settled()
    assert {"lang": "en", "period": "2023-Q3", "view": "map"}.items() <= link(page).items()
    assert EN("page.overview") in page.locator("[data-testid=stSidebar]").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_ground_follows_the_readers_own(arrive, scheme):
    page = arrive(color_scheme=scheme).open("/")
    colour = page.evaluate(
        "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    )
    light = sum(int(part) for part in colour.strip("rgba()").split(",")[:3]) > 380
    assert light == (scheme == "light")
    ink = page.evaluate("getComputedStyle(document.querySelector('.page-head h1')).color")
    assert (sum(int(part) for part in ink.strip("rgba()").split(",")[:3]) < 380) == light
