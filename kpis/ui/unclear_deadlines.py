"""Deadlines of a plan that can be read in two ways: listed, and asked once for each wording."""

import streamlit as st

from kpis.accounts.roles import Action, Actor, allowed
from kpis.domain.deadlines import DeadlineKind
from kpis.intake.unclear_deadlines import clarify_alike
from kpis.queries.tasks import Plan, PlanTask
from kpis.ui import answers, frame
from kpis.ui.changing import change
from kpis.ui.link import Links
from kpis.ui.plain import literal
from kpis.ui.tables import Cell, Column, Line, table
from kpis.words import Words

_COLUMNS = ("deadline", "task")


def unclear(plan: Plan) -> dict[str, list[PlanTask]]:
    """Return the tasks whose deadline could not be read, by its words."""
    found: dict[str, list[PlanTask]] = {}
    for one in plan.tasks:
        if one.due.kind is DeadlineKind.UNKNOWN:
            found.setdefault(" ".join((one.row["deadline"] or "").split()), []).append(one)
    return found


def asked(plan: Plan, actor: Actor | None, t: Words, links: Links) -> None:
    """Draw which deadlines are unclear, and ask an officer once for each wording."""
    wordings = unclear(plan)
    if not wordings:
        return
    count = sum(map(len, wordings.values()))
    frame.block(t("unclear.title", count=count), _listed(wordings, t, links), t("unclear.note"))
    if not allowed(actor, Action.REPORT_TASK):
        return
    with st.form("unclear", enter_to_submit=False):
        wording = st.selectbox(
            t("unclear.wording"),
            list(wordings),
            format_func=lambda one: literal(
                t("unclear.of_tasks", wording=one, count=len(wordings[one]))
            ),
        )
        left, right = st.columns(2)
        deadline, reason = left.text_input(t("task.means")), right.text_input(t("task.reason"))
        sent = st.form_submit_button(t("unclear.record"), icon=":material/event_available:")
    if sent:
        _record(plan.set, wording, deadline, reason, actor, t)


def _listed(wordings: dict[str, list[PlanTask]], t: Words, links: Links) -> str:
    lines = [Line([words, _task(one, links)]) for words, tasks in wordings.items() for one in tasks]
    return table([Column(t.code("unclear", one)) for one in _COLUMNS], lines)


def _task(one: PlanTask, links: Links) -> Cell:
    named = " ".join(filter(None, (one.row["code"], one.row["task"])))
    return Cell(named, links.to("tasks", plan=one.set, task=one.key, say="clarify"))


def _record(
    set_: str, wording: str, deadline: str, reason: str, actor: Actor | None, t: Words
) -> None:
    change(
        lambda: clarify_alike(
            answers.house(), actor, set_, wording, deadline=deadline, reason=reason
        ),
        t,
    )
