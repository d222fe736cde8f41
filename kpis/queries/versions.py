"""What a version of the store has: older ones lack what has come since."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

import duckdb

Answer = TypeVar("Answer")
# Answers kept of each remembered question: of two or three sets in a few versions looked at now.
_KEPT = 16


def has_table(con: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Tell whether a version has a table."""
    # Looking it up takes a hundredth of asking duckdb_tables(), which writes out every table.
    try:
        con.table(table)
    except duckdb.CatalogException:
        return False
    return True


def remembered(query: Callable[..., Answer]) -> Callable[..., Answer]:
    """Let a question be reckoned once for a version, whichever questions build on it.

    Only for versions opened for reading: those never change, and no two have the same file.
    """
    known: dict[tuple, Answer] = {}

    @wraps(query)
    def asked(con: duckdb.DuckDBPyConnection, *facts: object, **named: object) -> Answer:
        if (file := _file(con)) is None:
            return query(con, *facts, **named)
        key = (file, *facts, *sorted(named.items()))
        if key not in known:
            for oldest in list(known)[: len(known) + 1 - _KEPT]:
                known.pop(oldest, None)
            known[key] = query(con, *facts, **named)
        return known[key]

    return asked


def _file(con: duckdb.DuckDBPyConnection) -> str | None:
    found = "SELECT path FROM duckdb_databases() WHERE readonly AND NOT internal"
    row = con.execute(found).fetchone()
    return row[0] if row else None
