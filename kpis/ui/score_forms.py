"""What officers do about a scorecard: open it again, take it to fill in, link a point to a task."""

from collections.abc import Mapping, Sequence

import streamlit as st

from kpis.accounts.roles import Action, Actor, allowed
from kpis.catalogue.definitions import Catalogue
from kpis.exports.scorecard_form import Outsider
from kpis.exports.scorecard_set import (
    card_to_send,
    cards_to_send,
    is_outside,
    outsiders_of,
    set_name,
    units_of,
)
from kpis.exports.scorecard_template import template_name
from kpis.intake import tasks_reporting
from kpis.intake.score_components import CardId
from kpis.intake.tasks_reporting import TaskId
from kpis.queries.card_rows import Texts, card_texts
from kpis.queries.outsiders import outsiders
from kpis.queries.plan_names import plan_names
from kpis.queries.scorecards import Reckoning, reckoned
from kpis.queries.tasks import plans_at
from kpis.ui import answers
from kpis.ui.changing import change
from kpis.ui.plain import literal
from kpis.ui.score_choices import OUTSIDE, clock_of
from kpis.ui.score_locking import reopening
from kpis.ui.takeaway import XLSX
from kpis.words import Words


def card_forms(
    chosen: Mapping,
    unit: str | None,
    actor: Actor | None,
    catalogue: Catalogue,
    t: Words,
    *,
    locked: bool,
) -> None:
    """Draw the card to send out, and the form that opens one again that is locked."""
    defined, named = catalogue.criteria_sets.get(chosen["set"]), catalogue.org_units.get(unit)
    if unit and unit.startswith(OUTSIDE):
        named = Outsider(unit.removeprefix(OUTSIDE))
    if defined and named:
        st.download_button(
            t("score.take_template"),
            data=lambda: card_to_send(defined, named, *_cards(defined.id)),
            file_name=template_name(defined, named),
            mime=XLSX,
            icon=":material/edit_document:",
        )
    if not locked:
        return
    if not allowed(actor, Action.SEND_BACK):
        st.info(t("score.sign_in_first"), icon=":material/lock:")
        return
    reopening(CardId(chosen["set"], unit), actor, t)


def cards_form(set_: str, catalogue: Catalogue, t: Words) -> None:
    """Draw the cards of all units of a set to take away, each with what is known of it.

    Units that no catalogue has are named by hand; those whose cards came are named already.
    """
    defined = catalogue.criteria_sets.get(set_)
    units = units_of(defined, catalogue) if defined else []
    if defined and is_outside(defined):
        units = _named_by_hand(set_, t)
    if not units:
        return
    st.download_button(
        t("score.take_templates", count=len(units)),
        data=lambda: cards_to_send(defined, units, *_cards(set_)),
        file_name=set_name(defined),
        mime="application/zip",
        icon=":material/folder_zip:",
    )


def _cards(set_: str) -> tuple[Reckoning, Texts]:
    return answers.ask(reckoned, set_=set_), answers.ask(card_texts, set_=set_)


def _named_by_hand(set_: str, t: Words) -> list[Outsider]:
    """Draw the names of a set's units, those known to begin with; return the units."""
    known = "\n".join(answers.ask(outsiders, set_=set_))
    with st.form(f"names_{set_}", enter_to_submit=False):
        said = st.text_area(t("score.card_names"), known, key=f"card_names_{set_}")
        st.form_submit_button(t("score.card_names_use"), icon=":material/list_alt_check:")
    return outsiders_of(said.splitlines())


def point_form(
    chosen: Mapping,
    lost: Sequence[Mapping],
    actor: Actor | None,
    catalogue: Catalogue,
    t: Words,
) -> None:
    """Draw the form that links a lost point to the task that is to win it back."""
    if not allowed(actor, Action.REPORT_TASK):
        st.info(t("lost.sign_in_first"), icon=":material/lock:")
        return
    points = {one["code"]: one["title"] for one in lost}
    tasks = _tasks(chosen, catalogue)
    if not points or not tasks:
        st.info(t("lost.nothing_to_link"), icon=":material/link_off:")
        return
    with st.form("link_point", enter_to_submit=False):
        code = st.selectbox(
            t("lost.point"), list(points), format_func=lambda one: literal(f"{one} {points[one]}")
        )
        task = st.selectbox(
            t("lost.task"), list(tasks), format_func=lambda one: literal(tasks[one])
        )
        away = st.checkbox(t("task.link_away"))
        sent = st.form_submit_button(t("lost.link"), icon=":material/link:")
    if sent:
        what = {"kind": "criterion", "target": code, "target_set": chosen["set"]}
        about = TaskId(*task)
        change(
            lambda: tasks_reporting.link(answers.house(), actor, about, **what, linked=not away), t
        )


def _tasks(chosen: Mapping, catalogue: Catalogue) -> dict[tuple[str, str], str]:
    """Return the tasks of the plans that may answer for the set's year, by plan and key."""
    clock = clock_of(catalogue)
    year = int(chosen["year"]) if chosen["defined"] else None
    names = [
        one.set
        for one in answers.ask(plan_names)
        if year is None or not one.years or one.years[0] <= year + 1 <= one.years[1] + 1
    ]
    if clock is None:
        return {}
    plans = [plan for name in names for plan in answers.ask(plans_at, clock=clock, set_=name)]
    return {
        (one.set, one.key): f"{one.row['code'] or ''} {one.row['task']} · {one.set}".strip()
        for plan in plans
        for one in plan.tasks
    }
