"""Storing the tasks of a file: a plan, what was done of one, or both at once."""

from collections.abc import Mapping, Sequence
from itertools import groupby

import duckdb

from kpis.domain.task_identity import Named, keys_of, same_task
from kpis.intake.documents import Task, document_rows
from kpis.intake.task_rows import add_reports, identity_of, tasks_in
from kpis.store.filling import add_rows


def add_tasks(
    con: duckdb.DuckDBPyConnection, tasks: Sequence[Task], submission: str, seq: int, person: str
) -> None:
    """Add a file's tasks to a draft, plan by plan.

    An annex that comes back with what was done, of a plan that is there already, only reports:
    a department sends its own rows, and the plan keeps all of them. Otherwise the file is the
    plan's newest. A report that is there already is not added twice.
    """
    rows = []
    for name, of_set in groupby(tasks, lambda one: one.set):
        found = list(of_set)
        known = tasks_in(con, name)
        if not known or not any(one.done_on for one in found):
            rows += found
            named = [_named(one) for one in found]
            known = dict(zip(keys_of(named), named, strict=True))
        add_reports(con, _reports(con, name, found, known, submission, person))
    add_rows(con, "task", document_rows(rows, submission, seq))


def _reports(
    con: duckdb.DuckDBPyConnection,
    set_: str,
    tasks: Sequence[Task],
    known: Mapping[str, Named],
    submission: str,
    person: str,
) -> list[dict]:
    there = _there(con, set_)
    found = []
    for key, one in zip(keys_of([_named(task) for task in tasks]), tasks, strict=True):
        now = same_task(key, _named(one), known) or key
        about = identity_of(set_, now, known.get(now, _named(one)))
        for day in one.done_on:
            said = {"done_on": day.isoformat(), "product": one.result, "person": person}
            where = {"submission": submission, "sheet": one.sheet, "cell": one.cell}
            if (now, day, one.result) not in there:
                found.append(about | said | where)
    return found


def _there(con: duckdb.DuckDBPyConnection, set_: str) -> set[tuple]:
    """Return the reports that stand: key, day and product."""
    rows = con.execute(
        """
        SELECT task_key, done_on, product FROM task_report AS r
        ANTI JOIN task_report_withdrawal USING (report)
        ANTI JOIN withdrawal AS gone ON gone.submission = r.submission
        WHERE "set" = $set
        """,
        {"set": set_},
    )
    return set(rows.fetchall())


def _named(one: Task) -> Named:
    return Named(one.area, one.code, one.task)
