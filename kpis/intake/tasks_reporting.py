"""Saying how far a plan's task is: done, still going on, what its deadline means, what it wins.

Each asks for the person's role, makes one new version, and is kept with who and when. Nothing is
ever changed: a report is taken back by an event of its own.
"""

from dataclasses import dataclass
from datetime import date

import duckdb

from kpis.accounts.roles import Action, Actor, require
from kpis.domain.periods import Period
from kpis.errors import ExplanationMissing
from kpis.intake.documents import due_columns
from kpis.intake.house import House
from kpis.intake.originals import keep_original
from kpis.intake.task_errors import (
    DoneInFuture,
    ProductMissing,
    UnknownReport,
    UnknownTarget,
)
from kpis.intake.task_rows import add_reports, identity
from kpis.intake.unclear_deadlines import meaning, worded
from kpis.store.filling import add_rows

_NOW = "SELECT now() AT TIME ZONE 'UTC'"


@dataclass(frozen=True, slots=True)
class TaskId:
    """Which task: its plan's id, and its key there."""

    set: str
    key: str


@dataclass(frozen=True, slots=True)
class Product:
    """What shows that a task was done: a document's number, or a file as it was handed in."""

    document: str = ""
    file: str = ""
    sha256: str = ""
    content: bytes = b""


def report_done(
    house: House,
    actor: Actor | None,
    task: TaskId,
    *,
    done_on: date,
    product: Product,
    today: date,
    due_on: date | None = None,
    note: str = "",
) -> None:
    """Say that a task is done; ``due_on`` names the occurrence, else it is the nearest open one.

    Raises ``NotSignedIn``, ``NotAllowed``, ``UnknownTask``, ``ProductMissing`` without a document
    or file, and ``DoneInFuture``.
    """
    person = require(actor, Action.REPORT_TASK)
    if not product.document.strip() and not product.sha256:
        raise ProductMissing
    if done_on > today:
        raise DoneInFuture(day=done_on)
    if product.sha256:
        keep_original(house.originals, product.sha256, product.content)
    said = {
        "done_on": done_on.isoformat(),
        "due_on": due_on.isoformat() if due_on else None,
        "product": product.document.strip() or None,
        "file": product.file or None,
        "sha256": product.sha256 or None,
        "note": note.strip() or None,
    }
    _report(house, person, task, said)


def report_ongoing(
    house: House, actor: Actor | None, task: TaskId, *, period: str, note: str, today: date
) -> None:
    """Say what a standing task came to in a quarter; it takes words, but no product.

    Raises ``NotSignedIn``, ``NotAllowed``, ``UnknownTask`` and ``ExplanationMissing``.
    """
    person = require(actor, Action.REPORT_TASK)
    if not note.strip():
        raise ExplanationMissing
    # Known from the quarter's last day on: an earlier view of the plan is not changed by it.
    _, last = Period.parse(period).window(house.catalogue.calendar.cut_off_day)
    said = {
        "done_on": min(today, last).isoformat(),
        "period": period,
        "note": note.strip(),
    }
    _report(house, person, task, said)


def take_back(house: House, actor: Actor | None, report: str, reason: str) -> None:
    """Take a report back; it stays readable. Raises ``UnknownReport``, ``ExplanationMissing``.

    Also ``NotSignedIn`` and ``NotAllowed``.
    """
    person = require(actor, Action.REPORT_TASK)
    if not reason.strip():
        raise ExplanationMissing
    with house.change(person, "withdraw_task_report", reason) as con:
        taken = con.execute(
            """
            INSERT INTO task_report_withdrawal
            SELECT report, now() AT TIME ZONE 'UTC', $person, $reason
            FROM task_report ANTI JOIN task_report_withdrawal USING (report)
            WHERE report = $report
            """,
            {"report": report, "person": person.name, "reason": reason.strip()},
        ).fetchone()[0]
        if not taken:
            raise UnknownReport(report=report)


def clarify(house: House, actor: Actor | None, task: TaskId, *, deadline: str, reason: str) -> None:
    """Say what an unclear deadline means, in words the grammar reads: ``Quý III/2022``.

    Raises ``NotSignedIn``, ``NotAllowed``, ``UnknownTask``, ``ExplanationMissing``, and
    ``DeadlineUnclear`` where the new words are no clearer.
    """
    person = require(actor, Action.REPORT_TASK)
    if not reason.strip():
        raise ExplanationMissing
    due = meaning(task.set, deadline)
    with house.change(person, "clarify_deadline", reason) as con:
        row = identity(con, task.set, task.key) | due_columns(due)
        row |= {"deadline": deadline.strip(), "reason": reason.strip(), "person": person.name}
        row["wording"] = worded(con, task.set, task.key)
        add_rows(con, "task_deadline", [row | {"decided_at": _now(con)}])


def link(
    house: House,
    actor: Actor | None,
    task: TaskId,
    *,
    kind: str,
    target: str,
    target_set: str | None = None,
    linked: bool = True,
) -> None:
    """Link a task to a criterion of a set or to an indicator, or take the link away.

    Raises ``NotSignedIn``, ``NotAllowed``, ``UnknownTask`` and ``UnknownTarget``.
    """
    person = require(actor, Action.REPORT_TASK)
    with house.change(person, "link_task" if linked else "unlink_task", target) as con:
        if not _is_known(con, house, kind, target_set, target):
            raise UnknownTarget(found=target)
        row = identity(con, task.set, task.key)
        row |= {"kind": kind, "target_set": target_set, "target": target, "linked": linked}
        add_rows(con, "task_link", [row | {"person": person.name, "linked_at": _now(con)}])


def _report(house: House, person: Actor, task: TaskId, said: dict[str, str | None]) -> None:
    with house.change(person, "report_task", said.get("note") or "") as con:
        named = identity(con, task.set, task.key)
        add_reports(con, [{**named, **said, "person": person.name}])


def _is_known(
    con: duckdb.DuckDBPyConnection, house: House, kind: str, set_: str | None, target: str
) -> bool:
    if kind == "indicator":
        return target in house.catalogue.indicators
    found = con.execute(
        'SELECT count(*) FROM criterion WHERE "set" = $set AND code = $code',
        {"set": set_, "code": target},
    ).fetchone()
    return kind == "criterion" and bool(found and found[0])


def _now(con: duckdb.DuckDBPyConnection) -> str:
    return con.execute(_NOW).fetchone()[0].isoformat()
