"""Who holds a goal back: how many units are short of their path, and which one most."""

import duckdb

from kpis.queries.records import records


def lagging(con: duckdb.DuckDBPyConnection, *, period: str) -> list[dict]:
    """Return one row for every indicator and group or province whose members report.

    Keys: indicator, parent, judged, short (units behind or off track), silent (expected and
    without a figure), worst (org_unit furthest short of its path, None if none is), worst_value,
    worst_gap (points, negative).
    """
    return records(
        con,
        """
        SELECT m.indicator, m.parent,
            count(*) FILTER (s.status IN ('met', 'on_track', 'behind', 'off_track')) AS judged,
            count(*) FILTER (s.status IN ('behind', 'off_track')) AS short,
            count(*) FILTER (s.status = 'not_enough_data') AS silent,
            arg_min(s.org_unit, s.gap) FILTER (s.status IN ('behind', 'off_track')) AS worst,
            arg_min(s.value, s.gap) FILTER (s.status IN ('behind', 'off_track')) AS worst_value,
            min(s.gap) FILTER (s.status IN ('behind', 'off_track')) AS worst_gap
        FROM member AS m
        JOIN picture AS s ON s.indicator = m.indicator AND s.org_unit = m.org_unit
        WHERE s.period = $period
        GROUP BY ALL
        ORDER BY m.indicator, m.parent
        """,
        {"period": period},
    )
