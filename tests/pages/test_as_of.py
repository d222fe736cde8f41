"""An old link shows what was known then, whatever has come since."""

import re
from dataclasses import dataclass

import pytest

from kpis.accounts.roles import Role
from kpis.errors import UnknownVersion
from kpis.intake import recording
from kpis.queries import origins
from kpis.queries.state import state
from kpis.store import retention
from kpis.ui import as_of
from kpis.words import Words, formats
from tests.builders import counts, received, store
from tests.conftest import MACHINE, copied
from tests.pages.conftest import come, go, start
from tests.pages.reading import page_of

T = Words()

PAGES = {
    "follow/overview": {},
    "follow/indicator": {"indicator": "on_time_rate", "of": "kg", "detail": "cells"},
    "follow/districts": {},
    "follow/agencies": {},
    "follow/unit": {"unit": "kg-899"},
    "meet/present": {},
}


def withdraw_latest(house, form):
    with house.store.reader(house.store.version()) as con:
        known = origins.submissions(con)
    chosen = known[known["forms"].map(lambda forms: form in forms)].iloc[0]["submission"]
    recording.withdraw(house, chosen, MACHINE, "nộp nhầm")


def said(page):
    """What a page says of figures: without the switch, whose list of moments grows."""
    found = page_of(page)
    assert not found.exceptions
    return found.markup, [figure["data"] for figure in found.figures]


def texts(**link):
    return {page: said(come(page, **more, **link)) for page, more in PAGES.items()}


@dataclass(frozen=True)
class Links:
    """What a link to a version shows, before and after later changes, and what one without it."""

    version: str
    before: dict
    after: dict
    now: dict


