"""People who may sign in, and the changes an administrator makes to them."""

import re
import sqlite3
from dataclasses import dataclass
from datetime import datetime

from kpis.accounts import attempts, database, passwords, sessions
from kpis.accounts.errors import InvalidPerson, LastAdmin, PersonExists, UnknownPerson
from kpis.accounts.record import What, note
from kpis.accounts.roles import Action, Actor, Role, Via, require

FIRST_ADMIN = "quan-tri"
FIRST_ADMIN_FULL_NAME = "Quản trị hệ thống"
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
_EMAIL = re.compile(r"[a-z0-9._%+-]+@[a-z0-9.-]+")


@dataclass(frozen=True)
class Person:
    """Somebody who may sign in; ``last_seen`` is the latest sign-in, if any."""

    name: str
    full_name: str
    role: Role
    email: str | None
    must_change: bool
    enabled: bool
    last_seen: datetime | None

    def actor(self, via: Via) -> Actor:
        """Return this person as the maker of changes."""
        return Actor(name=self.name, role=self.role, via=via)


def everybody() -> list[Person]:
    """Return all people, by name."""
    with database.reading() as con:
        rows = con.execute("SELECT * FROM known_person ORDER BY name").fetchall()
    return [_person(row) for row in rows]


def by_email(email: str) -> Person | None:
    """Return the enabled person with this address, if there is one."""
    with database.reading() as con:
        row = con.execute(
            "SELECT * FROM known_person WHERE email = :email AND enabled",
            {"email": email.strip().casefold()},
        ).fetchone()
    return _person(row) if row else None


def by_token(token: str) -> Person | None:
    """Return the enabled person a session's token stands for, while it lasts."""
    with database.reading() as con:
        row = con.execute(
            "SELECT * FROM known_person WHERE name = :name AND enabled",
            {"name": sessions.name_of(con, token)},
        ).fetchone()
    return _person(row) if row else None


def ensure_first_admin() -> str | None:
    """Return the one-time password of a new administrator if there is nobody yet, else ``None``."""
    with database.reading() as con:
        if _anybody(con):
            return None
    password = passwords.one_time()
    kept = passwords.hashed(password)
    with database.changing() as con:
        # Two servers may start at the same moment: only the first makes the administrator.
        if _anybody(con):
            return None
        _insert(con, FIRST_ADMIN, FIRST_ADMIN_FULL_NAME, Role.ADMIN, None, kept)
        note(con, What.CREATED, FIRST_ADMIN, by="")
    return password


def add(actor: Actor | None, name: str, full_name: str, role: Role, email: str = "") -> str:
    """Return the one-time password of a new person.

    Raises ``InvalidPerson`` for a name, full name or address that cannot be one, and
    ``PersonExists`` where the name or address is taken.
    """
    by = require(actor, Action.MANAGE_PEOPLE)
    name, full_name, email = name.strip().casefold(), full_name.strip(), email.strip().casefold()
    _check(name, full_name, email)
    password = passwords.one_time()
    kept = passwords.hashed(password)
    with database.changing() as con:
        for column, found in (("name", name), ("email", email)):
            if _taken(con, column, found):
                raise PersonExists(found=found)
        _insert(con, name, full_name, Role(role), email or None, kept)
        note(con, What.CREATED, name, by.name, detail=role)
    return password


def set_enabled(actor: Actor | None, name: str, enabled: bool) -> None:
    """Let a person in again, or no longer; then their sessions end at once.

    Raises ``UnknownPerson``, and ``LastAdmin`` where nobody would be left to manage people.
    """
    by = require(actor, Action.MANAGE_PEOPLE)
    with database.changing() as con:
        _update(con, name, "UPDATE person SET enabled = :value WHERE name = :name", enabled)
        if not enabled:
            sessions.end_all(con, name)
        note(con, What.ENABLED if enabled else What.DISABLED, name, by.name)


def set_role(actor: Actor | None, name: str, role: Role) -> None:
    """Give a person another role. Raises ``UnknownPerson`` or ``LastAdmin``."""
    by = require(actor, Action.MANAGE_PEOPLE)
    with database.changing() as con:
        _update(con, name, "UPDATE person SET role = :value WHERE name = :name", Role(role))
        note(con, What.ROLE_CHANGED, name, by.name, detail=role)


def reset_password(actor: Actor | None, name: str) -> str:
    """Return a new one-time password; sessions end, and a hold on the name is lifted.

    Raises ``UnknownPerson``.
    """
    by = require(actor, Action.MANAGE_PEOPLE)
    password = passwords.one_time()
    kept = passwords.hashed(password)
    with database.changing() as con:
        changed = "UPDATE person SET password = :value, must_change = 1 WHERE name = :name"
        _update(con, name, changed, kept)
        sessions.end_all(con, name)
        attempts.forget(con, name)
        note(con, What.PASSWORD_RESET, name, by.name)
    return password


def _check(name: str, full_name: str, email: str) -> None:
    for field, good in (
        ("name", _NAME.fullmatch(name)),
        ("full_name", full_name and full_name.isprintable() and len(full_name) <= 100),
        ("email", not email or (_EMAIL.fullmatch(email) and len(email) <= 200)),
    ):
        if not good:
            raise InvalidPerson(field=field)


def _taken(con: sqlite3.Connection, column: str, found: str) -> bool:
    where = {
        "name": "SELECT 1 FROM person WHERE name = :found",
        "email": "SELECT 1 FROM person WHERE email = :found",
    }
    return con.execute(where[column], {"found": found}).fetchone() is not None


def _update(con: sqlite3.Connection, name: str, statement: str, value: object) -> None:
    if not con.execute(statement, {"name": name, "value": value}).rowcount:
        raise UnknownPerson(name=name)
    left = "SELECT 1 FROM person WHERE role = :admin AND enabled"
    if not con.execute(left, {"admin": Role.ADMIN}).fetchone():
        raise LastAdmin(name=name)


def _anybody(con: sqlite3.Connection) -> bool:
    return con.execute("SELECT 1 FROM person").fetchone() is not None


def _insert(
    con: sqlite3.Connection, name: str, full_name: str, role: Role, email: str | None, kept: str
) -> None:
    con.execute(
        "INSERT INTO person (name, full_name, role, email, password, must_change)"
        " VALUES (:name, :full_name, :role, :email, :kept, 1)",
        {"name": name, "full_name": full_name, "role": role, "email": email, "kept": kept},
    )


def _person(row: sqlite3.Row) -> Person:
    seen = row["last_seen"]
    return Person(
        name=row["name"],
        full_name=row["full_name"],
        role=Role(row["role"]),
        email=row["email"],
        must_change=bool(row["must_change"]),
        enabled=bool(row["enabled"]),
        last_seen=datetime.fromisoformat(seen) if seen else None,
    )
