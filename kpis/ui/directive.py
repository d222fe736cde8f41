"""Answers to a directive on screen: lost points by lead department, with tasks and the days."""

from collections.abc import Sequence

import streamlit as st

from kpis.catalogue.definitions import Catalogue
from kpis.domain.task_status import FINISHED, Clock, TaskStatus
from kpis.exports.directive import criteria_workbook, summary_workbook
from kpis.queries.directive import LeadAnswer, PointAnswer, lead_answers
from kpis.queries.stored_losses import sets_with_losses
from kpis.queries.tasks import Plan
from kpis.ui import answers, directive_days, frame, link
from kpis.ui.directive_points import criteria_of
from kpis.ui.link import Links
from kpis.ui.plan_filters import unit_title
from kpis.ui.tables import Cell, Column, Line, table
from kpis.ui.takeaway import XLSX
from kpis.ui.task_chain_view import set_title
from kpis.words import Words, formats

_LEAD = ("unit", "criteria", "lost", "recoverable", "tasks", "done", "overdue", "without_task")
_OPEN = ("code", "title", "lost", "unit", "deadline")


def answers_shown(plan: Plan, clock: Clock, catalogue: Catalogue, t: Words, links: Links) -> None:
    """Draw who lost which points and what wins them back, for the scorecard chosen."""
    sets = answers.ask(sets_with_losses)
    if not sets:
        st.info(t("directive.nothing"), icon=":material/scoreboard:")
        return
    answers_of(_chosen_set(sets, plan, catalogue, t), plan, clock, catalogue, t, links)


def answers_of(
    set_: str, plan: Plan, clock: Clock, catalogue: Catalogue, t: Words, links: Links
) -> None:
    """Draw the answers for one criteria set: departments, one of them opened, the days."""
    found = answers.ask(lead_answers, plan=plan, set_=set_)
    chosen = st.query_params.get("owner")
    frame.block(_title(found, t), _leads(found, chosen, catalogue, t, links), t("directive.note"))
    days = directive_days.days_of(plan, clock, catalogue, t)
    _to_take(found, f"{t('directive.file')} · {set_}", days, plan, catalogue, t)
    opened = next((one for one in found if one.owner == chosen), None)
    if opened:
        name = unit_title(opened.owner, catalogue, t)
        told = t("directive.of_unit", unit=name, count=len(opened.points))
        frame.block(told, criteria_of(opened, catalogue, t, links))
    if days:
        frame.block(t("directive.days"), directive_days.table_of(days, t))
    lonely = [(one, each) for one in found for each in one.points if not each.tasks]
    if lonely and not opened:
        markup = _lonely(lonely, catalogue, t)
        frame.block(t("directive.lonely", count=len(lonely)), markup)


def _chosen_set(sets: Sequence[str], plan: Plan, catalogue: Catalogue, t: Words) -> str:
    """Return the criteria set to answer; a plan answers the points lost the year before."""
    before = str(plan.years[0] - 1) if plan.years else ""
    return link.choice(
        "score",
        t("directive.scorecard"),
        sets,
        default=next((one for one in sets if one.endswith(before)), sets[0]),
        describe=lambda one: set_title(one, catalogue, t),
    )


def _lonely(
    lonely: Sequence[tuple[LeadAnswer, PointAnswer]], catalogue: Catalogue, t: Words
) -> str:
    """Return the lost points that nobody has a task for."""
    lines = [
        Line(
            [
                each.point.code,
                each.point.title,
                formats.points(each.point.lost, t.language),
                unit_title(one.owner, catalogue, t),
                each.point.deadline or formats.ABSENT,
            ]
        )
        for one, each in lonely
    ]
    short = ("code", "unit", "deadline")
    columns = [Column(t.code("directive", one), one == "lost", one in short) for one in _OPEN]
    return table(columns, lines)


def _title(found: Sequence[LeadAnswer], t: Words) -> str:
    points = {id(each): each for one in found for each in one.points}.values()
    lost = formats.points(sum(each.point.lost for each in points), t.language)
    back = formats.points(sum(each.recoverable for each in points), t.language)
    return t("directive.finding", lost=lost, back=back, units=len(found))


def _leads(
    found: Sequence[LeadAnswer], chosen: str | None, catalogue: Catalogue, t: Words, links: Links
) -> str:
    """Return one row a department; its name opens its criteria, and closes them again."""
    lines = []
    for one in found:
        late = one.count(TaskStatus.OVERDUE)
        numbers = (len(one.tasks), one.count(*FINISHED), late, one.without_task)
        points = (formats.points(each, t.language) for each in (one.lost, one.recoverable))
        href = link.here("owner", None if one.owner == chosen else one.owner)
        name = Cell(unit_title(one.owner, catalogue, t), href)
        cells = [name, str(len(one.points)), *points]
        kind = "ours" if one.owner == chosen else "error" if late else ""
        lines.append(Line([*cells, *map(str, numbers)], kind))
    columns = [Column(t.code("directive", one), one != "unit") for one in _LEAD]
    return table(columns, lines, t("directive.file"))


def _to_take(
    found: Sequence[LeadAnswer],
    title: str,
    days: Sequence[directive_days.Answer],
    plan: Plan,
    catalogue: Catalogue,
    t: Words,
) -> None:
    makers = {"summary": summary_workbook, "criteria": criteria_workbook}
    facts = [directive_days.sentence(one, t) for one in days]
    with st.container(horizontal=True):
        for name, make in makers.items():
            st.download_button(
                t.code("directive.take", name),
                data=lambda make=make: make(
                    title,
                    facts,
                    found,
                    lambda one: unit_title(one, catalogue, t),
                    t,
                    illustrative=plan.illustrative,
                ),
                file_name=f"{formats.plain(t.code('directive.take', name))}.xlsx",
                mime=XLSX,
                icon=":material/download:",
                key=f"directive_{name}",
            )
