"""One figure accounted for: why it has its status, and where it comes from, down to the cell."""

import streamlit as st

from kpis.queries import figures
from kpis.ui import answers, filters, frame, goal_story, link, meaning, takeaway
from kpis.ui.whence import whence
from kpis.ui.why import why
from kpis.words import formats

t = frame.words()
catalogue = answers.catalogue()
head, *choices = frame.top(3)
with choices[0]:
    period = filters.period(t)
with choices[1]:
    chosen = filters.indicator(t, catalogue)
with choices[2]:
    whose = filters.whose(t, catalogue, chosen)

indicator = catalogue.indicators[chosen]
asked = {"indicator": chosen, "org_unit": whose, "period": period}
looks = {"catalogue": catalogue, "t": t}
figure = answers.ask(figures.figure_of, **asked)
meant = meaning.of_time(catalogue, indicator, period)
with head:
    unit = t.own(catalogue.org_units[whose].name)
    facts = f"{unit} · {formats.period(period, t.language)}"
    real = figure and bool(figure["illustrative"])
    frame.head(t, goal_story.finding(meant, figure, t), facts, real)

links = link.links()
name = t.own(indicator.short)
left, right = st.columns([3, 2])
with left:
    frame.block(t("why.title"), answers.ask(why, **asked, **looks))
with right:
    frame.block(t("indicator.about"), goal_story.definition(catalogue, meant, t))
    frame.block(t("indicator.definition"), meaning.definitions(indicator, t))
for title, markup, note in answers.ask(whence, **asked, **looks, links=links):
    frame.block(title, markup, note)
with st.container(horizontal=True):
    takeaway.terms(t("takeaway.terms", goal=name), asked, catalogue, t)
    takeaway.cells(t("takeaway.cells", goal=name), asked, catalogue, t)
