"""What a version of the store has: older ones lack what has come since."""

import duckdb


def has_table(con: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Tell whether a version has a table."""
    found = con.execute(
        "SELECT count(*) FROM information_schema.tables WHERE table_name = $table",
        {"table": table},
    ).fetchone()
    return bool(found and found[0])
