"""One goal: its path to the end of the programme, its units, and where it comes from."""

import streamlit as st

from kpis.ui import (
    answers,
    details,
    filters,
    frame,
    goal_detail,
    goal_story,
    heading,
    link,
    meaning,
    one_figure,
)

t = frame.words()
catalogue = answers.catalogue()
chosen = one_figure.choose(t, catalogue)
indicator = catalogue.indicators[chosen.indicator]
looks = {"catalogue": catalogue, "t": t, "theme": frame.theme()}
known = {"catalogue": catalogue, "t": t}

left, right = st.columns([2, 1])
with left:
    frame.block(t("indicator.path"), "")
    bridged = meaning.has_bridge(indicator) and filters.bridge(t)
    details.path({**chosen.asked, **looks, "bridged": bridged, "moves": chosen.moves}, chosen.title)
with right:
    if chosen.figure:
        standing = goal_story.standing_facts(chosen.figure, t, link.links())
        frame.block(t("indicator.now"), standing)
        if changes := answers.ask(meaning.changes, **chosen.asked, bridged=bridged, t=t):
            frame.block(t("indicator.changes"), changes)
        if told := answers.ask(heading.heading, **chosen.asked, **known):
            frame.block(t("outlook.title"), told)
    if indicator.alternative:
        asked = {**chosen.asked, **known, "links": link.links()}
        frame.block(t("indicator.readings"), answers.ask(meaning.readings, **asked))

whose, period = chosen.org_unit, chosen.period
goal_detail.draw(indicator, chosen.meant, whose, period, looks, chosen.moves)
