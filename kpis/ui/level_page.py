"""The page of one level of units, agencies or districts alike."""

import streamlit as st

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import UnitKind
from kpis.queries.boundaries import boundaries
from kpis.queries.restated import level_of_restated
from kpis.ui import answers, details, filters, frame, goal_files, link, restating, takeaway
from kpis.ui.land import land
from kpis.ui.league import heat
from kpis.ui.ranking import ranked
from kpis.ui.tiles import tiles
from kpis.words import Words, formats


def show(t: Words, level: str) -> None:
    """Draw a level: its units against every goal, or one goal where the units lie on the map."""
    catalogue = answers.catalogue()
    head, *choices = frame.stacked(1.8, 4, 2.7, 3.5)
    with choices[0]:
        period = filters.period(t)
    with choices[1]:
        form = filters.form(t, _forms(catalogue, level))
    with choices[2]:
        moves = restating.moves(t, catalogue, period)
    asked = {"level": level, "period": period, "catalogue": catalogue, "t": t, "moves": moves}
    if form == "table":
        title = _table(asked)
    else:
        with choices[3]:
            chosen = filters.indicator(t, catalogue, period)
        title = ranked(asked, chosen) if form == "rank" else _map(form, asked, chosen)
    with head:
        frame.head(t, title, restating.told(moves, formats.period(period, t.language), t))


def _forms(catalogue: Catalogue, level: str) -> tuple[str, ...]:
    """Return how a level can be shown: on a map only where its units have a place or a boundary."""
    placed = any(unit.tile_row is not None for unit in catalogue.units_of(UnitKind(level)))
    bounded = bool(answers.store().versions()) and bool(answers.ask(boundaries, level=level))
    return ("table", "rank", *(["map"] if placed else []), *(["land"] if bounded else []))


def _table(asked: dict) -> str:
    """Draw the units against every goal; return the finding."""
    view = answers.ask(heat, **asked, links=link.links())
    st.html(view["table"])
    goal_files.of_level(view["title"], asked, view["order"])
    return view["title"]


def _map(form: str, asked: dict, chosen: str) -> str:
    """Draw one goal on the map, the same figures as a table beside it; return the finding."""
    t, catalogue = asked["t"], asked["catalogue"]
    indicator = catalogue.indicator_at(chosen, asked["period"])
    left, right = st.columns([1, 1])
    wanted = {**asked, "indicator": chosen, "links": link.links()}
    view = answers.ask(details.units_view, **wanted)
    with left:
        if form == "map":
            drawn = answers.ask(tiles, **wanted)
        else:
            drawn = answers.ask(land, **wanted, theme=frame.theme())
        frame.block(t.own(indicator.title), drawn)
    with right:
        frame.block(t("indicator.figures"), view["table"])
        taken = {name: wanted[name] for name in ("indicator", "level", "period", "moves")}
        takeaway.button(level_of_restated, taken, indicator, catalogue, t)
        details.undivided(chosen, asked["period"], catalogue, t, asked["moves"])
    return t("indicator.title", goal=t.own(indicator.short), finding=view["title"])
