"""What a store has: older versions lack what has come since."""

import duckdb


def has_table(con: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Tell whether a version has a table: one made before the table was thought of has not."""
    # Looking it up takes a hundredth of asking duckdb_tables(), which writes out every table.
    try:
        con.table(table)
    except duckdb.CatalogException:
        return False
    return True
