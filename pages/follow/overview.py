"""The cockpit: every goal of the programme at one period, on one screen."""

import streamlit as st

from kpis.ui import answers, filters, frame, link
from kpis.ui.cockpit import cockpit

t = frame.words()
catalogue = answers.catalogue()
head, choice = frame.top(1)
with choice:
    period = filters.period(t)

view = answers.ask(
    cockpit, period=period, catalogue=catalogue, t=t, theme=frame.theme(), links=link.links()
)
with head:
    frame.head(t, view["title"], t.own(catalogue.programme.title))
st.html(view["cards"])
goals, decisions = st.columns([8, 3])
with goals:
    frame.block(t("overview.goals"), view["goals"])
with decisions:
    frame.block(t("overview.attention_title"), view["attention"])
