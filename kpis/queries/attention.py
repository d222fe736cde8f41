"""What asks for a decision at a period: goals that move the wrong way, silence, doubts."""

from collections.abc import Sequence

import duckdb
import pandas as pd

from kpis.domain.concerns import DOUBTS
from kpis.domain.periods import Period
from kpis.queries.subjects import WANTED, facts_of
from kpis.queries.versions import has_table

_DOUBTS = ["org_unit", "period", "code", "submission", "file", "sheet", "cell", "reason"]
_SILENCES = ["org_unit", "indicator", "parent", "width", "size", "unreported", "last_period"]


def moves(
    con: duckdb.DuckDBPyConnection, *, period: str, subjects: Sequence[tuple[str, str]]
) -> pd.DataFrame:
    """Return how (indicator, org_unit) pairs have moved over the last two periods of the kind.

    Columns: indicator, org_unit, status, value, gap (points, positive is ahead), gap_before (of the
    period before), before, two_before (values), since (the first period of two falls in a row),
    fallen (points lost in two falls in a row, 0 where there were none), short_since (the period
    since which it has been behind its path without a break, None where it is not). A fall is one
    that shows in the decimals printed, between figures of one definition with enough reports;
    where less is better, a rise is a fall.
    """
    now = Period.parse(period)
    return con.execute(
        f"""
        WITH {WANTED},
        seen AS (
            SELECT p.*, p.status <> 'not_enough_data' AS enough
            FROM picture AS p JOIN wanted USING (indicator, unit_position)
            WHERE p.period IN ($period, $before, $two_before)
        ),
        side_by_side AS (
            SELECT now.indicator, now.org_unit, now.status, now.value, now.gap,
                was.gap AS gap_before, was.value AS before, far.value AS two_before,
                was.period AS since,
                round(now.direction * (was.value - now.value), now.decimals) AS last_fall,
                round(now.direction * (far.value - was.value), now.decimals) AS first_fall,
                now.definition = was.definition AND was.definition = far.definition
                    AND now.enough AND was.enough AND far.enough AS comparable
            FROM seen AS now
            LEFT JOIN seen AS was ON was.indicator = now.indicator
                AND was.org_unit = now.org_unit AND was.period = $before
            LEFT JOIN seen AS far ON far.indicator = now.indicator
                AND far.org_unit = now.org_unit AND far.period = $two_before
            WHERE now.period = $period
        ),
        path AS (
            SELECT p.indicator, p.org_unit, p.period, p.step,
                p.status IN ('behind', 'off_track') AS short,
                max(p.step) FILTER (p.status NOT IN ('behind', 'off_track'))
                    OVER (PARTITION BY p.indicator, p.org_unit) AS well_until
            FROM picture AS p
            JOIN wanted USING (indicator, unit_position)
            JOIN period AS now ON now.period = $period AND now.kind = p.kind AND p.step <= now.step
        ),
        short AS (
            SELECT indicator, org_unit, arg_min(period, step) AS short_since FROM path
            WHERE short AND step > coalesce(well_until, 0)
            GROUP BY ALL
        )
        SELECT indicator, org_unit, status, value, gap, gap_before, before, two_before, since,
            h.short_since,
            CASE WHEN comparable AND last_fall > 0 AND first_fall > 0
                THEN abs(two_before - value) ELSE 0 END AS fallen
        FROM side_by_side LEFT JOIN short AS h USING (indicator, org_unit)
        ORDER BY indicator, org_unit
        """,  # noqa: S608 (a constant)
        {
            **facts_of(subjects),
            "period": period,
            "before": now.earlier().code,
            "two_before": now.earlier(2).code,
        },
    ).df()


