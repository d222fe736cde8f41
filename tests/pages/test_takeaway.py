"""What is taken away is what the page shows: the same rows, live rates, filters and as of when."""

import random
import re
from html import unescape
from io import BytesIO

import pytest
import streamlit as st
from openpyxl import load_workbook

from kpis.charts.theme import STATUSES
from kpis.intake.house import open_house
from kpis.words import Words, formats
from tests.builders import counts, received, store
from tests.pages.conftest import come
from tests.pages.reading import page_of

T = Words()
DICE = random.Random(2025)
LABELS = {T("takeaway.xlsx"), *(T.code("takeaway.take", one) for one in ("terms", "cells"))}
PERIODS = ("2022-Q2", "2023-Q3", "2024-Q4", "2025-Q2")


@pytest.fixture
def province(demo_folder, monkeypatch):
    """The demonstration province, only to be read."""
    monkeypatch.setenv("KPIS_DATA", str(demo_folder))
    return open_house()


@pytest.fixture
def taken(monkeypatch):
    """Open a page and press every button that makes a workbook of a table: page, files by key."""
    files = {}

    def press(label, data, key=None, **options):
        if label in LABELS:
            files[key.removeprefix("take_")] = data()

    def opened(page, /, **link):
        files.clear()
        monkeypatch.setattr(st, "download_button", press)
        shown = page_of(come(page, **link))
        assert not shown.exceptions
        return shown, {name: sheet_of(content) for name, content in files.items()}

    return opened


def sheet_of(content):
    """A file's lines above its table, and its rows by the columns' names."""
    sheet = load_workbook(BytesIO(content)).active
    top = int(re.search(r"\d+$", sheet.print_title_rows)[0])
    above = [row[0] for row in sheet.iter_rows(max_row=top - 1, values_only=True) if row[0]]
    heads, *rows = sheet.iter_rows(min_row=top, values_only=True)
    return above, [dict(zip(heads, row, strict=True)) for row in rows]


def column(rows, name):
    return [row[T(f"column.{name}")] for row in rows]


def told_of(above, period, house):
    """Whether the lines above say the period, the version, and that it is an illustration."""
    told = "\n".join(above)
    return (
        formats.period(period) in told
        and house.store.version() in told
        and T("export.illustrative") in told
    )


def row_heads(markup):
    """The names that stand first in the rows of a page's tables."""
    found = re.findall(r'<th scope="row"[^>]*>(.*?)</th>', markup)
    return [undated(unescape(re.sub(r"<[^>]+>", "", one))) for one in found]


def undated(name):
    """A unit's name without its days, which it bears where another unit had the same."""
    return re.sub(r" \((từ|đến) [0-9/]+\)$", "", name)


def same_units(rows, markup, house):
    """Whether a file and a page name the same units in the same order."""
    shorts = {T.own(one.name): T.own(one.short) for one in house.catalogue.org_units.values()}
    taken = [shorts[undated(one)] for one in dict.fromkeys(column(rows, "unit"))]
    return taken == [one for one in row_heads(markup) if one in shorts.values()]


@pytest.mark.parametrize("level", ["agencies", "districts"])
@pytest.mark.parametrize("period", DICE.sample(PERIODS, 2))
def test_a_heat_table_is_taken_away_unit_by_unit_as_shown(province, taken, level, period):
    page, files = taken(f"follow/{level}", period=period, view="table", lang="vi")
    above, rows = files["level_restated"]
    assert told_of(above, period, province)
    assert same_units(rows, page.markup, province)
    assert set(column(rows, "status")) <= {T.code("status", one) for one in STATUSES}
    assert all(str(one).startswith("=") for one in column(rows, "value"))


@pytest.mark.parametrize("period", DICE.sample(PERIODS, 2))
def test_the_cockpits_goals_are_taken_away_goal_by_goal_as_shown(province, taken, period):
    page, files = taken("follow/overview", period=period, lang="vi")
    above, rows = files["goals_at"]
    assert told_of(above, period, province)
    assert len(rows) == len(province.catalogue.goals)
    goals = row_heads(page.markup)
    known = [province.catalogue.indicator_at(one, period) for one in province.catalogue.indicators]
    short = {T.own(one.title): T.own(one.short) for one in known}
    shown = [one.split(" – ")[0] for one in goals if one.split(" – ")[0] in short.values()]
    assert [short[one] for one in column(rows, "indicator")] == shown


