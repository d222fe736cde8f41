"""Goals at a period: their figures, what these have changed by, and how many units reach them."""

from collections.abc import Sequence

import duckdb

from kpis.queries.changes import changes_at
from kpis.queries.pictures import Figure, asked
from kpis.queries.subjects import WANTED, Subject, facts_of
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


def figures_of(
    con: duckdb.DuckDBPyConnection, *, period: str, subjects: Sequence[Subject]
) -> dict[Subject, Figure]:
    """Return the figure of each (indicator, org_unit) pair at a period, by the pair.

    Pairs that have no standing then are left out. Columns: as ``figures``.
    """
    found = asked(
        con,
        f"""
        WITH {WANTED}
        SELECT * FROM picture SEMI JOIN wanted USING (indicator_position, unit_position)
        WHERE period = $period
        """,  # noqa: S608 (a constant)
        {"period": period, **facts_of(subjects)},
    )
    return {(one["indicator"], one["org_unit"]): one for one in found}


def goals_at(
    con: duckdb.DuckDBPyConnection,
    *,
    period: str,
    subjects: Sequence[Subject],
    bridged: bool = True,
) -> list[Figure]:
    """Return the figures of (indicator, org_unit) pairs at a period, with how many units reach it.

    In the order asked for, without pairs that have no standing then. Columns: as ``figures`` and
    ``changes_at``, and reaching, judged (units that have met their goal, and units with a status
    at all). Without ``bridged`` nothing is compared across a break of the definition.
    """
    found = asked(
        con,
        f"""
        WITH {WANTED}{"" if has_table(con, "reach") else _REACH_BEFORE}
        SELECT now.*, reach.reaching, reach.judged
        FROM wanted
        JOIN picture AS now USING (indicator_position, unit_position)
        LEFT JOIN reach ON reach.indicator = now.indicator AND reach.org_unit = now.org_unit
            AND reach.period = now.period
        WHERE now.period = $period
        ORDER BY wanted.place
        """,  # noqa: S608 (constants)
        {"period": period, **facts_of(subjects)},
    )
    changes = changes_at(con, period=period, subjects=subjects, bridged=bridged)
    return [one | changes[one["indicator"], one["org_unit"]] for one in found]
