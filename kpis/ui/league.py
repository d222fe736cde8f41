"""The units of one level against every goal: a heat table, and tiles where they have a place."""

from dataclasses import replace

import duckdb
import pandas as pd

from kpis.catalogue.loading import Catalogue
from kpis.charts.heat_table import CellKind, HeatCell, HeatColumn, HeatRow, heat_table
from kpis.charts.tile_map import Tile, tile_map
from kpis.domain.lineage import Move
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
    if figures.empty:
        return {"title": t("league.nothing"), "table": "", "order": ()}
    columns = [one for one in catalogue.indicators if one in set(figures["indicator"])]
    heads = [_head(catalogue, one, figures, period, t, links) for one in columns]
    by_unit = {
        unit: part.to_dict("records") for unit, part in figures.groupby("org_unit", sort=False)
    }
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


def tiles(
    con: duckdb.DuckDBPyConnection,
    *,
    level: str,
    indicator: str,
    period: str,
    catalogue: Catalogue,
    t: Words,
    links: Links,
    moves: tuple[Move, ...] = (),
) -> str:
    """Return the level's units as equal tiles where they lie, coloured by one goal's status."""
    figures = level_restated(con, level=level, period=period, moves=moves)
    chosen = figures[figures["indicator"] == indicator].to_dict("records")
    placed = [(catalogue.org_units[one["org_unit"]], one) for one in chosen]
    return tile_map(
        [
            Tile(
                row=unit.tile_row,
                column=unit.tile_column,
                name=unit_names.short(catalogue, unit.id, t),
                value=formats.amount(one["value"], one["unit"], one["decimals"], t.language),
                status=one["status"],
                href=links.to("unit", unit=unit.id, period=period),
                why=links.why(indicator, unit.id, period),
                sentence=f"{unit_names.full(catalogue, unit.id, t)}. {explanation(t, one)}",
            )
            for unit, one in placed
            if unit.tile_row is not None
        ],
        t,
        label=t.own(catalogue.indicator_at(indicator, period).title),
    )


def _order(figures: list[dict], rank: int | None, catalogue: Catalogue, t: Words) -> tuple:
    """Return a key that sorts by rank, then the units without one, then the closed; by alphabet."""
    unit = catalogue.org_units[figures[0]["org_unit"]]
    return rank is None, _closed(figures), rank or 0, formats.sort_key(t.own(unit.short))


def _closed(figures: list[dict]) -> bool:
    return all(one["status"] == "closed" for one in figures)


def _head(
    catalogue: Catalogue, indicator: str, figures: pd.DataFrame, period: str, t: Words, links: Links
) -> HeatColumn:
    known = figures[figures["indicator"] == indicator].dropna(subset=["target"])
    one = catalogue.indicator_at(indicator, period)
    note = ""
    if len(known):
        sign = "≥" if known["direction"].iloc[0] > 0 else "≤"
        note = f"{sign} {formats.goal(known['target'].iloc[0], one.unit, t.language)}"
    href = links.to("indicator", indicator=indicator, period=period)
    return HeatColumn(t.own(one.short), t.own(one.title), href, note)


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
    if pd.isna(figure["value"]):
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
    if pd.isna(figure["received_on"]) or pd.isna(figure["due_on"]):
        return 0
    return (figure["received_on"] - figure["due_on"]).days


def _title(figures: pd.DataFrame, level: str, catalogue: Catalogue, t: Words) -> str:
    """Return the finding: the goal that holds back most units, and how many are silent."""
    judged = figures[figures["status"].isin(JUDGED)]
    short = judged[judged["status"].isin(SHORT_OF_PATH)].groupby("indicator").size()
    if judged.empty:
        return t("league.nothing")
    if short.empty:
        return t.code("league.all_well", level)
    worst = short.idxmax()
    goal = t.own(catalogue.indicator_at(worst, judged["period"].iloc[0]).short)
    count = int((judged["indicator"] == worst).sum())
    return t.code("league.title", level, goal=goal, short=int(short.max()), judged=count)
