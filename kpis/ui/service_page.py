"""The page of the service index put together: a level's units, or our province among all."""

import streamlit as st

from kpis.catalogue.definitions import Catalogue
from kpis.catalogue.national import load_national
from kpis.domain.periods import Period
from kpis.settings import settings
from kpis.ui import frame, service_nation
from kpis.ui import service_index as service
from kpis.ui import service_index_tables as tables
from kpis.ui.service_index import NATION, Results
from kpis.ui.service_provinces import Ranking
from kpis.words import Words


def level_title(level: str, t: Words) -> str:
    """Return what a level is called among the choices."""
    return t("service.all_provinces") if level == NATION else t.code("level", level)


def title(results: Results, level: str, ranking: Ranking | None, t: Words) -> str:
    """Return the page's finding: of a level, or of our province among all."""
    if level == NATION and ranking:
        return service_nation.finding(ranking, results, t)
    return service.title(results, level, t)


def shown(
    results: Results, level: str, ranking: Ranking | None, catalogue: Catalogue, t: Words
) -> None:
    """Draw the points of a level's units by component, and the province's own beside."""
    left, right = st.columns([2, 1])
    if level == NATION and ranking:
        with left:
            note = " ".join([t("service.nation_note"), *tables.notes(results.index, t)])
            frame.block(t("service.nation"), service_nation.heat(ranking, results, t), note)
            service_nation.to_take(ranking, results, t)
        with right:
            _place(results, ranking, t)
            _components(results, catalogue, t)
        return
    named = {"level": t.code("level", level)} if level else {}
    with left:
        if level:
            note = " ".join(tables.notes(results.index, t))
            frame.block(t("service.units", **named), tables.heat(results, level, t), note)
            tables.to_take(results, level, t)
    with right:
        _components(results, catalogue, t)
        if level:
            frame.block(t("service.bands", **named), tables.bands(results, level, t))


def _components(results: Results, catalogue: Catalogue, t: Words) -> None:
    if results.province:
        name = t.own(catalogue.province.name)
        markup = tables.components(results.province, results, t)
        frame.block(t("service.components", name=name), markup)


def _place(results: Results, ranking: Ranking, t: Words) -> None:
    """Draw our place among all provinces and in our region, as far as it has one."""
    national, mine = load_national(settings().national), ranking.mine
    own = mine.province.region if mine and mine.province else None
    day = Period.parse(results.period).ends
    there = [one for one in national.provinces.values() if one.valid_on(day)]
    members = sum(one.region == own for one in there) if own else 0
    region = t.own(national.regions[own].title) if own else ""
    markup = service_nation.stands(ranking, results, members, region, t)
    frame.block(t("service.place"), markup)