def silences(
    con: duckdb.DuckDBPyConnection, *, period: str, parents: Sequence[str]
) -> pd.DataFrame:
    """Return what each silent unit takes from the certainty of sums over units at a period.

    Columns: org_unit, indicator, parent (whose sum), width (points of its range that come from
    this unit's silence: what it could have reported at best and at worst), size (its denominator
    when it last reported, or the others' mean), unreported (how many indicators it owes in all),
    last_period (when it last reported the indicator; None if never). Only sums: a province's own
    consolidated figure waits for nobody.
    """
    if not has_table(con, "silence"):
        return pd.DataFrame(columns=_SILENCES)
    said_last = "s.last_period" if "last_period" in con.table("silence").columns else _SAID_LAST
    return con.execute(
        f"""
        WITH owing AS (
            SELECT org_unit, count(*) AS unreported FROM picture
            WHERE period = $period AND reports AND reading_of IS NULL
                AND status = 'not_enough_data' AND reported = 0
            GROUP BY org_unit
        )
        SELECT s.org_unit, s.indicator, s.parent, s.width, s.size,
            coalesce(o.unreported, 0) AS unreported, {said_last} AS last_period
        FROM silence AS s
        JOIN picture AS p ON p.indicator = s.indicator AND p.org_unit = s.parent
            AND p.period = $period AND p.basis = 'sum' AND p.reading_of IS NULL
        LEFT JOIN owing AS o ON o.org_unit = s.org_unit
        WHERE s.period = $period AND list_contains($parents, s.parent)
        ORDER BY s.width DESC, p.indicator_position, s.org_unit
        """,  # noqa: S608 (constants)
        {"period": period, "parents": list(parents)},
    ).df()


# Versions from before it was reckoned once for all.
_SAID_LAST = """(
    SELECT arg_max(f.period, f.step) FROM picture AS f
    JOIN period AS now ON now.period = s.period
    WHERE f.indicator = s.indicator AND f.org_unit = s.org_unit
        AND f.kind = now.kind AND f.step < now.step AND f.reported > 0
)"""


def doubts(con: duckdb.DuckDBPyConnection, *, period: str) -> pd.DataFrame:
    """Return what was found in figures that count at a period and makes them doubtful.

    One row for each unit and kind of finding, the first of its kind. Columns: org_unit, period,
    code, submission, file, sheet, cell, reason (given when the file was stored). A finding goes
    with the file: withdrawn, or replaced by a later one, it is none.
    """
    return con.execute(
        """
        WITH asked AS (
            SELECT f.*, f.facts->>'org_unit' AS told_unit FROM finding AS f
            WHERE list_contains($codes, f.code)
        ),
        placed AS (
            SELECT a.submission, a.code, a.sheet, a.cell,
                coalesce(l.org_unit, a.told_unit, s.org_unit) AS org_unit
            FROM asked AS a
            LEFT JOIN (
                SELECT submission, sheet, cell, any_value(org_unit) AS org_unit FROM live
                GROUP BY ALL
            ) AS l USING (submission, sheet, cell)
            LEFT JOIN sheet AS s ON s.submission = a.submission AND s.sheet = a.sheet
        )
        SELECT p.org_unit, l.period, p.code, min(p.submission) AS submission,
            arg_min(b.file, b.seq) AS file, arg_min(p.sheet, b.seq) AS sheet,
            arg_min(p.cell, b.seq) AS cell, arg_min(b.reason, b.seq) AS reason
        FROM placed AS p
        JOIN submission AS b USING (submission)
        SEMI JOIN live AS c ON c.submission = p.submission AND c.org_unit = p.org_unit
            AND c.period = $period
        JOIN (SELECT $period AS period) AS l ON true
        GROUP BY ALL
        ORDER BY p.org_unit, p.code
        """,
        {"period": period, "codes": list(DOUBTS)},
    ).df()[_DOUBTS]


def last_scored(
    con: duckdb.DuckDBPyConnection, *, year: int, levels: Sequence[str]
) -> list[tuple[str, int]]:
    """Return the criteria set last scored at each level (``agency`` …) up to a year; its year."""
    if not has_table(con, "standing_card") or not has_table(con, "criteria_set"):
        return []
    return con.execute(
        """
        SELECT arg_max(s."set", s.year), max(s.year)
        FROM criteria_set AS s SEMI JOIN standing_card AS c ON c."set" = s."set"
        WHERE s.year <= $year AND list_contains($levels, s.block)
        GROUP BY s.block ORDER BY s.block
        """,
        {"year": year, "levels": list(levels)},
    ).fetchall()
