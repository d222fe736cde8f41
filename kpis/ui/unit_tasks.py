"""A unit's part of the plans that run on a day, for its own page."""

import duckdb

from kpis.catalogue.definitions import Catalogue
from kpis.catalogue.heirs import heirs_on
from kpis.charts.attention import MOST, attention
from kpis.charts.markup import escape
from kpis.domain.task_status import Clock
from kpis.queries.task_day import day_of
from kpis.queries.tasks import tasks_of
from kpis.ui.link import Links
from kpis.ui.plan_summary import open_items
from kpis.words import Words, formats


def unit_tasks(
    con: duckdb.DuckDBPyConnection,
    *,
    unit: str,
    period: str,
    catalogue: Catalogue,
    t: Words,
    links: Links,
) -> tuple[str, str] | None:
    """Return a unit's tasks that wait for somebody, the gravest first, and a line on all of them.

    Tasks of a unit whose work it took over are its own; None where it has no task in the year.
    """
    calendar = catalogue.calendar
    day = day_of(period, calendar.cut_off_day)
    clock = Clock(day, calendar.task_soon_days, calendar.cut_off_day)
    heirs = heirs_on(catalogue, day)
    mine = {unit, *(gone for gone, heir in heirs if heir == unit)}
    tasks = tasks_of(con, org_units=mine, clock=clock, heirs=heirs)
    if not tasks:
        return None
    items = open_items(tasks, catalogue, t, links)
    told = {"open": len(items), "total": len(tasks), "day": formats.day(day, t.language)}
    nothing = f'<p class="note">{escape(t("task.none_waiting"))}</p>'
    return attention(items[:MOST], t) if items else nothing, t("task.unit_note", **told)
