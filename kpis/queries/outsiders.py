"""Units that no catalogue has, known by the names that scorecards and rankings print."""

import duckdb

from kpis.queries.versions import has_table

# Names of the set's own year, and of the latest year before that has any: units come and go.
_NAMES = """
    WITH near AS (
        SELECT e."set", e.year = n.year AS own, e.year
        FROM criteria_set AS n JOIN criteria_set AS e ON e.block = n.block AND e.year <= n.year
        WHERE n."set" = $set AND (e.year < n.year OR e."set" = n."set")
    ), named AS (
        SELECT DISTINCT s.org_unit, near.own, near.year
        FROM ({stored}) AS s
        ANTI JOIN withdrawal USING (submission)
        JOIN near USING ("set")
        WHERE starts_with(s.org_unit, '-') AND length(s.org_unit) > 1
    )
    SELECT DISTINCT org_unit FROM named
    WHERE own OR year = (SELECT max(year) FROM named WHERE NOT own)
"""
_STORED = 'SELECT "set", org_unit, submission FROM {table}'


def outsiders(con: duckdb.DuckDBPyConnection, *, set_: str) -> tuple[str, ...]:
    """Return the names of units outside the catalogue that a set's cards are of, by alphabet.

    Those of its block's cards and rankings, of its year and of the latest before it.
    """
    tables = ("criterion", "score_total", "published_score")
    kept = [_STORED.format(table=one) for one in tables if has_table(con, one)]
    if not kept or not has_table(con, "criteria_set"):
        return ()
    query = _NAMES.format(stored=" UNION ALL ".join(kept))
    rows = con.execute(query, {"set": set_}).fetchall()
    return tuple(sorted(key.removeprefix("-") for (key,) in rows))
