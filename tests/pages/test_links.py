"""The link is the view: what it says is shown, what is chosen it says, nonsense does no harm."""

import re

import pytest

from kpis.intake.house import open_house
from kpis.ui import answers
from kpis.words import Words, formats
from tests.pages.conftest import come, go
from tests.pages.reading import page_of

T = Words()
USUAL = {
    "period": "2025-Q2",
    "indicator": "on_time_rate",
    "of": "kg",
    "detail": "district",
    "unit": "kg-908",
    "view": "table",
    "lang": "vi",
}
FOREIGN = "<img src=x onerror=alert(1)>"


@pytest.fixture
def province(demo_folder, monkeypatch):
    """The demonstration province, only to be read."""
    monkeypatch.setenv("KPIS_DATA", str(demo_folder))
    return open_house()


def chosen(app, name):
    """What the control of a choice stands at."""
    key = f"choose_{name}"
    kinds = (app.selectbox, app.segmented_control)
    [found] = [one.value for kind in kinds for one in kind if one.key == key]
    return found


@pytest.mark.parametrize(
    ("page", "name", "value"),
    [
        ("follow/overview", "period", "2023-Q3"),
        ("follow/indicator", "period", "2022-Q4"),
        ("follow/indicator", "indicator", "online_payment_rate"),
        ("follow/indicator", "of", "kg-899"),
        ("follow/indicator", "detail", "cells"),
        ("follow/districts", "view", "map"),
        ("follow/unit", "unit", "kg-911"),
        ("follow/unit", "indicator", "online_dossier_rate"),
        ("follow/agencies", "lang", "en"),
    ],
)
def test_a_page_shows_what_its_link_says(province, open_page, page, name, value):
    app = open_page(page, **{name: value})
    assert not app.exception
    assert chosen(app, name) == value
    assert app.query_params[name] == value


@pytest.mark.parametrize("name", ["period", "indicator", "of", "detail", "unit", "view", "lang"])
@pytest.mark.parametrize("value", ["", "2099-Q7", FOREIGN])
def test_a_link_to_something_unknown_shows_the_usual_and_says_so(province, open_page, name, value):
    page = {"unit": "follow/unit", "view": "follow/districts"}.get(name, "follow/indicator")
    app = open_page(page, **{name: value})
    assert not app.exception
    assert not app.error
    assert app.query_params[name] == chosen(app, name) == USUAL[name]


def test_a_language_nobody_speaks_is_vietnamese(province, open_page):
    assert T("filter.period") in page_of(open_page("follow/agencies", lang="xx")).words


@pytest.mark.parametrize("version", ["20010101T000000000000", "../../../etc/passwd", FOREIGN])
def test_a_link_to_a_version_that_is_gone_is_explained(province, open_page, version):
    app = open_page("follow/indicator", as_of=version)
    assert not app.exception
    assert T("as_of.gone") in [one.value for one in app.warning]


def test_a_version_named_by_a_link_cannot_speak_with_our_voice(province, open_page):
    app = open_page("follow/overview", as_of="[Đăng nhập](https://evil.example) ![](x) $x$ **b**")
    page = page_of(app)
    assert T("as_of.gone") in page.words
    assert not [one for one in page.markdown if "evil" in one or "**b**" in one]


def test_a_new_choice_stands_in_the_link(province):
    app = come("follow/districts", lang="en")
    app.selectbox(key="choose_period").set_value("2022-Q1").run()
    assert app.query_params["period"] == "2022-Q1"
    [view] = [one for one in app.segmented_control if one.key == "choose_view"]
    view.set_value("map").run()
    assert app.query_params["view"] == "map"
    assert app.query_params["lang"] == "en"
    assert not app.exception
    assert formats.period("2022-Q1", "en") in page_of(app).words


def test_the_same_link_shows_the_same_page_to_somebody_else(province, open_page):
    mine = come("follow/indicator", lang="vi")
    mine.selectbox(key="choose_period").set_value("2022-Q1").run()
    mine.selectbox(key="choose_indicator").set_value("online_payment_rate").run()
    theirs = open_page("follow/indicator", **mine.query_params)
    assert page_of(theirs).words == page_of(mine).words


def test_the_period_goes_along_to_the_next_page(province):
    app = come("follow/agencies", period="2022-Q3")
    assert chosen(app, "period") == "2022-Q3"
    assert chosen(go(app, "follow/unit"), "period") == "2022-Q3"
    assert "period=2022-Q3" in page_of(go(app, "follow/overview")).markup


def test_every_link_of_a_page_keeps_language_and_version(province, open_page):
    version = answers.store().version()
    for page in ("follow/overview", "follow/districts", "follow/indicator", "follow/unit"):
        markup = page_of(open_page(page, lang="en", as_of=version, period="2024-Q1")).markup
        # All but the one way back to today's figures.
        markup = re.sub(r'<div class="as-of k".*?</div>', "", markup)
        links = [one.partition('"')[0] for one in markup.split('data-nav href="')[1:]]
        assert links
        for link in links:
            assert {"lang=en", f"as_of={version}"} <= set(link.partition("?")[2].split("&amp;"))
