"""What asks for a decision at a period: goals that move the wrong way, silence, doubts."""

from collections.abc import Iterable, Sequence
from itertools import groupby, takewhile

import duckdb

from kpis.domain.concerns import DOUBTS
from kpis.domain.periods import Period
from kpis.queries.records import records
from kpis.queries.subjects import WANTED, Subject, facts_of
from kpis.queries.versions import has_table

_SHORT = ("behind", "off_track")
# What is told of how a goal stands.
_TOLD = ("indicator", "org_unit", "status", "value", "gap")


def moves(
    con: duckdb.DuckDBPyConnection, *, period: str, subjects: Iterable[Subject]
) -> list[dict]:
    """Return how (indicator, org_unit) pairs have moved over the last two periods of the kind.

    Keys: indicator, org_unit, status, value, gap (points, positive is ahead), gap_before (of the
    period before; None without one), since (the first period of two falls in a row), fallen (points
    lost in two falls in a row, 0 where there were none), short_since (the period since which it has
    been behind its path without a break, None where it is not). A fall is one that shows in the
    decimals printed, between figures of one definition with enough reports; where less is better, a
    rise is a fall.
    """
    now = Period.parse(period)
    rows = records(
        con,
        f"""
        WITH {WANTED}
        SELECT p.indicator, p.org_unit, p.period, p.status, p.value, p.gap, p.definition,
            p.direction, p.decimals
        FROM picture AS p
        SEMI JOIN wanted USING (indicator_position, unit_position)
        WHERE p.kind = $kind AND p.step <= $step
        ORDER BY p.indicator, p.org_unit, p.step DESC
        """,  # noqa: S608 (a constant)
        {"kind": now.kind.value, "step": now.step, **facts_of(subjects)},
    )
    ways = groupby(rows, lambda one: (one["indicator"], one["org_unit"]))
    return [_moved(way, now) for _, of in ways if (way := list(of))[0]["period"] == period]


def _moved(way: list[dict], now: Period) -> dict:
    """Return how a pair has moved; its figures until now are given the latest first."""
    at = {one["period"]: one for one in way}
    was, far = at.get(now.earlier().code), at.get(now.earlier(2).code)
    fell = was and far and _falls(way[0], was) and _falls(was, far)
    short = list(takewhile(lambda one: one["status"] in _SHORT, way))
    return {
        **{name: way[0][name] for name in _TOLD},
        "gap_before": was and was["gap"],
        "since": was and was["period"],
        "fallen": abs(far["value"] - way[0]["value"]) if fell else 0,
        "short_since": short[-1]["period"] if short else None,
    }


def _falls(now: dict, was: dict) -> bool:
    """Tell whether a figure is worse than the one before by what shows in its decimals."""
    if now["definition"] != was["definition"] or not (_enough(now) and _enough(was)):
        return False
    lost = now["direction"] * (was["value"] - now["value"])
    return lost * 10 ** now["decimals"] >= 0.5


def _enough(one: dict) -> bool:
    return one["value"] is not None and one["status"] != "not_enough_data"


def judged_at(
    con: duckdb.DuckDBPyConnection, *, period: str, subjects: Iterable[Subject]
) -> set[Subject]:
    """Return those of (indicator, org_unit) pairs that can be judged at a period."""
    rows = con.execute(
        f"""
        WITH {WANTED}
        SELECT indicator, org_unit
        FROM picture SEMI JOIN wanted USING (indicator_position, unit_position)
        WHERE period = $period AND status NOT IN ('not_enough_data', 'no_target')
        """,  # noqa: S608 (a constant)
        {"period": period, **facts_of(subjects)},
    ).fetchall()
    return set(rows)


def silences(con: duckdb.DuckDBPyConnection, *, period: str, parents: Sequence[str]) -> list[dict]:
    """Return what each silent unit takes from the certainty of sums over units at a period.

    The widest first. Keys: org_unit, indicator, parent (whose sum), width (points of its range that
    come from this unit's silence: what it could have reported at best and at worst), size (its
    denominator when it last reported, or the others' mean), unreported (how many indicators it owes
    in all), last_period (when it last reported the indicator; None if never). Only sums: a
    province's own consolidated figure waits for nobody.
    """
    if not has_table(con, "silence"):
        return []
    known = con.table("silence").columns
    said_last = "s.last_period" if "last_period" in known else _SAID_LAST
    unreported = "s.unreported" if "unreported" in known else _UNREPORTED
    return records(
        con,
        f"""
        SELECT s.org_unit, s.indicator, s.parent, s.width, s.size, {unreported} AS unreported,
            {said_last} AS last_period
        FROM silence AS s
        JOIN picture AS p ON p.indicator = s.indicator AND p.org_unit = s.parent
            AND p.period = $period AND p.basis = 'sum' AND p.reading_of IS NULL
        WHERE s.period = $period AND list_contains($parents, s.parent)
        ORDER BY s.width DESC, p.indicator_position, s.org_unit
        """,  # noqa: S608 (constants)
        {"period": period, "parents": list(parents)},
    )


# Versions from before they were reckoned once for all.
_UNREPORTED = """(
    SELECT count(*) FROM picture AS f
    WHERE f.org_unit = s.org_unit AND f.period = s.period AND f.reports AND f.reading_of IS NULL
        AND f.status = 'not_enough_data' AND f.reported = 0
)"""
_SAID_LAST = """(
    SELECT arg_max(f.period, f.step) FROM picture AS f
    JOIN period AS now ON now.period = s.period
    WHERE f.indicator = s.indicator AND f.org_unit = s.org_unit
        AND f.kind = now.kind AND f.step < now.step AND f.reported > 0
)"""


def doubts(con: duckdb.DuckDBPyConnection, *, period: str) -> list[dict]:
    """Return what was found in figures that count at a period and makes them doubtful.

    One row for each unit and kind of finding, the first of its kind. Keys: org_unit, code,
    submission, file, sheet, cell, reason (given when the file was stored). A finding goes with the
    file: withdrawn, or replaced by a later one, it is none.
    """
    return records(con, _DOUBTS, {"period": period, "codes": list(DOUBTS)})


# A finding is about the unit whose figure stands in its cell, or else the one that its facts or its
# sheet name.
_DOUBTS = """
    WITH doubtful AS (
        SELECT * FROM finding WHERE list_contains($codes, code)
    ),
    counting AS MATERIALIZED (
        SELECT submission, sheet, cell, org_unit, period FROM live
        WHERE submission IN (SELECT submission FROM doubtful)
    ),
    placed AS (
        SELECT f.submission, f.code, f.sheet, f.cell,
            coalesce(c.org_unit, f.facts->>'org_unit', s.org_unit) AS org_unit
        FROM doubtful AS f
        LEFT JOIN (
            SELECT submission, sheet, cell, any_value(org_unit) AS org_unit FROM counting
            GROUP BY ALL
        ) AS c USING (submission, sheet, cell)
        LEFT JOIN sheet AS s ON s.submission = f.submission AND s.sheet = f.sheet
    )
    SELECT p.org_unit, p.code, min(p.submission) AS submission,
        arg_min(b.file, b.seq) AS file, arg_min(p.sheet, b.seq) AS sheet,
        arg_min(p.cell, b.seq) AS cell, arg_min(b.reason, b.seq) AS reason
    FROM placed AS p
    JOIN submission AS b USING (submission)
    SEMI JOIN (SELECT submission, org_unit FROM counting WHERE period = $period) AS l
        USING (submission, org_unit)
    GROUP BY p.org_unit, p.code
    ORDER BY p.org_unit, p.code
"""


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
