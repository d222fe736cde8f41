"""Lost points: what can be won back first, who has to act, and what it would come to."""

import streamlit as st

from kpis.ui import answers, frame, link, lost_page, score_choices, score_page, sign_in, trying

t = frame.words()
catalogue, actor = answers.catalogue(), sign_in.person()
sets = score_choices.known_sets("units")
if not sets:
    score_page.nothing(t)
    st.stop()

head, *choices = frame.top(2)
with choices[0]:
    chosen = score_choices.chosen_set(sets, t)
trying_out = link.wanted("show", lost_page.VIEWS) == "what_if"
with choices[1]:
    unit = score_choices.chosen_unit(chosen["set"], catalogue, t, every=not trying_out)
view = score_choices.view(lost_page.VIEWS, t)
if view == "what_if":
    trying.tried(chosen, unit, catalogue, head, t)
else:
    lost_page.shown(view, chosen, unit, actor, catalogue, head, t)
