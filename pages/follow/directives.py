"""What asks for a decision, what was decided, and what has become of it."""

import streamlit as st

from kpis.charts.big_figures import tall
from kpis.ui import answers, deciding, filters, frame, link, register, sign_in
from kpis.ui.concern_words import ConcernWords
from kpis.ui.situation import situation
from kpis.ui.uploading import today
from kpis.words import formats

t = frame.words()
catalogue = answers.catalogue()
head, choice = frame.top(1)
with choice:
    period = filters.period(t)

asked = {"catalogue": catalogue, "forms": answers.house().forms, "today": today()}
now = answers.ask(situation, period=period, **asked)
words = ConcernWords(catalogue, t, link.links(), period)
with head:
    frame.head(t, register.title(now, t), formats.period(period, t.language))

left, right = st.columns([2, 1])
with right:
    frame.block(t("decision.chosen"), "")
    chosen = deciding.chosen(now, words)
    if chosen:
        deciding.form(chosen, now, words, sign_in.person())
with left:
    listed = register.listed(now, chosen, words)
    frame.block(t("decision.list"), tall(listed), t("decision.list_note"))
if now.register:
    frame.block(t("decision.register"), register.entries(now, words))
    register.to_take(now, words)
else:
    frame.block(t("decision.register"), "", t("decision.register_empty"))
