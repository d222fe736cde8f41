"""Published rankings on screen: beside what scorecards come to, or alone where there are none."""

from collections.abc import Mapping
from functools import partial

import pandas as pd

from kpis.catalogue.definitions import Catalogue
from kpis.charts.big_figures import tall
from kpis.exports.workbook import Kind, TableColumn, table_workbook
from kpis.queries.published import published
from kpis.queries.scoring import summary
from kpis.ui import answers, frame, takeaway
from kpis.ui.score_choices import called, set_facts
from kpis.ui.score_units import signed
from kpis.ui.tables import Column, Line, table
from kpis.words import Words, formats

_PUBLISHED = ("rank", "unit", "appraised", "survey", "total", "grade")
_BESIDE = ("rank", "unit", "total", "grade", "ours", "difference", "our_rank")
_POINTS = ("appraised", "survey", "total", "ours")
_TEXTS = ("unit", "grade")
# Points are printed to two decimals.
_SAME = 0.005


def alone(chosen: Mapping, catalogue: Catalogue, head: object, t: Words) -> None:
    """Draw the ranking that was published of a set without scorecards."""
    rows = answers.ask(published, set_=chosen["set"])
    title = _first_and_last(rows, catalogue, t)
    marked = bool(rows["illustrative"].any())
    with head:
        frame.head(t, title, set_facts(chosen, t), illustrative=marked)
    told = t("score.published_source", file=", ".join(rows["file"].unique()))
    frame.block(t("score.published_ranking"), tall(_table(rows, _PUBLISHED, catalogue, t)), told)
    made = partial(_workbook, title, rows, _PUBLISHED, catalogue, t, illustrative=marked)
    takeaway.take(title, made, t, "published")


def beside(set_: str, catalogue: Catalogue, t: Words) -> None:
    """Draw what was published beside what the scorecards come to; nothing where nothing was."""
    rows = answers.ask(published, set_=set_)
    if rows.empty:
        return
    both = compared(rows, answers.ask(summary, set_=set_))
    told = t("score.published_source", file=", ".join(rows["file"].unique()))
    frame.block(_agreeing(both, catalogue, t), _table(both, _BESIDE, catalogue, t), told)


def compared(rows: pd.DataFrame, ours: pd.DataFrame) -> pd.DataFrame:
    """Return published rows with our points and places: ours, our_rank, difference (ours less)."""
    mine = ours[["org_unit", "score", "rank"]]
    mine = mine.rename(columns={"score": "ours", "rank": "our_rank"})
    both = rows.merge(mine, on="org_unit", how="left")
    return both.assign(difference=(both["ours"] - both["total"]).round(2))


def _first_and_last(rows: pd.DataFrame, catalogue: Catalogue, t: Words) -> str:
    placed = rows[rows["total"].notna()].sort_values("total", ascending=False)
    if placed.empty:
        return t("score.published_count", count=len(rows))
    ends = {"first": placed.iloc[0], "last": placed.iloc[-1]}
    names = {name: called(one["org_unit"], catalogue, t, short=True) for name, one in ends.items()}
    points = {"best": ends["first"]["total"], "least": ends["last"]["total"]}
    written = {name: formats.points(one, t.language) for name, one in points.items()}
    return t("score.published_title", count=len(rows), **names, **written)


def _agreeing(both: pd.DataFrame, catalogue: Catalogue, t: Words) -> str:
    """Return how many published totals are those of the cards, and which differs most."""
    known = both[both["difference"].notna()]
    if known.empty:
        return t("score.published_count", count=len(both))
    differing = known[known["difference"].abs() > _SAME]
    facts = {"count": len(known) - len(differing), "units": len(known)}
    if differing.empty:
        return t("score.published_same", **facts)
    worst = differing.loc[differing["difference"].abs().idxmax()]
    unit = called(worst["org_unit"], catalogue, t, short=True)
    return t("score.published_differs", **facts, unit=unit, points=signed(worst["difference"], t))


def _table(rows: pd.DataFrame, names: tuple[str, ...], catalogue: Catalogue, t: Words) -> str:
    shown = [one for one in names if one in _TEXTS or rows[one].notna().any()]
    columns = [Column(t.code("score.published_column", one), one not in _TEXTS) for one in shown]
    points = [one for one in shown if one in (*_POINTS, "difference")]
    decimals = {one: formats.decimals_of(rows[one]) for one in points}
    lines = []
    for one in rows.to_dict("records"):
        cells = [_cell(one, name, decimals.get(name), catalogue, t) for name in shown]
        differs = pd.notna(one.get("difference")) and abs(one["difference"]) > _SAME
        lines.append(Line(cells, "warning" if differs else ""))
    return table(columns, lines, t("score.published_ranking"))


def _cell(one: Mapping, name: str, decimals: int | None, catalogue: Catalogue, t: Words) -> str:
    if name == "unit":
        return called(one["org_unit"], catalogue, t, short=True)
    if name == "grade":
        return one["grade"] if isinstance(one["grade"], str) else formats.ABSENT
    if name == "difference":
        return signed(one[name], t, decimals) if pd.notna(one[name]) else formats.ABSENT
    if name in _POINTS:
        return formats.points(one[name], t.language, decimals)
    if name == "rank" and pd.notna(one["ranked"]) and pd.notna(one["rank"]):
        return f"{one['rank']:.0f}/{one['ranked']:.0f}"
    return f"{one[name]:.0f}" if pd.notna(one[name]) else formats.ABSENT


def _workbook(
    title: str,
    rows: pd.DataFrame,
    names: tuple[str, ...],
    catalogue: Catalogue,
    t: Words,
    *,
    illustrative: bool,
) -> bytes:
    frame_ = rows.assign(unit=[called(one, catalogue, t) for one in rows["org_unit"]])
    kinds = {"rank": Kind.COUNT, **dict.fromkeys(_TEXTS, Kind.TEXT)}
    columns = [
        TableColumn(one, t.code("score.published_column", one), kinds.get(one, Kind.NUMBER), 2)
        for one in names
    ]
    return table_workbook(title, [], frame_, columns, t, illustrative=illustrative)
