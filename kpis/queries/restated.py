"""Figures of the past brought to the units of a later day: counts moved, rates made of them anew.

Nothing of it is stored: where reports belong is asked with the moves of the catalogue
(``kpis.domain.lineage``). Without moves every answer is the one as reported.
"""

from collections.abc import Sequence

import duckdb

from kpis.domain.lineage import Move
from kpis.domain.periods import Period
from kpis.queries import figures
from kpis.queries.beside import PARTIAL, beside
from kpis.queries.paths import path_until
from kpis.queries.pictures import Figure, asked

Moves = Sequence[Move]
_UNRANKED = ("not_enough_data", "closed", "not_applicable")

_RESTATED = """
    WITH move AS (
        SELECT unnest($units::TEXT[]) AS said_by, unnest($starts::DATE[]) AS starts,
            unnest($ends::DATE[]) AS ends, unnest($heirs::TEXT[]) AS heir,
            unnest($shares::DOUBLE[]) AS share
    ),
    piece AS (
        SELECT s.*, s.org_unit AS said_by, s.unit_kind AS said_kind,
            CASE WHEN m.said_by IS NULL THEN s.org_unit ELSE m.heir END AS belongs_to,
            CASE WHEN m.said_by IS NULL THEN 1 ELSE m.share END AS share
        FROM picture AS s
        LEFT JOIN move AS m
            ON m.said_by = s.org_unit AND s.window_end BETWEEN m.starts AND m.ends
        -- Whoever is closed or not concerned is in no sum as reported either.
        WHERE s.reports AND s.unit_kind <> 'province'
            AND s.status NOT IN ('closed', 'not_applicable')
            -- Whoever neither passed on nor took over stands as reported.
            AND s.org_unit IN (SELECT said_by FROM move UNION SELECT heir FROM move)
            AND ($indicator IS NULL OR s.indicator = $indicator)
            AND ($period IS NULL OR s.period = $period)
            AND ($kind IS NULL OR (s.kind = $kind AND s.step <= $step))
    ),
    -- What cannot be divided stays apart, a line for each unit it was reported by.
    together AS (
        SELECT indicator, belongs_to AS org_unit, period,
            CASE WHEN belongs_to IS NULL THEN said_by END AS undivided_of,
            any_value(said_kind) AS said_kind, any_value(definition) AS definition,
            any_value(series) AS series,
            list(DISTINCT said_by ORDER BY said_by) AS sources,
            count(DISTINCT said_by) AS expected,
            count(DISTINCT said_by) FILTER (value IS NOT NULL) AS reported,
            sum(share * numerator) AS numerator, sum(share * denominator) AS denominator,
            count(*) = 1 AND any_value(share) = 1 AS whole, any_value(value) AS said,
            bool_or(share IS NULL) AS lacks_share,
            bool_or(value IS NOT NULL AND denominator IS NULL) AS lacks_counts,
            coalesce(bool_or(share < 0.9999999), false) AS estimate,
            bool_or(illustrative) AS illustrative
        FROM piece GROUP BY ALL
    )
    -- Nothing of it is judged: what else a figure has is not there.
    SELECT * FROM picture WHERE false
    UNION ALL BY NAME
    SELECT t.indicator, t.org_unit, t.period, t.undivided_of, t.sources, t.expected, t.reported,
        t.numerator, t.denominator, t.estimate, t.illustrative,
        CASE
            WHEN t.whole THEN t.said
            WHEN NOT t.lacks_share AND NOT t.lacks_counts
                THEN 100 * t.numerator / nullif(t.denominator, 0)
        END AS value,
        CASE WHEN value IS NULL THEN 'not_enough_data' ELSE 'no_target' END AS status,
        true AS reports,
        CASE
            WHEN t.reported = 0 THEN 'silent'
            WHEN t.lacks_share THEN 'no_share'
            WHEN t.lacks_counts AND NOT t.whole THEN 'no_counts'
        END AS undone,
        coalesce(u.kind, t.said_kind) AS unit_kind, u.position AS unit_position,
        p.kind, p.step, p.months, p.window_end, i.position AS indicator_position, i.unit,
        i.decimals, i.direction, i.reading_of, t.definition, t.series
    FROM together AS t
    JOIN period AS p USING (period)
    JOIN indicator AS i USING (indicator)
    LEFT JOIN org_unit AS u USING (org_unit)
    WHERE NOT (t.whole AND t.sources = [t.org_unit])
    ORDER BY indicator_position, unit_position, step, undivided_of
"""


