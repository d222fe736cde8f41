"""The chain behind a figure of a later unit: whose reports it rests on, and which part of each."""

import duckdb
import pandas as pd

from kpis.domain.lineage import Move
from kpis.queries.figures import figures
from kpis.queries.restated import Moves, beside, restated

# Whoever is closed or not concerned is in no sum.
_OUTSIDE = ("closed", "not_applicable")


def figure_restated(
    con: duckdb.DuckDBPyConnection, *, indicator: str, org_unit: str, period: str, moves: Moves = ()
) -> dict | None:
    """Return one figure as ``figure_of``; that of a later unit as a row of ``restated``."""
    said = figures(con, indicator=indicator, org_unit=org_unit, period=period)
    if moves:
        found = restated(con, moves=moves, indicator=indicator, period=period)
        said = beside(said, found[found["org_unit"] == org_unit])
    return said.to_dict("records")[0] if len(said) else None


def pieces_of(
    con: duckdb.DuckDBPyConnection, *, indicator: str, org_unit: str, period: str, moves: Moves
) -> pd.DataFrame:
    """Return whose reports a later unit's figure rests on, as they were reported.

    Columns: as ``figures``, and share (which part of the counts is this unit's, 0–1; missing where
    nobody knows). Known shares × counts add up to the figure's.
    """
    said = figures(con, indicator=indicator, period=period)
    said = said[said["reports"] & ~said["status"].isin(_OUTSIDE)]
    shares = {}
    for one in said[["org_unit", "window_end"]].itertuples():
        of_day = [move for move in moves if _moves(move, one)]
        if not of_day and one.org_unit == org_unit:
            shares[one.org_unit] = 1.0
        for move in of_day:
            if move.heir == org_unit:
                shares[one.org_unit] = move.share
    parts = said[said["org_unit"].isin(shares)]
    return parts.assign(share=parts["org_unit"].map(shares).astype(float))


def _moves(move: Move, one: tuple) -> bool:
    return move.org_unit == one.org_unit and move.starts <= one.window_end.date() <= move.ends


def heirs_of(
    con: duckdb.DuckDBPyConnection, *, indicator: str, org_unit: str, period: str, moves: Moves
) -> tuple[tuple[str, float | None], ...]:
    """Return whose figure a unit's report of a period has become a part of, and which part."""
    said = figures(con, indicator=indicator, org_unit=org_unit, period=period)
    return tuple(
        (move.heir, move.share)
        for one in said[["org_unit", "window_end"]].itertuples()
        for move in moves
        if _moves(move, one) and move.heir not in (None, org_unit)
    )
