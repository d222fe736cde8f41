"""A plan's timeline: its tasks' days over its years, standing tasks quarter by quarter."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from kpis.charts.timeline import Axis, Point, Stretch, Tick, TimeGroup, TimeRow, timeline
from kpis.domain.occurrences import years_of
from kpis.domain.periods import Period
from kpis.domain.task_status import Clock, TaskStatus, quarter_at, standing
from kpis.queries.tasks import PlanTask
from kpis.ui.link import Links
from kpis.words import Words, formats


def plan_timeline(tasks: Sequence[PlanTask], clock: Clock, t: Words, links: Links) -> str:
    """Return the tasks' lines by area, from the plan's first day to its last or the day."""
    axis = _axis(tasks, clock, t)
    groups = [
        TimeGroup(area or "", [_row(one, axis, clock, t, links) for one in of_area])
        for area, of_area in groupby(tasks, lambda one: one.row["area"])
    ]
    return timeline(groups, axis, caption=t("task.timeline"))


def _axis(tasks: Sequence[PlanTask], clock: Clock, t: Words) -> Axis:
    years = next((found for one in tasks if (found := years_of(one.set))), None)
    first, last = years or (clock.day.year, clock.day.year)
    days = [each.due_on for one in tasks for each in one.standing.occurrences]
    earliest = min([date(first, 1, 1), *days]).replace(day=1)
    starts, ends = earliest, max(date(last, 12, 31), clock.day)
    if first < last:
        ticks = [Tick(str(year), date(year, 1, 1)) for year in range(first, ends.year + 1)]
    else:
        before = starts.year * 12 + starts.month - 1
        months = range(before, ends.year * 12 + ends.month)
        firsts = [date(one // 12, one % 12 + 1, 1) for one in months]
        ticks = [Tick(t("task.month", month=one.month), one) for one in firsts]
    told = t("task.today", day=formats.day(clock.day, t.language))
    return Axis(starts, ends, ticks, clock.day, told)


def _row(one: PlanTask, axis: Axis, clock: Clock, t: Words, links: Links) -> TimeRow:
    row, note = one.row, " ".join((one.row["lead"] or "").split())
    if one.standing.status is TaskStatus.UNDETERMINED:
        note = f"{note} · {t.code('task.status', TaskStatus.UNDETERMINED)}"
    return TimeRow(
        title=" ".join(filter(None, (row["code"], row["task"]))),
        href=links.to("tasks", task=one.key),
        note=note,
        stretches=[*_days_until(one, axis, t), *_quarters(one, axis, clock, t)],
        points=list(_points(one, t)),
    )


def _days_until(one: PlanTask, axis: Axis, t: Words) -> Iterator[Stretch]:
    """Yield the time to each day: from the day before it, or where the deadline begins."""
    begins = one.due.starts or axis.starts
    for each in one.standing.occurrences:
        told = t.code("task.status", each.status)
        if each.due_on >= begins:
            yield Stretch(begins, each.due_on, each.status, told)
            begins = each.due_on


def _points(one: PlanTask, t: Words) -> Iterator[Point]:
    for each in one.standing.occurrences:
        status = t.code("task.status", each.status)
        due = formats.day(each.due_on, t.language)
        if each.done_on:
            done = formats.day(each.done_on, t.language)
            yield Point(
                each.done_on, each.status, t("task.point_done", status=status, due=due, done=done)
            )
        else:
            yield Point(each.due_on, each.status, t("task.point_open", status=status, due=due))
    if one.standing.status is TaskStatus.DONE:
        last = max(each.progress.done_on for each in one.reports if each.counts)
        yield Point(last, TaskStatus.DONE, t.code("task.status", TaskStatus.DONE))


def _quarters(one: PlanTask, axis: Axis, clock: Clock, t: Words) -> Iterator[Stretch]:
    """Yield the quarters of a standing task until the day, each with or without its report."""
    if not one.standing.period:
        return
    quarter = quarter_at(axis.starts, clock.cut_off_day)
    progress = [each.progress for each in one.reports if each.counts]
    while quarter.starts <= min(clock.day, axis.ends):
        day = min(quarter.window(clock.cut_off_day)[1], clock.day)
        then = Clock(day, clock.soon_days, clock.cut_off_day)
        found = standing(one.due, progress, then, years_of(one.set), ongoing=one.ongoing)
        if found.period != quarter.code:
            return
        named = formats.period(quarter.code, t.language)
        told = f"{named}: {t.code('task.status', found.status)}"
        yield Stretch(quarter.starts, quarter.ends, found.status, told)
        quarter = Period.quarter(quarter.year, quarter.number + 1)
