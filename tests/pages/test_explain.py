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
from tests.pages.conftest import come
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
    assert come("collect/history", submission=submission).get("download_button")


def test_a_figure_nobody_reported_is_explained_too(house, open_page):
    store(house, received(counts("online_payment_rate", "kg-899", 1, 4, "2021-Q1")))
    page = page_of(open_page(EXPLAIN, indicator="online_dossier_rate", of="kg", period="2021-Q1"))
    assert not page.exceptions
    goal = T.own(house.catalogue.indicators["online_dossier_rate"].short)
    assert T("indicator.silent", goal=goal) in page.words
    assert formats.period("2021-Q1") in page.words


FINANCE, HOME_AFFAIRS = "kg-so-tai-chinh-2025", "kg-so-noi-vu-2025"


def test_a_restated_figure_is_accounted_for_by_those_who_reported(province, open_page):
    link = {"indicator": "on_time_rate", "period": "2023-Q3", "units": "present"}
    page = page_of(open_page(EXPLAIN, **link, of=FINANCE))
    value = formats.amount(99.3, "%", 1)
    assert f"(347 + 3.760) / (350 + 3.787) = 4.107 / 4.137 = {value}" in page.words
    assert T("whence.pieces", count=2) in page.words
    assert T("why.unjudged_rule") in page.words
    before = ways(page.markup, "explain")
    reported = [one for one in before if one.get("units") == "reported"]
    assert {one["of"] for one in reported} == {"kg-so-tai-chinh", "kg-so-ke-hoach-va-dau-tu"}
    unit = page_of(open_page(EXPLAIN, **reported[0]))
    assert re.search(r"![A-Z]+[0-9]+\b", unit.words)


def test_what_cannot_be_divided_says_so_with_the_parts_it_lacks(province, open_page):
    link = {"indicator": "on_time_rate", "period": "2023-Q3", "units": "present"}
    page = page_of(open_page(EXPLAIN, **link, of=HOME_AFFAIRS))
    assert T("explain.restated_not.no_share") in page.words
    assert T("units.share_unknown") in page.words
    assert T("whence.no_share") in page.words


def test_an_earlier_units_report_leads_to_its_heirs(province, open_page):
    link = {"indicator": "on_time_rate", "period": "2023-Q3", "of": "kg-so-ke-hoach-va-dau-tu"}
    page = page_of(open_page(EXPLAIN, **link, units="present"))
    assert T("whence.passed_on") in page.words
    assert FINANCE in {one["of"] for one in ways(page.markup, "explain")}
    assert T("whence.passed_on") not in page_of(open_page(EXPLAIN, **link, units="reported")).words


def test_a_unit_that_was_not_there_yet_says_since_when_it_is(province, open_page):
    page = page_of(open_page(EXPLAIN, period="2023-Q3", of=FINANCE, units="reported"))
    assert T("why.not_yet", day="01/03/2025") in page.words


def test_another_formula_is_accounted_for_like_the_first(province, open_page):
    first = page_of(open_page("follow/indicator", indicator="on_time_rate", of="kg", period=PERIOD))
    [other] = [one for one in ways(first.markup, "explain") if "." in one["indicator"]]
    page = page_of(open_page(EXPLAIN, **other))
    assert not page.exceptions
    named = province.catalogue.readings["on_time_rate.766"]
    value = formats.amount(98.9, "%", 1)
    assert f"{T.own(named.short)}: đạt {value}" in page.words
    assert f"283.617 / 286.763 = {value}" in page.words
    assert T.own(named.numerator) in page.words
    # And back to the first.
    assert "on_time_rate" in {one["indicator"] for one in ways(page.markup, "explain")}


@pytest.mark.parametrize(
    ("page", "link", "mark"),
    [
        ("follow/districts", {"view": "map"}, "k-tile-why"),
        ("follow/districts", {"view": "rank"}, ""),
        ("meet/present", {}, "k-d-status"),
    ],
)
def test_a_tile_a_rank_and_a_slide_open_their_why(province, open_page, page, link, mark):
    markup = page_of(open_page(page, period=PERIOD, **link)).markup
    found = ways("".join(re.findall(rf"<a[^>]*{mark}[^>]*>", markup)), "explain")
    assert len(found) >= 15
    assert not page_of(open_page(EXPLAIN, **found[7])).exceptions
