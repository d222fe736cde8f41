"""What a scorecard holds: the points stated for a component, and what they come to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """Where a component's points come from."""

    MISSING = "missing"
    SELF = "self"
    APPRAISED = "appraised"
    SURVEYED = "surveyed"
    NOT_APPLICABLE = "not_applicable"


class Stage(StrEnum):
    """When a card was made: each is a snapshot, and the latest one counts."""

    SELF = "self"
    APPRAISED = "appraised"
    HEARD = "heard"  # After the unit's objections were heard.


def may_follow(settled: Stage | None, new: Stage) -> bool:
    """Tell whether a card may come after one that is settled; None is none, or a reopened one.

    An appraised card is changed only by the one made after disputes, and that by none.
    """
    return settled is None or (settled is Stage.APPRAISED and new is Stage.HEARD)


class Picture(StrEnum):
    """How a card is looked at: as it counts, as it was appraised first, as the unit sees itself."""

    FINAL = "final"
    APPRAISED = "appraised"
    SELF = "self"


class Dispute(StrEnum):
    """What became of points that a unit claims beyond those appraised."""

    OPEN = "open"
    UPHELD = "upheld"
    PARTLY = "partly"
    REJECTED = "rejected"


# Entries and lines are tuples: a block's cards have a thousand of each, and a frozen dataclass
# takes six times as long to make.
class Entry(NamedTuple):
    """The points a scorecard states for one component; None is a cell without any."""

    self: Decimal | None = None
    appraised: Decimal | None = None
    survey: Decimal | None = None
    # What the unit claims instead of what was appraised, and what was settled on hearing it.
    claimed: Decimal | None = None
    settled: Decimal | None = None
    not_applicable: bool = False


NOTHING = Entry()


class Scored(NamedTuple):
    """One part with its points; ``max`` is what counts for this unit, ``full`` what the set says.

    ``given`` is None where something is missing; an area's is then missing too.
    """

    code: str
    full: Decimal | None
    max: Decimal | None
    self: Decimal | None
    appraised: Decimal | None
    settled: Decimal | None
    survey: Decimal | None
    given: Decimal | None
    lost: Decimal | None
    state: State | None = None
    dispute: Dispute | None = None
    # Surveys alone give points for it: nobody else has, or is to.
    by_survey: bool = False

    @property
    def judged(self) -> Decimal | None:
        """The points that whoever appraised it came to in the end."""
        return self.appraised if self.settled is None else self.settled


@dataclass(frozen=True)
class Card:
    """A scorecard reckoned: every part by its code, and the whole."""

    lines: Mapping[str, Scored]
    # The sum of the areas; score is the same, or the rest taken as the whole where parts of the
    # set do not apply to the unit.
    given: Decimal | None
    score: Decimal | None
    max: Decimal | None
    applicable: Decimal | None
    # What the unit gave itself, what was appraised and what stands after disputes, without
    # surveys; and what surveys gave.
    self: Decimal | None = None
    appraised: Decimal | None = None
    settled: Decimal | None = None
    survey: Decimal | None = None
    missing: tuple[str, ...] = field(default=())

    @property
    def is_rescaled(self) -> bool:
        """Whether parts that do not apply have left the whole."""
        return self.max != self.applicable

    @property
    def percent(self) -> Decimal | None:
        """The score as a percent of the highest points, as grades are given by."""
        return self.score * 100 / self.max if self.score is not None and self.max else None
