"""Why this colour and where from: every status leads to its arithmetic, and on to the cell."""

import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest

from kpis.accounts.roles import Role
from kpis.intake.house import open_house
from kpis.queries.figures import figures
from kpis.ui import why
from kpis.words import Words, formats
from tests.builders import counts, received, store
from tests.pages.conftest import go, start
from tests.pages.reading import page_of

T = Words()
EXPLAIN = "follow/explain"
PERIOD = "2025-Q2"


@pytest.fixture
def province(demo_folder, monkeypatch):
    """The demonstration province, only to be read."""
    monkeypatch.setenv("KPIS_DATA", str(demo_folder))
    return open_house()


def ways(markup, page):
    """The addresses of a page that a markup leads to, as choices."""
    found = re.findall(rf'href="(/{page}\?[^"]*)"', markup)
    return [dict(parse_qsl(urlsplit(unescape(one)).query)) for one in found]


def test_two_districts_sum_is_written_out_with_its_path_limits_and_goal(house, open_page):
    store(
        house,
        received(
            counts("online_payment_rate", "kg-899", 1204, 1250, "2021-Q1"),
            counts("online_payment_rate", "kg-900", 987, 1002, "2021-Q1"),
        ),
    )
    link = {"indicator": "online_payment_rate", "of": "kg", "period": "2021-Q1"}
    page = page_of(open_page(EXPLAIN, **link))
    assert not page.exceptions
    value = formats.amount(97.3, "%", 1)
    assert f"(1.204 + 987) / (1.250 + 1.002) = 2.191 / 2.252 = {value}" in page.words
    assert T("explain.too_few", reported=2, expected=37) in page.words
    assert "41-KH/TU" in page.words
    assert len(ways(page.markup, "explain")) >= 2 * 2


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("follow/overview", {}),
        ("follow/districts", {"view": "table"}),
        ("follow/agencies", {"view": "table"}),
        ("follow/districts", {"view": "map"}),
        ("follow/unit", {"unit": "kg-899"}),
        ("follow/indicator", {"of": "kg", "detail": "district"}),
        ("follow/indicator", {"of": "kg", "detail": "periods"}),
    ],
)
def test_statuses_lead_to_their_explanation(province, open_page, page, link):
    found = ways(page_of(open_page(page, period=PERIOD, **link)).markup, "explain")
    assert len(found) >= 10
    assert {one["lang"] for one in found} == {"vi"}
    asked = found[len(found) // 2]
    explained = page_of(open_page(EXPLAIN, **asked))
    assert not explained.exceptions
    assert T("why.title") in explained.words


def test_three_clicks_lead_from_the_card_to_the_cell(province, open_page):
    card = page_of(open_page("follow/overview", period=PERIOD))
    first = ways(card.markup, "explain")[0]
    assert first["of"] == "kg"
    whole = page_of(open_page(EXPLAIN, **first))
    second = next(one for one in ways(whole.markup, "explain") if one["of"] == "kg-899")
    unit = page_of(open_page(EXPLAIN, **second))
    assert second["period"] == first["period"] == PERIOD
    assert re.search(r"![A-Z]+[0-9]+\b", unit.words)
    third = ways(unit.markup, "history")[0]
    file = page_of(open_page("collect/history", **third))
    assert not file.exceptions
    assert third["submission"] in file.words
    assert third["period"] == PERIOD


def test_every_status_of_a_period_can_be_explained(province, open_page):
    with province.store.reader(province.store.version()) as con:
        table = figures(con, period=PERIOD)
        table = table[table["reading_of"].isna()]
        said = {}
        for one in table.drop_duplicates(["indicator", "status", "basis"]).to_dict("records"):
            asked = {name: one[name] for name in ("indicator", "org_unit", "period")}
            facts = {"catalogue": province.catalogue, "t": T}
            said.setdefault(one["status"], why.why(con, **asked, **facts))
    assert set(said) >= {"met", "behind", "off_track", "not_enough_data"}
    assert all(T.code("status", status) in text for status, text in said.items())


def test_earlier_values_are_told_with_who_and_why(house, open_page):
    first = counts("online_payment_rate", "kg-899", 1, 4, "2021-Q1")
    second = counts("online_payment_rate", "kg-899", 3, 4, "2021-Q1")
    store(house, received(first, file="truoc.xlsx"))
    store(house, received(second, file="sau.xlsx"), reason="đính chính số")
    link = {"indicator": "online_payment_rate", "of": "kg-899", "period": "2021-Q1"}
    page = page_of(open_page(EXPLAIN, **link))
    told = (T("whence.earlier"), T("whence.replaced"), "truoc.xlsx", "đính chính số", "kiem-tra")
    assert all(one in page.words for one in told)


def test_the_original_is_for_those_allowed(house, person, browser, open_page):
    [submission] = store(house, received(counts("online_payment_rate", "kg-899", 1, 4, "2021-Q1")))
    assert not open_page("collect/history", submission=submission).get("download_button")
    browser(person("lan", Role.OFFICER))
    assert go(start(submission=submission), "collect/history").get("download_button")


def test_a_figure_nobody_reported_is_explained_too(house, open_page):
    store(house, received(counts("online_payment_rate", "kg-899", 1, 4, "2021-Q1")))
    page = page_of(open_page(EXPLAIN, indicator="online_dossier_rate", of="kg", period="2021-Q1"))
    assert not page.exceptions
    goal = T.own(house.catalogue.indicators["online_dossier_rate"].short)
    assert T("indicator.silent", goal=goal) in page.words
    assert formats.period("2021-Q1") in page.words
