"""The meeting room: one goal a slide, over the whole screen, driven by keys."""

import streamlit as st

from kpis.errors import StoreEmpty
from kpis.queries.state import current_period, periods
from kpis.ui import answers, frame, link
from kpis.ui.agenda import slides
from kpis.ui.uploading import today

t = frame.words()
known = answers.ask(periods)
period = link.wanted("period", known) or answers.ask(current_period)
if period is None:
    raise StoreEmpty
deck = answers.ask(
    slides,
    period=period,
    version=answers.version(),
    catalogue=answers.catalogue(),
    forms=answers.house().forms,
    today=today(),
    t=t,
    theme=frame.theme(),
    links=link.links(),
)
st.html(deck, unsafe_allow_javascript=True)
