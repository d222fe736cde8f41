"""Who has not reported: units by forms for a period, and the means to chase them."""

import streamlit as st

from kpis.domain.periods import Period
from kpis.queries.chasing import extensions
from kpis.ui import (
    answers,
    chasing,
    frame,
    link,
    list_files,
    sign_in,
    tracker_files,
    tracker_filters,
)
from kpis.ui.tracker_view import facts, grid, note, title
from kpis.ui.tracking import tracking
from kpis.ui.uploading import today

t = frame.words()
catalogue, forms, day = answers.catalogue(), answers.house().forms, today()
head, *choices = frame.top(2)
with choices[0]:
    period = tracker_filters.quarter(t, catalogue, day)
with choices[1]:
    level = tracker_filters.level(t)

tracked = answers.ask(tracking, period=period, catalogue=catalogue, forms=forms, today=day)
senders = tracked.of(catalogue, level)
late = [one for one in senders if one.open]
letters = {one.unit: chasing.letter(one, catalogue, forms, t, day) for one in late}
with head:
    frame.head(t, title(period, senders, t), facts(senders, t))

left, right = st.columns([9, 5])
with left:
    table = grid(senders, period, catalogue, forms, t, link.links()) if senders else ""
    frame.block(t("tracker.grid"), table, note(tracked, catalogue, level, t))
    if senders:
        list_files.reports(senders, period, catalogue, forms, t)
with right:
    if senders:
        chasing.reminding(late, letters, catalogue, t)
    chosen = catalogue.org_units.get(link.wanted("remind", list(letters)) or "")
    with st.container(horizontal=True):
        chasing.letters_to_take(list(letters.values()), period, t)
        in_year = tracked.of_year(catalogue, level)
        tracker_files.year_to_take(in_year, Period.parse(period).year, catalogue, t, day)
        units = [catalogue.org_units[one.unit] for one in senders]
        tracker_files.templates_to_take(units, chosen, Period.parse(period), t)
    if senders:
        frame.block(t("tracker.decide"), "")
        chasing.deciding(sign_in.person(), tracked, catalogue, forms, t)
    if granted := chasing.extensions_table(
        answers.ask(extensions, period=period), catalogue, forms, t
    ):
        frame.block(t("tracker.extensions"), granted)
