"""Names that Excel takes for a sheet."""

from re import sub


def sheet_name(title: str) -> str:
    """Return a title as a sheet's name.

    Excel allows 31 characters, none of these, and no apostrophe at either end.
    """
    return sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title)[:31].strip(" '") or "1"
