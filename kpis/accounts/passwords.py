"""How passwords are kept and what a new one must be."""

import secrets
from functools import cache
from threading import BoundedSemaphore
from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from kpis.accounts.errors import PasswordTooLong, PasswordTooShort, PasswordUnchanged

LEAST = 10
MOST = 200
# Letters and digits that nobody confuses when reading them aloud or copying them by hand.
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
# Each reckoning takes 64 MiB: forty at once, as many as the server has threads, would be 2.5 GiB.
_AT_ONCE = BoundedSemaphore(4)

hasher = PasswordHasher()


def hashed(password: str) -> str:
    """Return the Argon2id hash to keep."""
    with _AT_ONCE:
        return hasher.hash(_same_letters(password))


def matches(kept: str | None, password: str) -> bool:
    """Return whether a password is the one kept; for an unknown person no, equally slowly."""
    # Made before it is known to be needed: the first unknown name must not take longer either.
    other = _nobodys()
    with _AT_ONCE:
        try:
            hasher.verify(kept or other, _same_letters(password))
        except VerifyMismatchError:
            return False
    return kept is not None


def outdated(kept: str) -> bool:
    """Return whether a hash was made with other parameters than today's."""
    return hasher.check_needs_rehash(kept)


def one_time() -> str:
    """Return a random password to be changed at once: ``abcd-2345-efgh-6789``, 79 bits."""
    return "-".join("".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(4))


def check_new(password: str, old: str, name: str) -> None:
    """Raise ``PasswordTooShort``, ``PasswordTooLong`` or ``PasswordUnchanged``.

    Length instead of kinds of characters, as NIST SP 800-63B (2017-06) §5.1.1.2 advises.
    """
    new = _same_letters(password)
    if len(new) < LEAST:
        raise PasswordTooShort(least=LEAST)
    if len(new) > MOST:
        raise PasswordTooLong(most=MOST)
    if new == _same_letters(old) or new.casefold() == name:
        raise PasswordUnchanged


@cache
def _nobodys() -> str:
    return hasher.hash(secrets.token_urlsafe())


def _same_letters(password: str) -> str:
    # Vietnamese keyboards compose the same letter in two ways; both must open the door.
    return normalize("NFKC", password)
