"""Our province among all provinces: PAR INDEX, SIPAS, PAPI and PCI as they were published."""

import streamlit as st

from kpis.ui import answers, frame, link, national_file
from kpis.ui import national as ours
from kpis.ui import national_charts as charts
from kpis.ui import national_tables as tables
from kpis.ui.national_overview import overview

t, theme = frame.words(), frame.theme()
catalogue = answers.catalogue()
home = ours.home(catalogue)
indexes = home.national.indexes
head, *choices = frame.top(2)
with choices[0]:
    code = link.choice(
        "index",
        t("national.index"),
        list(indexes),
        default=next(iter(indexes)),
        describe=lambda one: t.own(indexes[one].short),
    )
with choices[1]:
    years = [str(one) for one in reversed(home.national.years_of(code))]
    latest = str(home.latest(code))
    year = int(link.choice("year", t("national.year"), years, default=latest, describe=str))

index = indexes[code]
title = ours.finding(home, index, year, catalogue, t)
with head:
    frame.head(t, title, f"{t.own(index.title)} · {t.own(index.publisher)}", illustrative=False)

left, right = st.columns([8, 5])
with left:
    kind = "ranks" if charts.shown_by_rank(home, index, year) else "points"
    frame.block(t.code("national.provinces", kind, index=t.own(index.short), year=year), "")
    frame.chart(charts.provinces_of(home, code, year, t, theme), title)
with right:
    frame.block(t("national.overview"), overview(home, t, link.links()))
    for mine in home.subjects(year):
        frame.block(t.own(mine.name), tables.year_facts(home, index, year, mine, t))

for mine in home.with_history(index):
    kind = "ranks" if charts.by_rank(home, index, mine) else "points"
    told = t.code("national.years", kind, name=t.own(mine.name))
    frame.block(told, "")
    frame.chart(charts.years_of(home, code, mine, t, theme), told)
    if index.dimensions:
        told = t("national.dimensions", name=t.own(mine.name))
        frame.block(told, "")
        frame.chart(charts.dimensions_of(home, code, mine, t, theme), told)

rows, note = tables.provinces(home, index, year, t)
frame.block(t("national.table", year=year), rows, note)
national_file.to_take(home, index, t)
