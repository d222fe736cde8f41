"""What a version of the store has: older ones lack what has come since."""

from collections.abc import Callable, Hashable
from functools import wraps
from inspect import signature
from pathlib import Path
from typing import TypeVar
from weakref import WeakKeyDictionary

import duckdb

Answer = TypeVar("Answer")
# Answers kept of each remembered question: of two or three sets in a few versions looked at now.
_KEPT = 16
# Versions whose scorecards were reckoned by one change of one store have the same scorecards.
_CARDS = "cards_rest_on"
_READ_ONLY = "SELECT path FROM duckdb_databases() WHERE readonly AND NOT internal"
_files: WeakKeyDictionary[duckdb.DuckDBPyConnection, str | None] = WeakKeyDictionary()


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
    return _remembered(query, _file)


def remembered_with_cards(query: Callable[..., Answer]) -> Callable[..., Answer]:
    """Let a question that rests on scorecards alone be reckoned once for as long as they stand."""
    return _remembered(query, _cards)


def _remembered(
    query: Callable[..., Answer], read_from: Callable[[duckdb.DuckDBPyConnection], Hashable]
) -> Callable[..., Answer]:
    known: dict[tuple, Answer] = {}
    facts_of = signature(query)

    @wraps(query)
    def asked(con: duckdb.DuckDBPyConnection, *facts: object, **named: object) -> Answer:
        if (source := read_from(con)) is None:
            return query(con, *facts, **named)
        # A fact that is left out is the same question as one that says what is usual.
        told = facts_of.bind(con, *facts, **named)
        told.apply_defaults()
        key = (source, *told.args[1:], *sorted(told.kwargs.items()))
        if key not in known:
            for oldest in list(known)[: len(known) + 1 - _KEPT]:
                known.pop(oldest, None)
            known[key] = query(con, *facts, **named)
        return known[key]

    return asked


def _file(con: duckdb.DuckDBPyConnection) -> str | None:
    """Return the file that a connection reads; none where it may write."""
    # A connection keeps its file, and asking for it takes as long as a small question.
    if con not in _files:
        row = con.execute(_READ_ONLY).fetchone()
        _files[con] = row[0] if row else None
    return _files[con]


def _cards(con: duckdb.DuckDBPyConnection) -> Hashable:
    """Return what the scorecards that a connection reads have for their own; None as ``_file``."""
    file = _file(con)
    if file is None or not has_table(con, _CARDS):
        return file
    return str(Path(file).parent), con.table(_CARDS).fetchone()
