"""Everything one agency or district answers for."""

import streamlit as st

from kpis.ui import (
    answers,
    behind,
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
head, *choices = frame.stacked(2, 4, 2.4, 2.8)
with choices[0]:
    period = filters.period(t)
with choices[1]:
    unit = filters.org_unit(t, catalogue)
with choices[2]:
    moves = restating.moves(t, catalogue, period)

looks = {"catalogue": catalogue, "t": t}
view = answers.ask(portrait, unit=unit, period=period, **looks, links=link.links(), moves=moves)
with head:
    frame.head(t, view["title"], restating.told(moves, formats.period(period, t.language), t))
goals, reports = st.columns([5, 3])
with goals:
    frame.block(t("unit.goals"), view["goals"], view["note"])
    goal_files.of_unit(view["title"], unit, period, catalogue, t, moves)
    if score := answers.ask(unit_score, unit=unit, **looks, links=link.links()):
        frame.block(*score)
with reports:
    unit_record.shown(unit, period, catalogue, t)
    asked = {"unit": unit, "period": period}
    if plan := answers.ask(unit_tasks, **asked, **looks, links=link.links()):
        frame.block(t("task.unit_tasks"), *plan)

(choice,) = filters.row(1)
with choice:
    meant = catalogue.indicator_at(filters.indicator(t, catalogue, period), period)
path, numbers = st.columns([1, 1])
with path:
    title = t("unit.path", goal=t.own(meant.short))
    frame.block(title, "")
    asked = {"indicator": meant.id, "org_unit": unit, "period": period}
    drawn = {**asked, **looks, "moves": moves, "theme": frame.theme()}
    frame.chart(answers.ask(goal_story.path_of, **drawn), title)
with numbers:
    details.periods(meant, unit, period, catalogue, t, moves)
behind.cells(asked, moves, catalogue, t)
