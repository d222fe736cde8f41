"""What stands under a goal's path: its units, or its periods."""

import duckdb
import streamlit as st

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import Indicator, UnitKind
from kpis.domain.lineage import Move
from kpis.domain.periods import Period
from kpis.queries import restated
from kpis.ui import (
    answers,
    filters,
    frame,
    goal_story,
    link,
    meaning,
    old_areas,
    restating,
    takeaway,
    unit_names,
)
from kpis.ui.link import Links
from kpis.ui.restated_account import kind_word
from kpis.ui.tables import Cell, Column, Line, table
from kpis.words import Words, formats
from kpis.words.explaining import is_restated

_NUMBERS = ("numerator", "denominator", "value", "expected", "gap")


def units(
    indicator: Indicator, level: str, period: str, looks: dict, moves: tuple[Move, ...] = ()
) -> None:
    """Draw one level's units in order against the goal, and their figures beside."""
    t, catalogue = looks["t"], looks["catalogue"]
    asked = {"indicator": indicator.id, "period": period, "level": level, "moves": moves}
    words = {"catalogue": catalogue, "t": t, "links": link.links()}
    view = answers.ask(units_view, **asked, **words)
    dots, numbers = st.columns([1, 1])
    with dots:
        frame.block(view["title"], "")
        frame.chart(answers.ask(goal_story.units_of, **asked, **looks), view["title"])
    with numbers:
        frame.block(t("indicator.figures"), view["table"])
        meant = catalogue.indicator_at(indicator.id, period)
        takeaway.button(restated.level_of_restated, asked, meant, catalogue, t)
        undivided(indicator.id, period, catalogue, t, moves)
        if level in (UnitKind.DISTRICT, UnitKind.COMMUNE):
            old_areas.draw(indicator, period, catalogue, t)


def undivided(
    indicator: str, period: str, catalogue: Catalogue, t: Words, moves: tuple[Move, ...]
) -> None:
    """Draw what no present unit can be given, where there is any; it is part of every sum."""
    if moves:
        asked = {"indicator": indicator, "period": period, "moves": moves}
        left = answers.ask(restated.remainders, **asked)
        if told := restating.undivided(left, catalogue, t):
            frame.block(t("units.undivided"), told, t("units.undivided_note"))


def path(drawn: dict, title: str) -> None:
    """Draw a path (the facts of ``goal_story.path_of``), its figures to take away under it."""
    frame.chart(answers.ask(goal_story.path_of, **drawn), title)
    asked = {name: drawn[name] for name in ("indicator", "org_unit", "moves")}
    asked["until"] = drawn["period"]
    catalogue, t = drawn["catalogue"], drawn["t"]
    indicator = catalogue.indicator_at(drawn["indicator"], drawn["period"])
    takeaway.button(
        restated.path_restated, asked, indicator, catalogue, t, latest_first=True, key="_path"
    )


def periods(
    indicator: Indicator,
    org_unit: str,
    period: str,
    catalogue: Catalogue,
    t: Words,
    moves: tuple[Move, ...] = (),
) -> None:
    """Draw the figures behind a path, the latest first."""
    now = Period.parse(period)
    asked = {"indicator": indicator.id, "org_unit": org_unit, "until": now.code}
    moved = {**asked, "moves": moves}
    told = answers.ask(periods_view, **moved, t=t, links=link.links())
    frame.block(t("indicator.periods"), told)
    if disagreeing := answers.ask(meaning.contradicted, **asked, t=t):
        frame.block(t("indicator.contradictions"), disagreeing)
    meant = catalogue.indicator_at(indicator.id, period)
    takeaway.button(restated.path_restated, moved, meant, catalogue, t, latest_first=True)


def units_view(
    con: duckdb.DuckDBPyConnection,
    *,
    indicator: str,
    level: str,
    period: str,
    catalogue: Catalogue,
    t: Words,
    links: Links,
    moves: tuple[Move, ...] = (),
) -> dict[str, str]:
    """Return a level's finding and its units with rank, counts, value and status."""
    asked = {"indicator": indicator, "level": level, "period": period}
    known = restated.level_of_restated(con, **asked, moves=moves)
    names = ("rank", "unit", *_NUMBERS, "status")
    numbers = ("rank", *_NUMBERS)
    columns = [Column(t.code("column", one), one in numbers, one == "status") for one in names]
    lines = [_unit(one, catalogue, t, links) for one in known]
    return {"title": filters.reaching(t, known, level), "table": table(columns, lines)}


def periods_view(
    con: duckdb.DuckDBPyConnection,
    *,
    indicator: str,
    org_unit: str,
    until: str,
    t: Words,
    links: Links,
    moves: tuple[Move, ...] = (),
) -> str:
    """Return a unit's figures up to a period, the latest first."""
    asked = {"indicator": indicator, "org_unit": org_unit, "until": until}
    known = restated.path_restated(con, **asked, moves=moves)
    names = ("period", *_NUMBERS, "status")
    columns = [Column(t.code("column", one), one in _NUMBERS, one == "period") for one in names]
    lines = [
        Line([formats.period(one["period"], t.language), *_numbers(one, t), _status(one, t, links)])
        for one in reversed(known)
    ]
    return table(columns, lines)


def _unit(one: dict, catalogue: Catalogue, t: Words, links: Links) -> Line:
    unit = catalogue.org_units[one["org_unit"]]
    href = links.to("unit", unit=unit.id, indicator=one["indicator"], period=one["period"])
    rank = formats.number(one["rank"], 0, t.language)
    name = Cell(unit_names.full(catalogue, unit.id, t), href)
    return Line([rank, name, *_numbers(one, t), _status(one, t, links)])


def _numbers(one: dict, t: Words) -> list[str]:
    unit, decimals, language = one["unit"], one["decimals"], t.language
    return [
        formats.number(one["numerator"], 0, language),
        formats.number(one["denominator"], 0, language),
        formats.amount(one["value"], unit, decimals, language),
        formats.amount(one["expected_now"], unit, decimals, language),
        formats.signed(one["gap"], decimals, language),
    ]


def _status(one: dict, t: Words, links: Links) -> Cell:
    href = links.why(one["indicator"], one["org_unit"], one["period"])
    said = kind_word(one, t) if is_restated(one) else t.code("status", one["status"])
    return Cell(said, href)
