"""Numerators and denominators, for forms to be filled in beside them."""

import duckdb


def counts_at(
    con: duckdb.DuckDBPyConnection, *, period: str
) -> dict[tuple[str, str], tuple[float, float]]:
    """Return (numerator, denominator) by org unit and indicator, where a period has any."""
    rows = con.execute(
        """
        SELECT org_unit, indicator, numerator, denominator FROM figure
        WHERE period = $period AND denominator IS NOT NULL
        """,
        {"period": period},
    ).fetchall()
    return {(unit, indicator): tuple(counts) for unit, indicator, *counts in rows}
