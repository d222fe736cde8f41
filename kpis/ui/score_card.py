"""One unit's card on screen: its tree, with everything that is said of each part."""

from collections.abc import Mapping, Sequence

import pandas as pd

from kpis.catalogue.definitions import Catalogue
from kpis.charts.score_tree import POINTS, Mark, Told, TreeLine, score_tree
from kpis.domain.task_status import TaskStatus
from kpis.queries.point_tasks import PointTasks
from kpis.queries.tasks import PlanTask
from kpis.ui.link import Links
from kpis.words import Words, formats

_TEXTS = ("reason", "solution", "evidence", "explanation", "settled_reason", "note")


def tree(
    lines: pd.DataFrame,
    whole: Mapping,
    set_: str,
    tasks: PointTasks,
    catalogue: Catalogue,
    t: Words,
    links: Links,
    *,
    only_lost: bool,
    caption: str,
) -> str:
    """Return a unit's scorecard as a tree; ``only_lost`` leaves out parts that lost nothing.

    ``lines`` as of ``scoring.scorecard``, ``whole`` a row of ``scoring.summary``.
    """
    rows = [one for one in lines.to_dict("records") if not only_lost or _is_worth(one)]
    drawn = [_line(one, set_, tasks, catalogue, t, links) for one in rows]
    return score_tree(drawn, _whole(whole, t), t, caption=caption)


def _is_worth(one: Mapping) -> bool:
    lost = pd.notna(one["lost"]) and one["lost"] > 0
    return lost or one["state"] in ("missing", "not_applicable") or _is_disputed(one)


def _is_disputed(one: Mapping) -> bool:
    return isinstance(one["dispute"], str)


def _line(
    one: Mapping, set_: str, tasks: PointTasks, catalogue: Catalogue, t: Words, links: Links
) -> TreeLine:
    leaf = isinstance(one["state"], str)
    lost = one["lost"] if pd.notna(one["lost"]) else 0
    move = f"{one['code']}:{one['max']:g}" if leaf and lost > 0 else ""
    return TreeLine(
        code=one["code"] if not one["code"].startswith("#") else "",
        title=one["title"],
        depth=min(int(one["depth"]), 2),
        points={name: _points(one, name, leaf=leaf, t=t) for name in POINTS},
        tint=_tint(one) if leaf else "",
        href=links.to("lost_points", show="what_if", moves=move) if move else None,
        marks=_marks(one, t) if leaf else (),
        told=_told(one, set_, tasks, catalogue, t, links) if leaf else (),
        opens=_opens(one, links) if leaf else None,
    )


def _opens(one: Mapping, links: Links) -> str | None:
    """Return where a component is appraised; a row without a code cannot be."""
    if one["code"].startswith("#"):
        return None
    return links.to("scorecard", show="appraise", part=one["code"])


def _points(one: Mapping, name: str, *, leaf: bool, t: Words) -> str:
    if name == "max" and pd.isna(one["max"]):
        return t("score.unpublished")
    if name == "given" and pd.isna(one["given"]) and one["state"] != "not_applicable":
        return formats.ABSENT
    if pd.isna(one[name]) or (name == "max" and one["state"] == "not_applicable"):
        return ""
    if name == "lost" and not one["lost"]:
        return "0" if not leaf else ""
    return formats.points(one[name], t.language)


def _tint(one: Mapping) -> str:
    """Return how grave a loss is: half of the points or more, or less."""
    if pd.isna(one["lost"]) or one["lost"] <= 0:
        return ""
    return "off_track" if 2 * one["lost"] >= one["max"] else "behind"


def _marks(one: Mapping, t: Words) -> list[Mark]:
    found = []
    if one["state"] == "not_applicable":
        found.append(Mark("not_applicable", t("score.state.not_applicable")))
    if one["state"] == "missing":
        found.append(Mark("not_enough_data", t("score.state.missing")))
    if _is_disputed(one):
        tone = {"open": "behind", "upheld": "met", "partly": "on_track", "rejected": "closed"}
        found.append(Mark(tone[one["dispute"]], dispute_told(one, t)))
    if isinstance(one["depends_on"], str):
        found.append(Mark("closed", t("score.waits_for", body=one["depends_on"])))
    if one["bonus"]:
        found.append(Mark("on_track", t("score.bonus")))
    return found


def dispute_told(one: Mapping, t: Words) -> str:
    """Return a dispute with all its figures: claimed, appraised, and settled where it is."""
    names = ("claimed", "appraised", "settled")
    facts = {name: formats.points(one[name], t.language) for name in names}
    return t.code("score.dispute", one["dispute"], **facts)


def _told(
    one: Mapping, set_: str, tasks: PointTasks, catalogue: Catalogue, t: Words, links: Links
) -> list[Told]:
    if not _is_worth(one):
        return _in_a_line(one)
    told = [
        Told(t.code("score.told", name), one[name]) for name in _TEXTS if isinstance(one[name], str)
    ]
    if not isinstance(one["evidence"], str) and isinstance(one["evidence_asked"], str):
        told.append(Told(t("score.told.evidence_asked"), one["evidence_asked"]))
    if who := " · ".join(one[name] for name in ("owner", "deadline") if isinstance(one[name], str)):
        told.append(Told(t("score.told.owner"), who))
    if isinstance(one["indicator"], str) and one["indicator"] in catalogue.indicators:
        name = t.own(catalogue.indicators[one["indicator"]].short)
        told.append(
            Told(t("score.told.indicator"), name, links.to("unit", indicator=one["indicator"]))
        )
    if pd.notna(one["lost"]) and one["lost"] > 0:
        told += tasks_told(tasks.of(set_, one["code"]), t, links)
    return told


def _in_a_line(one: Mapping) -> list[Told]:
    """Return proof and owner of a part that lost nothing: there is no more to say of it."""
    proof = one["evidence"] if isinstance(one["evidence"], str) else one["evidence_asked"]
    text = " · ".join(each for each in (proof, one["owner"]) if isinstance(each, str))
    return [Told("", text)] if text else []


def tasks_told(tasks: Sequence[PlanTask], t: Words, links: Links) -> list[Told]:
    """Return the tasks that are to win a point back, or that there is none."""
    if not tasks:
        return [Told("", t("score.told.no_task"))]
    return [Told(t("score.told.task"), task_title(one, t), task_href(one, links)) for one in tasks]


def task_title(one: PlanTask, t: Words) -> str:
    """Return a task in a line: what is to be done, and where it stands."""
    return f"{one.row['task']} ({t.code('task.status', one.standing.status).lower()})"


def task_href(one: PlanTask, links: Links) -> str:
    """Return where a task is opened in its plan."""
    return links.to("tasks", plan=one.set, task=one.key)


def is_late(tasks: Sequence[PlanTask]) -> bool:
    """Tell whether any of a point's tasks is overdue."""
    return any(one.standing.status is TaskStatus.OVERDUE for one in tasks)


def _whole(one: Mapping, t: Words) -> TreeLine:
    names = {**{name: name for name in POINTS},
             "max": "applicable"}  # fmt: skip
    points = {
        name: formats.points(one[key], t.language) if pd.notna(one[key]) else ""
        for name, key in names.items()
    }
    told = []
    if one["rescaled"] and pd.notna(one["score"]):
        facts = {name: formats.points(one[name], t.language)
                 for name in ("given", "applicable", "max", "score")}  # fmt: skip
        told.append(Told("", t("score.rescaled", **facts)))
    return TreeLine("", t("score.whole"), 0, points, told=told)
