"""Changing what the store holds: storing files, withdrawing one, taking the demonstration out.

Each change asks for the person's role, makes one new version, and keeps who, when and why in it.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

import duckdb

from kpis.accounts.roles import Action, Actor, require
from kpis.errors import ImportRefused, ReasonMissing, UnknownSubmission
from kpis.intake.documents import document_rows
from kpis.intake.form import Form
from kpis.intake.forms import Forms
from kpis.intake.house import House
from kpis.intake.knowledge import StoreKnowledge
from kpis.intake.originals import keep_original
from kpis.intake.progress import add_tasks
from kpis.intake.verdict import Verdict, fields_of
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
        return put(con, house.forms, received, actor, reason)


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
    con: duckdb.DuckDBPyConnection,
    forms: Forms,
    received: Sequence[Received],
    actor: Actor,
    reason: str,
) -> list[str | None]:
    """Add files to a draft and return their submissions; None where the bytes are there already.

    Each table is filled once for all files: file by file, 180 of them took six seconds.
    """
    submitted = _submitted(con, received, actor, reason)
    new = [(one.verdict, row) for one, row in zip(received, submitted, strict=True) if row]
    add_rows(con, "submission", [row for _, row in new])
    for verdict, row in new:
        if verdict.tasks:
            add_tasks(con, verdict.tasks, row["submission"], row["seq"], actor.name)
    filled = [_rows(verdict, forms, row["submission"], row["seq"]) for verdict, row in new]
    for table in filled[0] if filled else ():
        add_rows(con, table, list(chain.from_iterable(one[table] for one in filled)))
    return [row["submission"] if row else None for row in submitted]


def _submitted(
    con: duckdb.DuckDBPyConnection, received: Sequence[Received], actor: Actor, reason: str
) -> list[dict | None]:
    """Return the files' own rows, numbered on from those before; None where it is there already."""
    [(seq, now)] = con.execute(
        "SELECT coalesce(max(seq), 0), now() AT TIME ZONE 'UTC' FROM submission"
    ).fetchall()
    # Asked again here: another writer may have stored the same file since it was read.
    known, seen = StoreKnowledge(con), set()
    rows: list[dict | None] = []
    for one in received:
        sha256 = one.verdict.sha256
        there = sha256 in seen or known.submission_with(sha256)
        seen.add(sha256)
        seq += not there
        row = _of_file(one, seq) | {"stored_at": now, "person": actor.name, "reason": reason}
        rows.append(None if there else row)
    return rows


def _of_file(one: Received, seq: int) -> dict[str, object]:
    sha256 = one.verdict.sha256
    return {
        "submission": f"{seq:06d}-{sha256[:8]}",
        "seq": seq,
        "file": one.verdict.file,
        "sha256": sha256,
        "size": len(one.content),
        "received_on": one.received_on,
        "illustrative": one.verdict.illustrative,
    }


def _rows(verdict: Verdict, forms: Forms, submission: str, seq: int) -> dict[str, list[dict]]:
    """Return what a file adds to each table, beside its own row and its tasks."""
    of_file, ordered = {"submission": submission}, {"submission": submission, "seq": seq}
    sheets = [of_file | fields_of(one) for one in verdict.sheets]
    form_of = _forms_of(verdict, forms)
    return {
        "sheet": [{name: one[name] for name in one if name != "set"} for one in sheets],
        "criterion": document_rows(verdict.criteria, submission, seq),
        "score_total": document_rows(verdict.totals, submission, seq),
        "published_score": document_rows(verdict.published, submission, seq),
        "finding": [
            of_file | fields_of(one) | {"facts": _json(one.facts)} for one in verdict.findings
        ],
        "given_target": [ordered | fields_of(one) for one in verdict.targets],
        "observation": [ordered | one for one in _observations(verdict, forms)],
        "peer_figure": [
            ordered | fields_of(one) | {"family": form_of[one.sheet].family}
            for one in verdict.peers
        ],
    }


def _observations(verdict: Verdict, forms: Forms) -> Iterator[dict]:
    form_of = _forms_of(verdict, forms)
    for one in verdict.observations:
        form = form_of[one.sheet]
        kept = {"form": form.code, "family": form.family, "replaces": form.replaces}
        yield kept | fields_of(one)


def _forms_of(verdict: Verdict, forms: Forms) -> dict[str, Form]:
    sheets = (one for one in verdict.sheets if one.form and not one.skipped)
    return {one.sheet: forms[one.form] for one in sheets}


def _withdraw(
    con: duckdb.DuckDBPyConnection, which: str, value: object, actor: Actor, reason: str
) -> None:
    taken = con.execute(
        f"""
        INSERT INTO withdrawal_event
        SELECT (SELECT max(change) FROM change), submission, 'withdraw',
            now() AT TIME ZONE 'UTC', $person, $reason
        FROM submission ANTI JOIN withdrawal USING (submission)
        WHERE {which}
        """,  # noqa: S608 (one of two conditions of this module)
        {"which": value, "person": actor.name, "reason": reason},
    ).fetchone()[0]
    if not taken:
        raise UnknownSubmission(submission="demo" if value is True else value)


def _json(facts: dict) -> str:
    return json.dumps(facts, ensure_ascii=False, default=str)
