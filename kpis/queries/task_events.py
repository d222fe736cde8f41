"""What has been said about plans' tasks since: reports, clarified deadlines, links."""

from dataclasses import dataclass
from datetime import date, datetime

import duckdb

from kpis.domain.deadlines import Deadline, DeadlineKind
from kpis.domain.task_identity import Named
from kpis.domain.task_status import Progress
from kpis.queries.records import records
from kpis.queries.versions import has_table


@dataclass(frozen=True, slots=True)
class TaskReport:
    """Somebody's word that a task was done or goes on, and the product that shows it."""

    report: str
    set: str
    key: str
    named: Named
    progress: Progress
    product: str | None
    file: str | None
    sha256: str | None
    note: str | None
    person: str
    reported_at: datetime
    sheet: str | None
    cell: str | None
    withdrawn_by: str | None = None
    withdrawn_why: str | None = None

    @property
    def counts(self) -> bool:
        """Whether it has not been taken back."""
        return self.withdrawn_by is None


@dataclass(frozen=True, slots=True)
class Clarified:
    """What a task's deadline is taken to mean, as typed and as read, and who said so why."""

    set: str
    key: str
    named: Named
    deadline: str
    due: Deadline
    reason: str
    person: str
    decided_at: datetime
    # The plan's words then; None in versions from before they were kept.
    wording: str | None = None

    def is_about(self, deadline: str | None) -> bool:
        """Tell whether a deadline still has the words that were clarified."""
        return self.wording is None or self.wording.split() == (deadline or "").split()


@dataclass(frozen=True, slots=True)
class TaskLink:
    """What a task is to win back: kind is ``criterion`` (of ``target_set``) or ``indicator``."""

    set: str
    key: str
    named: Named
    kind: str
    target_set: str | None
    target: str
    linked: bool
    person: str | None


def task_reports(con: duckdb.DuckDBPyConnection) -> list[TaskReport]:
    """Return every report in the order of coming in, with those taken back marked.

    Reports of a workbook that was withdrawn are left out. An older version has none.
    """
    if not has_table(con, "task_report"):
        return []
    rows = con.execute(
        """
        SELECT r.report, r."set", r.task_key, r.area, r.code, r.task, r.done_on, r.due_on,
            r.period, r.product, r.file, r.sha256, r.note, r.person, r.reported_at, r.sheet,
            r.cell, w.person, w.reason
        FROM task_report AS r
        LEFT JOIN task_report_withdrawal AS w USING (report)
        ANTI JOIN withdrawal AS gone ON gone.submission = r.submission
        ORDER BY r.reported_at, r.report
        """
    ).fetchall()
    return [
        TaskReport(report, set_, key, Named(*named), Progress(done_on, due_on, period), *rest)
        for report, set_, key, *named, done_on, due_on, period, product, file, sha256, note, person,
        at, sheet, cell, gone_by, gone_why in rows
        for rest in [(product, file, sha256, note, person, at, sheet, cell, gone_by, gone_why)]
    ]  # fmt: skip


def clarifications(con: duckdb.DuckDBPyConnection) -> list[Clarified]:
    """Return what deadlines were said to mean, in the order of deciding: the last one counts."""
    if not has_table(con, "task_deadline"):
        return []
    said = records(con, "SELECT * FROM task_deadline ORDER BY decided_at")
    return [_clarified(row) for row in said]


def _clarified(row: dict) -> Clarified:
    named = Named(row["area"], row["code"], row["task"])
    said = (row[name] for name in ("reason", "person", "decided_at"))
    # Versions from before the words were kept lack them.
    words = row.get("wording")
    return Clarified(
        row["set"], row["task_key"], named, row["deadline"], deadline_of(row), *said, words
    )


def task_links(con: duckdb.DuckDBPyConnection) -> list[TaskLink]:
    """Return every linking and taking away of a link, in order: the last one counts."""
    if not has_table(con, "task_link"):
        return []
    rows = con.execute(
        """
        SELECT "set", task_key, area, code, task, kind, target_set, target, linked, person
        FROM task_link ORDER BY linked_at
        """
    ).fetchall()
    return [TaskLink(set_, key, Named(*named), *rest) for set_, key, *named_rest in rows
            for named, rest in [(named_rest[:3], named_rest[3:])]]  # fmt: skip


def deadline_of(row: dict) -> Deadline:
    """Return the deadline of a row of ``documents.tasks`` or ``documents.criteria``."""
    names = ("kind", "dates", "starts", "before", "tentative", "every")
    return _deadline(*(row[f"due_{name}"] for name in names))


def _deadline(
    kind: str,
    dates: list[date],
    starts: date | None,
    before: bool,
    tentative: bool,
    every: list[str],
) -> Deadline:
    return Deadline(DeadlineKind(kind), tuple(dates), starts, before, tentative, tuple(every))
