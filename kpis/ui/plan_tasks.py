"""A plan on screen: its finding, the facts under it, its tasks as a table."""

from collections.abc import Sequence
from itertools import groupby

from kpis.catalogue.definitions import Catalogue
from kpis.charts.task_table import TaskArea, TaskRow, task_table
from kpis.domain.deadlines import DeadlineKind
from kpis.domain.task_status import MEASURED, Clock, TaskStatus
from kpis.domain.task_tally import Tally
from kpis.queries.tasks import PlanTask
from kpis.ui.link import Links
from kpis.ui.plan_filters import unit_title
from kpis.words import Words, formats

# A title names no more units than one reads at a glance.
_MOST_NAMED = 3


def title(tasks: Sequence[PlanTask], catalogue: Catalogue, t: Words) -> str:
    """Return the finding: how many tasks are overdue, and whose they are; else what comes next."""
    late = [one for one in tasks if one.standing.status is TaskStatus.OVERDUE]
    soon = sum(one.standing.status is TaskStatus.DUE_SOON for one in tasks)
    if not tasks:
        return t("task.title_none")
    if late:
        counts: dict[str, int] = {}
        for name in (name for one in late for name in one.leads):
            counts[name] = counts.get(name, 0) + 1
        worst = sorted(counts, key=lambda one: -counts[one])
        named = ", ".join(
            f"{unit_title(one, catalogue, t)} {counts[one]}" for one in worst[:_MOST_NAMED]
        )
        more = t("task.and_others") if len(worst) > _MOST_NAMED else ""
        return t("task.title_late", late=len(late), total=len(tasks), units=named + more)
    if soon:
        return t("task.title_soon", soon=soon, total=len(tasks))
    return t("task.title_well", total=len(tasks))


def facts(tasks: Sequence[PlanTask], name: str, clock: Clock, t: Words) -> str:
    """Return what is done of what is due and of all, and what cannot be measured by a day."""
    tally = Tally.of((one.standing for one in tasks), clock.day)
    parts = [name, t("task.on_day", day=formats.day(clock.day, t.language))]
    if tally.due:
        share = formats.amount(tally.share_of_due, "%", 1, t.language)
        parts.append(t("task.of_due", kept=tally.kept, due=tally.due, share=share))
    if tally.finite:
        share = formats.amount(tally.share_of_all, "%", 1, t.language)
        parts.append(t("task.of_all", done=tally.done, all=tally.finite, share=share))
    reported, silent = (tally.count(one) for one in (TaskStatus.REPORTED, TaskStatus.UNREPORTED))
    if reported + silent:
        parts.append(t("task.of_standing", reported=reported, all=reported + silent))
    if unclear := tally.count(TaskStatus.UNDETERMINED):
        parts.append(t("task.unclear", count=unclear))
    return " · ".join(parts)


def tasks_table(tasks: Sequence[PlanTask], chosen: str | None, t: Words, links: Links) -> str:
    """Return the tasks by area in the plan's order, each leading to its details."""
    areas = [
        TaskArea(area or "", [_row(one, chosen, t, links) for one in of_area])
        for area, of_area in groupby(tasks, lambda one: one.row["area"])
    ]
    return task_table(areas, t, caption=t("task.table"))


def days_told(task: PlanTask, t: Words) -> str:
    """Return the days that belong to a task's status: ``12 ngày``, ``còn 5 ngày``."""
    found = task.standing
    if found.days is None or found.status not in MEASURED:
        return ""
    return t.code("task.days", found.status, days=formats.number(found.days, 0, t.language))


def reading(task: PlanTask, t: Words) -> str:
    """Return what a task's deadline is taken to mean, in one sentence."""
    due, found = task.due, task.standing
    days = formats.listed(
        (formats.day(one.due_on, t.language) for one in found.occurrences), t.language
    )
    if days:
        said = t(
            "task.reading_dates" if len(found.occurrences) > 1 else "task.reading_date", days=days
        )
    elif found.period:
        said = t("task.reading_standing")
    elif due.kind is DeadlineKind.UNKNOWN:
        said = t("task.reading_unknown")
    else:
        said = t("task.reading_open")
    return f"{said} {t('task.reading_tentative')}" if due.tentative else said


def _row(one: PlanTask, chosen: str | None, t: Words, links: Links) -> TaskRow:
    row = one.row
    remark = t("task.tentative") if one.due.tentative else ""
    if one.clarified:
        remark = t("task.clarified", deadline=one.clarified.deadline)
    return TaskRow(
        code=row["code"] or "",
        title=row["task"],
        href=links.to("tasks", task=one.key),
        product=row["product"] or "",
        lead=row["lead"] or "",
        partners=row["partners"] or "",
        deadline=row["deadline"] or formats.ABSENT,
        remark=remark,
        status=one.standing.status,
        days=days_told(one, t),
        told=reading(one, t),
        chosen=one.key == chosen,
    )
