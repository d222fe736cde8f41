"""Scorecards are locked once they are appraised; opening one again takes a reason."""

from collections.abc import Iterator
from datetime import UTC, datetime

from kpis.accounts.roles import Action, Actor, require
from kpis.domain.criteria import parent_of
from kpis.domain.scorecards import Stage, may_follow
from kpis.errors import ExplanationMissing
from kpis.intake.documents import Criterion, Documents
from kpis.intake.history import CardPoints, Known
from kpis.intake.house import House
from kpis.intake.score_errors import ScorecardNotLocked
from kpis.intake.verdict import Finding, FindingCode, Severity
from kpis.store.filling import add_rows


def locked(documents: Documents, known: Known) -> Iterator[Finding]:
    """Yield an error for each scorecard that would change one already appraised.

    One that repeats what was appraised may come in: a card that was sent out comes back with what
    its unit claims.
    """
    rows = [*documents.criteria, *documents.totals]
    cards = {(one.set, one.whose): one for one in reversed(rows)}
    settled = known.settled_cards() if cards else {}
    for key, one in cards.items():
        before = Stage(settled[key]) if key in settled else None
        if may_follow(before, Stage(one.stage)) or _repeats(key, before, documents, known):
            continue
        facts = {"set": one.set, "stage": before.value}
        yield Finding(Severity.ERROR, FindingCode.SCORECARD_LOCKED, one.sheet, one.cell,
                      one.set, facts)  # fmt: skip


def _repeats(
    key: tuple[str, str | None], before: Stage, documents: Documents, known: Known
) -> bool:
    """Tell whether a card is of the stage that is locked, and says of every component the same."""
    own = [one for one in documents.criteria if (one.set, one.whose) == key]
    standing = known.card_points(*key)
    codes = {one.code for one in own}
    if {one.stage for one in own} != {before.value} or codes != {*standing}:
        return False
    # A criterion over others repeats their sum, which may have been made anew.
    above = {parent_of(code, codes) for code in codes if code}
    parts = [one for one in own if one.code not in above]
    return all(_is_same(one, standing[one.code], before) for one in parts)


def _is_same(one: Criterion, was: CardPoints, before: Stage) -> bool:
    heard = before is Stage.HEARD and was.settled is not None
    judged = was.settled if heard else was.appraised
    said = (one.appraised, one.survey, one.not_applicable, one.depends_on)
    own = one.self is None or one.self == was.self
    return own and said == (judged, was.survey, was.not_applicable, was.depends_on)


def reopen(house: House, set_: str, org_unit: str | None, actor: Actor, reason: str) -> None:
    """Open an appraised scorecard for the next file, in a new version that keeps who and why.

    Raises ``ScorecardNotLocked`` where none is settled; ``ExplanationMissing``; ``NotSignedIn`` or
    ``NotAllowed``.
    """
    require(actor, Action.SEND_BACK)
    if not reason.strip():
        raise ExplanationMissing
    with house.change(actor, "reopen_scorecard", reason) as con:
        row = con.execute(
            """
            SELECT seq, (SELECT count(*) FROM score_mark) FROM standing_card
            WHERE "set" = $set AND org_unit IS NOT DISTINCT FROM $org_unit AND locked
            """,
            {"set": set_, "org_unit": org_unit},
        ).fetchone()
        if row is None:
            raise ScorecardNotLocked(set=set_, org_unit=org_unit or "")
        now = datetime.now(UTC).replace(tzinfo=None)
        told = {"reason": reason, "person": actor.name, "reopened_at": now}
        told |= {"set": set_, "org_unit": org_unit, "seq": row[0], "mark": row[1]}
        add_rows(con, "score_reopening", [told])
