"""Everything one agency or district answers for."""

import streamlit as st

from kpis.ui import (
    answers,
    details,
    filters,
    frame,
    goal_files,
    goal_story,
    link,
    restating,
    unit_record,
)
from kpis.ui.portrait import portrait
from kpis.ui.unit_score import unit_score
from kpis.ui.unit_tasks import unit_tasks
from kpis.words import formats

t = frame.words()
catalogue = answers.catalogue()
head, *choices = frame.top(3)
with choices[0]:
    period = filters.period(t)
with choices[1]:
    unit = filters.org_unit(t, catalogue)
with choices[2]:
    chosen = filters.indicator(t, catalogue)

looks = {"catalogue": catalogue, "t": t}
moves = restating.moves(t, catalogue, period)
view = answers.ask(portrait, unit=unit, period=period, **looks, links=link.links())
with head:
    frame.head(t, view["title"], restating.told(moves, formats.period(period, t.language), t))
goals, reports = st.columns([2, 1])
with goals:
    frame.block(t("unit.goals"), view["goals"])
    goal_files.of_unit(view["title"], unit, period, catalogue, t)
    if score := answers.ask(unit_score, unit=unit, **looks, links=link.links()):
        frame.block(*score)
with reports:
    unit_record.shown(unit, period, catalogue, t)
    asked = {"unit": unit, "period": period}
    if plan := answers.ask(unit_tasks, **asked, **looks, links=link.links()):
        frame.block(t("task.unit_tasks"), *plan)

indicator = catalogue.indicators[chosen]
asked = {"indicator": chosen, "org_unit": unit, "period": period}
title = t("unit.path", goal=t.own(indicator.short))
path, origin = st.columns([1, 1])
with path:
    frame.block(title, "")
    drawn = {**asked, **looks, "theme": frame.theme(), "moves": moves}
    frame.chart(answers.ask(goal_story.path_of, **drawn), title)
    details.periods(indicator, unit, period, catalogue, t, moves)
with origin:
    details.cells(indicator, unit, period, catalogue, t)
