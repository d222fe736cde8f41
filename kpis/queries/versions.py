"""What a version of the store has: older ones lack what has come since."""

import duckdb


def has_table(con: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Tell whether a version has a table."""
    # Looking it up takes a hundredth of asking duckdb_tables(), which writes out every table.
    try:
        con.table(table)
    except duckdb.CatalogException:
        return False
    return True
