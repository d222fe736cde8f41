"""The PAR index at home: a block's units by area, one unit's card, its points as they stand now."""

import streamlit as st

from kpis.ui import (
    answers,
    frame,
    link,
    score_choices,
    score_marking,
    score_page,
    score_set,
    sign_in,
)

t = frame.words()
catalogue, actor = answers.catalogue(), sign_in.person()
scored = score_choices.known_sets("units", "published")
views = score_page.VIEWS if scored else ("set",)
view = link.wanted("show", views) or views[0]
sets = scored if view != "set" else score_choices.known_sets()
if not sets:
    score_page.nothing(t)
    st.stop()

head, *choices = frame.top(2)
with choices[0]:
    chosen = score_choices.chosen_set(sets, t)
bar = st.container(horizontal=True)
with bar:
    view = score_choices.view(views, t)
if view == "units":
    score_page.block(chosen, bar, catalogue, head, t)
    st.stop()
if view != "set" and not chosen["units"]:
    score_page.no_cards(chosen, head, t)
    st.stop()
if view == "set":
    defined = catalogue.criteria_sets.get(chosen["set"])
    with head:
        score_set.head(chosen, defined, t)
    if defined:
        score_set.set_shown(defined, actor, catalogue, t)
    st.stop()

with choices[1]:
    unit = score_choices.chosen_unit(chosen["set"], catalogue, t)
if view == "card":
    with bar:
        picture, rows = score_choices.picture(t), score_choices.rows(t)
    asked = {"set_": chosen["set"], "picture": picture}
    score_page.card(chosen, unit, asked, rows, actor, catalogue, head, t)
elif view == "appraise":
    score_marking.shown(chosen, unit, actor, catalogue, head, t)
else:
    with bar, st.container(width=280):
        period = score_choices.quarter(chosen["set"], unit, t)
    score_page.points_by_figures(chosen, unit, period, catalogue, head, t)
