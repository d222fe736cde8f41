"""The index of serving people and firms (Quyết định 766/QĐ-TTg), as it was published."""

import streamlit as st

from kpis.catalogue.service_index import load_service_index
from kpis.queries.service_index import scored_periods
from kpis.settings import settings
from kpis.ui import answers, frame, link
from kpis.ui import service_index as service
from kpis.ui import service_index_tables as tables
from kpis.words import formats

t = frame.words()
catalogue, index = answers.catalogue(), load_service_index(settings().national)
periods = answers.ask(scored_periods, family=index.family)
if not periods:
    frame.head(t, t("service.none"), t.own(index.document), illustrative=False)
    st.html(tables.empty(t, link.links()))
    st.stop()

head, *choices = frame.top(2)
with choices[0]:
    period = link.choice(
        "scored",
        t("service.period"),
        list(periods),
        default=service.current(periods),
        describe=lambda one: formats.period(one, t.language),
    )
results = service.results_of(index, catalogue, period)
levels = results.levels
with choices[1]:
    level = ""
    if levels:
        level = link.choice(
            "level",
            t("service.level"),
            levels,
            default=levels[0],
            describe=lambda one: t.code("level", one),
        )
with head:
    told = t("service.facts", document=t.own(index.document), count=len(results.now))
    frame.head(t, service.title(results, level, t), told, results.illustrative)

left, right = st.columns([2, 1])
named = {"level": t.code("level", level)} if level else {}
with left:
    if level:
        note = " ".join(tables.notes(index, t))
        frame.block(t("service.units", **named), tables.heat(results, level, t, link.links()), note)
        tables.to_take(results, level, t)
with right:
    if results.province:
        name = t.own(catalogue.province.name)
        frame.block(
            t("service.components", name=name), tables.components(results.province, results, t)
        )
    if level:
        frame.block(t("service.bands", **named), tables.bands(results, level, t))
