"""One goal on equal tiles: a level's units where they lie, in places that the catalogue gives."""

import duckdb

from kpis.catalogue.loading import Catalogue
from kpis.charts.tile_map import Tile, tile_map
from kpis.domain.lineage import Move
from kpis.queries.restated import level_restated
from kpis.ui import unit_names
from kpis.ui.link import Links
from kpis.words import Words, formats
from kpis.words.explaining import explanation


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
    chosen = [one for one in figures if one["indicator"] == indicator]
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
