"""The record of who did what to accounts: written, never changed."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kpis.accounts import database


class What(StrEnum):
    """Something that happened to an account."""

    CREATED = "created"
    ENABLED = "enabled"
    DISABLED = "disabled"
    ROLE_CHANGED = "role_changed"
    PASSWORD_RESET = "password_reset"
    PASSWORD_CHANGED = "password_changed"
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    FAILED = "failed"
    LOCKED = "locked"


@dataclass(frozen=True)
class Event:
    """One line of the record; ``name`` is empty where nobody of the name typed exists."""

    at: datetime
    what: What
    name: str
    by: str
    detail: str
    address: str


def note(
    con: sqlite3.Connection, what: What, name: str, by: str, detail: str = "", address: str = ""
) -> None:
    """Add a line to the record, inside the change it tells of."""
    con.execute(
        "INSERT INTO event (at, what, name, by, detail, address)"
        " VALUES (:at, :what, :name, :by, :detail, :address)",
        {
            "at": database.moment(database.now()),
            "what": what,
            "name": name,
            "by": by,
            "detail": detail,
            "address": address,
        },
    )


def recent(most: int = 50) -> list[Event]:
    """Return the latest lines, newest first."""
    with database.reading() as con:
        rows = con.execute(
            "SELECT at, what, name, by, detail, address FROM event ORDER BY id DESC LIMIT :most",
            {"most": most},
        ).fetchall()
    return [
        Event(**{**row, "at": datetime.fromisoformat(row["at"]), "what": What(row["what"])})
        for row in map(dict, rows)
    ]
