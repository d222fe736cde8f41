"""Changing what the store holds: storing files, withdrawing one, taking the demonstration out.

Each change asks for the person's role, makes one new version, and keeps who, when and why in it.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from kpis.accounts.roles import Action, Actor, require
from kpis.errors import ImportRefused, ReasonMissing, UnknownSubmission
from kpis.intake.documents import document_rows
from kpis.intake.forms import Forms
from kpis.intake.house import House
from kpis.intake.knowledge import StoreKnowledge
from kpis.intake.originals import keep_original
from kpis.intake.verdict import Verdict
from kpis.store.filling import add_rows


@dataclass(frozen=True)
class Received:
    """A file to store: its bytes, what reading them came to, and the day it was received."""

    content: bytes
    verdict: Verdict
    received_on: date


def establish(house: House, actor: Actor) -> None:
    """Make a version from the catalogue: the first, or one with its changed definitions.

    Raises ``NotSignedIn`` or ``NotAllowed``.
    """
    require(actor, Action.MANAGE_CATALOGUE)
    with house.change(actor, "init", ""):
        pass


def record(
    house: House, received: Sequence[Received], actor: Actor, reason: str = ""
) -> list[str | None]:
    """Store accepted files as one new version and return each one's submission.

    A file that is there already, in the store or earlier among these, is left out and gives None.
    Raises ``ImportRefused`` when a file has errors, ``ReasonMissing`` when it has warnings and no
    reason was given; ``NotSignedIn`` or ``NotAllowed``.
    """
    require(actor, Action.IMPORT_FILES)
    _refuse_unaccepted([one.verdict for one in received], reason)
    for one in received:
        keep_original(house.originals, one.verdict.sha256, one.content)
    with house.change(actor, "import", reason) as con:
        return [put(con, house.forms, one, actor, reason) for one in received]


def withdraw(house: House, submission: str, actor: Actor, reason: str) -> None:
    """Take a submission out again, in a new version; what it said stays readable.

    Raises ``UnknownSubmission`` when there is none, or it is withdrawn already; ``ReasonMissing``;
    ``NotSignedIn`` or ``NotAllowed``.
    """
    require(actor, Action.WITHDRAW)
    if not reason.strip():
        raise ReasonMissing(files=submission)
    with house.change(actor, "withdraw", reason) as con:
        _withdraw(con, "submission = $which", submission, actor, reason)


def forget_demonstration(house: House, actor: Actor, reason: str) -> None:
    """Withdraw every illustrative submission at once."""
    require(actor, Action.WITHDRAW)
    with house.change(actor, "withdraw", reason) as con:
        _withdraw(con, "illustrative = $which", True, actor, reason)


def _refuse_unaccepted(verdicts: Iterable[Verdict], reason: str) -> None:
    verdicts = list(verdicts)
    if refused := [one.file for one in verdicts if not one.accepted]:
        raise ImportRefused(files=", ".join(refused))
    if not reason.strip() and (unexplained := [one.file for one in verdicts if one.needs_reason]):
        raise ReasonMissing(files=", ".join(unexplained))


def put(
    con: duckdb.DuckDBPyConnection, forms: Forms, received: Received, actor: Actor, reason: str
) -> str | None:
    """Add a file to a draft and return its submission; None where its bytes are there already."""
    verdict = received.verdict
    # Asked again here: another writer may have stored the same file since it was read.
    if StoreKnowledge(con).submission_with(verdict.sha256):
        return None
    submission, seq = _submitted(con, received, actor, reason)
    sheets = [{"submission": submission, **_fields(one)} for one in verdict.sheets]
    add_rows(con, "sheet", [{k: v for k, v in one.items() if k != "set"} for one in sheets])
    documents = {
        "task": verdict.tasks,
        "criterion": verdict.criteria,
        "score_total": verdict.totals,
    }
    for table, rows in documents.items():
        add_rows(con, table, document_rows(rows, submission, seq))
    findings = [
        {"submission": submission, **_fields(one), "facts": _json(one.facts)}
        for one in verdict.findings
    ]
    add_rows(con, "finding", findings)
    given = [{"submission": submission, "seq": seq, **_fields(one)} for one in verdict.targets]
    add_rows(con, "given_target", given)
    add_rows(con, "observation", list(_observations(verdict, forms, submission, seq)))
    return submission


def _submitted(
    con: duckdb.DuckDBPyConnection, received: Received, actor: Actor, reason: str
) -> tuple[str, int]:
    """Add a file's own row and return its submission and its place among all files."""
    verdict = received.verdict
    seq = con.execute("SELECT coalesce(max(seq), 0) + 1 FROM submission").fetchone()[0]
    row = {
        "submission": f"{seq:06d}-{verdict.sha256[:8]}",
        "seq": seq,
        "file": verdict.file,
        "sha256": verdict.sha256,
        "size": len(received.content),
        "received_on": received.received_on,
        "person": actor.name,
        "reason": reason,
        "illustrative": verdict.illustrative,
    }
    con.execute(
        """
        INSERT INTO submission VALUES ($submission, $seq, $file, $sha256, $size, $received_on,
            now() AT TIME ZONE 'UTC', $person, $reason, $illustrative)
        """,
        row,
    )
    return row["submission"], seq


def _observations(verdict: Verdict, forms: Forms, submission: str, seq: int) -> Iterator[dict]:
    form_of = {one.sheet: forms[one.form] for one in verdict.sheets if one.form and not one.skipped}
    for one in verdict.observations:
        form = form_of[one.sheet]
        kept = {"form": form.code, "family": form.family, "replaces": form.replaces}
        yield {"submission": submission, "seq": seq, **kept, **_fields(one)}


def _withdraw(
    con: duckdb.DuckDBPyConnection, which: str, value: object, actor: Actor, reason: str
) -> None:
    taken = con.execute(
        f"""
        INSERT INTO withdrawal
        SELECT submission, now() AT TIME ZONE 'UTC', $person, $reason
        FROM submission ANTI JOIN withdrawal USING (submission)
        WHERE {which}
        """,  # noqa: S608 (one of two conditions of this module)
        {"which": value, "person": actor.name, "reason": reason},
    ).fetchone()[0]
    if not taken:
        raise UnknownSubmission(submission="demo" if value is True else value)


def _fields(one: object) -> dict:
    return {name: getattr(one, name) for name in one.__slots__}


def _json(facts: dict) -> str:
    return json.dumps(facts, ensure_ascii=False, default=str)
