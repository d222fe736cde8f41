"""Boundaries of units, as officers gave them."""

import duckdb
from shapely import Geometry, from_wkt

from kpis.queries.versions import has_table


def boundaries(con: duckdb.DuckDBPyConnection, *, level: str) -> dict[str, Geometry]:
    """Return the shapes of a level's units by id; none where nobody has given any."""
    if not has_table(con, "boundary"):
        return {}
    rows = con.execute(
        """
        SELECT org_unit, shape FROM boundary WHERE level = $level
        QUALIFY change = max(change) OVER () ORDER BY org_unit
        """,
        {"level": level},
    ).fetchall()
    return {unit: from_wkt(text) for unit, text in rows}
