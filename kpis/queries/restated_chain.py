"""The chain behind a figure of a later unit: whose reports it rests on, and which part of each."""

import duckdb
import pandas as pd

from kpis.queries.beside import beside
from kpis.queries.figures import figure_of, figures
from kpis.queries.pictures import Figure
from kpis.queries.restated import Moves, restated

# Whoever is closed or not concerned is in no sum.
_OUTSIDE = ("closed", "not_applicable")


def figure_restated(
    con: duckdb.DuckDBPyConnection, *, indicator: str, org_unit: str, period: str, moves: Moves = ()
) -> Figure | None:
    """Return one figure as ``figure_of``; that of a later unit as a row of ``restated``."""
    said = figure_of(con, indicator=indicator, org_unit=org_unit, period=period)
    if not moves:
        return said
    found = restated(con, moves=moves, indicator=indicator, period=period)
    of_unit = [one for one in found if one["org_unit"] == org_unit]
    return next(iter(beside([said] if said else [], of_unit)), None)


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
    for unit, day in zip(said["org_unit"], said["window_end"].dt.date, strict=True):
        of_day = [one for one in moves if one.org_unit == unit and one.starts <= day <= one.ends]
        if not of_day and unit == org_unit:
            shares[unit] = 1.0
        for move in of_day:
            if move.heir == org_unit:
                shares[unit] = move.share
    parts = said[said["org_unit"].isin(shares)]
    return parts.assign(share=parts["org_unit"].map(shares).astype(float))


def heirs_of(
    con: duckdb.DuckDBPyConnection, *, indicator: str, org_unit: str, period: str, moves: Moves
) -> tuple[tuple[str, float | None], ...]:
    """Return whose figure a unit's report of a period has become a part of, and which part."""
    passed = [one for one in moves if one.org_unit == org_unit and one.heir not in (None, org_unit)]
    said = passed and figure_of(con, indicator=indicator, org_unit=org_unit, period=period)
    return tuple(
        (one.heir, one.share)
        for one in passed
        if said and one.starts <= said["window_end"] <= one.ends
    )
