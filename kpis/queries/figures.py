"""Figures with their standing: one, many, over time, and across units."""

from collections.abc import Sequence

import duckdb
import pandas as pd

from kpis.domain.periods import Period

# What every answer about figures carries; see sql/derived for the meaning of each column.
_COLUMNS = """
    s.indicator, s.org_unit, s.period, p.kind, p.step, p.window_end,
    i.definition, i.unit, i.decimals,
    f.numerator, f.denominator, f.value, f.low, f.high,
    coalesce(f.reported, 0) AS reported, coalesce(f.expected, 1) AS expected,
    f.basis, f.parts, coalesce(f.illustrative, false) AS illustrative, f.received_on, d.due_on,
    s.goal, s.target, s.due, s.own_setting, s.baseline, s.baseline_step, s.expected_now,
    s.gap, s.status
"""
_TABLES = """
    FROM standing AS s
    JOIN period AS p USING (period)
    JOIN indicator AS i USING (indicator)
    JOIN org_unit AS u USING (org_unit)
    LEFT JOIN figure AS f USING (indicator, org_unit, period)
    LEFT JOIN due AS d ON d.kind = u.kind AND d.period = s.period
"""


def figures(
    con: duckdb.DuckDBPyConnection,
    *,
    indicator: str | None = None,
    org_unit: str | None = None,
    period: str | None = None,
) -> pd.DataFrame:
    """Return every figure that fits, in the order of catalogue and time.

    Columns: indicator, org_unit, period, kind, step, window_end, definition, unit, decimals,
    numerator, denominator, value, low, high (percents 0–100), reported, expected (units), basis,
    parts, illustrative, received_on, due_on, goal, target, due, own_setting, baseline,
    baseline_step, expected_now, gap (points, positive is ahead), status.
    """
    return con.execute(
        f"""
        SELECT {_COLUMNS} {_TABLES}
        WHERE ($indicator IS NULL OR s.indicator = $indicator)
            AND ($org_unit IS NULL OR s.org_unit = $org_unit)
            AND ($period IS NULL OR s.period = $period)
        ORDER BY i.position, u.position, p.step, p.months
        """,
        {"indicator": indicator, "org_unit": org_unit, "period": period},
    ).df()


def history(
    con: duckdb.DuckDBPyConnection, *, indicator: str, org_unit: str, kind: str
) -> pd.DataFrame:
    """Return one unit's figures of one kind of period in order of time; columns as ``figures``."""
    table = figures(con, indicator=indicator, org_unit=org_unit)
    return table[table["kind"] == kind].reset_index(drop=True)


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


def goals_at(
    con: duckdb.DuckDBPyConnection, *, period: str, subjects: Sequence[tuple[str, str]]
) -> pd.DataFrame:
    """Return the figures of (indicator, org_unit) pairs at a period, with what has changed.

    Columns: as ``figures``, and before, year_before (the value of the previous period of the same
    kind and of the same period a year ago, NULL where there is none), reaching, judged (units that
    have met their goal, and units with a status at all).
    """
    return con.execute(
        f"""
        WITH wanted AS (SELECT unnest($indicators) AS indicator, unnest($units) AS org_unit),
        now AS (SELECT {_COLUMNS} {_TABLES} WHERE s.period = $period),
        reach AS (
            SELECT m.indicator, m.parent AS org_unit,
                count(*) FILTER (s.status = 'met') AS reaching,
                count(*) FILTER (s.status IN ('met', 'on_track', 'behind', 'off_track')) AS judged
            FROM member AS m
            JOIN standing AS s ON s.indicator = m.indicator AND s.org_unit = m.org_unit
            WHERE s.period = $period
            GROUP BY ALL
        )
        SELECT now.*, before.value AS before, year_before.value AS year_before,
            reach.reaching, reach.judged
        FROM wanted
        JOIN now USING (indicator, org_unit)
        LEFT JOIN reach USING (indicator, org_unit)
        LEFT JOIN figure AS before ON before.indicator = now.indicator
            AND before.org_unit = now.org_unit AND before.period = $before
        LEFT JOIN figure AS year_before ON year_before.indicator = now.indicator
            AND year_before.org_unit = now.org_unit AND year_before.period = $year_before
        """,  # noqa: S608 (two constants of this module)
        {
            "period": period,
            "indicators": [one for one, _ in subjects],
            "units": [unit for _, unit in subjects],
            **_compared(period),
        },
    ).df()


def paths_until(
    con: duckdb.DuckDBPyConnection, *, period: str, subjects: Sequence[tuple[str, str]]
) -> pd.DataFrame:
    """Return the values up to a period for sparklines: indicator, org_unit, step, value."""
    return con.execute(
        """
        WITH wanted AS (SELECT unnest($indicators) AS indicator, unnest($units) AS org_unit),
        now AS (SELECT kind, step FROM period WHERE period = $period)
        SELECT f.indicator, f.org_unit, p.step, f.value
        FROM figure AS f
        JOIN wanted USING (indicator, org_unit)
        JOIN period AS p USING (period)
        JOIN now ON now.kind = p.kind AND p.step <= now.step
        ORDER BY f.indicator, f.org_unit, p.step
        """,
        {
            "period": period,
            "indicators": [one for one, _ in subjects],
            "units": [unit for _, unit in subjects],
        },
    ).df()


def units_at(con: duckdb.DuckDBPyConnection, *, indicator: str, period: str) -> pd.DataFrame:
    """Return where every reporting unit stands.

    Columns: as ``figures``, and unit_kind, rank. rank counts within the level, best first, ties
    shared; units without a status have none.
    """
    return con.execute(
        f"""
        SELECT {_COLUMNS}, u.kind AS unit_kind,
            CASE WHEN s.status IN ('met', 'on_track', 'behind', 'off_track', 'no_target') THEN
                rank() OVER (
                    PARTITION BY u.kind,
                        s.status IN ('met', 'on_track', 'behind', 'off_track', 'no_target')
                    ORDER BY i.direction * round(f.value, 6) DESC
                )
            END AS rank
        {_TABLES}
        SEMI JOIN reporter AS r ON r.indicator = s.indicator AND r.org_unit = s.org_unit
        WHERE s.indicator = $indicator AND s.period = $period
        ORDER BY rank NULLS LAST, u.position
        """,
        {"indicator": indicator, "period": period},
    ).df()


def level_at(con: duckdb.DuckDBPyConnection, *, level: str, period: str) -> pd.DataFrame:
    """Return every standing of the units of one level at a period; columns as ``figures``."""
    return con.execute(
        f"""
        SELECT {_COLUMNS} {_TABLES}
        WHERE u.kind = $level AND s.period = $period
        ORDER BY u.position, i.position
        """,
        {"level": level, "period": period},
    ).df()


def _compared(period: str) -> dict[str, str]:
    now = Period.parse(period)
    return {"before": now.earlier().code, "year_before": now.year_earlier().code}


def counts_at(
    con: duckdb.DuckDBPyConnection, *, period: str
) -> dict[tuple[str, str], tuple[float, float]]:
    """Return a period's (numerator, denominator) by org unit and indicator, where there are any."""
    rows = con.execute(
        """
        SELECT org_unit, indicator, numerator, denominator FROM figure
        WHERE period = $period AND denominator IS NOT NULL
        """,
        {"period": period},
    ).fetchall()
    return {(unit, indicator): tuple(counts) for unit, indicator, *counts in rows}
