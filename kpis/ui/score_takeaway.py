"""Scorecards to take away as workbooks: a unit's card, a block, lost points."""

from collections.abc import Mapping, Sequence

import pandas as pd

from kpis.catalogue.definitions import Catalogue
from kpis.exports.workbook import Kind, TableColumn, table_workbook
from kpis.queries.point_tasks import PointTasks
from kpis.ui.score_card import task_title
from kpis.ui.score_choices import called
from kpis.ui.takeaway import told
from kpis.words import Words

_WIDE = {"title": 56, "unit": 36, "reason": 40, "solution": 40, "tasks": 46, "evidence": 32}
_DATES = ("due_on",)
_COUNTS = ("rank", "rank_change", "missing", "disputed", "published_rank")
_CARD = (
    *("code", "title", "max", "self", "appraised", "claimed", "settled", "survey", "given", "lost"),
    *("state", "dispute", "reason", "solution", "evidence", "explanation", "owner", "deadline"),
    *("depends_on", "tasks"),
)
_BLOCK = (
    *("rank", "unit", "score", "max", "grade", "self", "appraised", "settled", "survey", "lost"),
    *("before", "change", "rank_change", "missing", "disputed", "published_score"),
    *("published_rank", "published_grade"),
)
_LOST = (
    *("unit", "code", "title", "area", "max", "given", "lost", "recovery", "reason", "solution"),
    *("owner", "deadline", "due_on", "depends_on", "tasks"),
)
_TEXTS = {"unit", "code", "title", "area", "grade", "published_grade", "state", "dispute"}
_TEXTS |= {"reason", "solution", "evidence", "explanation", "owner", "deadline", "depends_on"}
_TEXTS |= {"tasks", "recovery"}


def card_workbook(
    title: str,
    facts: str,
    lines: pd.DataFrame,
    chosen: Mapping,
    tasks: PointTasks,
    t: Words,
) -> bytes:
    """Return a unit's card as an xlsx file, rows as of ``scoring.scorecard``.

    ``facts`` stands below the title, with as of when: of which set and stage.
    """
    frame = lines.assign(
        state=[
            t.code("score.state", one) if isinstance(one, str) else None for one in lines["state"]
        ],
        dispute=[
            t.code("score.dispute_word", one) if isinstance(one, str) else None
            for one in lines["dispute"]
        ],
        tasks=[_tasks(chosen, one, tasks, t) for one in lines["code"]],
    )
    marked = bool(chosen["illustrative"])
    return _workbook(title, told(t, facts), frame, _CARD, t, illustrative=marked)


def block_workbook(
    title: str,
    facts: str,
    whole: pd.DataFrame,
    areas: pd.DataFrame,
    chosen: Mapping,
    catalogue: Catalogue,
    t: Words,
) -> bytes:
    """Return a block as an xlsx file: one row a unit, what it comes to and its areas' points.

    ``facts`` as in ``card_workbook``.
    """
    frame = whole.assign(
        unit=[called(one, catalogue, t) for one in whole["org_unit"]],
        grade=whole[f"grade_{t.language}"],
    )
    heads = areas.drop_duplicates("code")
    for code in heads["code"]:
        given = areas[areas["code"] == code].set_index("org_unit")["given"]
        frame[f"area {code}"] = whole["org_unit"].map(given)
    named = {f"area {code}": title for code, title in zip(heads["code"], heads["title"],
                                                          strict=True)}  # fmt: skip
    columns = [*_columns(_BLOCK, t), *(TableColumn(key, name, Kind.NUMBER, 2)
                                       for key, name in named.items())]  # fmt: skip
    marked = bool(chosen["illustrative"]) or bool(whole["illustrative"].any())
    return table_workbook(title, told(t, facts), frame, columns, t, illustrative=marked)


def lost_workbook(
    title: str,
    facts: str,
    lost: pd.DataFrame,
    chosen: Mapping,
    tasks: PointTasks,
    catalogue: Catalogue,
    t: Words,
) -> bytes:
    """Return lost points as an xlsx file, rows as of ``lost_points``; ``facts`` as for a card."""
    frame = lost.assign(
        unit=[called(one, catalogue, t) for one in lost["org_unit"]],
        area=lost["area_title"],
        recovery=[t.code("score.recovery", one) for one in lost["recovery"]],
        tasks=[_tasks(chosen, one, tasks, t) for one in lost["code"]],
    )
    marked = bool(chosen["illustrative"])
    return _workbook(title, told(t, facts), frame, _LOST, t, illustrative=marked)


def _tasks(chosen: Mapping, code: str, tasks: PointTasks, t: Words) -> str | None:
    found = tasks.of(chosen["set"], code)
    return "\n".join(task_title(one, t) for one in found) or None


def _workbook(
    title: str,
    above: Sequence[str],
    frame: pd.DataFrame,
    names: Sequence[str],
    t: Words,
    *,
    illustrative: bool,
) -> bytes:
    return table_workbook(title, above, frame, _columns(names, t), t, illustrative=illustrative)


def _columns(names: Sequence[str], t: Words) -> list[TableColumn]:
    return [_column(one, t) for one in names]


def _column(name: str, t: Words) -> TableColumn:
    kind = Kind.NUMBER
    if name in _TEXTS:
        kind = Kind.TEXT
    elif name in _COUNTS:
        kind = Kind.COUNT
    elif name in _DATES:
        kind = Kind.DATE
    return TableColumn(name, t.code("score.column", name), kind, 2, width=_WIDE.get(name))
