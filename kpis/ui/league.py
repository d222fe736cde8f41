"""The units of one level against every goal as a heat table."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import duckdb

from kpis.catalogue.loading import Catalogue
from kpis.charts.heat_table import CellKind, HeatCell, HeatColumn, HeatRow, heat_table
from kpis.domain.lineage import Move
from kpis.queries.pictures import Figure
from kpis.queries.restated import level_restated
from kpis.ui import overall, unit_names
from kpis.ui.link import Links
from kpis.ui.overall import JUDGED, SHORT_OF_PATH
from kpis.words import Words, formats
from kpis.words.explaining import explanation, is_restated

_NO_CELL = {"closed": CellKind.CLOSED, "not_applicable": CellKind.NOT_APPLICABLE}


def heat(
    con: duckdb.DuckDBPyConnection,
    *,
    level: str,
    period: str,
    catalogue: Catalogue,
    t: Words,
    links: Links,
    moves: tuple[Move, ...] = (),
) -> dict[str, str | tuple[str, ...]]:
    """Return the parts of a level's page: ``title`` (its finding), ``table``, ``order`` (units).

    Units come best first, by the share of their judged goals that are met or on their path;
    closed units and those with nothing judged stand last, without a rank.
    """
    figures = level_restated(con, level=level, period=period, moves=moves)
    if not figures:
        return {"title": t("league.nothing"), "table": "", "order": ()}
    reported = {one["indicator"] for one in figures}
    columns = [one for one in catalogue.indicators if one in reported]
    heads = _heads(columns, figures, catalogue, period, t, links)
    by_unit: dict[str, list[Figure]] = {}
    for one in figures:
        by_unit.setdefault(one["org_unit"], []).append(one)
    ranks = overall.ranks(figures)
    places = overall.moves_of(con, level=level, period=period, now=ranks, moves=moves)
    ordered = sorted(by_unit, key=lambda one: _order(by_unit[one], ranks.get(one), catalogue, t))
    rows = [
        replace(
            _row(unit, by_unit[unit], columns, ranks.get(unit), catalogue, period, t, links),
            change=overall.change(unit, places, t) if unit in ranks else "",
        )
        for unit in ordered
    ]
    table = heat_table(heads, rows, t, caption=t.code("league.caption", level))
    table += overall.note(places, level, period, catalogue, t, links, moves)
    title = _title(figures, level, catalogue, t)
    return {"title": title, "table": table, "order": tuple(ordered)}


def _order(figures: list[dict], rank: int | None, catalogue: Catalogue, t: Words) -> tuple:
    """Return a key that sorts by rank, then the units without one, then the closed; by alphabet."""
    unit = catalogue.org_units[figures[0]["org_unit"]]
    return rank is None, _closed(figures), rank or 0, formats.sort_key(t.own(unit.short))


def _closed(figures: list[dict]) -> bool:
    return all(one["status"] == "closed" for one in figures)


def _heads(
    columns: Sequence[str],
    figures: Sequence[Figure],
    catalogue: Catalogue,
    period: str,
    t: Words,
    links: Links,
) -> list[HeatColumn]:
    """Return the goals, each with the target of the first unit that has one."""
    aimed: dict[str, Figure] = {}
    for one in figures:
        if one["target"] is not None:
            aimed.setdefault(one["indicator"], one)
    meant = [catalogue.indicator_at(one, period) for one in columns]
    return [
        HeatColumn(
            t.own(one.short),
            t.own(one.title),
            links.to("indicator", indicator=one.id, period=period),
            _asked(aimed[one.id], one.unit, t) if one.id in aimed else "",
        )
        for one in meant
    ]


def _asked(figure: Figure, unit: str, t: Words) -> str:
    """Return what a goal asks for: ``≥ 80 %``."""
    sign = "≥" if figure["direction"] > 0 else "≤"
    return f"{sign} {formats.goal(figure['target'], unit, t.language)}"


def _row(
    unit: str,
    figures: list[dict],
    columns: list[str],
    rank: int | None,
    catalogue: Catalogue,
    period: str,
    t: Words,
    links: Links,
) -> HeatRow:
    known = {one["indicator"]: one for one in figures}
    asked = [one for one in figures if one["status"] != "not_applicable"]
    reported = sum(one["reported"] > 0 for one in asked)
    return HeatRow(
        title=unit_names.short(catalogue, unit, t),
        full=unit_names.full(catalogue, unit, t),
        cells=[cell(known.get(one), t, links) for one in columns],
        href=links.to("unit", unit=unit, period=period),
        rank="" if rank is None else str(rank),
        completeness="" if _closed(figures) else f"{reported}/{len(asked)}",
    )


def cell(figure: dict | None, t: Words, links: Links | None = None) -> HeatCell:
    """Return a figure as a cell of a heat table; with links it leads to where it is accounted for.

    ``figure`` is a row of ``queries.figures``, or None where nothing is asked for.
    """
    drawn = _cell(figure, t)
    if figure is None or links is None:
        return drawn
    why = links.why(figure["indicator"], figure["org_unit"], figure["period"])
    return replace(drawn, href=why)


def _cell(figure: dict | None, t: Words) -> HeatCell:
    """Return a figure as a cell; one without a value says why, one that came late says so."""
    if figure is None:
        return HeatCell(kind=CellKind.NOT_APPLICABLE)
    sentence = explanation(t, figure)
    if figure["status"] in _NO_CELL:
        return HeatCell(kind=_NO_CELL[figure["status"]], sentence=sentence)
    if figure["value"] is None:
        return HeatCell(kind=_without_value(figure), sentence=sentence)
    text = formats.number(figure["value"], figure["decimals"], t.language)
    late = _days_late(figure)
    if late > 0:
        sentence = f"{sentence}. {t('league.late', days=late)}"
        return HeatCell(text, figure["status"], CellKind.LATE, sentence)
    return HeatCell(text, figure["status"], CellKind.VALUE, sentence)


def _without_value(figure: dict) -> CellKind:
    """Return how a figure without a value looks: nobody sent it, or it cannot be divided."""
    divided = not is_restated(figure) or figure["undone"] == "silent"
    return CellKind.MISSING if divided else CellKind.UNDIVIDED


def _days_late(figure: dict) -> int:
    if figure["received_on"] is None or figure["due_on"] is None:
        return 0
    return (figure["received_on"] - figure["due_on"]).days


def _title(figures: Sequence[Figure], level: str, catalogue: Catalogue, t: Words) -> str:
    """Return the finding: the goal that holds back most units, and how many are silent."""
    judged = [one for one in figures if one["status"] in JUDGED]
    short = Counter(one["indicator"] for one in judged if one["status"] in SHORT_OF_PATH)
    if not judged:
        return t("league.nothing")
    if not short:
        return t.code("league.all_well", level)
    most = max(short.values())
    # Of several goals the first by name.
    worst = min(one for one, count in short.items() if count == most)
    goal = t.own(catalogue.indicator_at(worst, judged[0]["period"]).short)
    count = sum(one["indicator"] == worst for one in judged)
    return t.code("league.title", level, goal=goal, short=most, judged=count)
