"""Rows of an answer as they are, where a frame would cost more than the question."""

from collections.abc import Mapping

import duckdb


def records(
    con: duckdb.DuckDBPyConnection, query: str, facts: Mapping[str, object] | None = None
) -> list[dict]:
    """Return what a query answers row by row, each by column; NULL is ``None``."""
    answer = con.execute(query, facts)
    names = [name for name, *_ in answer.description]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
