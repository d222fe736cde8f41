"""Everything one agency or district answers for."""

import streamlit as st

from kpis.ui import answers, details, filters, frame, goal_story, link
from kpis.ui.portrait import portrait
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
view = answers.ask(portrait, unit=unit, period=period, **looks, links=link.links())
with head:
    frame.head(t, view["title"], formats.period(period, t.language))
goals, reports = st.columns([2, 1])
with goals:
    frame.block(t("unit.goals"), view["goals"])
with reports:
    frame.block(t("unit.reports"), view["reports"])

indicator = catalogue.indicators[chosen]
asked = {"indicator": chosen, "org_unit": unit, "period": period}
title = t("unit.path", goal=t.own(indicator.short))
path, origin = st.columns([1, 1])
with path:
    frame.block(title, "")
    frame.chart(answers.ask(goal_story.path_of, **asked, **looks, theme=frame.theme()), title)
    details.periods(indicator, unit, period, catalogue, t)
with origin:
    details.cells(indicator, unit, period, catalogue, t)
