"""What a change does to figures: the same question asked before and after."""

from collections.abc import Sequence

import duckdb
import pandas as pd

_KEY = ["indicator", "org_unit", "period"]


def standings(
    con: duckdb.DuckDBPyConnection, *, org_units: Sequence[str], periods: Sequence[str]
) -> pd.DataFrame:
    """Return the figures of some units, and of the province, in some periods.

    Columns: indicator, org_unit, period, value, status, unit, decimals, position.
    """
    return con.execute(
        """
        SELECT indicator, org_unit, period, value, status, unit, decimals,
            unit_position AS position
        FROM picture
        WHERE list_contains($periods, period) AND reading_of IS NULL
            AND (list_contains($org_units, org_unit) OR unit_kind = 'province')
        ORDER BY unit_position, indicator_position
        """,
        {"org_units": list(org_units), "periods": list(periods)},
    ).df()


def differences(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that a change moves, the province's first.

    Columns: indicator, org_unit, period, unit, decimals, value_before, value, status_before,
    status; a figure that is new has no value before, one that is gone has neither value nor status.
    """
    old = before[[*_KEY, "value", "status"]]
    gone = before.merge(after[_KEY], on=_KEY, how="left_anti").drop(columns=["value", "status"])
    both = pd.concat([after, gone]).merge(old, on=_KEY, how="left", suffixes=("", "_before"))
    same = (both["value"] == both["value_before"]) | (
        both["value"].isna() & both["value_before"].isna()
    )
    moved = both[~(same & (both["status"] == both["status_before"]))]
    return moved.sort_values("position", kind="stable").drop(columns="position")
