"""What stands under a goal's path: its units, its periods, or the cells it comes from."""

import duckdb
import pandas as pd
import streamlit as st

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import Indicator
from kpis.domain.periods import Period
from kpis.queries import figures, origins
from kpis.ui import answers, filters, frame, goal_story, link, provenance, takeaway
from kpis.ui.link import Links
from kpis.ui.tables import Cell, Column, Line, table
from kpis.words import Words, formats

_NUMBERS = ("numerator", "denominator", "value", "expected", "gap")


def units(indicator: Indicator, level: str, period: str, looks: dict) -> None:
    """Draw one level's units in order against the goal, and their figures beside."""
    t, catalogue = looks["t"], looks["catalogue"]
    asked = {"indicator": indicator.id, "period": period, "level": level}
    words = {"catalogue": catalogue, "t": t, "links": link.links()}
    view = answers.ask(units_view, **asked, **words)
    dots, numbers = st.columns([1, 1])
    with dots:
        frame.block(view["title"], "")
        frame.chart(answers.ask(goal_story.units_of, **asked, **looks), view["title"])
    with numbers:
        frame.block(t("indicator.figures"), view["table"])
        takeaway.button(figures.level_of, asked, indicator, catalogue, t)


def periods(
    indicator: Indicator, org_unit: str, period: str, catalogue: Catalogue, t: Words
) -> None:
    """Draw the figures behind a path, the latest first."""
    now = Period.parse(period)
    asked = {"indicator": indicator.id, "org_unit": org_unit, "until": now.code}
    frame.block(t("indicator.periods"), answers.ask(periods_view, **asked, t=t))
    takeaway.button(figures.path_until, asked, indicator, catalogue, t)


def cells(indicator: Indicator, org_unit: str, period: str, catalogue: Catalogue, t: Words) -> None:
    """Draw the cells a figure comes from."""
    asked = {"indicator": indicator.id, "org_unit": org_unit, "period": period}
    view = answers.ask(cells_view, **asked, catalogue=catalogue, t=t)
    frame.block(view["title"], view["table"])


def units_view(
    con: duckdb.DuckDBPyConnection,
    *,
    indicator: str,
    level: str,
    period: str,
    catalogue: Catalogue,
    t: Words,
    links: Links,
) -> dict[str, str]:
    """Return a level's finding and its units with rank, counts, value and status."""
    known = figures.level_of(con, indicator=indicator, level=level, period=period)
    names = ("rank", "unit", *_NUMBERS, "status")
    columns = [Column(t.code("column", one), one in ("rank", *_NUMBERS)) for one in names]
    lines = [_unit(one, catalogue, t, links) for one in known.to_dict("records")]
    return {"title": filters.reaching(t, known, level), "table": table(columns, lines)}


def periods_view(
    con: duckdb.DuckDBPyConnection, *, indicator: str, org_unit: str, until: str, t: Words
) -> str:
    """Return a unit's figures up to a period, the latest first."""
    known = figures.path_until(con, indicator=indicator, org_unit=org_unit, until=until)
    names = ("period", *_NUMBERS, "status")
    columns = [Column(t.code("column", one), one in _NUMBERS) for one in names]
    lines = [
        Line([formats.period(one["period"], t.language), *_numbers(one, t), _status(one, t)])
        for one in known.iloc[::-1].to_dict("records")
    ]
    return table(columns, lines)


def cells_view(
    con: duckdb.DuckDBPyConnection,
    *,
    indicator: str,
    org_unit: str,
    period: str,
    catalogue: Catalogue,
    t: Words,
) -> dict[str, str]:
    """Return how many cells a figure comes from, and the cells."""
    behind = origins.cells_behind(con, indicator=indicator, org_unit=org_unit, period=period)
    count = formats.number(len(behind), 0, t.language)
    markup = provenance.cells_table(behind, catalogue, t)
    return {"title": t("provenance.title", count=count), "table": markup}


def _unit(one: dict, catalogue: Catalogue, t: Words, links: Links) -> Line:
    unit = catalogue.org_units[one["org_unit"]]
    href = links.to("unit", unit=unit.id, indicator=one["indicator"], period=one["period"])
    rank = formats.number(None if pd.isna(one["rank"]) else one["rank"], 0, t.language)
    return Line([rank, Cell(t.own(unit.name), href), *_numbers(one, t), _status(one, t)])


def _numbers(one: dict, t: Words) -> list[str]:
    unit, decimals, language = one["unit"], one["decimals"], t.language
    return [
        formats.number(one["numerator"], 0, language),
        formats.number(one["denominator"], 0, language),
        formats.amount(one["value"], unit, decimals, language),
        formats.amount(one["expected_now"], unit, decimals, language),
        formats.signed(one["gap"], decimals, language),
    ]


def _status(one: dict, t: Words) -> str:
    return t.code("status", one["status"])
