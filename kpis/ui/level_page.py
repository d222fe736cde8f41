"""The page of one level of units, agencies or districts alike."""

import streamlit as st

from kpis.catalogue.model import UnitKind
from kpis.queries import figures
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
        known = answers.ask(figures.units_at, indicator=indicator, period=asked["period"])
        shown = known[known["unit_kind"] == asked["level"]]
        title = filters.reaching(t, shown, asked["level"])
        markup = answers.ask(tiles, **asked, indicator=indicator, links=link.links())
        frame.block(title, markup)
    with right:
        rows = shown.to_dict("records")
        table = details.units_table(rows, catalogue, t, link.links())
        frame.block(t("indicator.figures"), table)
