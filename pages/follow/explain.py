"""One figure accounted for: why it has its status, and where it comes from, down to the cell."""

import streamlit as st

from kpis.ui import answers, frame, goal_story, link, meaning, one_figure, takeaway
from kpis.ui.whence import whence
from kpis.ui.why import why
from kpis.words.explaining import is_restated

t = frame.words()
catalogue = answers.catalogue()
chosen = one_figure.choose(t, catalogue, readings=True)
looks = {"catalogue": catalogue, "t": t}
asked = {**chosen.asked, **looks, "moves": chosen.moves}

left, right = st.columns([3, 2])
with left:
    frame.block(t("why.title"), answers.ask(why, **asked))
with right:
    about = goal_story.definition(catalogue, chosen.meant, chosen.period, t)
    frame.block(t("indicator.about"), about)
    known = (catalogue.indicators | catalogue.readings)[chosen.indicator]
    frame.block(t("indicator.definition"), meaning.definitions(known, t))
    if catalogue.indicators[catalogue.whole_of(known.id)].alternative:
        told = answers.ask(meaning.readings, **chosen.asked, **looks, links=link.links())
        frame.block(t("indicator.readings"), told)
for title, markup, note in answers.ask(whence, **asked, links=link.links()):
    frame.block(title, markup, note)
with st.container(horizontal=True):
    if chosen.figure and is_restated(chosen.figure):
        takeaway.behind("pieces", {**chosen.asked, "moves": chosen.moves}, catalogue, t)
    elif chosen.figure:
        takeaway.behind("terms", chosen.asked, catalogue, t)
        takeaway.behind("cells", chosen.asked, catalogue, t)
