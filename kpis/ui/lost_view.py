"""Lost points on screen: each with who wins it back and by when, by owner, by criterion."""

from collections.abc import Mapping, Sequence

import pandas as pd

from kpis.catalogue.definitions import Catalogue
from kpis.queries.point_tasks import PointTasks
from kpis.queries.tasks import PlanTask
from kpis.ui.link import Links
from kpis.ui.score_card import is_late, task_href, task_title
from kpis.ui.score_choices import OUTSIDE, called
from kpis.ui.tables import Cell, Column, Line, table
from kpis.words import Words, formats

_POINTS = ("unit", "point", "lost", "recovery", "reason", "owner", "deadline", "task")
OWNERS = ("owner", "criteria", "units", "lost", "own", "survey", "other_body", "due_on")
# What of it fits beside another table.
OWNERS_BRIEFLY = ("owner", "lost", "own", "due_on")
_CRITERIA = ("code", "title", "units", "lost", "own", "other_body", "reason", "task")
_WAITING = ("depends_on", "code", "title", "units", "lost")
_NUMBERS = ("criteria", "units", "lost", "own", "survey", "other_body")


def finding(
    lost: pd.DataFrame, owners: pd.DataFrame, name: str, tasks: PointTasks, set_: str, t: Words
) -> str:
    """Return the finding: points lost, how many can be won back, who has most to do.

    ``name`` is whose points, ``lost`` and ``owners`` as of the queries of lost points.
    """
    if lost.empty:
        return t("lost.title_none", name=name)
    own = lost.loc[lost["recovery"] == "own", "lost"].sum()
    without = sum(not tasks.of(set_, code) for code in lost["code"])
    told = t(
        "lost.title",
        name=name,
        lost=_p(lost["lost"].sum(), t),
        own=_p(own, t),
        without=without,
        count=len(lost),
    )
    first = owners[owners["owner"].notna()]
    if first.empty or not first.iloc[0]["own"]:
        return told
    one = first.iloc[0]
    return t("lost.title_owner", finding=told, owner=one["owner"], points=_p(one["own"], t))


def points_table(
    lost: pd.DataFrame, set_: str, tasks: PointTasks, catalogue: Catalogue, t: Words, links: Links
) -> str:
    """Return lost points, what can be won back first; a point leads to trying it out."""
    columns = [_column(one, t) for one in _POINTS]
    lines = [
        _point(one, tasks.of(set_, one["code"]), catalogue, t, links)
        for one in lost.to_dict("records")
    ]
    return table(columns, lines, t("lost.points"))


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


def owners_table(owners: pd.DataFrame, t: Words, names: Sequence[str] = OWNERS) -> str:
    """Return who answers for lost points, the most to win back first."""
    lines = [Line([_of_owner(one, name, t) for name in names]) for one in owners.to_dict("records")]
    return table([_column(one, t) for one in names], lines, t("lost.owners"))


def _of_owner(one: Mapping, name: str, t: Words) -> str:
    if name == "owner":
        return one[name] if isinstance(one[name], str) else t("lost.nobody")
    if name == "due_on":
        return formats.day(one[name] if pd.notna(one[name]) else None, t.language)
    return str(one[name]) if name in ("criteria", "units") else _p(one[name], t)


def criteria_table(lost: pd.DataFrame, set_: str, tasks: PointTasks, t: Words, links: Links) -> str:
    """Return lost points by criterion, the most to win back first."""
    rows = []
    for code, part in lost.groupby("code", sort=False):
        split = {one: part.loc[part["recovery"] == one, "lost"].sum() for one in
                 ("own", "other_body")}  # fmt: skip
        reasons = part["reason"].dropna().value_counts()
        reason = reasons.index[0] if len(reasons) else ""
        rows.append((code, part, split, reason))
    rows.sort(key=lambda one: (-one[2]["own"], -one[1]["lost"].sum()))
    lines = [
        Line(
            [
                code,
                part["title"].iloc[0],
                str(len(part)),
                _p(part["lost"].sum(), t),
                *(_p(one, t) for one in split.values()),
                reason,
                _task(found := tasks.of(set_, code), t, links),
            ],
            "error" if is_late(found) else "" if found else "warning",
        )
        for code, part, split, reason in rows
    ]
    return table([_column(one, t) for one in _CRITERIA], lines, t("lost.criteria"))


def waiting_table(waiting: pd.DataFrame, t: Words) -> str:
    """Return what it costs all units together that another body has not acted."""
    lines = [
        Line([one["depends_on"], one["code"], one["title"], str(one["units"]), _p(one["lost"], t)])
        for one in waiting.to_dict("records")
    ]
    return table([_column(one, t) for one in _WAITING], lines, t("lost.waiting"))


def waiting_sentence(waiting: pd.DataFrame, t: Words) -> str:
    """Return the finding about waiting: points and units, and the dearest cause."""
    first = waiting.iloc[0]
    return t(
        "lost.waiting_title",
        lost=_p(waiting["lost"].sum(), t),
        body=first["depends_on"],
        title=first["title"],
        units=first["units"],
    )


def _column(name: str, t: Words) -> Column:
    return Column(t.code("lost.column", name), name in _NUMBERS, name == "due_on")


def _text(value: object) -> str:
    return value if isinstance(value, str) else formats.ABSENT


def _p(value: float, t: Words) -> str:
    return formats.points(value, t.language)
