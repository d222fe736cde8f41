"""What stands under a goal's path: its units, its periods, or the cells it comes from."""

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
    asked = {"indicator": indicator.id, "period": period}
    known = answers.ask(figures.units_at, **asked)
    shown = known[known["unit_kind"] == level]
    title = filters.reaching(t, shown, level)
    dots, numbers = st.columns([1, 1])
    with dots:
        frame.block(title, "")
        frame.chart(answers.ask(goal_story.units_of, **asked, **looks, level=level), title)
    with numbers:
        rows = shown.to_dict("records")
        frame.block(t("indicator.figures"), units_table(rows, catalogue, t, link.links()))
        takeaway.figures(shown, indicator, catalogue, t)


def periods(
    indicator: Indicator, org_unit: str, period: str, catalogue: Catalogue, t: Words
) -> None:
    """Draw the figures behind a path, the latest first."""
    now = Period.parse(period)
    asked = {"indicator": indicator.id, "org_unit": org_unit, "kind": now.kind.value}
    known = answers.ask(figures.history, **asked)
    known = known[known["step"] <= now.step]
    rows = known.iloc[::-1].to_dict("records")
    names = ("period", *_NUMBERS, "status")
    columns = [Column(t.code("column", one), one in _NUMBERS) for one in names]
    lines = [
        Line([formats.period(one["period"], t.language), *_numbers(one, t), _status(one, t)])
        for one in rows
    ]
    frame.block(t("indicator.periods"), table(columns, lines))
    takeaway.figures(known, indicator, catalogue, t)


def cells(indicator: Indicator, org_unit: str, period: str, catalogue: Catalogue, t: Words) -> None:
    """Draw the cells a figure comes from."""
    asked = {"indicator": indicator.id, "org_unit": org_unit, "period": period}
    behind = answers.ask(origins.cells_behind, **asked)
    title = t("provenance.title", count=formats.number(len(behind), 0, t.language))
    frame.block(title, provenance.cells_table(behind, catalogue, t))


def units_table(rows: list[dict], catalogue: Catalogue, t: Words, links: Links) -> str:
    """Return units with rank, counts, value and status; each leads to its own page."""
    names = ("rank", "unit", *_NUMBERS, "status")
    columns = [Column(t.code("column", one), one in ("rank", *_NUMBERS)) for one in names]
    return table(columns, [_unit(one, catalogue, t, links) for one in rows])


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
