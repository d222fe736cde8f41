"""Putting a withdrawn file back: it counts again in its old place."""

import duckdb

from kpis.accounts.roles import Action, Actor, require
from kpis.errors import ReasonMissing, StoredAgain, UnknownSubmission
from kpis.intake.house import House
from kpis.intake.knowledge import StoreKnowledge


def reinstate(house: House, submission: str, actor: Actor, reason: str) -> None:
    """Put a withdrawn submission back, in a new version; a file sent after it still goes first.

    Raises ``UnknownSubmission`` when none of this name is withdrawn, ``StoredAgain`` when the same
    bytes have been stored anew since; ``ReasonMissing``; ``NotSignedIn`` or ``NotAllowed``.
    """
    require(actor, Action.WITHDRAW)
    if not reason.strip():
        raise ReasonMissing(files=submission)
    with house.change(actor, "reinstate", reason) as con:
        _refuse_stored_again(con, submission)
        con.execute(
            """
            INSERT INTO withdrawal_event
            SELECT (SELECT max(change) FROM change), $submission, 'reinstate',
                now() AT TIME ZONE 'UTC', $person, $reason
            """,
            {"submission": submission, "person": actor.name, "reason": reason},
        )


def _refuse_stored_again(con: duckdb.DuckDBPyConnection, submission: str) -> None:
    row = con.execute(
        """
        SELECT sha256 FROM submission SEMI JOIN withdrawal USING (submission)
        WHERE submission = $submission
        """,
        {"submission": submission},
    ).fetchone()
    if row is None:
        raise UnknownSubmission(submission=submission)
    if again := StoreKnowledge(con).submission_with(row[0]):
        raise StoredAgain(submission=submission, again=again)