@pytest.mark.parametrize("unit", DICE.sample(["kg-899", "kg-905", "kg-so-noi-vu"], 2))
def test_a_units_goals_its_path_and_its_cells_are_taken_away(province, taken, unit):
    asked = {"unit": unit, "period": "2024-Q4", "indicator": "on_time_rate", "lang": "vi"}
    page, files = taken("follow/unit", **asked)
    name = T.own(province.catalogue.org_units[unit].name)
    above, rows = files["side_by_side"]
    assert told_of(above, "2024-Q4", province)
    assert {undated(one) for one in column(rows, "unit")} == {name}
    periods = column(files["on_time_rate"][1], "period")
    assert periods[0] == formats.period("2024-Q4")
    cells = files["cells"][1]
    places = [f"{row[T('column.sheet')]}!{row[T('column.cell')]}" for row in cells]
    assert all(place in page.words for place in places)
    assert cells


@pytest.mark.parametrize("level", ["agency", "district"])
def test_a_levels_units_are_taken_away_in_the_order_of_the_page(province, taken, level):
    asked = {"indicator": "online_dossier_rate", "of": "kg", "period": "2023-Q3", "detail": level}
    page, files = taken("follow/indicator", **asked, lang="vi")
    rows = files["online_dossier_rate"][1]
    names = column(rows, "unit")
    places = [page.markup.index(f">{one}<") for one in names]
    assert places == sorted(places)
    assert len(names) > 10
    path = files["online_dossier_rate_path"][1]
    assert column(path, "period")[0] == formats.period("2023-Q3")


def test_the_sum_of_a_figure_is_taken_away_with_its_counts(house, taken):
    one = counts("online_payment_rate", "kg-899", 1204, 1250, "2021-Q1")
    store(house, received(one, counts("online_payment_rate", "kg-900", 987, 1002, "2021-Q1")))
    asked = {"indicator": "online_payment_rate", "of": "kg", "period": "2021-Q1", "lang": "vi"}
    _, files = taken("follow/explain", **asked)
    above, rows = files["terms"]
    assert sum(one or 0 for one in column(rows, "numerator")) == 2191
    assert sum(one or 0 for one in column(rows, "denominator")) == 2252
    assert len(rows) == 37
    assert T("export.illustrative") not in above
    assert len(files["cells"][1]) == 4


@pytest.mark.parametrize("wanted", ["", "KPI-Q", "bo sung", "khong co tep nay"])
def test_the_history_is_taken_away_as_it_was_searched(province, taken, wanted):
    page, files = taken("collect/history", **({"find": wanted} if wanted else {}), lang="vi")
    above, rows = files["files"]
    names = column(rows, "file") if rows else []
    links = re.findall(r"submission=([0-9a-f-]+)", page.markup)
    assert column(rows, "submission")[: len(links)] == links if rows else not links
    assert all(formats.plain(wanted) in formats.plain(one) for one in names)
    assert (T("takeaway.sought", words=wanted) in above) == bool(wanted)


def test_changes_definitions_and_reports_are_taken_away(province, taken):
    _, files = taken("collect/history", list="changes", lang="vi")
    assert files["changes"][1]
    _, files = taken("manage/method", lang="vi")
    assert len(files["definitions"][1]) == len(province.catalogue.indicators)
    page, files = taken("collect/tracker", period="2025-Q2", lang="vi")
    assert same_units(files["grid"][1], page.markup, province)


def test_an_earlier_days_file_says_which_day(province, taken):
    then = province.store.version()
    _, files = taken("manage/method", as_of=then, lang="vi")
    assert any(then in one for one in files["definitions"][0])


@pytest.mark.parametrize("show", ["units", "card"])
@pytest.mark.parametrize("stage", ["self", "appraised"])
def test_points_are_taken_away_with_their_set_and_stage(province, taken, show, stage):
    asked = {"set": "kg-so-2024", "show": show, "stage": stage, "unit": "kg-so-noi-vu"}
    _, files = taken("score/scorecard", **asked, lang="vi")
    above, rows = files["block" if show == "units" else "card"]
    told = "\n".join(above[1:])
    assert T.code("score.stage", stage) in told
    assert "2024" in told
    assert province.store.version() in told
    assert rows
