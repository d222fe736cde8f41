"""One goal: its path to the end of the programme, its units, and where it comes from."""

import streamlit as st

from kpis.queries import figures
from kpis.ui import answers, details, filters, frame, goal_story, heading, link, meaning, restating
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
moves = restating.moves(t, catalogue, period)
looks = {"catalogue": catalogue, "t": t, "theme": frame.theme()}
figure = answers.ask(figures.figure_of, **asked, org_unit=whose)
meant = meaning.of_time(catalogue, indicator, period)
title = goal_story.finding(meant, figure, t)
with head:
    unit = t.own(catalogue.org_units[whose].name)
    facts = restating.told(moves, f"{unit} · {formats.period(period, t.language)}", t)
    frame.head(t, title, facts, figure and bool(figure["illustrative"]))

left, right = st.columns([2, 1])
with left:
    frame.block(t("indicator.path"), "")
    bridged = meaning.has_bridge(indicator) and filters.bridge(t)
    drawn = {**asked, **looks, "org_unit": whose, "bridged": bridged, "moves": moves}
    details.path(drawn, title)
with right:
    if figure:
        frame.block(t("indicator.now"), goal_story.standing_facts(figure, t, link.links()))
        changes = answers.ask(meaning.changes, **asked, org_unit=whose, bridged=bridged, t=t)
        frame.block(t("indicator.changes"), changes)
        known = {"catalogue": catalogue, "t": t}
        if told := answers.ask(heading.heading, **asked, **known, org_unit=whose):
            frame.block(t("outlook.title"), told)
    if indicator.alternative:
        known = {"catalogue": catalogue, "t": t}
        other = answers.ask(meaning.readings, **asked, **known, org_unit=whose)
        frame.block(t("indicator.readings"), other)

view = filters.detail(t, filters.levels(catalogue, indicator))
if view == "cells":
    details.cells(indicator, whose, period, catalogue, t)
elif view == "periods":
    details.periods(indicator, whose, period, catalogue, t, moves)
elif view == "about":
    frame.block(t("indicator.about"), goal_story.definition(catalogue, meant, t))
    frame.block(t("indicator.definition"), meaning.definitions(indicator, t))
else:
    details.units(indicator, view, period, looks, moves)
