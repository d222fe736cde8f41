"""The page of one level of units, agencies or districts alike."""

import streamlit as st

from kpis.catalogue.model import UnitKind
from kpis.ui import answers, details, filters, frame, link
from kpis.ui.league import heat, tiles
from kpis.words import Words, formats


def show(t: Words, level: str) -> None:
    """Draw a level: its units against every goal, or one goal where the units lie on the map."""
    catalogue = answers.catalogue()
    placed = any(unit.tile_row is not None for unit in catalogue.units_of(UnitKind(level)))
    head, *choices = frame.top(2 if placed else 1)
    with choices[0]:
        period = filters.period(t)
    form = "table"
    if placed:
        with choices[1]:
            form = filters.form(t)
    asked = {"level": level, "period": period, "catalogue": catalogue, "t": t}
    view = answers.ask(heat, **asked, links=link.links())
    with head:
        frame.head(t, view["title"], formats.period(period, t.language))
    if form == "table":
        st.html(view["table"])
    else:
        _map(asked)


def _map(asked: dict) -> None:
    """Draw one goal on the map, the same figures as a table beside it."""
    t, catalogue = asked["t"], asked["catalogue"]
    left, right = st.columns([1, 1])
    with left:
        indicator = filters.indicator(t, catalogue)
        chosen = {**asked, "indicator": indicator, "links": link.links()}
        view = answers.ask(details.units_view, **chosen)
        frame.block(view["title"], answers.ask(tiles, **chosen))
    with right:
        frame.block(t("indicator.figures"), view["table"])
