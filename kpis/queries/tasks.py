"""Plans' tasks on a day: status, days, occurrences, and everything said about them since."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile

import duckdb

from kpis.domain.deadlines import Deadline
from kpis.domain.occurrences import is_ongoing, years_of
from kpis.domain.task_identity import Named, keys_of, same_task
from kpis.domain.task_status import Clock, Standing, standing, together
from kpis.queries import documents
from kpis.queries.task_events import (
    Clarified,
    TaskReport,
    clarifications,
    deadline_of,
    task_reports,
)
from kpis.queries.versions import remembered

# Units that are gone, each with the one that took over.
Heirs = tuple[tuple[str, str], ...]

# How a part of the task above it is marked: a), - or a bullet.
_PART = re.compile(r"[a-zđ]\)|[-–+•*]\s")


@dataclass(frozen=True, slots=True, eq=False)
class PlanTask:
    """One task of a stored plan on a day.

    ``row`` has the texts as written and where they stand (keys of ``queries.documents.tasks``);
    ``due`` is the deadline that counts: the clarified one, or as the plan's own was read.
    """

    key: str
    row: Mapping
    due: Deadline
    ongoing: bool
    standing: Standing
    reports: tuple[TaskReport, ...]
    clarified: Clarified | None
    # Who answers for it on the day: ids of units, of one that is gone its heir's; else the text.
    leads: tuple[str, ...]

    @property
    def set(self) -> str:
        """The plan's id."""
        return self.row["set"]

    @property
    def named(self) -> Named:
        """What the plan calls it."""
        return Named(self.row["area"], self.row["code"], self.row["task"])


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """One plan on a day: its tasks in its order, and reports on tasks it no longer has."""

    set: str
    tasks: tuple[PlanTask, ...]
    orphans: tuple[TaskReport, ...]
    file: str
    illustrative: bool

    @property
    def years(self) -> tuple[int, int] | None:
        """Its first and last year, where its id says them."""
        return years_of(self.set)


@remembered
def plans_at(
    con: duckdb.DuckDBPyConnection,
    *,
    clock: Clock,
    heirs: Heirs = (),
    set_: str | None = None,
    running: bool = False,
) -> tuple[Plan, ...]:
    """Return the stored plans as they stand on the clock's day, by id; one of them if asked.

    ``heirs`` are units that are gone by then, each with the one that answers for its work;
    ``running`` leaves out plans of other years than the day's.
    """
    year = clock.day.year if running else None
    rows = [one for one in documents.tasks(con, set_=set_) if _runs(one["set"], year)]
    said = _Said(task_reports(con), clarifications(con), dict(heirs), files_of(con))
    return tuple(
        _plan(name, list(of_set), said, clock)
        for name, of_set in groupby(rows, lambda one: one["set"])
    )


def _runs(set_: str, year: int | None) -> bool:
    years = years_of(set_)
    return year is None or (years is not None and years[0] <= year <= years[1])


def tasks_of(
    con: duckdb.DuckDBPyConnection, *, org_units: Collection[str], clock: Clock, heirs: Heirs = ()
) -> tuple[PlanTask, ...]:
    """Return the tasks that units lead or help with on a day, of plans that run then.

    ``org_units`` are one unit and those whose work it took over.
    """
    return tuple(
        task
        for plan in plans_at(con, clock=clock, heirs=heirs, running=True)
        for task in plan.tasks
        if set(org_units) & {*task.row["lead_units"], *task.row["partner_units"]}
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    """What a version says besides the plans: of tasks, of units that are gone, of files."""

    reports: Sequence[TaskReport]
    clarified: Sequence[Clarified]
    heirs: Mapping[str, str]
    files: Mapping[str, tuple[str, bool]]


def _plan(name: str, rows: Sequence[dict], said: _Said, clock: Clock) -> Plan:
    named = [Named(one["area"], one["code"], one["task"]) for one in rows]
    known = dict(zip(keys_of(named), named, strict=True))
    of_task, orphans = _attached([one for one in said.reports if one.set == name], known)
    worded = dict(zip(known, (one["deadline"] for one in rows), strict=True))
    clarified = {
        key: one
        for one in said.clarified
        if one.set == name
        and (key := same_task(one.key, one.named, known))
        and one.is_about(worded[key])
    }
    tasks = [
        _task(key, row, tuple(of_task.get(key, ())), clarified.get(key), clock, said.heirs)
        for key, row in zip(known, rows, strict=True)
    ]
    return Plan(name, _with_parts(tasks), tuple(orphans), *said.files[rows[0]["submission"]])


def _with_parts(tasks: Sequence[PlanTask]) -> tuple[PlanTask, ...]:
    """Return tasks so that one without a deadline of its own stands as its parts a), b) do."""
    found = []
    for place, one in enumerate(tasks):
        later = tasks[place + 1 :]
        parts = list(takewhile(lambda each: _is_part(each.named), later))
        bare = not (one.row["deadline"] or one.clarified or one.reports)
        if bare and parts and not _is_part(one.named):
            one = replace(one, standing=together([each.standing for each in parts]))
        found.append(one)
    return tuple(found)


def _is_part(named: Named) -> bool:
    return bool(_PART.match(named.code or "") or _PART.match(named.text))


def _attached(
    reports: Iterable[TaskReport], known: Mapping[str, Named]
) -> tuple[dict[str, list[TaskReport]], list[TaskReport]]:
    """Return reports by the task they belong to now, and those whose task is gone."""
    of_task: dict[str, list[TaskReport]] = {}
    orphans = []
    for one in reports:
        if key := same_task(one.key, one.named, known):
            of_task.setdefault(key, []).append(one)
        else:
            orphans.append(one)
    return of_task, orphans


def _task(
    key: str,
    row: dict,
    reports: tuple[TaskReport, ...],
    clarified: Clarified | None,
    clock: Clock,
    heirs: Mapping[str, str],
) -> PlanTask:
    due = clarified.due if clarified else deadline_of(row)
    ongoing = is_ongoing(clarified.deadline if clarified else row["deadline"])
    progress = [one.progress for one in reports if one.counts]
    found = standing(due, progress, clock, years_of(row["set"]), ongoing=ongoing)
    named = " ".join((row["lead"] or "").split())
    leads = tuple(dict.fromkeys(heirs.get(one, one) for one in row["lead_units"])) or (named,)
    return PlanTask(key, row, due, ongoing, found, reports, clarified, leads)


def files_of(con: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, bool]]:
    """Return each submission's file and whether it is illustrative."""
    rows = con.execute("SELECT submission, file, illustrative FROM submission").fetchall()
    return {submission: (file, illustrative) for submission, file, illustrative in rows}
