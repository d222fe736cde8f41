"""Two to six units, or two periods of one unit, side by side on the same scale."""

from functools import partial

import streamlit as st

from kpis.ui import answers, comparing, filters, frame, link, restating, takeaway
from kpis.ui.comparing import Side
from kpis.ui.comparison_file import workbook
from kpis.ui.side_by_side import comparison, panels
from kpis.words import formats

t = frame.words()
catalogue = answers.catalogue()
head, *choices = frame.stacked(2.1, 1.9, 2, 2.9, 2.5)
with choices[0]:
    by = comparing.by(t)
with choices[1]:
    period = filters.period(t)
with choices[4]:
    moves = restating.moves(t, catalogue, period)
picks = ""
if by == "units":
    with choices[2]:
        level = comparing.level(t)
    with choices[3]:
        chosen = (filters.indicator(t, catalogue, period, readings=True),)
    day = restating.day_of_units(catalogue, period, now=bool(moves))
    units = comparing.units(catalogue, level, day)
    sides = tuple(Side(one, period) for one in units)
    picks = comparing.picker(catalogue, level, units, period, day, t)
else:
    with choices[2]:
        against = comparing.against(t, period)
    with choices[3]:
        unit = filters.org_unit(t, catalogue)
    sides = (Side(unit, against), Side(unit, period))
    chosen = tuple(catalogue.programme.headline)

asked = {"sides": sides, "catalogue": catalogue, "t": t, "moves": moves}
view = answers.ask(comparison, **asked, links=link.links())
with head:
    frame.head(t, view["title"], restating.told(moves, formats.period(period, t.language), t))
if picks:
    st.html(picks)
left, right = st.columns([3, 2] if by == "units" else [1, 1])
with right:
    title = t.code("compare.paths", by)
    if by == "units":
        title = f"{t.own(catalogue.indicator_at(chosen[0], period).short)}: {title.lower()}"
    frame.block(title, "")
    frame.chart(answers.ask(panels, **asked, indicators=chosen, theme=frame.theme()), title)
    frame.note(t("compare.paths_note"))
with left:
    frame.block(t("compare.table"), view["table"], view["note"])
    made = partial(answers.ask, workbook, **asked)
    takeaway.take(t("page.compare"), made, t, "compare")
