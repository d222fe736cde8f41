"""What scorecards come to, in a sentence: of one unit, of a whole block, of what is needed."""

from collections.abc import Mapping

import pandas as pd

from kpis.domain.scorecards import Stage
from kpis.ui.tables import Column, Line, table
from kpis.words import Words, formats


def unit_title(name: str, one: Mapping, areas: pd.DataFrame, t: Words) -> str:
    """Return a unit's finding: its points, grade, rank, and the area that lost most.

    ``one`` is a row of ``scoring.summary``, ``areas`` the unit's rows of ``score_views.areas``.
    """
    if pd.isna(one["score"]):
        return _so_far(name, one, t)
    parts = [t("score.points_of", score=_p(one["score"], t), max=_p(one["max"], t))]
    if grade := one[f"grade_{t.language}"]:
        parts.append(t("score.graded", grade=grade.lower()))
    if pd.notna(one["rank"]):
        parts.append(t("score.rank_of", rank=int(one["rank"]), ranked=int(one["ranked"])))
    told = f"{name} {', '.join(parts)}"
    lost = areas[areas["lost"] > 0]
    if lost.empty:
        return told
    worst = lost.loc[lost["lost"].idxmax()]
    return t("score.title", finding=told, area=worst["title"], lost=_p(worst["lost"], t))


def _so_far(name: str, one: Mapping, t: Words) -> str:
    """Return what a card comes to without what it lacks: appraised points, or the unit's own."""
    facts = {"unit": name, "count": int(one["missing"])}
    for kind in ("settled", "appraised", "self"):
        if pd.notna(one[kind]):
            points = _p(one[kind], t)
            return t.code("score.title_so_far", kind, points=points, **facts)
    return t("score.title_missing", **facts)


def block_title(block: str, table_: pd.DataFrame, names: Mapping[str, str], t: Words) -> str:
    """Return a block's finding: how many units of each grade, who is first and who last."""
    scored = table_[table_["score"].notna()]
    grades = scored.groupby([f"grade_{t.language}"], sort=False).size()
    told = ", ".join(f"{count} {grade.lower()}" for grade, count in grades.items())
    facts = {"count": len(table_), "block": block.lower(), "grades": told or formats.ABSENT}
    if len(scored) < 2:
        return t("score.block_title", **facts)
    first, last = scored.iloc[0], scored.iloc[-1]
    return t(
        "score.block_title_ranked",
        **facts,
        first=names[first["org_unit"]],
        best=_p(first["score"], t),
        last=names[last["org_unit"]],
        least=_p(last["score"], t),
    )


def needed_sentence(one: Mapping, counted: str, t: Words) -> str:
    """Return what a component takes for its next step, in plain numbers.

    ``one`` is a row of ``provisional``, ``counted`` what its numerator counts.
    """
    if pd.isna(one["value"]):
        return t("score.need.no_figure")
    if pd.isna(one["next_points"]):
        return t("score.need.nothing")
    more = _p(one["next_points"] - one["points"], t)
    facts = {
        "value": formats.amount(one["next_value"], "%", 0, t.language),
        "points": more,
        "counted": counted,
    }
    kind, by_rate = ("more", "more_rate") if one["rising"] else ("fewer", "fewer_rate")
    if pd.isna(one["needed"]):
        return t.code("score.need", by_rate, **facts)
    count = formats.number(one["needed"], 0, t.language)
    whole = formats.number(one["denominator"], 0, t.language)
    return t.code("score.need", kind, **facts, count=count, whole=whole)


def standing(one: Mapping, t: Words) -> str:
    """Return where a card stands: how far it is judged, and whether it is locked."""
    open_again = one["stage"] != Stage.SELF and not one["locked"]
    return t.code("score.standing", "reopened" if open_again else one["stage"])


def published(one: Mapping, t: Words) -> str:
    """Return what was published of a card, to stand beside ours; nothing where nothing was."""
    rank, ranked = one["published_rank"], one["published_ranked"]
    told = []
    if pd.notna(one["published_score"]):
        told.append(t("score.points", points=_p(one["published_score"], t)))
    if isinstance(one["published_grade"], str):
        told.append(t("score.graded", grade=one["published_grade"].lower()))
    if pd.notna(rank):
        told.append(
            t("score.rank_of", rank=int(rank), ranked=int(ranked))
            if pd.notna(ranked)
            else t("score.rank_alone", rank=int(rank))
        )
    return t("score.published", said=", ".join(told)) if told else ""


def events_table(events: pd.DataFrame, t: Words) -> str:
    """Return the story of a card: every file and reopening, oldest first."""
    names = ("at", "what", "reason")
    lines = [
        Line(
            [
                f"{formats.moment(one['at'].to_pydatetime(), t.language)} · {one['person']}",
                " · ".join(filter(None, (_event(one, t), _text(one["file"])))),
                _text(one["reason"]),
            ],
            "note" if one["counts"] else "warning" if one["withdrawn"] else "",
        )
        for one in events.to_dict("records")
    ]
    return table([Column(t.code("score.event_column", one)) for one in names], lines)


def _event(one: Mapping, t: Words) -> str:
    if one["kind"] == "locked":
        return t.code("score.locked", one["stage"])
    if one["kind"] not in ("file", "reopened"):
        points = formats.points(one["points"], t.language)
        facts = {"item": one["code"], "points": points, "body": one["body"]}
        return t.code("score.marked", one["kind"], **facts)
    kind = "reopened" if one["kind"] == "reopened" else one["stage"]
    marks = [t.code("score.event", kind)]
    marks += [t("score.event_counts")] if one["counts"] else []
    marks += [t("score.event_withdrawn")] if one["withdrawn"] else []
    return " · ".join(marks)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _p(value: float, t: Words) -> str:
    return formats.points(value, t.language)
