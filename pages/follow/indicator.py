"""One goal: its path to the end of the programme, its units, and where it comes from."""

import streamlit as st

from kpis.queries import figures
from kpis.ui import answers, details, filters, frame, goal_story
from kpis.words import formats

t = frame.words()
catalogue = answers.catalogue()
head, *choices = frame.top(3)
with choices[0]:
    period = filters.period(t)
with choices[1]:
    chosen = filters.indicator(t, catalogue)
with choices[2]:
    whose = filters.whose(t, catalogue, chosen)

indicator = catalogue.indicators[chosen]
asked = {"indicator": chosen, "period": period}
looks = {"catalogue": catalogue, "t": t, "theme": frame.theme()}
figure = answers.ask(figures.figure_of, **asked, org_unit=whose)
title = goal_story.finding(indicator, figure, t)
with head:
    unit = t.own(catalogue.org_units[whose].name)
    facts = f"{unit} · {formats.period(period, t.language)}"
    frame.head(t, title, facts, figure and bool(figure["illustrative"]))

left, right = st.columns([2, 1])
with left:
    frame.block(t("indicator.path"), "")
    frame.chart(answers.ask(goal_story.path_of, **asked, **looks, org_unit=whose), title)
with right:
    if figure:
        frame.block(t("indicator.now"), goal_story.standing_facts(figure, t))
    frame.block(t("indicator.about"), goal_story.definition(catalogue, indicator, t))

view = filters.detail(t, filters.levels(catalogue, indicator))
if view == "cells":
    details.cells(indicator, whose, period, catalogue, t)
elif view == "periods":
    details.periods(indicator, whose, period, catalogue, t)
else:
    details.units(indicator, view, period, looks)
