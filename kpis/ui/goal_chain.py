"""From an indicator on to the criteria it decides, and to the tasks that are to raise it."""

import duckdb

from kpis.catalogue.definitions import Catalogue
from kpis.catalogue.heirs import heirs_on
from kpis.charts.markup import escape
from kpis.domain.task_status import Clock
from kpis.queries.point_tasks import PointTasks, point_tasks
from kpis.queries.task_day import day_of
from kpis.queries.tasks import PlanTask
from kpis.queries.tied_criteria import tied_criteria
from kpis.ui import answers, frame, link
from kpis.ui.link import Links
from kpis.ui.score_card import is_late, task_href, task_title
from kpis.ui.tables import Cell, Column, Line, table
from kpis.ui.task_chain_view import set_title
from kpis.words import Words, formats

_COLUMNS = ("set", "criterion", "rule", "lost", "units", "task")
_NUMBERS = ("lost", "units")
_TASKS = ("task", "lead", "deadline")


def draw(indicator: str, period: str, catalogue: Catalogue, t: Words) -> None:
    """Draw the criteria that an indicator decides, and the tasks that an officer linked to it."""
    asked = {"indicator": indicator, "period": period, "catalogue": catalogue, "t": t}
    criteria, tasks = answers.ask(chain_of, **asked, links=link.links())
    frame.block(t("chain.criteria"), criteria, t("chain.criteria_note"))
    frame.block(t("chain.tasks"), tasks)


def chain_of(
    con: duckdb.DuckDBPyConnection,
    *,
    indicator: str,
    period: str,
    catalogue: Catalogue,
    t: Words,
    links: Links,
) -> tuple[str, str]:
    """Return an indicator's criteria with points lost and tasks, and its own tasks, as tables."""
    calendar = catalogue.calendar
    day = day_of(period, calendar.cut_off_day)
    clock = Clock(day, calendar.task_soon_days, calendar.cut_off_day)
    tasks = point_tasks(con, clock=clock, heirs=heirs_on(catalogue, day))
    found = tied_criteria(con, indicator=indicator).to_dict("records")
    lines = [_criterion(one, tasks, catalogue, t, links) for one in found]
    columns = [
        Column(t.code("chain.column", one), one in _NUMBERS, one == "set") for one in _COLUMNS
    ]
    own = tasks.by_indicator.get(indicator, ())
    return (
        table(columns, lines) if lines else _nothing(t("chain.no_criterion")),
        _tasks(own, t, links) if own else _nothing(t("chain.no_task")),
    )


def _nothing(said: str) -> str:
    return f'<p class="note">{escape(said)}</p>'


def _criterion(one: dict, tasks: PointTasks, catalogue: Catalogue, t: Words, links: Links) -> Line:
    of_point = tasks.of(one["set"], one["code"])
    href = links.to("lost_points", set=one["set"], unit="all", show="criteria")
    most = t("chain.points", points=formats.points(one["max"], t.language))
    named = f"{one['code']} {one['title']} ({most})"
    cells = [
        set_title(one["set"], catalogue, t),
        Cell(named, href),
        one["rule"] or formats.ABSENT,
        formats.points(one["lost"], t.language),
        f"{one['units']}/{one['scored']}",
        _first(of_point, t, links) if one["lost"] else formats.ABSENT,
    ]
    return Line(cells, "error" if is_late(of_point) else "")


def _first(tasks: tuple[PlanTask, ...], t: Words, links: Links) -> Cell:
    if not tasks:
        return Cell(t("score.told.no_task"))
    more = t("lost.more_tasks", count=len(tasks) - 1) if len(tasks) > 1 else ""
    return Cell(f"{task_title(tasks[0], t)} {more}".strip(), task_href(tasks[0], links))


def _tasks(tasks: tuple[PlanTask, ...], t: Words, links: Links) -> str:
    lines = [
        Line(
            [
                Cell(task_title(one, t), task_href(one, links)),
                one.row["lead"] or formats.ABSENT,
                one.row["deadline"] or formats.ABSENT,
            ],
            "error" if is_late([one]) else "",
        )
        for one in tasks
    ]
    return table([Column(t.code("chain.column", one)) for one in _TASKS], lines)
