"""Figures as reported, with restated ones in the place of those they stand for."""

from collections.abc import Sequence

from kpis.queries.pictures import Figure

# What the columns of a restated figure hold where nothing was moved.
_UNMOVED = {"sources": None, "estimate": False, "undone": None}
# Reasons for no figure although there are counts: they are not all of the unit's.
PARTIAL = ("no_share", "no_counts")


def beside(said: Sequence[Figure], found: Sequence[Figure]) -> list[Figure]:
    """Return figures as reported with restated ones in the place of those they stand for."""
    new = {_key(one) for one in found}
    kept = [_UNMOVED | one for one in said if _key(one) not in new]
    return [*kept, *map(_without_parts, found)]


def _key(one: Figure) -> tuple[object, ...]:
    return one["indicator"], one["org_unit"], one["period"]


def _without_parts(one: Figure) -> Figure:
    """Return a restated figure; counts of a part would make a rate in a workbook's formula."""
    return one | dict.fromkeys(("numerator", "denominator")) if one["undone"] in PARTIAL else one
