"""Names that Excel takes for a sheet."""

from collections.abc import Iterable, Iterator
from re import sub

_LONGEST = 31


def sheet_name(title: str) -> str:
    """Return a title as a sheet's name.

    Excel allows 31 characters, none of these, and no apostrophe at either end.
    """
    return sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title)[:_LONGEST].strip(" '") or "1"


def sheet_names(titles: Iterable[str], taken: Iterable[str] = ()) -> Iterator[str]:
    """Yield a name for each title, none twice in one workbook, whatever the case of its letters."""
    known = {one.casefold() for one in taken}
    for title in titles:
        name, number = sheet_name(title), 2
        while name.casefold() in known:
            name, number = f"{sheet_name(title)[: _LONGEST - 3].strip()} {number}", number + 1
        known.add(name.casefold())
        yield name
