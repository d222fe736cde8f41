"""Units as their reports show them."""

import duckdb

from kpis.domain.periods import Period

_QUARTERS = 4


def silent_units(con: duckdb.DuckDBPyConnection, *, until: str) -> list[str]:
    """Return the units that should report and have no figure in the four quarters up to a period.

    In the order of the catalogue; groups and the province, which add others up, are not meant.
    """
    last = Period.parse(until).step
    rows = con.execute(
        """
        SELECT DISTINCT r.org_unit, u.position
        FROM reporter AS r
        JOIN org_unit AS u USING (org_unit)
        WHERE u.kind NOT IN ('group', 'province') AND r.org_unit NOT IN (
            SELECT f.org_unit FROM figure AS f
            JOIN period AS p USING (period)
            WHERE f.value IS NOT NULL AND p.step > $last - 3 * $quarters AND p.step <= $last
        )
        ORDER BY u.position
        """,
        {"last": last, "quarters": _QUARTERS},
    ).fetchall()
    return [one for one, _ in rows]
