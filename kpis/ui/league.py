"""The units of one level against every goal: a heat table, and tiles where they have a place."""

import duckdb
import pandas as pd

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import OrgUnit
from kpis.charts.heat_table import CellKind, HeatCell, HeatColumn, HeatRow, heat_table
from kpis.charts.tile_map import Tile, tile_map
from kpis.queries.figures import level_at
from kpis.ui.link import Links
from kpis.words import Words, formats
from kpis.words.explaining import explanation

_SHORT_OF_PATH = ("behind", "off_track")
_JUDGED = ("met", "on_track", *_SHORT_OF_PATH)


def heat(
    con: duckdb.DuckDBPyConnection,
    *,
    level: str,
    period: str,
    catalogue: Catalogue,
    t: Words,
    links: Links,
) -> dict[str, str]:
    """Return the parts of a level's page: ``title`` (its finding) and ``table``.

    Units come best first, by the share of their judged goals that are met or on their path;
    closed units and those with nothing judged stand last, without a rank.
    """
    figures = level_at(con, level=level, period=period)
    if figures.empty:
        return {"title": t("league.nothing"), "table": ""}
    columns = [one for one in catalogue.indicators if one in set(figures["indicator"])]
    heads = [_head(catalogue, one, figures, period, t, links) for one in columns]
    by_unit = {
        unit: part.to_dict("records") for unit, part in figures.groupby("org_unit", sort=False)
    }
    ranks = _ranks(by_unit)
    ordered = sorted(by_unit, key=lambda one: _order(by_unit[one], ranks.get(one), catalogue, t))
    rows = [
        _row(catalogue.org_units[unit], by_unit[unit], columns, ranks.get(unit), period, t, links)
        for unit in ordered
    ]
    table = heat_table(heads, rows, t, caption=t.code("league.caption", level))
    return {"title": _title(figures, level, catalogue, t), "table": table}


def tiles(
    con: duckdb.DuckDBPyConnection,
    *,
    level: str,
    indicator: str,
    period: str,
    catalogue: Catalogue,
    t: Words,
    links: Links,
) -> str:
    """Return the level's units as equal tiles where they lie, coloured by one goal's status."""
    figures = level_at(con, level=level, period=period)
    chosen = figures[figures["indicator"] == indicator].to_dict("records")
    placed = [(catalogue.org_units[one["org_unit"]], one) for one in chosen]
    return tile_map(
        [
            Tile(
                row=unit.tile_row,
                column=unit.tile_column,
                name=t.own(unit.short),
                value=formats.amount(one["value"], one["unit"], one["decimals"], t.language),
                status=one["status"],
                href=links.to("unit", unit=unit.id, period=period),
                sentence=f"{t.own(unit.name)}. {explanation(t, one)}",
            )
            for unit, one in placed
            if unit.tile_row is not None
        ],
        t,
        label=t.own(catalogue.indicators[indicator].title),
    )


def _ranks(by_unit: dict[str, list[dict]]) -> dict[str, int]:
    """Return places by share of goals on their path, ties shared; units not judged have none."""
    shares = {
        unit: share for unit, figures in by_unit.items() if (share := _share(figures)) is not None
    }
    return {
        unit: 1 + sum(other > mine for other in shares.values()) for unit, mine in shares.items()
    }


def _share(figures: list[dict]) -> float | None:
    judged = [one["status"] for one in figures if one["status"] in _JUDGED]
    # Few judged goals make a share by luck: a unit must have half of its goals judged for a place.
    if 2 * len(judged) < len(figures):
        return None
    return sum(one not in _SHORT_OF_PATH for one in judged) / len(judged)


def _order(figures: list[dict], rank: int | None, catalogue: Catalogue, t: Words) -> tuple:
    """Return a key that sorts by rank, then the units without one, then the closed; by alphabet."""
    unit = catalogue.org_units[figures[0]["org_unit"]]
    return rank is None, _closed(figures), rank or 0, formats.sort_key(t.own(unit.short))


def _closed(figures: list[dict]) -> bool:
    return all(one["status"] == "closed" for one in figures)


def _head(
    catalogue: Catalogue, indicator: str, figures: pd.DataFrame, period: str, t: Words, links: Links
) -> HeatColumn:
    targets = figures.loc[figures["indicator"] == indicator, "target"].dropna()
    one = catalogue.indicators[indicator]
    note = f"≥ {formats.amount(targets.iloc[0], one.unit, 0, t.language)}" if len(targets) else ""
    href = links.to("indicator", indicator=indicator, period=period)
    return HeatColumn(t.own(one.short), t.own(one.title), href, note)


def _row(
    unit: OrgUnit,
    figures: list[dict],
    columns: list[str],
    rank: int | None,
    period: str,
    t: Words,
    links: Links,
) -> HeatRow:
    known = {one["indicator"]: one for one in figures}
    reported = sum(one["reported"] > 0 for one in figures)
    return HeatRow(
        title=t.own(unit.short),
        full=t.own(unit.name),
        cells=[_cell(known.get(one), t) for one in columns],
        href=links.to("unit", unit=unit.id, period=period),
        rank="" if rank is None else str(rank),
        completeness="" if _closed(figures) else f"{reported}/{len(figures)}",
    )


def _cell(figure: dict | None, t: Words) -> HeatCell:
    if figure is None:
        return HeatCell(kind=CellKind.NOT_APPLICABLE)
    sentence = explanation(t, figure)
    if figure["status"] == "closed":
        return HeatCell(kind=CellKind.CLOSED, sentence=sentence)
    if pd.isna(figure["value"]):
        return HeatCell(kind=CellKind.MISSING, sentence=sentence)
    text = formats.number(figure["value"], figure["decimals"], t.language)
    late = _days_late(figure)
    if late > 0:
        sentence = f"{sentence}. {t('league.late', days=late)}"
        return HeatCell(text, figure["status"], CellKind.LATE, sentence)
    return HeatCell(text, figure["status"], CellKind.VALUE, sentence)


def _days_late(figure: dict) -> int:
    if pd.isna(figure["received_on"]) or pd.isna(figure["due_on"]):
        return 0
    return (figure["received_on"] - figure["due_on"]).days


def _title(figures: pd.DataFrame, level: str, catalogue: Catalogue, t: Words) -> str:
    """Return the finding: the goal that holds back most units, and how many are silent."""
    judged = figures[figures["status"].isin(_JUDGED)]
    short = judged[judged["status"].isin(_SHORT_OF_PATH)].groupby("indicator").size()
    if judged.empty:
        return t("league.nothing")
    if short.empty:
        return t.code("league.all_well", level)
    worst = short.idxmax()
    goal = t.own(catalogue.indicators[worst].short)
    count = int((judged["indicator"] == worst).sum())
    return t.code("league.title", level, goal=goal, short=int(short.max()), judged=count)
