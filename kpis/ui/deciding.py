"""Deciding about a concern on screen: which one, what, and the form that records it."""

from collections.abc import Callable

import streamlit as st

from kpis.accounts.roles import Action, Actor, allowed
from kpis.catalogue.model import UnitKind
from kpis.domain.concerns import Concern
from kpis.intake import directing
from kpis.queries.task_day import day_of
from kpis.ui import answers, link, unit_names
from kpis.ui.changing import change
from kpis.ui.chasing import read_day
from kpis.ui.concern_words import ConcernWords
from kpis.ui.plain import literal
from kpis.ui.situation import Situation
from kpis.words import formats

_WHAT = ("directed", "handed", "dismissed", "reopened")


def chosen(now: Situation, words: ConcernWords) -> Concern | None:
    """Return the concern that the link chooses, or the gravest; None where there is none."""
    known = {one.key: one for one in now.concerns}
    if not known:
        return None
    item = link.choice(
        "item",
        words.t("decision.item"),
        list(known),
        default=next(iter(known)),
        describe=lambda one: words.sentence(known[one]),
    )
    return known[item]


def form(concern: Concern, now: Situation, words: ConcernWords, actor: Actor | None) -> None:
    """Draw what was recorded last about a concern, and what an officer may record.

    Others are told to sign in.
    """
    t, period = words.t, now.period.code
    if answers.AS_OF in st.query_params:
        st.info(t("decision.in_the_past"), icon=":material/history:")
        return
    if not allowed(actor, Action.DIRECT):
        st.info(t("decision.sign_in_first"), icon=":material/lock:")
        return
    _say_recorded(concern, now, words)
    what = link.choice(
        "decide",
        t("decision.what"),
        _WHAT,
        default=_WHAT[0],
        describe=lambda one: t.code("decision.what", one),
        draw=st.segmented_control,
    )
    # Named for what has been recorded so far, so that it is a new and empty one after each entry.
    # A form sent by Enter says so in English under each field.
    with st.form(f"decide_{what}_{concern.key}_{len(now.register)}", enter_to_submit=False):
        made = _fields(what, concern, period, words, actor)
        sent = st.form_submit_button(t("decision.record"), icon=":material/gavel:")
    if sent:
        change(made, t)


def _say_recorded(concern: Concern, now: Situation, words: ConcernWords) -> None:
    """Say what the register holds last about a concern: what, by whom, and when."""
    last = next((one for one in now.register if one.item == concern.key), None)
    if last is None:
        return
    facts = {"said": literal(words.said(last)), "person": literal(last.person)}
    facts |= {"moment": formats.moment(last.decided_at, words.t.language)}
    told = words.t("decision.recorded", number=last.number, **facts)
    st.success(told, icon=":material/task_alt:")


def _fields(
    what: str, concern: Concern, period: str, words: ConcernWords, actor: Actor | None
) -> Callable[[], None]:
    """Draw the fields of a decision; return what recording it does."""
    t, house = words.t, answers.house()
    about = {"actor": actor, "concern": concern, "period": period}
    if what in ("dismissed", "reopened"):
        reason = st.text_input(t("decision.reason"))
        write = directing.dismiss if what == "dismissed" else directing.reopen
        return lambda: write(house, **about, reason=reason)
    unit = _unit(concern, period, words) if what == "handed" else ""
    document = st.text_input(t("decision.document"))
    due = st.text_input(t("decision.due"))
    reason = st.text_input(t("decision.reason"))
    said = {"document": document, "reason": reason}
    if what == "handed":
        return lambda: directing.hand_over(
            house, **about, **said, handed_to=unit, due_on=read_day(due)
        )
    return lambda: directing.note_directed(
        house, **about, **said, due_on=read_day(due) if due.strip() else None
    )


def _unit(concern: Concern, period: str, words: ConcernWords) -> str:
    """Draw the choice of a unit that is there; the one that the concern is about stands first."""
    catalogue = words.catalogue
    day = day_of(period, catalogue.calendar.cut_off_day)
    owner = ""
    if concern.indicator:
        owner = catalogue.owner_on(catalogue.indicators[concern.indicator], day).id
    units = [
        one.id
        for one in catalogue.units_of(UnitKind.AGENCY, UnitKind.DISTRICT)
        if one.valid_on(day)
    ]
    first = [one for one in (owner, concern.org_unit) if one in units][:1]
    return st.selectbox(
        words.t("decision.to"),
        [*first, *(one for one in units if one not in first)],
        format_func=lambda one: unit_names.full(catalogue, one, words.t),
    )
