"""One department's part of the answers: its criteria, what was lost, and the tasks they have."""

from kpis.catalogue.definitions import Catalogue
from kpis.queries.directive import LeadAnswer, PointAnswer
from kpis.ui.link import Links
from kpis.ui.plan_filters import unit_title
from kpis.ui.score_card import is_late, task_href, task_title
from kpis.ui.tables import Cell, Column, Line, table
from kpis.words import Words, formats

_SHORT = ("code", "recovery", "deadline")
_COLUMNS = ("code", "title", "lost", "recovery", "reason", "solution", "deadline", "tasks_named")


def criteria_of(answer: LeadAnswer, catalogue: Catalogue, t: Words, links: Links) -> str:
    """Return a department's criteria with points lost, cause, remedy, deadline and tasks.

    A criterion with several tasks has a row for each.
    """
    lines = [line for one in answer.points for line in _lines(one, t, links)]
    columns = [Column(t.code("directive", one), one == "lost", one in _SHORT) for one in _COLUMNS]
    return table(columns, lines, unit_title(answer.owner, catalogue, t))


def _lines(one: PointAnswer, t: Words, links: Links) -> list[Line]:
    point = one.point
    lost = (point.lost, point.max)
    recovery = t.code("score.recovery", point.recovery)
    if point.depends_on:
        recovery = t("score.waits_for", body=point.depends_on)
    cells = [
        point.code,
        point.title,
        "/".join(formats.points(each, t.language) for each in lost if each is not None),
        recovery,
        *(text or formats.ABSENT for text in (point.reason, point.solution, point.deadline)),
    ]
    kind = "error" if is_late(one.tasks) else "" if one.tasks else "warning"
    if not one.tasks:
        return [Line([*cells, t("score.told.no_task")], kind)]
    first, *more = [Cell(task_title(each, t), task_href(each, links)) for each in one.tasks]
    rest = [Line([*[""] * len(cells), each], kind) for each in more]
    return [Line([*cells, first], kind), *rest]
