"""The cockpit: every goal of the programme at one period, on one screen."""

import streamlit as st

from kpis.ui import answers, filters, frame, goal_files, link
from kpis.ui.cockpit import cockpit
from kpis.ui.uploading import today

t = frame.words()
catalogue = answers.catalogue()
head, choice = frame.top(1)
with choice:
    period = filters.period(t)

known = {"catalogue": catalogue, "forms": answers.house().forms, "today": today()}
looks = {"t": t, "theme": frame.theme(), "links": link.links()}
view = answers.ask(cockpit, period=period, **known, **looks)
with head:
    frame.head(t, view["title"], t.own(catalogue.programme.title))
st.html(view["cards"])
goals, decisions = st.columns([8, 3])
with goals:
    frame.block(t("overview.goals"), view["goals"])
with decisions:
    frame.block(t("overview.attention_title"), view["attention"])
    goal_files.of_province(view["title"], period, catalogue, t)
