"""What an officer says about a task: done, this quarter's report, its deadline, its links."""

from collections.abc import Callable
from hashlib import sha256

import streamlit as st

from kpis.accounts.roles import Action, Actor, allowed
from kpis.intake import tasks_reporting
from kpis.intake.tasks_reporting import Product, TaskId
from kpis.queries.stored_losses import LostPoint
from kpis.queries.tasks import PlanTask
from kpis.ui import answers, link
from kpis.ui.changing import change
from kpis.ui.chasing import read_day
from kpis.ui.plain import literal
from kpis.ui.uploading import today
from kpis.words import Words, formats

WHAT = ("done", "ongoing", "clarify", "link", "take_back")


def saying(
    task: PlanTask, period: str, points: list[LostPoint], actor: Actor | None, t: Words
) -> None:
    """Draw the choice of what to say about a task, and its form; readers are told to sign in."""
    if not allowed(actor, Action.REPORT_TASK):
        st.info(t("task.sign_in_first"), icon=":material/lock:")
        return
    what = link.choice(
        "say",
        t("task.say"),
        WHAT,
        default="ongoing" if task.standing.period else "done",
        describe=lambda one: t.code("task.say", one),
        draw=st.segmented_control,
    )
    # A form sent by Enter says so in English under each field.
    with st.form(f"say_{what}", enter_to_submit=False):
        made = _form(what, task, period, points, actor, t)
        sent = st.form_submit_button(t("task.record"), icon=":material/task_alt:")
    if sent:
        change(made, t)


def _form(
    what: str, task: PlanTask, period: str, points: list[LostPoint], actor: Actor | None, t: Words
) -> Callable[[], None]:
    """Draw the fields of what is to be said; return what saying it does."""
    about = TaskId(task.set, task.key)
    if what == "link":
        return _linking(about, points, actor, t)
    if what == "take_back":
        return _taking_back(task, actor, t)
    if what == "clarify":
        return _clarifying(about, actor, t)
    if what == "ongoing":
        return _ongoing(about, period, actor, t)
    return _done(task, about, actor, t)


def _done(task: PlanTask, about: TaskId, actor: Actor | None, t: Words) -> Callable[[], None]:
    left, right = st.columns(2)
    typed = left.text_input(t("task.done_on"))
    document = right.text_input(t("task.document"))
    days = [one.due_on for one in task.standing.occurrences if one.done_on is None]
    due_on = None
    if len(task.standing.occurrences) > 1 and days:
        due_on = st.selectbox(
            t("task.answers"), days, format_func=lambda one: formats.day(one, t.language)
        )
    file = st.file_uploader(t("task.file"))
    note = st.text_input(t("task.note"))

    def made() -> None:
        content = file.getvalue() if file else b""
        digest = sha256(content).hexdigest() if file else ""
        product = Product(document, file.name if file else "", digest, content)
        day = {"done_on": read_day(typed), "today": today(), "due_on": due_on}
        tasks_reporting.report_done(
            answers.house(), actor, about, product=product, note=note, **day
        )

    return made


def _ongoing(about: TaskId, period: str, actor: Actor | None, t: Words) -> Callable[[], None]:
    named = formats.period(period, t.language)
    note = st.text_area(t("task.ongoing_note", period=named))
    return lambda: tasks_reporting.report_ongoing(
        answers.house(), actor, about, period=period, note=note, today=today()
    )


def _clarifying(about: TaskId, actor: Actor | None, t: Words) -> Callable[[], None]:
    left, right = st.columns(2)
    deadline = left.text_input(t("task.means"))
    reason = right.text_input(t("task.reason"))
    return lambda: tasks_reporting.clarify(
        answers.house(), actor, about, deadline=deadline, reason=reason
    )


def _linking(
    about: TaskId, points: list[LostPoint], actor: Actor | None, t: Words
) -> Callable[[], None]:
    catalogue = answers.catalogue()
    lost = {
        f"{one.set}|{one.code}": f"{one.code} {one.title} · {one.set}" for one in points if one.code
    }
    goals = {f"|{one.id}": t.own(one.title) for one in catalogue.indicators.values()}
    names = {**lost, **goals}
    chosen = st.selectbox(
        t("task.link_to"), list(names), format_func=lambda one: literal(names[one])
    )
    away = st.checkbox(t("task.link_away"))

    def made() -> None:
        set_, _, target = chosen.partition("|")
        kind = "criterion" if set_ else "indicator"
        what = {"kind": kind, "target": target, "target_set": set_ or None, "linked": not away}
        tasks_reporting.link(answers.house(), actor, about, **what)

    return made


def _taking_back(task: PlanTask, actor: Actor | None, t: Words) -> Callable[[], None]:
    standing = {
        one.report: f"{one.report} · {formats.day(one.progress.done_on, t.language)} · "
        f"{one.product or one.note or ''}"
        for one in task.reports
        if one.counts
    }
    report = st.selectbox(
        t("task.which_report"),
        list(standing),
        format_func=standing.__getitem__,
        placeholder=t("task.no_report"),
    )
    reason = st.text_input(t("task.reason"))
    return lambda: tasks_reporting.take_back(answers.house(), actor, report or "", reason)
