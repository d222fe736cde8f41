"""What was decided about a concern, and what has become of it since."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kpis.domain.concerns import Concern

# A dismissed concern comes back when it weighs a quarter more than it did then.
WORSE = 1.25


class DecisionAction(StrEnum):
    """What was decided."""

    DIRECTED = "directed"  # noted as directed by a document
    HANDED = "handed"  # given to a unit, with a day
    DISMISSED = "dismissed"
    REOPENED = "reopened"  # an earlier decision no longer counts


class Outcome(StrEnum):
    """What has become of a concern since it was decided about."""

    SOLVED = "solved"
    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of the register; ``priority`` and ``size`` are the concern's at that moment.

    ``step`` orders the periods looked at when things were decided.
    """

    number: int
    item: str
    cause: str
    indicator: str
    org_unit: str
    period: str
    step: int
    action: DecisionAction
    document: str | None
    handed_to: str | None
    due_on: date | None
    reason: str | None
    priority: float
    size: float
    person: str
    decided_at: datetime

    def late(self, day: date) -> bool:
        """Tell whether the day it was to be done by has gone by."""
        return self.due_on is not None and day > self.due_on


def standing(decisions: Iterable[Decision], step: int) -> dict[str, Decision]:
    """Return the decision that counts for each item at a period; those of later periods do not.

    The last one counts; one that was reopened leaves none.
    """
    known: dict[str, Decision] = {}
    for one in sorted(decisions, key=lambda one: one.number):
        if one.step <= step:
            known[one.item] = one
    return {item: one for item, one in known.items() if one.action is not DecisionAction.REOPENED}


def put_aside(concern: Concern, decision: Decision | None, step: int) -> bool:
    """Tell whether a concern stays away: dismissed in this period and not a quarter graver."""
    if decision is None or decision.action is not DecisionAction.DISMISSED:
        return False
    return decision.step == step and round(concern.priority - WORSE * decision.priority, 6) < 0


def outcome_of(decision: Decision, now: Concern | None, *, known: bool = True) -> Outcome:
    """Return what has become of a concern; ``known`` tells whether its figures are there now."""
    if now is None:
        return Outcome.SOLVED if known else Outcome.UNKNOWN
    grown = round(now.size - decision.size, 6)
    if grown == 0:
        return Outcome.SAME
    return Outcome.WORSE if grown > 0 else Outcome.BETTER


def by_item(concerns: Iterable[Concern]) -> Mapping[str, Concern]:
    """Return concerns by what decisions know them by."""
    return {one.key: one for one in concerns}
