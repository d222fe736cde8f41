"""Signing in and out, and changing one's own password."""

from dataclasses import dataclass

from kpis.accounts import attempts, database, passwords, people, sessions
from kpis.accounts.errors import SignInRefused, TooManyAttempts
from kpis.accounts.record import What, note
from kpis.errors import NotSignedIn


@dataclass(frozen=True)
class SignedIn:
    """A new session: the token for the cookie, and whether the password must be changed first."""

    token: str
    name: str
    must_change: bool


@dataclass(frozen=True)
class Secret:
    """A password as it is kept."""

    kept: str
    must_change: bool


def sign_in(name: str, password: str, address: str) -> SignedIn:
    """Return a new session.

    Raises ``SignInRefused`` for an unknown or disabled person and for a wrong password, in the
    same words and after the same time; ``TooManyAttempts`` after repeated failures.
    """
    name = name.strip().casefold()
    proved = _prove(name, password, address)
    stale = passwords.outdated(proved.kept)
    anew = Secret(passwords.hashed(password), proved.must_change) if stale else proved
    return _open_session(name, proved, anew, What.SIGNED_IN, address)


def change_password(token: str, old: str, new: str, address: str) -> SignedIn:
    """Return the one session left after a person changed their own password.

    Raises ``NotSignedIn`` without a session, what ``sign_in`` raises for a wrong old password,
    and ``PasswordTooShort``, ``PasswordTooLong`` or ``PasswordUnchanged`` for a poor new one.
    """
    person = people.by_token(token)
    if person is None:
        raise NotSignedIn
    passwords.check_new(new, old, person.name)
    proved = _prove(person.name, old, address)
    anew = Secret(passwords.hashed(new), must_change=False)
    return _open_session(person.name, proved, anew, What.PASSWORD_CHANGED, address)


def sign_out(token: str, address: str) -> None:
    """End the session of a token, if it is one."""
    with database.changing() as con:
        name = sessions.name_of(con, token)
        sessions.end(con, token)
        if name:
            note(con, What.SIGNED_OUT, name, by=name, address=address)


def _prove(name: str, password: str, address: str) -> Secret:
    with database.changing() as con:
        attempts.count(con, name, address)
        found = con.execute(
            "SELECT password, must_change, enabled FROM person WHERE name = :name", {"name": name}
        ).fetchone()
    right = passwords.matches(found["password"] if found else None, password)
    if not (right and found["enabled"]):
        _note_failure(name if found else "", name, address)
        raise SignInRefused
    return Secret(found["password"], bool(found["must_change"]))


def _open_session(name: str, proved: Secret, anew: Secret, what: What, address: str) -> SignedIn:
    with database.changing() as con:
        # While the password was reckoned, an administrator may have reset it or shut the account.
        still = con.execute(
            "UPDATE person SET password = :anew, must_change = :must_change"
            " WHERE name = :name AND password = :proved AND enabled",
            {
                "name": name,
                "proved": proved.kept,
                "anew": anew.kept,
                "must_change": anew.must_change,
            },
        )
        if not still.rowcount:
            raise SignInRefused
        if what is What.PASSWORD_CHANGED:
            sessions.end_all(con, name)
        attempts.give_back(con, name, address)
        note(con, what, name, by=name, address=address)
        return SignedIn(sessions.begin(con, name), name, anew.must_change)


def _note_failure(known: str, name: str, address: str) -> None:
    with database.changing() as con:
        note(con, What.FAILED, known, by=known, address=address)
        try:
            attempts.check(con, name, address)
        except TooManyAttempts as held:
            minutes = str(held.facts["minutes"])
            note(con, What.LOCKED, known, by=known, detail=minutes, address=address)
