"""The store's scripts: tables that are kept, and those reckoned anew from them by every change."""

import hashlib
import re
from functools import cache
from pathlib import Path

import duckdb

from kpis.store.tables import has_table

SQL = Path(__file__).parent / "sql"
# From so many observations on, every processor is worth its waiting, and a year is enough at once.
MANY = 1_000_000
_ALWAYS = "SELECT min(step), max(step) FROM period"
_YEARS = "SELECT min(step), max(step) FROM known_period GROUP BY (step - 1) // 12 ORDER BY ALL"
# What figures and scorecards rest on: definitions and rules, and rows that are only ever added. A
# submission's row never changes, so what it says came in with the others of its file.
_RESTS_ON = {
    "figures": ("observation", "withdrawal_event", "extension"),
    "cards": ("criterion", "score_total", "score_mark", "score_reopening", "withdrawal_event"),
}
_BASIS = "(SELECT value FROM setting WHERE name = 'basis') AS basis"
# By which change they are reckoned: what has the same number and moment is the same.
_CHANGE = """
    (SELECT count(*) FROM change) AS by_change, (SELECT max(made_at) FROM change) AS made_at
"""
_MADE = re.compile(r'CREATE (?:OR REPLACE )?TABLE (?:IF NOT EXISTS )?"?(\w+)')
_LASTING = """
    SELECT 'TABLE', table_name FROM duckdb_tables() WHERE NOT temporary
    UNION ALL SELECT 'VIEW', view_name FROM duckdb_views() WHERE NOT temporary AND NOT internal
"""


@cache
def reckoning_digest() -> str:
    """Return a sum over the rules in SQL: a version made by other rules has to be made anew."""
    scripts = sorted(SQL.rglob("*.sql"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in scripts)).hexdigest()[:16]


def bring_up(con: duckdb.DuckDBPyConnection) -> None:
    """Give a store from before the tables that have been added since."""
    con.execute(_script("schema.sql"))


def derive(con: duckdb.DuckDBPyConnection) -> None:
    """Reckon the derived tables anew, in the order of their files' names.

    Figures stand as they are while nothing they rest on has changed, as when somebody notes a
    decision; so do scorecards, as when a quarter's reports come in. What an older version derived
    otherwise goes first; a table may be a view by now. What is needed only meanwhile is temporary:
    a connection can reckon figures once. Called inside a transaction.
    """
    if not _stand(con, "figures"):
        _reckon_figures(con)
    if not _stand(con, "cards"):
        for script in _scripts("cards"):
            con.execute(script)
        con.execute(_reckoned_from("cards"))


def _stand(con: duckdb.DuckDBPyConnection, part: str) -> bool:
    """Tell whether what there is of figures or cards rests on what there is now."""
    table = f"{part}_rest_on"
    made = has_table(con, table) and con.table(table).fetchone()
    now = con.execute(f"SELECT {_resting_on(part)}").fetchone()
    return bool(made) and made[: len(now)] == now


def _reckoned_from(part: str) -> str:
    """Return the statement that keeps what figures or cards were reckoned from, and when."""
    return f"CREATE OR REPLACE TABLE {part}_rest_on AS SELECT {_resting_on(part)}, {_CHANGE}"


def _resting_on(part: str) -> str:
    counts = (f"(SELECT count(*) FROM {one}) AS {one}" for one in _RESTS_ON[part])  # noqa: S608
    return ", ".join([*counts, _BASIS])


def _reckon_figures(con: duckdb.DuckDBPyConnection) -> None:
    [(observations,)] = con.execute("SELECT count(*) FROM observation").fetchall()
    if many := observations >= MANY:
        # In one transaction, rows would be held back and written once more at its end. Nobody sees
        # a draft, and one that breaks off is thrown away.
        con.execute("COMMIT; RESET threads")
    for kind, name in con.execute(_LASTING).fetchall():
        if name not in _kept_tables():
            con.execute(f'DROP {kind} "{name}"')
    for script in _scripts("figures"):
        con.execute(script)
    _draw(con, _YEARS if many else _ALWAYS)
    for script in _scripts("pages"):
        con.execute(script)
    con.execute(_reckoned_from("figures"))
    if many:
        con.execute("BEGIN")


def _scripts(folder: str) -> list[str]:
    return [path.read_text("utf-8") for path in sorted((SQL / "derived" / folder).glob("*.sql"))]


def _draw(con: duckdb.DuckDBPyConnection, spans: str) -> None:
    begin = "CREATE TABLE picture_row AS"
    for first, last in con.execute(spans).fetchall():
        con.execute(f"{begin} FROM picture_between({first}, {last})")
        begin = "INSERT INTO picture_row"


@cache
def _kept_tables() -> frozenset[str]:
    """Return the tables that outlive a new reckoning of the figures."""
    scripts = [_script("schema.sql"), _script("definitions.sql"), *_scripts("cards")]
    return frozenset({*_MADE.findall("".join(scripts)), "cards_rest_on"})


def _script(name: str) -> str:
    return (SQL / name).read_text("utf-8")
