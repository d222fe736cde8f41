"""What an officer may record of one component of a scorecard, and what it does to its points.

Recorded are: appraised points; points that the unit claims and what was settled on hearing it; that
the component does not apply; that another body has to act first. An appraised card is locked: from
then on only disputes are heard, until that is locked too. A card that was reopened takes all again.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kpis.domain.scorecards import Entry, Stage


class MarkKind(StrEnum):
    """What is recorded; the last of a kind counts, and each pair takes the other back."""

    APPRAISED = "appraised"
    DISPUTED = "disputed"
    SETTLED = "settled"
    NOT_APPLICABLE = "not_applicable"
    APPLICABLE = "applicable"
    WAITING = "waiting"  # Phụ thuộc cấp trên: another body has to act first.
    NOT_WAITING = "not_waiting"


WITH_POINTS = (MarkKind.APPRAISED, MarkKind.DISPUTED, MarkKind.SETTLED)
# What locks a card is recorded among the marks, of no component.
LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a card stands: the stage it was made or locked at, and whether it is locked now."""

    stage: Stage
    locked: bool

    @property
    def taken_at(self) -> Stage | None:
        """The stage that what is recorded now belongs to; None where nothing may be."""
        if self.stage is Stage.SELF:
            return Stage.APPRAISED
        if not self.locked:
            return self.stage
        return Stage.HEARD if self.stage is Stage.APPRAISED else None


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing recorded of a component: its points, or the body it waits for."""

    kind: MarkKind
    points: Decimal | None = None
    body: str = ""


def possible(
    standing: Standing, entry: Entry, most: Decimal | None, *, waits: bool
) -> list[MarkKind]:
    """Return what may be recorded of a component as it stands now, the likeliest first.

    ``most`` are its highest points: beyond them nothing can be claimed. ``waits`` tells that it is
    known to wait for another body.
    """
    if standing.taken_at is None:
        return []
    if entry.not_applicable:
        return [] if standing.locked else [MarkKind.APPLICABLE]
    found = _disputing(entry, most)
    # A locked card is open to disputes alone.
    if not standing.locked:
        appraising = [MarkKind.APPRAISED] if standing.taken_at is Stage.APPRAISED else []
        waiting = [MarkKind.WAITING, *([MarkKind.NOT_WAITING] if waits else [])]
        found = [*appraising, *found, MarkKind.NOT_APPLICABLE, *waiting]
    return found


def _disputing(entry: Entry, most: Decimal | None) -> list[MarkKind]:
    if entry.appraised is None or (most is not None and entry.appraised >= most):
        return []
    if entry.settled is not None:
        return [MarkKind.SETTLED]
    return [MarkKind.DISPUTED] if entry.claimed is None else [MarkKind.SETTLED, MarkKind.DISPUTED]


def marked(entry: Entry, mark: Mark) -> Entry:
    """Return a component's entry as it is once something was recorded."""
    if mark.kind is MarkKind.APPRAISED:
        return entry._replace(appraised=mark.points)
    if mark.kind is MarkKind.DISPUTED:
        return entry._replace(claimed=mark.points, settled=None)
    if mark.kind is MarkKind.SETTLED:
        return entry._replace(settled=mark.points)
    if mark.kind in (MarkKind.NOT_APPLICABLE, MarkKind.APPLICABLE):
        return entry._replace(not_applicable=mark.kind is MarkKind.NOT_APPLICABLE)
    return entry  # Waiting changes who can win a point back, not the points.
