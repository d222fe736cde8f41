"""A plan's tasks as its annex has them: by area, each with its deadline and where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpis.charts.markup import escape, link
from kpis.charts.task_marks import task_chip
from kpis.domain.task_status import TaskStatus
from kpis.words import Words


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task: texts as written, what its deadline comes to, and its status with the days."""

    code: str
    title: str
    href: str
    product: str
    lead: str
    partners: str
    deadline: str
    remark: str
    status: TaskStatus
    days: str
    told: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class TaskArea:
    """An area of the plan with its tasks; the title may be missing."""

    title: str
    rows: Sequence[TaskRow]


def task_table(areas: Sequence[TaskArea], words: Words, *, caption: str) -> str:
    """Return the tasks as a table, a heading over each area."""
    names = ("code", "task", "lead", "deadline", "status")
    heads = "".join(
        f'<th scope="col" class="k-t-{one}">{escape(words.code("task.column", one))}</th>'
        for one in names
    )
    body = "".join(_area(one, words) for one in areas)
    return (
        f'<div class="k k-tasks-frame"><table class="k-tasks"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead>{body}</table></div>"
    )


def _area(area: TaskArea, words: Words) -> str:
    heading = ""
    if area.title:
        heading = (
            f'<tr><th class="k-t-area" colspan="5" scope="rowgroup">{escape(area.title)}</th></tr>'
        )
    return f"<tbody>{heading}{''.join(_row(one, words) for one in area.rows)}</tbody>"


def _row(one: TaskRow, words: Words) -> str:
    product = f'<span class="k-t-more">{_lines(one.product)}</span>' if one.product else ""
    partners = f'<span class="k-t-more">{_lines(one.partners)}</span>' if one.partners else ""
    remark = f'<span class="k-t-more">{escape(one.remark)}</span>' if one.remark else ""
    css = ' class="k-chosen"' if one.chosen else ""
    return (
        f'<tr{css}><td class="k-t-code">{escape(one.code)}</td>'
        f'<th scope="row" class="k-t-task">{link(one.href, _lines(one.title))}{product}</th>'
        f'<td class="k-t-lead">{_lines(one.lead)}{partners}</td>'
        f'<td class="k-t-deadline">{_lines(one.deadline)}{remark}</td>'
        f'<td class="k-t-status">{task_chip(one.status, words, one.days, one.told)}</td></tr>'
    )


def _lines(text: str) -> str:
    return "<br>".join(escape(one) for one in text.splitlines())
