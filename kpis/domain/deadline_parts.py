"""A deadline's words taken apart where a further time begins that has a word of its own."""

import re
from collections.abc import Iterator
from itertools import pairwise

_AND_THEN = re.compile(r",? va (?=(?:truoc|vao|trong|cham nhat|xong)\b)")
_COMMA_BEFORE = re.compile(r", (?=truoc\b)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def parts_of(words: str, year: int | None) -> Iterator[tuple[str, int | None]]:
    """Yield the times of a clause, each with the year of days that are written without one.

    "trước 26/2 và trong quý IV" are two, "trong năm, trước 20/11" is left whole: the one may be
    part of the other. As in a list of days, a year that is written holds for what stands before
    it too; otherwise ``year`` does. ``words`` has small letters without diacritics.
    """
    starts = [one.start() for one in _AND_THEN.finditer(words)]
    if words.startswith("truoc "):
        starts += [one.start() for one in _COMMA_BEFORE.finditer(words)]
    for first, last in pairwise([0, *sorted(set(starts)), len(words)]):
        named = _YEAR.search(words, last)
        bare = words[first:last].strip(" ,").removeprefix("va ")
        yield bare, int(named[0]) if named else year
