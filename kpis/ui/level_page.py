"""The page of one level of units, agencies or districts alike."""

import streamlit as st

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import UnitKind
from kpis.queries.boundaries import boundaries
from kpis.queries.restated import level_of_restated
from kpis.ui import answers, details, filters, frame, goal_files, link, restating, takeaway
from kpis.ui.land import land
from kpis.ui.league import heat, tiles
from kpis.ui.ranking import ranked
from kpis.words import Words, formats


def show(t: Words, level: str) -> None:
    """Draw a level: its units against every goal, or one goal where the units lie on the map."""
    catalogue = answers.catalogue()
    forms = _forms(catalogue, level)
    head, *choices = frame.top(2)
    with choices[0]:
        period = filters.period(t)
    with choices[1]:
        form = filters.form(t, forms)
    moves = restating.moves(t, catalogue, period)
    asked = {"level": level, "period": period, "catalogue": catalogue, "t": t, "moves": moves}
    view = answers.ask(heat, **asked, links=link.links())
    with head:
        frame.head(t, view["title"], restating.told(moves, formats.period(period, t.language), t))
    if form == "table":
        st.html(view["table"])
        goal_files.of_level(view["title"], asked, view["order"])
    elif form == "rank":
        ranked(asked)
    else:
        _map(form, asked)


def _forms(catalogue: Catalogue, level: str) -> tuple[str, ...]:
    """Return how a level can be shown: on a map only where its units have a place or a boundary."""
    placed = any(unit.tile_row is not None for unit in catalogue.units_of(UnitKind(level)))
    bounded = bool(answers.store().versions()) and bool(answers.ask(boundaries, level=level))
    return ("table", "rank", *(["map"] if placed else []), *(["land"] if bounded else []))


def _map(form: str, asked: dict) -> None:
    """Draw one goal on the map, the same figures as a table beside it."""
    t, catalogue = asked["t"], asked["catalogue"]
    left, right = st.columns([1, 1])
    with left:
        indicator = filters.indicator(t, catalogue)
        chosen = {**asked, "indicator": indicator, "links": link.links()}
        view = answers.ask(details.units_view, **chosen)
        if form == "map":
            drawn = answers.ask(tiles, **chosen)
        else:
            drawn = answers.ask(land, **chosen, theme=frame.theme())
        frame.block(view["title"], drawn)
    with right:
        frame.block(t("indicator.figures"), view["table"])
        wanted = {name: asked[name] for name in ("level", "period", "moves")}
        wanted["indicator"] = indicator
        takeaway.button(level_of_restated, wanted, catalogue.indicators[indicator], catalogue, t)
