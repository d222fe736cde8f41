"""Deadlines that can be read in two ways: asked once for all tasks of a plan that are worded so."""

import duckdb

from kpis.accounts.roles import Action, Actor, require
from kpis.domain.deadlines import Deadline, DeadlineKind, read_deadline
from kpis.domain.occurrences import is_ongoing, years_of
from kpis.domain.task_identity import Named, keys_of
from kpis.errors import ExplanationMissing
from kpis.intake.documents import due_columns
from kpis.intake.house import House
from kpis.intake.task_errors import DeadlineUnclear, UnknownTask
from kpis.intake.task_rows import identity_of
from kpis.store.filling import add_rows

_WORDED = """
    SELECT area, code, task, deadline FROM task ANTI JOIN withdrawal USING (submission)
    WHERE "set" = $set
    QUALIFY seq = max(seq) OVER ()
    ORDER BY place
"""


def meaning(set_: str, deadline: str) -> Deadline:
    """Return what words mean as the deadline of a plan's task: ``Quý III/2022``, ``Thường xuyên``.

    Raises ``DeadlineUnclear`` where they name neither a day nor how often it comes back.
    """
    years = years_of(set_)
    due = read_deadline(deadline, years[0] if years else None)
    open_ended = due.kind is DeadlineKind.OPEN and not due.dates
    if not (is_ongoing(deadline) if open_ended else due.dates or due.every):
        raise DeadlineUnclear(found=deadline.strip())
    return due


def clarify_alike(
    house: House, actor: Actor | None, set_: str, wording: str, *, deadline: str, reason: str
) -> int:
    """Say what a wording means for every task of a plan that has it; return how many have.

    Raises ``NotSignedIn``, ``NotAllowed``, ``ExplanationMissing``, ``DeadlineUnclear``, and
    ``UnknownTask`` where no task of the plan is worded so.
    """
    person = require(actor, Action.REPORT_TASK)
    if not reason.strip():
        raise ExplanationMissing
    due = due_columns(meaning(set_, deadline))
    with house.change(person, "clarify_deadline", reason) as con:
        found = _wordings(con, set_)
        [(now,)] = con.execute("SELECT now() AT TIME ZONE 'UTC'").fetchall()
        said = {"deadline": deadline.strip(), "reason": reason.strip(), "person": person.name}
        rows = [
            identity_of(set_, key, named)
            | due
            | said
            | {"decided_at": now.isoformat(), "wording": written}
            for key, (named, written) in found.items()
            if written.split() == wording.split()
        ]
        if not rows:
            raise UnknownTask(found=wording)
        add_rows(con, "task_deadline", rows)
        return len(rows)


def worded(con: duckdb.DuckDBPyConnection, set_: str, key: str) -> str:
    """Return how a plan's latest standing file words a task's deadline."""
    return _wordings(con, set_)[key][1]


def _wordings(con: duckdb.DuckDBPyConnection, set_: str) -> dict[str, tuple[Named, str]]:
    """Return a plan's tasks by their keys, each with its deadline as written."""
    found = con.execute(_WORDED, {"set": set_}).fetchall()
    named = [Named(*one[:3]) for one in found]
    texts = (written or "" for *_, written in found)
    return dict(zip(keys_of(named), zip(named, texts, strict=True), strict=True))
