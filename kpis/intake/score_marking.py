"""Recording on the page what appraisal and hearing of a scorecard came to, component by component.

Each asks for the person's role, makes one new version, and is kept with who, when and why. Nothing
is ever changed: a later record of a kind takes the place of an earlier one.
"""

from decimal import Decimal

import duckdb

from kpis.accounts.roles import Action, Actor, require
from kpis.domain.score_marks import LOCKED, WITH_POINTS, Mark, MarkKind, possible
from kpis.domain.scorecards import Entry, Stage
from kpis.errors import ExplanationMissing
from kpis.intake.house import House
from kpis.intake.score_components import (
    CardId,
    component_of,
    exact,
    open_disputes,
    standing_of,
    unappraised,
)
from kpis.intake.score_errors import (
    AppraisalIncomplete,
    BodyMissing,
    ClaimTooLow,
    DisputesOpen,
    MarkNotPossible,
    NothingToAccept,
    PointsOutOfRange,
)
from kpis.store.filling import add_rows


def record_mark(
    house: House, actor: Actor | None, card: CardId, code: str, mark: Mark, reason: str
) -> None:
    """Record something of one component of a card; see ``kpis/domain/score_marks.py``.

    Points may go without a reason where they are those that the unit gave itself. Raises
    ``NotSignedIn``, ``NotAllowed``, ``ExplanationMissing``, ``MarkNotPossible``,
    ``PointsOutOfRange``, ``ClaimTooLow`` and ``BodyMissing``.
    """
    person = require(actor, Action.APPRAISE)
    with house.change(person, "mark_scorecard", reason or code) as con:
        seq, standing = standing_of(con, card, code, mark.kind)
        entry, row = component_of(con, card, code, mark.kind)
        most = _most(house, card, code, row)
        if mark.kind not in possible(standing, entry, most, waits=bool(row["depends_on"])):
            raise MarkNotPossible(item=code, kind=mark.kind)
        _check(mark, entry, most, reason)
        _add(con, person, card, seq, standing.taken_at, [(code, mark)], reason)


def accept_own(house: House, actor: Actor | None, card: CardId, reason: str) -> int:
    """Appraise all components that nobody has appraised yet as their unit scored them.

    Returns how many. Raises ``NotSignedIn``, ``NotAllowed``, ``ExplanationMissing``,
    ``MarkNotPossible`` and ``NothingToAccept``.
    """
    person = require(actor, Action.APPRAISE)
    _require_reason(reason)
    with house.change(person, "mark_scorecard", reason) as con:
        seq, standing = standing_of(con, card, "", MarkKind.APPRAISED)
        if standing.locked or standing.taken_at is not Stage.APPRAISED:
            raise MarkNotPossible(item="", kind=MarkKind.APPRAISED)
        own = [one for one in unappraised(con, card) if one[1] is not None]
        if not own:
            raise NothingToAccept
        marks = [(code, Mark(MarkKind.APPRAISED, Decimal(str(points)))) for code, points in own]
        _add(con, person, card, seq, Stage.APPRAISED, marks, reason)
    return len(own)


def lock(house: House, actor: Actor | None, card: CardId, reason: str) -> None:
    """Lock a card as appraised, or after its disputes were heard; ``reason`` names the minutes.

    Raises ``NotSignedIn``, ``NotAllowed``, ``ExplanationMissing``, ``MarkNotPossible``,
    ``AppraisalIncomplete`` and ``DisputesOpen``.
    """
    person = require(actor, Action.APPRAISE)
    _require_reason(reason)
    with house.change(person, "lock_scorecard", reason) as con:
        seq, standing = standing_of(con, card, "", LOCKED)
        if count := len(unappraised(con, card)):
            raise AppraisalIncomplete(count=count)
        if standing.taken_at is Stage.HEARD and (count := open_disputes(con, card)):
            raise DisputesOpen(count=count)
        _add(con, person, card, seq, standing.taken_at, [(None, None)], reason)


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise ExplanationMissing


def _most(house: House, card: CardId, code: str, row: dict) -> Decimal | None:
    defined = house.catalogue.criteria_sets.get(card.set)
    part = defined.by_code.get(code) if defined else None
    return part.max if part and part.max is not None else exact(row["max"])


def _check(mark: Mark, entry: Entry, most: Decimal | None, reason: str) -> None:
    own = mark.kind is MarkKind.APPRAISED and mark.points == entry.self
    if not own:
        _require_reason(reason)
    if mark.kind in WITH_POINTS:
        if mark.points is None or mark.points < 0 or (most is not None and mark.points > most):
            raise PointsOutOfRange(found=mark.points, most=most)
        if mark.kind is MarkKind.DISPUTED and mark.points <= entry.appraised:
            raise ClaimTooLow(found=mark.points, appraised=entry.appraised)
    if mark.kind is MarkKind.WAITING and not mark.body.strip():
        raise BodyMissing


def _add(
    con: duckdb.DuckDBPyConnection,
    person: Actor,
    card: CardId,
    seq: int,
    stage: Stage,
    marks: list[tuple[str | None, Mark | None]],
    reason: str,
) -> None:
    """Add marks, numbered on from those before; one without a component locks the card."""
    [(count, now)] = con.execute(
        "SELECT count(*), now() AT TIME ZONE 'UTC' FROM score_mark"
    ).fetchall()
    told: dict[str, object] = {
        "set": card.set,
        "org_unit": card.org_unit,
        "seq": seq,
        "stage": stage.value,
    }
    told |= {"reason": reason.strip(), "person": person.name, "marked_at": now.isoformat()}
    rows = [
        told
        | {
            "mark": count + place,
            "code": code,
            "kind": mark.kind.value if mark else LOCKED,
            "points": float(mark.points) if mark and mark.points is not None else None,
            "body": mark.body.strip() if mark else "",
        }
        for place, (code, mark) in enumerate(marks, start=1)
    ]
    add_rows(con, "score_mark", rows)
