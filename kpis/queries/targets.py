"""What a unit is asked for: its goal where it has reported nothing, and the way still ahead."""

from collections.abc import Sequence

import duckdb

from kpis.queries.pictures import Figure
from kpis.queries.records import records
from kpis.queries.subjects import Subject, by_subject, facts_of
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


# The points after each figure, of the goal and the definition which hold then.
_AHEAD = """
    SELECT p.indicator, p.org_unit, p.step, p.value AS expected, p.shape
    FROM path_point AS p
    JOIN (SELECT unnest($aims) AS aim, unnest($steps) AS step) AS now USING (aim)
    WHERE p.step > now.step
    ORDER BY p.step
"""
# A version from before paths were kept with their goals.
_AHEAD_BEFORE = """
    SELECT p.indicator, p.org_unit, p.step, p.value AS expected, 'linear' AS shape
    FROM path_point AS p
    JOIN (
        SELECT unnest($indicators) AS indicator, unnest($units) AS org_unit,
            unnest($steps) AS step
    ) AS now USING (indicator, org_unit)
    WHERE p.step > now.step
    ORDER BY p.step
"""


def paths_ahead(
    con: duckdb.DuckDBPyConnection, *, figures: Sequence[Figure]
) -> dict[Subject, list[dict]]:
    """Return the points of paths after some figures by (indicator, org_unit), the goal's own last.

    Columns: step, expected, and shape (``linear``, or ``step`` where the point before stands until
    this one).
    """
    dated = has_table(con, "aim")
    asked = {"steps": [one["step"] for one in figures]}
    if dated:
        asked |= {"aims": [one["aim"] for one in figures]}
    else:
        asked |= facts_of((one["indicator"], one["org_unit"]) for one in figures)
    return by_subject(records(con, _AHEAD if dated else _AHEAD_BEFORE, asked))
