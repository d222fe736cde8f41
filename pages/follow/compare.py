"""Two to six units, or two periods of one unit, side by side on the same scale."""

import streamlit as st

from kpis.ui import answers, comparing, filters, frame, link, restating
from kpis.ui.comparing import Side
from kpis.ui.comparison_file import workbook
from kpis.ui.side_by_side import comparison, panels
from kpis.ui.takeaway import XLSX
from kpis.words import formats

t = frame.words()
catalogue = answers.catalogue()
head, *choices = frame.top(3)
with choices[0]:
    by = comparing.by(t)
with choices[1]:
    period = filters.period(t)
picks = ""
if by == "units":
    with choices[2]:
        level = comparing.level(t)
    units = comparing.units(catalogue, level, period)
    sides = tuple(Side(one, period) for one in units)
    picks = comparing.picker(catalogue, level, units, period, t)
else:
    with choices[2]:
        against = comparing.against(t, period)
    (place,) = filters.row(1)
    with place:
        unit = filters.org_unit(t, catalogue)
    sides = (Side(unit, against), Side(unit, period))

moves = restating.moves(t, catalogue, period)
asked = {"sides": sides, "catalogue": catalogue, "t": t, "moves": moves}
view = answers.ask(comparison, **asked, links=link.links())
with head:
    frame.head(t, view["title"], restating.told(moves, formats.period(period, t.language), t))
if picks:
    st.html(picks)
left, right = st.columns([1, 1])
with right:
    if by == "units":
        chosen = (filters.indicator(t, catalogue),)
    else:
        chosen = tuple(catalogue.programme.headline)
    title = t.code("compare.paths", by)
    frame.block(title, "")
    frame.chart(answers.ask(panels, **asked, indicators=chosen, theme=frame.theme()), title)
with left:
    frame.block(t("compare.table"), view["table"])
    st.download_button(
        t("takeaway.xlsx"),
        data=lambda: answers.ask(workbook, **asked),
        file_name=f"{formats.plain(t('page.compare'))}.xlsx",
        mime=XLSX,
        icon=":material/download:",
    )