@pytest.fixture(scope="module")
def links(demo_folder, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("links")
        patch.setenv("KPIS_DATA", str(folder))
        house = copied(demo_folder, folder)
        now = {"period": "2025-Q2", "lang": "vi"}
        version = house.store.version()
        before = texts(as_of=version, **now)
        withdraw_latest(house, "II.06a")
        withdraw_latest(house, "KPI-Q")
        return Links(version, before, texts(as_of=version, **now), texts(**now))


@pytest.mark.parametrize("page", PAGES)
def test_a_link_to_a_version_shows_the_same_after_later_changes(links, page):
    assert links.after[page] == links.before[page]


@pytest.mark.parametrize("page", PAGES)
def test_without_a_version_the_link_shows_what_is_known_now(links, page):
    assert links.now[page] != links.before[page]


def test_the_slides_of_a_version_bear_its_code(links):
    assert links.version[:15] in links.before["meet/present"][0]


SMALL = {
    "follow/overview": {},
    "follow/indicator": {"indicator": "online_payment_rate", "of": "kg-899", "detail": "periods"},
    "follow/explain": {"indicator": "online_payment_rate", "of": "kg"},
}


def rate(unit, numerator, file="bieu.xlsx"):
    return received(counts("online_payment_rate", unit, numerator, 1000, "2021-Q1"), file=file)


def shown(open_page, **link):
    return {page: said(open_page(page, **more, **link)) for page, more in SMALL.items()}


def report(house):
    store(house, rate("kg-899", 1), rate("kg-900", 2))


@pytest.fixture
def early(filled, monkeypatch):
    """A province with two reports, of which only the three latest versions would be kept."""
    monkeypatch.setattr(retention, "KEPT", 3)
    return filled(report)


def test_an_old_link_gives_the_same_values_after_three_hundred_changes(early, open_page):
    then = {"as_of": early.store.version(), "period": "2021-Q1", "lang": "vi"}
    before = shown(open_page, **then)
    units = [one.id for one in early.catalogue.org_units.values() if one.id.startswith("kg-9")]
    for turn in range(6):
        files = [
            rate(units[place % len(units)], 10 * place + turn, f"{turn}-{place}.xlsx")
            for place in range(50)
        ]
        store(early, *files)
    now = shown(open_page, period="2021-Q1", lang="vi")
    assert all(now[page] != before[page] for page in SMALL)
    assert shown(open_page, **then) == before
    # Somebody has looked at it, so it is kept; versions between that nobody saw have gone.
    assert len(early.store.versions()) <= 3 + 2


def test_a_link_to_a_version_that_is_gone_says_so_and_offers_the_nearest(early, open_page):
    gone = early.store.version()
    for place in range(5):
        store(early, rate("kg-901", place))
    assert gone not in early.store.versions()
    page = page_of(open_page("follow/overview", as_of=gone))
    assert not page.exceptions
    assert T("as_of.gone") in page.words
    offered = re.findall(r"as_of=(\w+)", page.markup)
    assert offered
    assert set(offered) <= set(early.store.versions())
    assert T("as_of.back") in page.words


@pytest.mark.parametrize("nonsense", ["../../x", "20240101", "<b>", "20991301T000000000000"])
def test_a_link_to_no_version_at_all_is_told_and_does_no_harm(early, open_page, nonsense):
    page = page_of(open_page("follow/overview", as_of=nonsense))
    assert not page.exceptions
    assert T("as_of.gone") in page.words
    assert not list((early.store.folder / "linked").glob("*"))


def test_the_switch_goes_to_the_last_version_of_a_day_and_back(early, open_page):
    app = open_page("follow/overview", period="2021-Q1", lang="vi")
    [switch] = [one for one in app.selectbox if one.label == T("as_of.label")]
    day = switch.options[1]
    assert switch.value == as_of.NOW
    assert day == formats.day(
        as_of.moment_of(early.store.version()).astimezone(formats.HOME).date()
    )
    store(early, rate("kg-901", 5))
    chosen = as_of.moment_of(early.store.version()).astimezone(formats.HOME).date().isoformat()
    app = switch.set_value(chosen).run()
    assert app.query_params["as_of"] == early.store.version()
    page = page_of(app)
    with early.store.reader(early.store.version()) as con:
        moment = formats.moment(state(con).last_change)
    assert T("as_of.banner", moment=moment) in page.words
    [moments] = [one for one in app.selectbox if one.label == T("as_of.version")]
    first = early.store.versions()[0]
    app = moments.set_value(first).run()
    assert app.query_params["as_of"] == first
    [switch] = [one for one in app.selectbox if one.label == T("as_of.label")]
    app = switch.set_value(as_of.NOW).run()
    assert "as_of" not in app.query_params


def test_the_menu_keeps_the_day_and_a_link_without_it_comes_back_to_now(early):
    then = early.store.version()
    store(early, rate("kg-901", 5))
    app = start(as_of=then, lang="vi")
    app.query_params.clear()
    go(app, "follow/explain")
    assert app.query_params["as_of"] == then
    app.query_params.clear()
    app.query_params["lang"] = "vi"
    go(app, "follow/overview")
    assert "as_of" not in app.query_params


def test_links_carry_the_day_from_page_to_page(early, open_page):
    then = early.store.version()
    markup = page_of(open_page("follow/overview", period="2021-Q1", as_of=then)).markup
    links = re.findall(r'href="(/(?:indicator|explain)\?[^"]*)"', markup)
    assert links
    assert all(f"as_of={then}" in one for one in links)


def test_nothing_is_stored_while_looking_at_the_past(early, person, browser):
    browser(person("lan", Role.OFFICER))
    [which] = store(early, rate("kg-901", 5))
    then = early.store.version()
    now = come("collect/history", submission=which)
    assert T("history.withdraw_button") in [one.label for one in now.button]
    app = come("collect/history", submission=which, as_of=then)
    assert not app.exception
    assert T("history.withdraw_button") not in [one.label for one in app.button]
    # The file as it was received may still be had: that changes nothing.
    assert app.get("download_button")
    upload = page_of(come("collect/upload", as_of=then))
    assert not upload.exceptions


def test_a_version_is_never_marked_by_a_name_that_leads_elsewhere(early):
    with pytest.raises(UnknownVersion):
        early.store.keep("../x")
