"""Answers to a directive on screen: lost points by lead department, with tasks and the days."""

from collections.abc import Sequence

import streamlit as st

from kpis.catalogue.definitions import Catalogue
from kpis.domain.task_status import FINISHED, TaskStatus
from kpis.exports.directive import criteria_workbook, summary_workbook
from kpis.queries import criteria_sets
from kpis.queries.directive import LeadAnswer, PointAnswer, lead_answers
from kpis.queries.task_chain import sets_with_losses
from kpis.queries.tasks import Plan
from kpis.ui import answers, frame, link
from kpis.ui.plan_filters import unit_title
from kpis.ui.tables import Column, Line, table
from kpis.ui.takeaway import XLSX
from kpis.words import Words, formats

_LEAD = ("unit", "criteria", "lost", "recoverable", "tasks", "done", "overdue", "without_task")
_OPEN = ("code", "title", "lost", "unit", "deadline")


def answers_shown(plan: Plan, catalogue: Catalogue, t: Words) -> None:
    """Draw who lost which points and what wins them back, for the scorecard chosen."""
    sets = answers.ask(sets_with_losses)
    if not sets:
        st.info(t("directive.nothing"), icon=":material/scoreboard:")
        return
    answers_of(_chosen_set(sets, plan, t), plan, catalogue, t)


def answers_of(set_: str, plan: Plan, catalogue: Catalogue, t: Words) -> None:
    """Draw the answers for one criteria set, with the workbooks to send."""
    found = answers.ask(lead_answers, plan=plan, set_=set_)
    facts = days_of_answers(plan, catalogue, t)
    frame.block(_title(found, t), _leads(found, catalogue, t), " ".join(facts))
    _to_take(found, f"{t('directive.file')} · {set_}", facts, plan, catalogue, t)
    lonely = [(one, each) for one in found for each in one.points if not each.tasks]
    if lonely:
        markup = _lonely(lonely, catalogue, t)
        frame.block(t("directive.lonely", count=len(lonely)), markup)


def _chosen_set(sets: Sequence[str], plan: Plan, t: Words) -> str:
    """Return the criteria set to answer; a plan answers the points lost the year before."""
    before = str(plan.years[0] - 1) if plan.years else ""
    named = answers.ask(criteria_sets.sets).to_dict("records")
    titles = {one["set"]: t.own({"vi": one["title_vi"], "en": one["title_en"]}) for one in named}
    return link.choice(
        "score",
        t("directive.scorecard"),
        sets,
        default=next((one for one in sets if one.endswith(before)), sets[0]),
        describe=lambda one: titles.get(one, one),
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
    return table([Column(t.code("directive", one), one == "lost") for one in _OPEN], lines)


def days_of_answers(plan: Plan, catalogue: Catalogue, t: Words) -> list[str]:
    """Return the days of answering in the plan's year, one sentence each with its document."""
    if plan.years is None:
        return []
    told = []
    for one in catalogue.calendar.answer:
        document = catalogue.documents[one.document]
        named = (
            f"{t.own(document.kind)} {document.number}, {formats.day(document.date, t.language)}"
        )
        day = formats.day(one.before(plan.years[0]), t.language)
        issuer = t.own(document.issuer)
        told.append(
            t("directive.before", what=t.own(one.title), day=day, document=named, issuer=issuer)
        )
    return told


def _title(found: Sequence[LeadAnswer], t: Words) -> str:
    points = {id(each): each for one in found for each in one.points}.values()
    lost = formats.points(sum(each.point.lost for each in points), t.language)
    back = formats.points(sum(each.recoverable for each in points), t.language)
    return t("directive.finding", lost=lost, back=back, units=len(found))


def _leads(found: Sequence[LeadAnswer], catalogue: Catalogue, t: Words) -> str:
    lines = []
    for one in found:
        late = one.count(TaskStatus.OVERDUE)
        numbers = (len(one.tasks), one.count(*FINISHED), late, one.without_task)
        points = (formats.points(each, t.language) for each in (one.lost, one.recoverable))
        cells = [unit_title(one.owner, catalogue, t), str(len(one.points)), *points]
        lines.append(Line([*cells, *map(str, numbers)], "error" if late else ""))
    columns = [Column(t.code("directive", one), one != "unit") for one in _LEAD]
    return table(columns, lines, t("directive.file"))


def _to_take(
    found: Sequence[LeadAnswer],
    title: str,
    facts: list[str],
    plan: Plan,
    catalogue: Catalogue,
    t: Words,
) -> None:
    makers = {"summary": summary_workbook, "criteria": criteria_workbook}
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
