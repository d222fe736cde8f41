"""An old link shows what was known then, whatever has come since."""

import pytest

from kpis.intake import recording
from kpis.queries import origins
from tests.conftest import MACHINE
from tests.pages.reading import page_of

PAGES = {
    "follow/overview": {},
    "follow/indicator": {"indicator": "on_time_rate", "of": "kg", "detail": "cells"},
    "follow/districts": {},
    "follow/agencies": {},
    "follow/unit": {"unit": "kg-899"},
}


def withdraw_latest(house, form):
    with house.store.reader(house.store.version()) as con:
        known = origins.submissions(con)
    chosen = known[known["forms"].map(lambda forms: form in forms)].iloc[0]["submission"]
    recording.withdraw(house, chosen, MACHINE, "nộp nhầm")


def texts(open_page, **link):
    return {page: page_of(open_page(page, **more, **link)).words for page, more in PAGES.items()}


@pytest.fixture
def links(demo, open_page):
    """The links of today, and what they show today."""
    then = {"as_of": demo.store.version(), "period": "2025-Q2", "lang": "vi"}
    return then, texts(open_page, **then)


def test_a_link_to_a_version_shows_the_same_after_later_changes(demo, open_page, links):
    then, before = links
    withdraw_latest(demo, "II.06a")
    withdraw_latest(demo, "KPI-Q")
    assert texts(open_page, **then) == before


def test_without_a_version_the_link_shows_what_is_known_now(demo, open_page, links):
    then, before = links
    withdraw_latest(demo, "II.06a")
    withdraw_latest(demo, "KPI-Q")
    after = texts(open_page, period=then["period"], lang="vi")
    assert all(after[page] != before[page] for page in PAGES)


def test_the_slides_of_a_version_bear_its_code_and_stay(demo, open_page):
    then = {"as_of": demo.store.version(), "period": "2025-Q2"}
    before = page_of(open_page("meet/present", **then)).words
    assert then["as_of"][:15] in before
    withdraw_latest(demo, "II.06a")
    assert page_of(open_page("meet/present", **then)).words == before
