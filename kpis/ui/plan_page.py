"""The plan page's parts put together: the tasks in their views, sums, one task opened."""

from collections.abc import Sequence

import streamlit as st

from kpis.catalogue.definitions import Catalogue
from kpis.charts.task_marks import task_legend
from kpis.domain.task_status import Clock, TaskStatus
from kpis.queries.goals_since import GoalSince, goal_since
from kpis.queries.points_since import Since, since_by_code
from kpis.queries.stored_losses import lost_points
from kpis.queries.task_chain import Linked, links_of
from kpis.queries.tasks import Plan, PlanTask
from kpis.ui import (
    answers,
    directive,
    frame,
    link,
    plan_summary,
    sign_in,
    task_chain_view,
    task_details,
    task_forms,
    unclear_deadlines,
)
from kpis.ui.plan_filters import Narrowing
from kpis.ui.plan_links import plan_links
from kpis.ui.plan_tasks import tasks_table
from kpis.ui.plan_time import plan_timeline
from kpis.words import Words

SHOWN = ("table", "time", "answers")


def nothing(t: Words) -> None:
    """Say that no plan has come in yet, and what to do."""
    frame.head(t, t("task.title_none"), illustrative=False)
    st.info(t("task.how_to_load"), icon=":material/upload_file:")


def opened(plan: Plan) -> PlanTask | None:
    """Return the task that the link opens, if the plan has it."""
    wanted = st.query_params.get("task")
    return next((one for one in plan.tasks if one.key == wanted), None)


def view(t: Words) -> str:
    """Return how to show the plan: as a table, along its time, or as answers to a directive."""
    return link.choice(
        "shown",
        t("task.shown"),
        SHOWN,
        default=SHOWN[0],
        describe=lambda one: t.code("task.shown", one),
        draw=st.segmented_control,
    )


def tasks_shown(shown: str, tasks: Sequence[PlanTask], plan: Plan, clock: Clock, t: Words) -> None:
    """Draw the tasks as a table or along their time, and reports whose task is gone."""
    open_key = st.query_params.get("task")
    if shown == "time":
        markup = plan_timeline(tasks, clock, t, plan_links())
        there = {one.standing.status for one in tasks}
        markup += task_legend([one for one in TaskStatus if one in there], t)
        frame.block(t("task.timeline"), markup, t("task.timeline_note"))
    else:
        markup = tasks_table(tasks, open_key, t, plan_links())
        frame.block(t("task.count", count=len(tasks)), markup, t("task.table_note"))
    if plan.orphans:
        frame.block(t("task.orphans"), task_details.orphans(plan.orphans, t))


def sums(
    tasks: Sequence[PlanTask],
    plan: Plan,
    narrowing: Narrowing,
    clock: Clock,
    catalogue: Catalogue,
    t: Words,
) -> None:
    """Draw what is unclear, what is overdue, and how the tasks of each lead and area stand."""
    links = plan_links()
    unclear_deadlines.asked(plan, sign_in.person(), t, links)
    late = plan_summary.overdue(tasks, catalogue, t, links)
    frame.block(t("task.overdue"), late)
    units = plan_summary.by_lead(tasks, narrowing.unit, clock, catalogue, t, links)
    frame.block(t("task.by_lead"), units)
    areas = plan_summary.by_area(tasks, narrowing.area, clock, t, links)
    frame.block(t("task.by_area"), areas)


def details(task: PlanTask, plan: Plan, period: str, catalogue: Catalogue, t: Words) -> None:
    """Draw one task: as written and read, its reports, its links, and the forms of an officer."""
    links = plan_links()
    title = " ".join(filter(None, (task.row["code"], task.row["task"])))
    close = task_details.closing(links.to("tasks"), t)
    frame.block(title, close + task_details.about(task, plan, catalogue, t))
    if days := task_details.occurrences(task, t):
        frame.block(t("task.occurrences"), days)
    frame.block(t("task.reports"), task_details.history(task.reports, t))
    linked = answers.ask(links_of, plan=plan).get(task.key, ())
    goals = _goals_since(linked, plan, period, catalogue)
    markup = task_chain_view.chain(linked, _since(linked), goals, catalogue, t, links)
    kinds = [one for one in ("criterion", "indicator") if any(one == x.kind for x in linked)]
    frame.block(t("task.chain"), markup, " ".join(t.code("task.chain_note", one) for one in kinds))
    points = answers.ask(lost_points)
    frame.block(t("task.say_title"), "")
    task_forms.saying(task, period, points, sign_in.person(), t)


def _since(linked: Sequence[Linked]) -> dict[tuple[str, str], Since]:
    """Return what became of the criteria that a task is linked to, by set and code."""
    sets = dict.fromkeys(one.target_set for one in linked if one.target_set)
    return {
        (set_, code): found
        for set_ in sets
        for code, found in answers.ask(since_by_code, set_=set_).items()
    }


def _goals_since(
    linked: Sequence[Linked], plan: Plan, period: str, catalogue: Catalogue
) -> dict[str, GoalSince]:
    """Return what became of the indicators that a task is linked to since its plan began."""
    asked = {"first_year": plan.years[0] if plan.years else None, "until": period}
    found = {
        one.target: answers.ask(
            goal_since, indicator=one.target, org_unit=_subject(one.target, catalogue), **asked
        )
        for one in linked
        if one.kind == "indicator"
    }
    return {indicator: one for indicator, one in found.items() if one}


def _subject(indicator: str, catalogue: Catalogue) -> str:
    """Return whose figure tells of an indicator: that of its first goal, or the province's."""
    subjects = (one.subject for one in catalogue.goals if one.indicator == indicator)
    return next(subjects, catalogue.province.id)


def answering(plan: Plan, clock: Clock, catalogue: Catalogue, t: Words) -> None:
    """Draw the answers to a directive: who lost which points, and what wins them back."""
    directive.answers_shown(plan, clock, catalogue, t, plan_links())
