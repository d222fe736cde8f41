"""What a unit is asked for: its goal where it has reported nothing, and the way still ahead."""

import duckdb
import pandas as pd


def target_of(
    con: duckdb.DuckDBPyConnection, *, indicator: str, org_unit: str, period: str
) -> dict:
    """Return an indicator's definition and the goal a unit answers for, where nobody reported.

    Keys: indicator, org_unit, period, definition, unit, decimals, goal, target, due, own_setting,
    status (closed if the unit is gone when the period's report ends, else not_enough_data).
    """
    row = con.execute(
        """
        SELECT i.indicator, $org_unit AS org_unit, $period AS period, i.definition, i.unit,
            i.decimals, t.goal, t.target, t.due, t.own_setting,
            CASE WHEN u.valid_to < p.window_end THEN 'closed' ELSE 'not_enough_data' END AS status
        FROM indicator AS i
        LEFT JOIN org_unit AS u ON u.org_unit = $org_unit
        LEFT JOIN period AS p ON p.period = $period
        LEFT JOIN target AS t ON t.indicator = i.indicator AND t.org_unit = $org_unit
        WHERE i.indicator = $indicator
        """,
        {"indicator": indicator, "org_unit": org_unit, "period": period},
    )
    names = [name for name, *_ in row.description]
    return dict(zip(names, row.fetchone(), strict=True))


def path_ahead(
    con: duckdb.DuckDBPyConnection, *, indicator: str, org_unit: str, step: int
) -> pd.DataFrame:
    """Return the points of a unit's path after a step, the goal's own last: step, expected."""
    return con.execute(
        """
        SELECT step, value AS expected FROM path_point
        WHERE indicator = $indicator AND org_unit = $org_unit AND step > $step
        ORDER BY step
        """,
        {"indicator": indicator, "org_unit": org_unit, "step": step},
    ).df()
