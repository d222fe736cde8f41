"""Scorecards are locked once they are appraised; opening one again takes a reason."""

from collections.abc import Iterator
from datetime import UTC, datetime

from kpis.accounts.roles import Action, Actor, require
from kpis.domain.scorecards import Stage, may_follow
from kpis.errors import ExplanationMissing
from kpis.intake.documents import Documents
from kpis.intake.history import Known
from kpis.intake.house import House
from kpis.intake.score_errors import ScorecardNotLocked
from kpis.intake.verdict import Finding, FindingCode, Severity
from kpis.store.filling import add_rows


def locked(documents: Documents, known: Known) -> Iterator[Finding]:
    """Yield an error for each scorecard that would change one already appraised."""
    rows = [*documents.criteria, *documents.totals]
    cards = {(one.set, one.org_unit): one for one in reversed(rows)}
    settled = known.settled_cards() if cards else {}
    for key, one in cards.items():
        before = Stage(settled[key]) if key in settled else None
        if not may_follow(before, Stage(one.stage)):
            facts = {"set": one.set, "stage": before.value}
            code = FindingCode.SCORECARD_LOCKED
            yield Finding(Severity.ERROR, code, one.sheet, one.cell, one.set, facts)


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
            SELECT k.seq FROM standing_card AS k
            ANTI JOIN score_reopening AS r
                ON r."set" = k."set" AND r.org_unit IS NOT DISTINCT FROM k.org_unit
                AND r.seq = k.seq
            WHERE k."set" = $set AND k.org_unit IS NOT DISTINCT FROM $org_unit
                AND k.stage <> 'self'
            """,
            {"set": set_, "org_unit": org_unit},
        ).fetchone()
        if row is None:
            raise ScorecardNotLocked(set=set_, org_unit=org_unit or "")
        now = datetime.now(UTC).replace(tzinfo=None)
        told = {"reason": reason, "person": actor.name, "reopened_at": now}
        add_rows(
            con, "score_reopening", [{"set": set_, "org_unit": org_unit, "seq": row[0], **told}]
        )
