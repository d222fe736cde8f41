"""Repeated failures: when the next attempt to sign in is allowed.

An attempt is counted before the password is looked at and given back if it was right, so that a
hundred attempts at the same moment are a hundred attempts.
"""

import sqlite3
from datetime import datetime, timedelta
from hashlib import sha256
from math import ceil

from kpis.accounts import database
from kpis.accounts.errors import TooManyAttempts

# An office may stand behind one address; a name belongs to one person.
MOST_BY_NAME = 5
MOST_BY_ADDRESS = 20
# Failures are forgotten when none came for this long after the last one, or after its hold.
WINDOW = timedelta(minutes=15)
# The wait doubles with each further failure: 1, 2, 4 … minutes, up to an hour.
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)


def count(con: sqlite3.Connection, name: str, address: str) -> None:
    """Count an attempt. Raises ``TooManyAttempts`` while name or address are held."""
    check(con, name, address)
    oldest = database.moment(database.now() - WINDOW)
    con.execute("DELETE FROM hold WHERE until < :oldest", {"oldest": oldest})
    for key, most in _keys(name, address).items():
        failures = 1 + _failures(con, key)
        until = database.now() + _wait(failures - most)
        con.execute(
            "INSERT OR REPLACE INTO hold (key, failures, until) VALUES (:key, :failures, :until)",
            {"key": key, "failures": failures, "until": database.moment(until)},
        )


def give_back(con: sqlite3.Connection, name: str, address: str) -> None:
    """Forget the failures of a name that signed in, and this one attempt of its address.

    Not all of the address: else one good account would buy any number of guesses at others.
    """
    forget(con, name)
    con.execute(
        "UPDATE hold SET failures = failures - 1, until = :now WHERE key = :key",
        {"key": _address_key(address), "now": database.moment(database.now())},
    )


def forget(con: sqlite3.Connection, name: str) -> None:
    """Lift the hold on a name."""
    con.execute("DELETE FROM hold WHERE key = :key", {"key": _name_key(name)})


def check(con: sqlite3.Connection, name: str, address: str) -> None:
    """Raise ``TooManyAttempts`` with the minutes left while name or address are held."""
    now = database.now()
    held = [
        datetime.fromisoformat(row["until"])
        for key in _keys(name, address)
        for row in con.execute("SELECT until FROM hold WHERE key = :key", {"key": key})
    ]
    if held and max(held) > now:
        raise TooManyAttempts(minutes=ceil((max(held) - now) / timedelta(minutes=1)))


def _failures(con: sqlite3.Connection, key: str) -> int:
    row = con.execute("SELECT failures FROM hold WHERE key = :key", {"key": key}).fetchone()
    return row["failures"] if row else 0


def _wait(beyond: int) -> timedelta:
    if beyond < 0:
        return timedelta()
    return min(FIRST_WAIT * 2 ** min(beyond, 10), LONGEST_WAIT)


def _keys(name: str, address: str) -> dict[str, int]:
    return {_name_key(name): MOST_BY_NAME, _address_key(address): MOST_BY_ADDRESS}


def _name_key(name: str) -> str:
    # Hashed, because people sometimes type their password where the name belongs.
    return f"name {sha256(name.encode('utf-8', 'replace')).hexdigest()}"


def _address_key(address: str) -> str:
    return f"address {address}"
