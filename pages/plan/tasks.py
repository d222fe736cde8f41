"""The plan's annex at work: what is due, done and overdue, and whose it is."""

import streamlit as st

from kpis.catalogue.heirs import heirs_on
from kpis.queries.plan_names import plan_names
from kpis.queries.tasks import plans_at
from kpis.ui import answers, frame, plan_filters, plan_page
from kpis.ui.plan_takeaway import tasks_to_take
from kpis.ui.plan_tasks import facts, title

t = frame.words()
catalogue = answers.catalogue()
names = answers.ask(plan_names)
if not names:
    plan_page.nothing(t)
    st.stop()

head, *choices = frame.top(2)
with choices[0]:
    name = plan_filters.plan(names, catalogue, t)
with choices[1]:
    period, clock = plan_filters.clock(name, catalogue, t)
heirs = heirs_on(catalogue, clock.day)
[plan] = answers.ask(plans_at, clock=clock, heirs=heirs, set_=name.set)
called = plan_filters.plan_title(name, catalogue, t)

narrowing = plan_filters.narrowed(plan, catalogue, t)
tasks = [one for one in plan.tasks if narrowing.fits(one)]
with head:
    told = facts(tasks, called, clock, t)
    frame.head(t, title(tasks, catalogue, t), told, illustrative=plan.illustrative)

with st.container(horizontal=True, vertical_alignment="bottom"):
    shown = plan_page.view(t)
    tasks_to_take(tasks, plan, called, clock, catalogue, t)
task = plan_page.opened(plan)
# Months need the whole width; sums then stand below, one task beside.
left, right = st.columns([5, 3]) if task or shown != "time" else (st.container(), st.container())
with left:
    if shown == "answers":
        plan_page.answering(plan, clock, catalogue, t)
    else:
        plan_page.tasks_shown(shown, tasks, plan, clock, t)
with right:
    if task:
        plan_page.details(task, plan, period, catalogue, t)
    else:
        plan_page.sums(tasks, plan, narrowing, clock, catalogue, t)
