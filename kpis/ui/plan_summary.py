"""A plan in sums: what is overdue, by lead unit and by area; and a unit's own part of it."""

from collections.abc import Callable, Sequence

from kpis.catalogue.definitions import Catalogue
from kpis.charts.attention import AttentionItem, attention
from kpis.charts.markup import escape
from kpis.charts.task_marks import TallyRow, tally_table, task_legend
from kpis.domain.task_status import Clock, TaskStatus
from kpis.domain.task_tally import Tally
from kpis.queries.tasks import PlanTask
from kpis.ui.link import Links
from kpis.ui.plan_filters import unit_title
from kpis.ui.plan_tasks import days_told
from kpis.words import Words, formats

_OPEN = (TaskStatus.OVERDUE, TaskStatus.UNREPORTED, TaskStatus.DUE_SOON)
_LENGTH = 90


def by_lead(
    tasks: Sequence[PlanTask], chosen: str | None, clock: Clock, catalogue: Catalogue, t: Words,
    links: Links,
) -> str:  # fmt: skip
    """Return how each lead unit's tasks stand, the most overdue first; two leads count it twice."""
    groups: dict[str, list[PlanTask]] = {}
    for one in tasks:
        for name in one.leads:
            groups.setdefault(name, []).append(one)
    return _table(
        groups,
        clock,
        t("column.unit"),
        lambda one: unit_title(one, catalogue, t),
        lambda one: links.to("tasks", lead="all" if one == chosen else one),
        chosen,
        t,
    )


def by_area(
    tasks: Sequence[PlanTask], chosen: str | None, clock: Clock, t: Words, links: Links
) -> str:
    """Return how the tasks of each area of the plan stand, in the plan's order of gravity."""
    groups: dict[str, list[PlanTask]] = {}
    for one in tasks:
        groups.setdefault(one.row["area"] or "", []).append(one)
    return _table(
        groups,
        clock,
        t("task.area"),
        lambda one: one or t("task.no_area"),
        lambda one: links.to("tasks", area="all" if one == chosen else one),
        chosen,
        t,
    )


def _table(
    groups: dict[str, list[PlanTask]],
    clock: Clock,
    title: str,
    name: Callable[[str], str],
    href: Callable[[str], str],
    chosen: str | None,
    t: Words,
) -> str:
    tallies = {
        one: Tally.of((each.standing for each in tasks), clock.day) for one, tasks in groups.items()
    }
    order = sorted(tallies, key=lambda one: _gravity(tallies[one], name(one)))
    rows = [
        TallyRow(name(one), href(one), tallies[one].by_status, _facts(tallies[one]), one == chosen)
        for one in order
    ]
    columns = [t("task.late_count"), t("task.kept_of_due"), t("task.total")]
    statuses = [one for one in TaskStatus if any(each.by_status[one] for each in tallies.values())]
    return tally_table(title, columns, rows, t, caption=title) + task_legend(statuses, t)


def _gravity(tally: Tally, name: str) -> tuple:
    late = tally.count(TaskStatus.OVERDUE)
    return -late, -tally.count(*_OPEN), -tally.total, formats.sort_key(name)


def _facts(tally: Tally) -> list[str]:
    late = tally.count(TaskStatus.OVERDUE)
    due = f"{tally.kept}/{tally.due}" if tally.due else formats.ABSENT
    return [str(late) if late else formats.ABSENT, due, str(tally.total)]


def overdue(tasks: Sequence[PlanTask], catalogue: Catalogue, t: Words, links: Links) -> str:
    """Return the overdue tasks, the longest first, each with its leads and days, as a list."""
    late = [one for one in tasks if one.standing.status is TaskStatus.OVERDUE]
    if not late:
        return f'<p class="note">{escape(t("task.none_late"))}</p>'
    late.sort(key=lambda one: -(one.standing.days or 0))
    return attention([_item(one, "off_track", catalogue, t, links) for one in late], t)


def open_items(
    tasks: Sequence[PlanTask], catalogue: Catalogue, t: Words, links: Links
) -> list[AttentionItem]:
    """Return the tasks that wait for somebody, the gravest first: late, silent, soon due."""
    waiting = [one for one in tasks if one.standing.status in _OPEN]
    waiting.sort(key=lambda one: (_OPEN.index(one.standing.status), -(one.standing.days or 0)))
    tones = {TaskStatus.OVERDUE: "off_track"}
    return [
        _item(one, tones.get(one.standing.status, "behind"), catalogue, t, links) for one in waiting
    ]


def _item(one: PlanTask, tone: str, catalogue: Catalogue, t: Words, links: Links) -> AttentionItem:
    text = " ".join(one.row["task"].split())
    short = text if len(text) <= _LENGTH else f"{text[:_LENGTH].rsplit(' ', 1)[0]}…"
    leads = formats.listed((unit_title(name, catalogue, t) for name in one.leads), t.language)
    status = t.code("task.status", one.standing.status)
    days = days_told(one, t)
    told = t("task.item", task=short, unit=leads, status=f"{status} {days}".strip())
    return AttentionItem(told, links.to("tasks", plan=one.set, task=one.key), tone)
