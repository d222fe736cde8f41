"""Answers to a directive on lost points, as workbooks that an officer sends to the chairman."""

from collections.abc import Callable, Sequence

import pandas as pd

from kpis.domain.task_status import FINISHED, TaskStatus
from kpis.exports.workbook import Kind, TableColumn, table_workbook
from kpis.queries.directive import LeadAnswer, PointAnswer
from kpis.words import Words

Name = Callable[[str], str]
_POINTS = ("max", "given", "lost", "recoverable")
_COUNTS = ("criteria", "tasks", "done", "overdue", "without_task")
_WIDE = {"unit": 34, "title": 50, "reason": 40, "solution": 40, "tasks_named": 44, "status": 30}


def summary_workbook(
    title: str,
    facts: Sequence[str],
    answers: Sequence[LeadAnswer],
    name: Name,
    t: Words,
    *,
    illustrative: bool,
) -> bytes:
    """Return one row a department: criteria, points lost and to win back, tasks and how they stand.

    ``facts`` stand under the title (which plan and scorecard, the days of answering).
    """
    rows = [
        {
            "unit": name(one.owner),
            "criteria": len(one.points),
            "lost": one.lost,
            "recoverable": one.recoverable,
            "tasks": len(one.tasks),
            "done": one.count(*FINISHED),
            "overdue": one.count(TaskStatus.OVERDUE),
            "without_task": one.without_task,
        }
        for one in answers
    ]
    names = ("unit", "criteria", "lost", "recoverable", "tasks", "done", "overdue", "without_task")
    return _workbook(title, facts, rows, names, t, illustrative=illustrative)


def criteria_workbook(
    title: str,
    facts: Sequence[str],
    answers: Sequence[LeadAnswer],
    name: Name,
    t: Words,
    *,
    illustrative: bool,
) -> bytes:
    """Return one row a criterion under its department: points, cause, remedy, tasks, deadline."""
    rows = [_criterion(name(one.owner), each, t) for one in answers for each in one.points]
    names = (
        *("unit", "code", "title", *_POINTS, "reason", "solution"),
        *("tasks_named", "deadline", "status"),
    )
    return _workbook(title, facts, rows, names, t, illustrative=illustrative)


def _criterion(unit: str, one: PointAnswer, t: Words) -> dict:
    point = one.point
    return {
        "unit": unit,
        "code": point.code,
        "title": point.title,
        "max": point.max,
        "given": point.given,
        "lost": point.lost,
        "recoverable": one.recoverable,
        "reason": point.reason,
        "solution": point.solution,
        "tasks_named": "\n".join(each.row["task"] for each in one.tasks),
        "deadline": point.deadline
        or "\n".join(filter(None, (each.row["deadline"] for each in one.tasks))),
        "status": "\n".join(t.code("task.status", each.standing.status) for each in one.tasks),
    }


def _workbook(
    title: str,
    facts: Sequence[str],
    rows: list[dict],
    names: Sequence[str],
    t: Words,
    *,
    illustrative: bool,
) -> bytes:
    columns = [_column(one, t) for one in names]
    frame = pd.DataFrame(rows, columns=list(names))
    return table_workbook(title, facts, frame, columns, t, illustrative=illustrative)


def _column(name: str, t: Words) -> TableColumn:
    label = t.code("directive", name)
    if name in _POINTS:
        return TableColumn(name, label, Kind.NUMBER, 2)
    kind = Kind.COUNT if name in _COUNTS else Kind.TEXT
    return TableColumn(name, label, kind, width=_WIDE.get(name))
