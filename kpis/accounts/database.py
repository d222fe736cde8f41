"""The one SQLite file of accounts, made when it is first needed."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from kpis.settings import settings

SCHEMA = Path(__file__).parent / "schema.sql"
# Argon2 is never run inside a transaction, so nobody holds the file for long.
PATIENCE_SECONDS = 10


@contextmanager
def reading() -> Iterator[sqlite3.Connection]:
    """Yield a connection for looking things up; rows answer to column names."""
    with closing(_open(settings().accounts)) as con:
        yield con


@contextmanager
def changing() -> Iterator[sqlite3.Connection]:
    """Yield a connection inside one transaction: all of it happens, or nothing.

    The write lock is taken at once, so what is read inside stays true until the end.
    """
    with reading() as con:
        con.execute("BEGIN IMMEDIATE")
        try:
            yield con
        except BaseException:
            con.execute("ROLLBACK")
            raise
        con.execute("COMMIT")


def moment(at: datetime) -> str:
    """Return a moment as the file writes it."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def now() -> datetime:
    """Return the present moment, in UTC."""
    return datetime.now(UTC)


def _open(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Before SQLite makes the file, so that no other user of the machine can ever read it.
    path.touch(mode=0o600, exist_ok=True)
    con = sqlite3.connect(path, timeout=PATIENCE_SECONDS, isolation_level=None)
    con.row_factory = sqlite3.Row
    con.execute("PRAGMA foreign_keys = ON")
    if con.execute("PRAGMA user_version").fetchone()[0] == 0:
        con.executescript(SCHEMA.read_text(encoding="utf-8"))
        con.execute("PRAGMA journal_mode = WAL")
    return con
