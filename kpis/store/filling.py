"""Adding many rows to a table at once."""

from collections.abc import Mapping, Sequence

import duckdb


def add_rows(
    con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Mapping[str, object]]
) -> None:
    """Add rows, all of the same columns, to a table of the store.

    Whole columns travel as lists: row by row, 20,000 took over a minute, and a data frame would
    make every command load pandas, half a second of an import's time.
    """
    if not rows:
        return
    names = list(rows[0])
    columns = ", ".join(f'"{name}"' for name in names)
    places = ", ".join(f"unnest(${place})" for place in range(1, len(names) + 1))
    con.execute(
        f"INSERT INTO {table} ({columns}) SELECT {places}",
        [[row[name] for row in rows] for name in names],
    )
