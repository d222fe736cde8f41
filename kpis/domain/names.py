"""Names as people write them, brought to a form in which spellings can be compared."""

import re
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import combining, normalize

# Types of unit by the words that begin a name; the longer words stand before the shorter.
_TYPES = {
    "thanh pho": "thành phố",
    "tp": "thành phố",
    "thi xa": "thị xã",
    "tx": "thị xã",
    "thi tran": "thị trấn",
    "huyen dao": "huyện",
    "huyen": "huyện",
    "h": "huyện",
    "phuong": "phường",
    "dac khu": "đặc khu",
    "xa": "xã",
    "tinh": "tỉnh",
    "so": "sở",
}
_COMMITTEES = ("hdnd va ubnd", "uy ban nhan dan", "ub nhan dan", "ubnd")
_NO_WORD = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True, slots=True)
class Name:
    """A name's type, where it states one, and its key: letters only, without diacritics."""

    type: str | None
    key: str


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """Return a text's words in small letters without diacritics: ``Gò  Quao`` → ``go quao``.

    Precomposed and combining letters, old and new tone places (Hoà, Hòa), every kind of dash
    and space come out alike; ``&`` reads ``và``.
    """
    letters = normalize("NFKD", text.replace("&", " và ").casefold())
    bare = "".join(letter for letter in letters if not combining(letter))
    # The soft hyphen is what word processors leave behind; đ has no decomposition.
    return _NO_WORD.sub(" ", bare.replace("\u00ad", "").replace("đ", "d")).strip()


@lru_cache(maxsize=16384)
def normalised(name: str) -> Name:
    """Return type and key of a unit's name: ``UBND TP. Rạch Giá`` → (thành phố, ``rachgia``)."""
    words = plain(name)
    for committee in _COMMITTEES:
        words = words.removeprefix(f"{committee} ")
    for start, kind in _TYPES.items():
        if words.startswith(f"{start} "):
            return Name(kind, key(words.removeprefix(start)))
    return Name(None, key(words))


def key(text: str) -> str:
    """Return a text's letters and digits only, without ``và``: ``TN&MT`` → ``tnmt``."""
    return "".join(word for word in plain(text).split() if word != "va")
