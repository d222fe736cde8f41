"""What a criteria set is: areas over criteria over components, and how each of them is judged."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from kpis.domain.judging import Rule


class Block(StrEnum):
    """Whom a set is for; the units of one block are ranked among themselves."""

    PROVINCE = "province"
    AGENCY = "agency"
    VERTICAL = "vertical"  # Ngành dọc: agencies of the centre in a province.
    DISTRICT = "district"
    COMMUNE = "commune"


class Judged(StrEnum):
    """How the points of a component come about."""

    BY_HAND = "by_hand"
    YES_NO = "yes_no"
    BANDED = "banded"
    FORMULA = "formula"
    SURVEY = "survey"


class NotApplicable(StrEnum):
    """What a set does with a component that a unit has nothing to do with."""

    RESCALE = "rescale"  # The rest counts as the whole.
    GRANT = "grant"  # Its points are given.


@dataclass(frozen=True, slots=True)
class Grade:
    """A band of the whole score; ``at_least`` is a percent of the set's highest points."""

    code: str
    name_vi: str
    name_en: str
    at_least: Decimal


@dataclass(frozen=True, slots=True)
class Part:
    """An area, a criterion or a component. ``max`` is None where no document says it."""

    code: str
    title: str
    parent: str | None = None
    max: Decimal | None = None
    judged: Judged | None = None
    rule: Rule | None = None
    indicator: str | None = None
    evidence: str | None = None
    owner: str | None = None
    exempt: tuple[str, ...] = ()
    # Points on top of the highest: they count for no maximum and are never lost.
    bonus: bool = False


@dataclass(frozen=True, eq=False)
class CriteriaSet:
    """A set of one year; parts stand in the set's order, parents before their children."""

    id: str
    definition: str
    title: Mapping[str, str]
    year: int
    block: Block
    parts: tuple[Part, ...]
    grades: tuple[Grade, ...] = ()
    max: Decimal | None = None
    survey_max: Decimal | None = None
    not_applicable: NotApplicable = NotApplicable.RESCALE
    # The thresholds of the grades are the province's own setting, no document's.
    own_grades: bool = False
    illustrative: bool = False
    document: str = ""
    note: str = ""
    # How many areas, criteria and components the document counts, where it lists more than these.
    counts: tuple[int, int, int] | None = None

    @cached_property
    def by_code(self) -> Mapping[str, Part]:
        """Every part by its code."""
        return {one.code: one for one in self.parts}

    @cached_property
    def leaves(self) -> tuple[Part, ...]:
        """The parts that points are given for: those with nothing below them."""
        parents = {one.parent for one in self.parts}
        return tuple(one for one in self.parts if one.code not in parents)

    @property
    def is_listed_whole(self) -> bool:
        """Whether all parts that the document counts are here, with their points."""
        return self.counts is None and all(one.max is not None for one in self.leaves)


def parent_of(code: str, codes: Mapping[str, object]) -> str | None:
    """Return the nearest code above one: 1.5.3 stands under 1.5, or else under 1."""
    while "." in code:
        code = code.rpartition(".")[0]
        if code in codes:
            return code
    return None
