"""Sessions: a random token in the person's cookie, only its SHA-256 here."""

import secrets
import sqlite3
from datetime import timedelta
from hashlib import sha256

from kpis.accounts import database
from kpis.settings import settings


def begin(con: sqlite3.Connection, name: str) -> str:
    """Return the token of a new session; sessions that are over are swept out."""
    token = secrets.token_urlsafe(32)
    expires = database.now() + timedelta(hours=settings().session_hours)
    con.execute(
        "DELETE FROM session WHERE expires <= :now", {"now": database.moment(database.now())}
    )
    con.execute(
        "INSERT INTO session (token_hash, name, expires) VALUES (:token_hash, :name, :expires)",
        {"token_hash": _hash(token), "name": name, "expires": database.moment(expires)},
    )
    return token


def name_of(con: sqlite3.Connection, token: str) -> str | None:
    """Return whose session a token is, while it lasts."""
    row = con.execute(
        "SELECT name FROM session WHERE token_hash = :token_hash AND expires > :now",
        {"token_hash": _hash(token), "now": database.moment(database.now())},
    ).fetchone()
    return row["name"] if row else None


def end(con: sqlite3.Connection, token: str) -> None:
    """End one session."""
    con.execute("DELETE FROM session WHERE token_hash = :token_hash", {"token_hash": _hash(token)})


def end_all(con: sqlite3.Connection, name: str) -> None:
    """End every session of a person."""
    con.execute("DELETE FROM session WHERE name = :name", {"name": name})


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
