"""Boundaries of units, as officers gave them."""

import duckdb
from shapely import Geometry, from_wkt


def boundaries(con: duckdb.DuckDBPyConnection, *, level: str) -> dict[str, Geometry]:
    """Return the shapes of a level's units by id; none where nobody has given any."""
    found = con.execute(
        "SELECT count(*) FROM information_schema.tables WHERE table_name = 'boundary'"
    ).fetchone()
    if not found or not found[0]:
        return {}  # A version from before boundaries were kept.
    rows = con.execute(
        """
        SELECT org_unit, shape FROM boundary WHERE level = $level
        QUALIFY change = max(change) OVER () ORDER BY org_unit
        """,
        {"level": level},
    ).fetchall()
    return {unit: from_wkt(text) for unit, text in rows}
