"""A plan's tasks as a workbook to take away: as written, with the status of the day."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from kpis.catalogue.definitions import Catalogue
from kpis.domain.task_status import Clock
from kpis.exports.workbook import Kind, TableColumn, table_workbook
from kpis.queries.tasks import Plan, PlanTask
from kpis.ui.plan_filters import unit_title
from kpis.ui.takeaway import take
from kpis.words import Words, formats

_WIDTHS = {"code": 6, "area": 26, "task": 60, "product": 24, "lead": 24, "partners": 26,
           "deadline": 20, "units": 24, "status": 24, "result": 34, "note": 20}  # fmt: skip
_TEXTS = ("code", "area", "task", "product", "lead", "units", "partners", "deadline")


def tasks_to_take(
    tasks: Sequence[PlanTask], plan: Plan, title: str, clock: Clock, catalogue: Catalogue, t: Words
) -> None:
    """Draw the button that takes the tasks shown away as an xlsx file."""
    take(title, lambda: tasks_workbook(tasks, plan, title, clock, catalogue, t), t, "tasks")


def tasks_workbook(
    tasks: Sequence[PlanTask], plan: Plan, title: str, clock: Clock, catalogue: Catalogue, t: Words
) -> bytes:
    """Return tasks as an xlsx file: the annex's texts, last day, days, status, result, day done."""
    facts = [t("task.on_day", day=formats.day(clock.day, t.language))]
    frame = pd.DataFrame(
        [_row(one, catalogue, t) for one in tasks], columns=[one.key for one in _columns(t)]
    )
    source = Path(plan.file).name
    return table_workbook(
        title, facts, frame, _columns(t), t, source=source, illustrative=plan.illustrative
    )


def _row(one: PlanTask, catalogue: Catalogue, t: Words) -> dict:
    row, found = one.row, one.standing
    standing = [each for each in one.reports if each.counts]
    products = (" · ".join(filter(None, (each.product, each.file))) for each in standing)
    return {
        **{name: row.get(name) for name in _TEXTS},
        "units": ", ".join(unit_title(name, catalogue, t) for name in one.leads),
        "due_on": found.due_on,
        "status": t.code("task.status", found.status),
        "days": found.days,
        "done_on": max((each.progress.done_on for each in standing), default=None),
        "result": "\n".join(filter(None, products)),
        "criteria": row.get("criteria"),
        "note": row["note"],
    }


def _columns(t: Words) -> list[TableColumn]:
    kinds = {"due_on": Kind.DATE, "days": Kind.COUNT, "done_on": Kind.DATE}
    names = (*_TEXTS, "due_on", "status", "days", "done_on", "result", "criteria", "note")
    return [
        TableColumn(
            one, t.code("task.sheet", one), kinds.get(one, Kind.TEXT), width=_WIDTHS.get(one, 14)
        )
        for one in names
    ]
