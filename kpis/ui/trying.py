"""What if: other points for some components, in the link alone, and what they would come to."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from kpis.catalogue.definitions import Catalogue
from kpis.charts.big_figures import BigFigure, big_figures, tall
from kpis.domain.criteria import CriteriaSet
from kpis.domain.judging import Bands
from kpis.queries.scoring import scorecard, summary
from kpis.queries.what_if import what_if
from kpis.ui import answers, filters, frame
from kpis.ui.moves import Moves, read_moves, said
from kpis.ui.plain import literal
from kpis.ui.score_choices import called, unit_of
from kpis.ui.score_units import signed
from kpis.ui.tables import Column, Line, table
from kpis.words import Words, formats

_STEP = 0.25
_LINES = ("point", "before", "after", "change")
_PEERS = ("rank", "unit", "score")


def tried(chosen: Mapping, key: str, catalogue: Catalogue, head: object, t: Words) -> None:
    """Draw the choice of components and points, and what the card would come to."""
    unit, set_ = unit_of(key), chosen["set"]
    lines = answers.ask(scorecard, set_=set_, org_unit=unit)
    leaves = lines[lines["state"].notna() & (lines["lost"] > 0)].set_index("code")
    moves = read_moves(st.query_params.get("moves"), leaves["max"].to_dict())
    defined = catalogue.criteria_sets.get(set_)
    left, right = st.columns([1, 1])
    with left:
        moves = _asked(leaves, moves, defined, t)
    st.query_params["moves"] = said(moves)
    after = answers.ask(what_if, set_=set_, org_unit=unit, moves=moves)
    name, told = called(unit, catalogue, t), _sentence(after, len(moves), t)
    with head:
        marked = bool(chosen["illustrative"])
        frame.head(t, f"{name}: {told}", t("lost.nothing_stored"), illustrative=marked)
    with left:
        frame.block(t("lost.result"), come_to(after, t))
        if moves:
            frame.block(t("lost.moved"), _moved(after, leaves, t))
    with right:
        frame.block(t("lost.peers"), tall(_peers(chosen, unit, after, catalogue, t)))


def _asked(leaves: pd.DataFrame, moves: Moves, defined: CriteriaSet | None, t: Words) -> Moves:
    """Draw which components move, and to which points; return the moves."""
    before = dict(moves)
    st.session_state["try_codes"] = [code for code, _ in moves]

    def follow() -> None:
        codes = st.session_state["try_codes"]
        best = leaves["max"].to_dict()
        st.query_params["moves"] = said(tuple((one, before.get(one, best[one])) for one in codes))

    codes = st.multiselect(
        t("lost.choose"),
        list(leaves.index),
        key="try_codes",
        on_change=follow,
        placeholder=t("lost.choose_here"),
        format_func=lambda one: literal(_named(leaves, one, t)),
    )
    found = []
    places = filters.row(3)
    for at, code in enumerate(codes):
        with places[at % 3]:
            found.append((code, _points(code, leaves, before, defined, t)))
    return tuple(found)


def _named(leaves: pd.DataFrame, code: str, t: Words) -> str:
    one = leaves.loc[code]
    lost = formats.points(one["lost"], t.language)
    return t("lost.choice", code=code, title=one["title"], lost=lost)


def _points(
    code: str,
    leaves: pd.DataFrame,
    before: Mapping[str, float],
    defined: CriteriaSet | None,
    t: Words,
) -> float:
    """Draw the points that a component would get: those its rule can give, or every quarter."""
    most = leaves.loc[code, "max"]
    now = leaves.loc[code, "given"]
    options = sorted({*_possible(code, most, defined), now, most, before.get(code, most)})
    key = f"try_{code}"
    st.session_state[key] = before.get(code, most)
    label = t("lost.would_get", code=code)
    return st.selectbox(
        label, options, key=key, format_func=lambda one: formats.points(one, t.language),
        placeholder=label, on_change=_follow, args=(key, code, dict(before)),
    )  # fmt: skip


def _follow(key: str, code: str, before: dict[str, float]) -> None:
    st.query_params["moves"] = said(tuple((before | {code: st.session_state[key]}).items()))


def _possible(code: str, most: float, defined: CriteriaSet | None) -> Sequence[float]:
    part = defined.by_code.get(code) if defined else None
    if part and isinstance(part.rule, Bands):
        return [float(one.points) for one in part.rule.bands if float(one.points) <= most]
    return [_STEP * at for at in range(int(most / _STEP) + 1)]


def _sentence(after: Mapping, count: int, t: Words) -> str:
    if not count:
        return t("lost.choose_first")
    if after["change"] is None:
        return t("lost.no_whole")
    facts = {
        "count": count,
        "change": signed(after["change"], t),
        "score": formats.points(after["score"], t.language),
    }
    if after["rank"] is None:
        return t("lost.would_alone", **facts)
    return t("lost.would", **facts, rank=after["rank"], ranked=after["ranked"])


def come_to(after: Mapping, t: Words) -> str:
    """Return score, grade and rank as they are and as they would be, as of ``what_if``."""

    def moved(before: str, now: str) -> str:
        return now if before == now else f"{before} → {now}"

    def points(name: str) -> str:
        return formats.points(after[name], t.language)

    def rank(name: str) -> str:
        return f"{after[name]}/{after['ranked']}" if after[name] else formats.ABSENT

    if after["score"] is None and after["score_before"] is None:
        known = moved(points("known_before"), points("known"))
        return big_figures([BigFigure(t("score.known"), known, t("score.known_note"))])
    grade = f"grade_{t.language}"
    grades = [after[name] or formats.ABSENT for name in (f"{grade}_before", grade)]
    return big_figures(
        [
            BigFigure(t("score.total"), moved(points("score_before"), points("score"))),
            BigFigure(t("score.grade"), moved(*grades)),
            BigFigure(t("score.rank"), moved(rank("rank_before"), rank("rank"))),
        ]
    )


def _moved(after: Mapping, leaves: pd.DataFrame, t: Words) -> str:
    columns = [Column(t.code("lost.column", one), one != "point") for one in _LINES]
    lines = [
        Line(
            [
                f"{code} {leaves.loc[code, 'title']}",
                *(formats.points(one, t.language) for one in (before, now)),
                signed(now - before, t) if None not in (before, now) else formats.ABSENT,
            ]
        )
        for code, before, now in after["lines"]
    ]
    return table(columns, lines, t("lost.moved"))


def _peers(
    chosen: Mapping, unit: str | None, after: Mapping, catalogue: Catalogue, t: Words
) -> str:
    """Return the peers in their order with the card as it would be among them."""
    whole = answers.ask(summary, set_=chosen["set"])
    units = (one if isinstance(one, str) else None for one in whole["org_unit"])
    scores = dict(zip(units, whole["score"], strict=True)) | {unit: after["score"]}
    scores = {one: score for one, score in scores.items() if pd.notna(score)}
    ordered = sorted(scores.items(), key=lambda one: (-one[1], one[0] != unit))
    lines = [
        Line(
            [
                str(1 + sum(other > score for other in scores.values())),
                called(one, catalogue, t, short=True),
                formats.points(score, t.language),
            ],
            "ours" if one == unit else "",
        )
        for one, score in ordered
    ]
    columns = [Column(t.code("lost.column", one), one == "score", True) for one in _PEERS]
    return table(columns, lines, t("lost.peers"))
