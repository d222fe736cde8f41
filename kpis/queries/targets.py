"""What a unit is asked for: its goal where it has reported nothing, and the way still ahead."""

import duckdb
import pandas as pd

from kpis.queries.versions import has_table

_DATED = """
    SELECT i.indicator, $org_unit AS org_unit, $period AS period,
        coalesce(d.definition, i.definition) AS definition, i.unit,
        i.decimals, t.goal, t.target, t.due, t.own_setting, n.reason AS exempt_reason,
        CASE
            WHEN u.valid_to < p.window_end THEN 'closed'
            WHEN n.reason IS NOT NULL THEN 'not_applicable'
            ELSE 'not_enough_data'
        END AS status
    FROM indicator AS i
    LEFT JOIN org_unit AS u ON u.org_unit = $org_unit
    LEFT JOIN period AS p ON p.period = $period
    LEFT JOIN definition AS d ON d.indicator = i.indicator
        AND coalesce(p.window_end, DATE '9999-12-31') >= coalesce(d.since, DATE '0001-01-01')
        AND coalesce(p.window_end, DATE '9999-12-31') <= coalesce(d.until, DATE '9999-12-31')
    LEFT JOIN target AS t ON t.indicator = i.indicator AND t.org_unit = $org_unit
        AND coalesce(p.window_end, DATE '9999-12-31') >= coalesce(t.valid_from, DATE '0001-01-01')
        AND coalesce(p.window_end, DATE '9999-12-31') <= coalesce(t.valid_to, DATE '9999-12-31')
    LEFT JOIN not_applicable AS n ON n.indicator = i.indicator AND n.org_unit = $org_unit
        AND coalesce(p.window_end, DATE '9999-12-31') >= coalesce(n.valid_from, DATE '0001-01-01')
        AND coalesce(p.window_end, DATE '9999-12-31') <= coalesce(n.valid_to, DATE '9999-12-31')
    WHERE i.indicator = $indicator
    LIMIT 1
"""
# A version from before definitions and goals were dated.
_UNDATED = """
    SELECT i.indicator, $org_unit AS org_unit, $period AS period, i.definition, i.unit,
        i.decimals, t.goal, t.target, t.due, t.own_setting,
        CASE WHEN u.valid_to < p.window_end THEN 'closed' ELSE 'not_enough_data' END AS status
    FROM indicator AS i
    LEFT JOIN org_unit AS u ON u.org_unit = $org_unit
    LEFT JOIN period AS p ON p.period = $period
    LEFT JOIN target AS t ON t.indicator = i.indicator AND t.org_unit = $org_unit
    WHERE i.indicator = $indicator
"""


def target_of(
    con: duckdb.DuckDBPyConnection, *, indicator: str, org_unit: str, period: str
) -> dict:
    """Return an indicator's definition and the goal a unit answers for, where nobody reported.

    Keys: indicator, org_unit, period, definition, unit, decimals, goal, target, due, own_setting,
    status (closed if the unit is gone when the period's report ends, not_applicable where the
    indicator does not concern it, else not_enough_data), exempt_reason.
    """
    facts = {"indicator": indicator, "org_unit": org_unit, "period": period}
    row = con.execute(_DATED if has_table(con, "aim") else _UNDATED, facts)
    names = [name for name, *_ in row.description]
    return dict(zip(names, row.fetchone(), strict=True))


def path_ahead(
    con: duckdb.DuckDBPyConnection, *, indicator: str, org_unit: str, step: int
) -> pd.DataFrame:
    """Return the points of a unit's path after a step, the goal's own last.

    The path is that of the goal and the definition which hold at the step. Columns: step,
    expected, and shape (``linear``, or ``step`` where the point before stands until this one).
    """
    if not has_table(con, "aim"):
        return con.execute(
            """
            SELECT step, value AS expected, 'linear' AS shape FROM path_point
            WHERE indicator = $indicator AND org_unit = $org_unit AND step > $step
            ORDER BY step
            """,
            {"indicator": indicator, "org_unit": org_unit, "step": step},
        ).df()
    return con.execute(
        """
        WITH held AS (
            SELECT any_value(aim) AS aim FROM picture
            WHERE indicator = $indicator AND org_unit = $org_unit AND step = $step
        )
        SELECT step, value AS expected, shape
        FROM path_point JOIN held USING (aim)
        WHERE step > $step
        ORDER BY step
        """,
        {"indicator": indicator, "org_unit": org_unit, "step": step},
    ).df()
