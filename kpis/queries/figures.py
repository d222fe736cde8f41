"""Figures with their standing: one, many, over time, and across units."""

from collections.abc import Sequence

import duckdb
import pandas as pd

from kpis.domain.periods import Period
from kpis.queries.changes import changes_at
from kpis.queries.pictures import asked, first_readings
from kpis.queries.subjects import ONE, WANTED, facts_of
from kpis.queries.versions import has_table

# Versions from before it was reckoned once for all.
_REACH_BEFORE = """,
    reach AS (
        SELECT m.indicator, m.parent AS org_unit, s.period,
            count(*) FILTER (s.status = 'met') AS reaching,
            count(*) FILTER (s.status IN ('met', 'on_track', 'behind', 'off_track')) AS judged
        FROM member AS m
        JOIN picture AS s ON s.indicator = m.indicator AND s.org_unit = m.org_unit
        WHERE s.period = $period
        GROUP BY ALL
    )
"""


def figures(
    con: duckdb.DuckDBPyConnection,
    *,
    indicator: str | None = None,
    org_unit: str | None = None,
    period: str | None = None,
) -> pd.DataFrame:
    """Return every figure that fits, in the order of catalogue and time.

    Other formulas of an indicator have figures of their own, asked for by their own id.

    Columns: indicator, reading_of (the indicator this is another formula of), org_unit, period,
    kind, step, window_end, definition, series (figures of two may not be joined), unit, decimals,
    numerator, denominator, value, low, high (percents 0–100), reported, expected, exempted (units;
    the exempted are not expected), basis, contradicted (a figure derived another way
    differs), illustrative, received_on, due_on, goal, goal_kind, target, target_low, target_high
    (the ends of a range), target_reason (where the target is the unit's own), due, own_setting,
    baseline, baseline_step, expected_now, gap (points, positive is ahead), progress (percent of the
    way from baseline to target, not clamped), status, exempt_reason; unit_kind, direction, reports
    (whether the unit sends the indicator itself) and the positions that order them.
    """
    table = asked(
        con,
        """
        SELECT * FROM picture
        WHERE ($indicator IS NULL OR indicator = $indicator)
            AND ($org_unit IS NULL OR org_unit = $org_unit)
            AND ($period IS NULL OR period = $period)
        ORDER BY indicator_position, unit_position, step, months
        """,
        {"indicator": indicator, "org_unit": org_unit, "period": period},
    )
    return table if indicator else first_readings(table)


def figure_of(
    con: duckdb.DuckDBPyConnection, *, indicator: str, org_unit: str, period: str
) -> dict | None:
    """Return one figure by the columns of ``figures``; none where nobody ever reported it."""
    table = figures(con, indicator=indicator, org_unit=org_unit, period=period)
    return table.to_dict("records")[0] if len(table) else None


def history(
    con: duckdb.DuckDBPyConnection, *, indicator: str, org_unit: str, kind: str
) -> pd.DataFrame:
    """Return one unit's figures of one kind of period in order of time; columns as ``figures``."""
    return asked(
        con,
        f"""
        SELECT * FROM picture
        WHERE {ONE} AND kind = $kind
        ORDER BY step
        """,  # noqa: S608 (a constant)
        {"indicator": indicator, "org_unit": org_unit, "kind": kind},
    )


def path_until(
    con: duckdb.DuckDBPyConnection, *, indicator: str, org_unit: str, until: str
) -> pd.DataFrame:
    """Return one unit's figures up to a period, in periods of its kind; columns as ``figures``."""
    now = Period.parse(until)
    table = history(con, indicator=indicator, org_unit=org_unit, kind=now.kind.value)
    return table[table["step"] <= now.step]


def goals_at(
    con: duckdb.DuckDBPyConnection,
    *,
    period: str,
    subjects: Sequence[tuple[str, str]],
    bridged: bool = True,
) -> pd.DataFrame:
    """Return the figures of (indicator, org_unit) pairs at a period, with how many units reach it.

    In the order asked for, without pairs that have no standing then. Columns: as ``figures`` and
    ``changes_at``, and reaching, judged (units that have met their goal, and units with a status
    at all). Without ``bridged`` nothing is compared across a break of the definition.
    """
    table = asked(
        con,
        f"""
        WITH {WANTED}{"" if has_table(con, "reach") else _REACH_BEFORE}
        SELECT now.*, reach.reaching, reach.judged
        FROM wanted
        JOIN picture AS now USING (indicator, unit_position)
        LEFT JOIN reach ON reach.indicator = now.indicator AND reach.org_unit = now.org_unit
            AND reach.period = now.period
        WHERE now.period = $period
        ORDER BY wanted.place
        """,  # noqa: S608 (constants)
        {"period": period, **facts_of(subjects)},
    )
    changes = changes_at(con, period=period, subjects=subjects, bridged=bridged)
    return table.merge(changes, on=["indicator", "org_unit"], how="left")


def paths_until(
    con: duckdb.DuckDBPyConnection, *, period: str, subjects: Sequence[tuple[str, str]]
) -> pd.DataFrame:
    """Return the way up to a period: indicator, org_unit, period, step, value, status."""
    now = Period.parse(period)
    return con.execute(
        f"""
        WITH {WANTED}
        SELECT p.indicator, p.org_unit, p.period, p.step, p.value, p.status
        FROM picture AS p JOIN wanted USING (indicator, unit_position)
        WHERE p.kind = $kind AND p.step <= $step
        ORDER BY p.indicator, p.org_unit, p.step
        """,  # noqa: S608 (a constant)
        {"kind": now.kind.value, "step": now.step, **facts_of(subjects)},
    ).df()


def units_at(
    con: duckdb.DuckDBPyConnection, *, period: str, indicator: str | None = None
) -> pd.DataFrame:
    """Return where every reporting unit stands, on one indicator or on all of them.

    Columns: as ``figures``, and ``rank``, which counts within an indicator and a level, best
    first, ties shared; units without a status have none.
    """
    table = asked(
        con,
        """
        SELECT *,
            CASE WHEN status IN ('met', 'on_track', 'behind', 'off_track', 'no_target') THEN
                rank() OVER (
                    PARTITION BY indicator, unit_kind,
                        status IN ('met', 'on_track', 'behind', 'off_track', 'no_target')
                    ORDER BY direction * round(value, 6) DESC
                )
            END AS rank
        FROM picture
        WHERE ($indicator IS NULL OR indicator = $indicator) AND period = $period AND reports
        ORDER BY indicator_position, rank NULLS LAST, unit_position
        """,
        {"indicator": indicator, "period": period},
    )
    return table if indicator else first_readings(table)


def level_of(
    con: duckdb.DuckDBPyConnection, *, indicator: str, level: str, period: str
) -> pd.DataFrame:
    """Return where every unit of one level stands on one indicator; columns as ``units_at``."""
    table = units_at(con, indicator=indicator, period=period)
    return table[table["unit_kind"] == level]


def level_at(con: duckdb.DuckDBPyConnection, *, level: str, period: str) -> pd.DataFrame:
    """Return every standing of the units of one level at a period; columns as ``figures``."""
    table = asked(
        con,
        """
        SELECT * FROM picture WHERE unit_kind = $level AND period = $period
        ORDER BY unit_position, indicator_position
        """,
        {"level": level, "period": period},
    )
    return first_readings(table)
