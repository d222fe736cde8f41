"""Plans' tasks as other people's scripts read them: plain JSON objects."""

from datetime import date

from kpis.queries.task_events import TaskReport
from kpis.queries.tasks import PlanTask


def task_answer(one: PlanTask, on: date) -> dict:
    """Return a task as a JSON object: its row as written, and what was reckoned for the day.

    ``due_…`` are the plan's own deadline as it was read; ``occurrences`` rest on the one that
    counts, which is ``clarified`` where an officer said what the plan means.
    """
    found = one.standing
    return {
        **one.row,
        "key": one.key,
        "leads": list(one.leads),
        "on": on,
        "status": found.status,
        "days": found.days,
        "due_on": found.due_on,
        "period": found.period,
        "tentative": one.due.tentative,
        "ongoing": one.ongoing,
        "occurrences": [
            {
                "due_on": each.due_on,
                "status": each.status,
                "days": each.days,
                "done_on": each.done_on,
            }
            for each in found.occurrences
        ],
        "clarified": one.clarified.deadline if one.clarified else None,
        "reports": [_report(each) for each in one.reports if each.counts],
    }


def _report(one: TaskReport) -> dict:
    return {
        "report": one.report,
        "done_on": one.progress.done_on,
        "due_on": one.progress.due_on,
        "period": one.progress.period,
        "product": one.product,
        "file": one.file,
        "note": one.note,
        "person": one.person,
    }