def restated(
    con: duckdb.DuckDBPyConnection,
    *,
    moves: Moves,
    indicator: str | None = None,
    period: str | None = None,
    until: str | None = None,
) -> list[Figure]:
    """Return figures that differ once brought to later units; of one period, or all ``until`` one.

    Columns as ``figures``; sources (tuple of the units whose reports they rest on), estimate
    (whether counts were divided by a share), undone (why there is no value: ``silent``,
    ``no_share`` of a split, ``no_counts`` beside a percent, or none) and undivided_of (the unit
    whose counts nobody can divide: org_unit is missing there). Nothing of it is judged: the units
    had no goal then.
    """
    last = Period.parse(until) if until else None
    facts = {
        "units": [one.org_unit for one in moves],
        "starts": [one.starts for one in moves],
        "ends": [one.ends for one in moves],
        "heirs": [one.heir for one in moves],
        "shares": [one.share for one in moves],
        "indicator": indicator,
        "period": period,
        "kind": last and last.kind.value,
        "step": last and last.step,
    }
    found = asked(con, _RESTATED, facts)
    return [one | {"sources": tuple(one["sources"])} for one in found]


def level_restated(
    con: duckdb.DuckDBPyConnection, *, level: str, period: str, moves: Moves
) -> list[Figure]:
    """Return every standing of a level's units of a later day; as ``level_at`` and ``restated``.

    What cannot be divided is left out, see ``remainders``.
    """
    said = figures.level_at(con, level=level, period=period)
    if not moves:
        return said
    return _exchanged(said, restated(con, moves=moves, period=period), moves, level)


def level_of_restated(
    con: duckdb.DuckDBPyConnection, *, indicator: str, level: str, period: str, moves: Moves
) -> list[Figure]:
    """Return where a level's units of a later day stand; as ``level_of`` and ``restated``.

    Ranks are those among the later units, the best first, ties shared.
    """
    said = figures.level_of(con, indicator=indicator, level=level, period=period)
    if not moves:
        return said
    found = restated(con, moves=moves, indicator=indicator, period=period)
    units = _exchanged(said, found, moves, level)
    worth = {
        one["org_unit"]: one["direction"] * round(one["value"], 6)
        for one in units
        if one["value"] is not None and one["status"] not in _UNRANKED
    }
    ranks = {
        unit: 1 + sum(other > mine for other in worth.values()) for unit, mine in worth.items()
    }
    last = len(units) + 1
    units.sort(key=lambda one: (ranks.get(one["org_unit"], last), one["unit_position"]))
    return [one | {"rank": ranks.get(one["org_unit"])} for one in units]


def path_restated(
    con: duckdb.DuckDBPyConnection, *, indicator: str, org_unit: str, until: str, moves: Moves
) -> list[Figure]:
    """Return one later unit's figures up to a period; as ``path_until`` and ``restated``."""
    said = path_until(con, indicator=indicator, org_unit=org_unit, until=until)
    if not moves:
        return said
    found = restated(con, moves=moves, indicator=indicator, until=until)
    path = beside(said, [one for one in found if one["org_unit"] == org_unit])
    return sorted(path, key=lambda one: one["step"])


def remainders(
    con: duckdb.DuckDBPyConnection, *, period: str, moves: Moves, indicator: str | None = None
) -> list[Figure]:
    """Return counts in no later unit's figure: undivided, or beside a part nobody knows."""
    return [
        one
        for one in restated(con, moves=moves, indicator=indicator, period=period)
        if one["denominator"] is not None and (one["org_unit"] is None or one["undone"] in PARTIAL)
    ]


def _exchanged(
    said: Sequence[Figure], found: Sequence[Figure], moves: Moves, level: str
) -> list[Figure]:
    """Return a period's rows with those of units that have passed on replaced by their heirs'."""
    if not said:
        return []
    day = said[0]["window_end"]
    gone = {one.org_unit for one in moves if one.starts <= day <= one.ends}
    moved = {one.org_unit for one in moves}
    there = [
        one
        for one in said
        if one["org_unit"] not in gone
        and not (one["org_unit"] in moved and one["status"] == "closed")
    ]
    of_level = [one for one in found if one["unit_kind"] == level and one["org_unit"] is not None]
    return beside(there, of_level)
