"""Lost points on screen: each with who wins it back and by when, and by criterion."""

from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from kpis.catalogue.definitions import Catalogue
from kpis.domain.recovery import Recovery
from kpis.queries.lost_points import sum_of
from kpis.queries.point_tasks import PointTasks
from kpis.queries.points_since import by_code
from kpis.queries.tasks import PlanTask
from kpis.ui.link import Links
from kpis.ui.lost_owners import NUMBERS, SHORT
from kpis.ui.score_card import is_late, task_href, task_title
from kpis.ui.score_choices import OUTSIDE, called
from kpis.ui.tables import Cell, Column, Line, table
from kpis.ui.task_chain_view import since_briefly, year_of
from kpis.words import Words, formats

_POINTS = ("unit", "point", "lost", "recovery", "reason", "owner", "deadline", "task", "since")
_CRITERIA = ("code", "title", "units", "lost", "own", "other_body", "reason", "task", "since")


def finding(
    lost: Sequence[Mapping],
    owners: Sequence[Mapping],
    name: str,
    tasks: PointTasks,
    set_: str,
    t: Words,
) -> str:
    """Return the finding: points lost, how many can be won back, who has most to do.

    ``name`` is whose points, ``lost`` and ``owners`` as of the queries of lost points.
    """
    if not lost:
        return t("lost.title_none", name=name)
    own = sum_of(lost, Recovery.OWN)
    without = sum(not tasks.of(set_, one["code"]) for one in lost)
    told = t(
        "lost.title",
        name=name,
        lost=_p(sum_of(lost), t),
        own=_p(own, t),
        without=without,
        count=len(lost),
    )
    one = next((one for one in owners if one["owner"] is not None), None)
    if one is None or not one["own"]:
        return told
    return t("lost.title_owner", finding=told, owner=one["owner"], points=_p(one["own"], t))


def points_table(
    lost: Sequence[Mapping],
    set_: str,
    tasks: PointTasks,
    since: pd.DataFrame,
    catalogue: Catalogue,
    t: Words,
    links: Links,
) -> str:
    """Return lost points, what can be won back first; a point leads to trying it out.

    ``since`` as of ``points_since.since``: where there is a later scorecard, what it gives.
    """
    later = {(one["org_unit"], one["code"]): one for one in since.to_dict("records")}
    lines = []
    for one in lost:
        line = _point(one, tasks.of(set_, one["code"]), catalogue, t, links)
        more = [_later(later.get((one["org_unit"], one["code"])), t)] if later else []
        lines.append(Line([*line.cells, *more], line.kind))
    return table([_column(one, t) for one in _names(_POINTS, since)], lines, t("lost.points"))


def _names(names: Sequence[str], since: pd.DataFrame) -> Sequence[str]:
    """Return the columns of a table; what came since only where there is a later scorecard."""
    return names if len(since) else names[:-1]


def _later(one: Mapping | None, t: Words) -> str:
    """Return a unit's points in the later scorecard, and what it has won since."""
    if one is None:
        return formats.ABSENT
    given = f"{_p(one['later_given'], t)}/{_p(one['later_max'], t)}"
    won = round(one["lost"] - one["later_lost"], 2)
    sign = "+" if won > 0 else "−" if won < 0 else "±"
    change = f"{sign}{_p(abs(won), t)}"
    return t("lost.later", year=year_of(one["later_set"]), given=given, change=change)


def _point(
    one: Mapping, tasks: Sequence[PlanTask], catalogue: Catalogue, t: Words, links: Links
) -> Line:
    unit = one["org_unit"] if isinstance(one["org_unit"], str) else OUTSIDE
    move = links.to("lost_points", unit=unit, show="what_if", moves=f"{one['code']}:{one['max']:g}")
    recovery = t.code("score.recovery", one["recovery"])
    if isinstance(one["depends_on"], str):
        recovery = t("score.waits_for", body=one["depends_on"])
    return Line(
        [
            Cell(
                called(one["org_unit"], catalogue, t, short=True),
                links.to("scorecard", unit=unit, show="card"),
            ),
            Cell(f"{one['code']} {one['title']}", move),
            f"{_p(one['lost'], t)}/{_p(one['max'], t)}",
            recovery,
            _text(one["reason"]),
            _text(one["owner"]),
            _text(one["deadline"]),
            _task(tasks, t, links),
        ],
        "error" if is_late(tasks) else "" if tasks else "warning",
    )


def _task(tasks: Sequence[PlanTask], t: Words, links: Links) -> Cell:
    if not tasks:
        return Cell(t("score.told.no_task"))
    more = t("lost.more_tasks", count=len(tasks) - 1) if len(tasks) > 1 else ""
    return Cell(f"{task_title(tasks[0], t)} {more}".strip(), task_href(tasks[0], links))


def criteria_table(
    lost: Sequence[Mapping],
    set_: str,
    tasks: PointTasks,
    since: pd.DataFrame,
    t: Words,
    links: Links,
) -> str:
    """Return lost points by criterion, the most to win back first, and what they did since."""
    later = by_code(since, set_)
    by_criterion: dict[str, list[Mapping]] = {}
    for one in lost:
        by_criterion.setdefault(one["code"], []).append(one)
    lines = []
    for code, part in sorted(by_criterion.items(), key=lambda one: _most_to_win(one[1])):
        line = _criterion(part, tasks.of(set_, code), t, links)
        more = [since_briefly(later[code], t) if code in later else formats.ABSENT]
        lines.append(Line([*line.cells, *(more if later else ())], line.kind))
    return table([_column(one, t) for one in _names(_CRITERIA, since)], lines, t("lost.criteria"))


def _most_to_win(part: Sequence[Mapping]) -> tuple[float, float]:
    return -sum_of(part, Recovery.OWN), -sum_of(part)


def _criterion(part: Sequence[Mapping], tasks: Sequence[PlanTask], t: Words, links: Links) -> Line:
    """Return what all units have lost at one criterion, with its commonest reason and its task."""
    reasons = Counter(one["reason"] for one in part if one["reason"] is not None)
    cells = [
        part[0]["code"],
        _measured(part[0], links),
        str(len(part)),
        _p(sum_of(part), t),
        *(_p(sum_of(part, one), t) for one in (Recovery.OWN, Recovery.OTHER_BODY)),
        reasons.most_common(1)[0][0] if reasons else "",
        _task(tasks, t, links),
    ]
    return Line(cells, "error" if is_late(tasks) else "" if tasks else "warning")


def _measured(one: Mapping, links: Links) -> str | Cell:
    """Return a criterion's title, which leads to the indicator that decides its points."""
    if not isinstance(one["indicator"], str):
        return one["title"]
    return Cell(one["title"], links.to("indicator", indicator=one["indicator"], detail="chain"))


def _text(value: object) -> str:
    return value if isinstance(value, str) else formats.ABSENT


def _p(value: float, t: Words) -> str:
    return formats.points(value, t.language)


def _column(name: str, t: Words) -> Column:
    return Column(t.code("lost.column", name), name in NUMBERS, name in SHORT)
