"""The index of serving people and firms (Quyết định 766/QĐ-TTg), as it was published."""

import streamlit as st

from kpis.catalogue.service_index import load_service_index
from kpis.queries.service_index import scored_periods
from kpis.settings import settings
from kpis.ui import answers, frame, link, service_page, service_provinces
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
ranking = service_provinces.ranking_of(results)
levels = [*results.levels, *([service.NATION] if ranking else [])]
with choices[1]:
    level = ""
    if levels:
        level = link.choice(
            "level",
            t("service.level"),
            levels,
            default=levels[0],
            describe=lambda one: service_page.level_title(one, t),
        )
with head:
    shown = ranking.rows if ranking and level == service.NATION else results.now
    told = t("service.facts", document=t.own(index.document), count=len(shown))
    title = service_page.title(results, level, ranking, t)
    frame.head(t, title, told, results.illustrative)
service_page.shown(results, level, ranking, catalogue, t)
