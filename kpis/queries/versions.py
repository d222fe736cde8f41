"""What a version of the store has: older ones lack what has come since."""

import duckdb


def has_table(con: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Tell whether a version has a table."""
    found = "SELECT 1 FROM duckdb_tables() WHERE table_name = $table"
    return con.execute(found, {"table": table}).fetchone() is not None
