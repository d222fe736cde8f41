"""What a criteria set must agree on before anybody is scored by it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Protocol

from kpis.domain.criteria import Judged, Part
from kpis.domain.judging import Bands, most_of
from kpis.errors import CatalogueInvalid


class Headed(Protocol):
    """What the checks ask of a set's head."""

    max: Decimal | None
    survey_max: Decimal | None
    bonus: bool


def check_tree(head: Headed, parts: Sequence[Part], file: str, *, head_file: str) -> None:
    """Refuse codes that stand twice, sums that do not add up, and rules that do not fit.

    Raises ``CatalogueInvalid`` with file, entry and reason.
    """
    seen: set[str] = set()
    parents = {one.parent for one in parts}
    for one in parts:
        if one.code in seen:
            raise CatalogueInvalid(file=file, entry=one.code, reason=f"“{one.code}” stands twice")
        seen.add(one.code)
        for reason in _wrong_with(one, head, is_leaf=one.code not in parents):
            raise CatalogueInvalid(file=file, entry=one.code, reason=reason)
    for entry, reason in _wrong_sums(parts):
        raise CatalogueInvalid(file=file, entry=entry, reason=reason)
    for entry, reason in _wrong_whole(head, parts, parents):
        raise CatalogueInvalid(file=head_file, entry=entry, reason=reason)


def _wrong_with(part: Part, head: Headed, *, is_leaf: bool) -> Iterator[str]:
    if part.parent is None and "." in part.code:
        yield f"nothing stands above “{part.code}”"
    if not is_leaf and (part.judged or part.rule or part.indicator):
        yield "only a part without parts below it is judged"
    if part.bonus and not head.bonus:
        yield "the set grants no bonus points"
    wants_rule = part.judged in (Judged.BANDED, Judged.FORMULA)
    if wants_rule != bool(part.rule):
        yield "a rule is missing" if wants_rule else f"“{part.judged}” takes no rule"
    if part.rule and isinstance(part.rule, Bands) != (part.judged is Judged.BANDED):
        yield f"the rule does not fit “{part.judged}”"
    if part.indicator and not part.rule:
        yield "an indicator takes a rule"
    most = most_of(part.rule) if part.rule else None
    if most is not None and part.max is not None and most != part.max:
        yield f"the highest band gives {most}, the maximum is {part.max}"


def _wrong_sums(parts: Sequence[Part]) -> Iterator[tuple[str, str]]:
    below: dict[str, list[Part]] = defaultdict(list)
    for one in parts:
        if one.parent and not one.bonus:
            below[one.parent].append(one)
    for one in parts:
        if one.max is not None and one.code in below:
            yield from ((one.code, reason) for reason in _against(one.max, below[one.code]))


def _against(whole: Decimal, parts: Sequence[Part]) -> Iterator[str]:
    """Yield why parts cannot add up to a whole; an unknown maximum leaves room for anything."""
    known = [one.max for one in parts if one.max is not None]
    total = sum(known, Decimal(0))
    if total > whole or (len(known) == len(parts) and total != whole):
        yield f"the parts add up to {total}, not to {whole}"


def _wrong_whole(
    head: Headed, parts: Sequence[Part], parents: set[str | None]
) -> Iterator[tuple[str, str]]:
    tops = [one for one in parts if one.parent is None and not one.bonus]
    if head.max is not None:
        yield from (("max", reason) for reason in _against(head.max, tops))
    surveys = [one for one in parts if one.judged is Judged.SURVEY and one.code not in parents]
    if head.survey_max is not None and surveys:
        yield from (("survey_max", reason) for reason in _against(head.survey_max, surveys))
