"""Adding many rows to a table at once."""

import json
from collections.abc import Mapping, Sequence

import duckdb


def add_rows(
    con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Mapping[str, object]]
) -> None:
    """Add rows, all of the same columns, to a table of the store.

    Whole columns travel as JSON, one text each: row by row, 20,000 took over a minute, as lists
    of Python values twice as long as this, and a data frame would make every command load pandas,
    half a second of an import's time.
    """
    if not rows:
        return
    names = list(rows[0])
    kinds = {name: kind for name, kind, *_ in con.execute(f'DESCRIBE "{table}"').fetchall()}
    columns = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(
        f"unnest(${place}::JSON::{kinds[name]}[])" for place, name in enumerate(names, start=1)
    )
    con.execute(
        f"INSERT INTO {table} ({columns}) SELECT {values}",
        [_as_json([row[name] for row in rows]) for name in names],
    )


def _as_json(values: Sequence[object]) -> str:
    """Return a column as JSON; days and moments as they read in SQL."""
    return json.dumps(values, ensure_ascii=False, default=str)
