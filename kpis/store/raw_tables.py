"""The tables that are only ever added to: all that has to be kept to make a store anew."""

import re
from functools import cache

import duckdb

from kpis.store.deriving import SQL, bring_up

_MADE = re.compile(r'CREATE TABLE IF NOT EXISTS "?(\w+)')


@cache
def raw_tables() -> dict[str, dict[str, str]]:
    """Return the tables of ``schema.sql`` in its order, each with its columns and their types."""
    names = _MADE.findall((SQL / "schema.sql").read_text("utf-8"))
    with duckdb.connect() as con:
        bring_up(con)
        return {
            one: {name: kind for name, kind, *_ in con.execute(f'DESCRIBE "{one}"').fetchall()}
            for one in names
        }
