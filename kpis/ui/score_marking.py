"""Appraising a card on screen: its components with where they stand, and the one that is opened."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from kpis.accounts.roles import Actor
from kpis.catalogue.definitions import Catalogue
from kpis.charts.big_figures import tall
from kpis.domain.judging import rule_text
from kpis.domain.scorecards import Stage
from kpis.intake.score_components import CardId
from kpis.queries.scoring import scorecard, summary
from kpis.ui import answers, frame, link, score_locking, score_recording
from kpis.ui.score_card import dispute_told
from kpis.ui.score_choices import called, set_facts, unit_of
from kpis.ui.score_drawn import row_of
from kpis.ui.score_sentences import standing
from kpis.ui.tables import Cell, Column, Line, facts, table
from kpis.words import Words, formats

_COLUMNS = ("code", "title", "max", "self", "appraised", "settled", "state")
_POINTS = ("max", "self", "appraised", "settled")
_FACTS = ("max", "self", "appraised", "claimed", "settled", "survey", "given", "lost")
_TEXTS = ("evidence", "reason", "explanation", "settled_reason", "depends_on")


def shown(
    chosen: Mapping,
    key: str,
    actor: Actor | None,
    catalogue: Catalogue,
    head: object,
    t: Words,
) -> None:
    """Draw a card's components beside the one that is opened, and what may be recorded of it."""
    asked = {"set_": chosen["set"], "org_unit": unit_of(key)}
    whole = row_of(answers.ask(summary, set_=chosen["set"]), unit_of(key))
    lines = answers.ask(scorecard, **asked)
    leaves = lines[lines["state"].notna() & ~lines["code"].str.startswith("#")]
    name = called(unit_of(key), catalogue, t)
    with head:
        title = finding(name, leaves, whole, t)
        told = f"{set_facts(chosen, t)} · {standing(whole, t)}"
        frame.head(t, title, told, illustrative=bool(chosen["illustrative"]))
    if leaves.empty:
        st.info(t("score.no_components"), icon=":material/rule:")
        return
    card = CardId(set=chosen["set"], org_unit=unit_of(key))
    left, right = st.columns([7, 6])
    with right:
        one = _opened(leaves, t)
        frame.block(f"{one['code']} {one['title']}", facts(_facts(one, t)))
        score_recording.form(card, one, actor, catalogue, t)
    with left:
        frame.block(t("score.components"), tall(_table(leaves, one["code"], t)))
        score_locking.forms(card, whole, leaves, actor, t)


def finding(name: str, leaves: pd.DataFrame, whole: Mapping, t: Words) -> str:
    """Return how far a card is appraised: components judged, and disputes that are open."""
    counted = leaves[leaves["judged"] != "survey"]
    judged = int((~counted["state"].isin(["self", "missing"])).sum())
    told = {"unit": name, "judged": judged, "count": len(counted)}
    if whole["stage"] == Stage.SELF:
        return t("score.appraising", **told)
    disputes = leaves["dispute"].notna()
    if not disputes.any():
        return t("score.appraised_whole", **told)
    open_ = int((leaves["dispute"] == "open").sum())
    return t("score.hearing", unit=name, disputes=int(disputes.sum()), open=open_)


def _opened(leaves: pd.DataFrame, t: Words) -> dict:
    """Return the component that the link opens, or the first that waits for somebody."""
    waiting = leaves[leaves["state"].isin(["self", "missing"]) | (leaves["dispute"] == "open")]
    lost = leaves[leaves["lost"] > 0]
    first = next(some for some in (waiting, lost, leaves) if len(some))
    by_code = {one["code"]: one for one in leaves.to_dict("records")}
    code = link.choice(
        "part",
        t("score.item"),
        list(by_code),
        default=first.iloc[0]["code"],
        describe=lambda one: f"{one} {by_code[one]['title']}",
    )
    return by_code[code]


def _table(leaves: pd.DataFrame, opened: str, t: Words) -> str:
    settled = leaves["settled"].notna().any()
    names = [one for one in _COLUMNS if settled or one != "settled"]
    columns = [Column(t.code("score.column", one), one in _POINTS, one == "code") for one in names]
    lines = [
        Line([_cell(one, name, t) for name in names], "ours" if one["code"] == opened else "")
        for one in leaves.to_dict("records")
    ]
    return table(columns, lines, t("score.components"))


def _cell(one: Mapping, name: str, t: Words) -> str | Cell:
    if name == "title":
        return Cell(one["title"], link.here("part", one["code"]))
    if name == "state":
        return state_told(one, t)
    if name in _POINTS:
        return formats.points(one[name], t.language) if pd.notna(one[name]) else ""
    return one[name]


def state_told(one: Mapping, t: Words) -> str:
    """Return where a component stands in words: whose points count, disputes, what it waits for."""
    told = [t.code("score.state", one["state"])]
    if isinstance(one["dispute"], str):
        told.append(t.code("score.dispute_word", one["dispute"]))
    if isinstance(one["depends_on"], str):
        told.append(t("score.waits_for", body=one["depends_on"]))
    return " · ".join(told)


def _facts(one: Mapping, t: Words) -> list[tuple[str, str]]:
    """Return what is known of a component: points, rule, proofs, reasons, its dispute."""
    points = " · ".join(
        f"{t.code('score.column', name)} {formats.points(one[name], t.language)}"
        for name in _FACTS
        if pd.notna(one[name])
    )
    dispute = dispute_told(one, t) if isinstance(one["dispute"], str) else ""
    rule = rule_text(one["rule"]) if one["rule"] else ""
    judged = t.code("score.judged", one["judged"]) if isinstance(one["judged"], str) else ""
    asked = one["evidence_asked"] if isinstance(one["evidence_asked"], str) else ""
    told = [
        (t("score.told.points"), points),
        (t("score.column.judged"), " · ".join(filter(None, (judged, rule)))),
        (t("score.told.evidence_asked"), asked),
        (t("score.column.dispute"), dispute),
    ]
    texts = [(t.code("score.column", name), one[name]) for name in _TEXTS]
    return [*told, *((label, text) for label, text in texts if isinstance(text, str))]
