"""The tree of a scorecard: its set's, or that of the sheet itself where it lists only a part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kpis.domain.criteria import CriteriaSet, Judged, Part, parent_of
from kpis.domain.names import plain

SURVEY = "ĐTXHH"


@dataclass(frozen=True, slots=True)
class Row:
    """A criterion as a sheet prints it, under the key that tells it from all others."""

    key: str
    title: str
    area: str | None
    max: Decimal | None


@dataclass(frozen=True, slots=True)
class Area:
    """An area's printed line; ``given`` is the sum it prints."""

    code: str | None
    title: str
    max: Decimal | None
    given: Decimal | None

    @property
    def key(self) -> str:
        """What tells it from others: its number, or else its title."""
        return self.code or self.title


@dataclass(frozen=True)
class Tree:
    """Parts with parents before their children, and the sums that the sheet prints, by code."""

    parts: tuple[Part, ...]
    printed: Mapping[str, Decimal]


def tree_of(
    rows: Sequence[Row], areas: Sequence[Area], survey: Area | None, defined: CriteriaSet | None
) -> Tree:
    """Return the tree that a sheet is to be reckoned by.

    The set's own where the sheet has a row for each of its components, so that what is missing
    shows; otherwise the rows as they stand under the areas that the sheet prints, since many
    sheets list only what lost points. ``survey`` is a printed sum of the survey, which counts as
    an area of its own.
    """
    keys = {one.key for one in rows}
    if defined and defined.is_listed_whole and keys >= {one.code for one in defined.leaves}:
        return Tree(defined.parts, _printed(areas, defined))
    parts = _own_parts(rows, areas)
    known = defined.by_code if defined else {}
    parts = [_enriched(one, known) for one in parts]
    printed = {one.key: one.given for one in areas if one.given is not None}
    if survey:
        parts.append(Part(SURVEY, survey.title, max=survey.max, judged=Judged.SURVEY))
    return Tree(tuple(parts), printed)


def _printed(areas: Sequence[Area], defined: CriteriaSet) -> dict[str, Decimal]:
    """Return printed sums by the codes of the set's areas, which are told by code or title."""
    by_title = {plain(one.title): one.code for one in defined.parts if one.parent is None}
    found = {}
    for one in areas:
        code = one.code if one.code in defined.by_code else by_title.get(plain(one.title))
        if code and one.given is not None:
            found[code] = one.given
    return found


def _own_parts(rows: Sequence[Row], areas: Sequence[Area]) -> list[Part]:
    keys = {one.key: one for one in rows}
    printed = {one.title: one for one in areas}
    titles = dict.fromkeys([*printed, *(one.area for one in rows if one.area)])
    parts: list[Part] = []
    for title in titles:
        area = printed.get(title) or Area(None, title, None, None)
        parts.append(Part(area.key, title, max=area.max))
        parts += [
            Part(one.key, one.title, parent_of(one.key, keys) or area.key, one.max)
            for one in rows
            if one.area == title
        ]
    loose = [one for one in rows if not one.area]
    return parts + [Part(one.key, one.title, parent_of(one.key, keys), one.max) for one in loose]


def _enriched(part: Part, known: Mapping[str, Part]) -> Part:
    """Return a part with what the set says of it beside its points."""
    if not (own := known.get(part.code)):
        return part
    most = part.max if part.max is not None else own.max
    return replace(own, parent=part.parent, title=part.title, max=most)
