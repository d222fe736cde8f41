"""What stands side by side: two to six units of one level, or two periods of one unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import UnitKind
from kpis.charts.markup import escape
from kpis.charts.markup import link as anchor
from kpis.domain.periods import Period
from kpis.queries import state
from kpis.ui import answers, filters, link, unit_names
from kpis.words import Words, formats

LEAST, MOST = 2, 6
# The link's key for the units; those of several levels are not compared.
COMPARED = "compared"
_BY = ("units", "periods")


@dataclass(frozen=True)
class Side:
    """One column of the comparison."""

    org_unit: str
    period: str


def by(t: Words) -> str:
    """Return whether units or periods stand side by side."""
    return link.choice(
        "by",
        t("compare.by"),
        _BY,
        default=_BY[0],
        describe=lambda one: t.code("compare.by", one),
        draw=st.segmented_control,
    )


def level(t: Words) -> str:
    """Return the level to compare units of; that of the units in the link, if there are any."""
    levels = [one.value for one in filters.REPORTING]
    return link.choice(
        "peers",
        t("compare.level"),
        levels,
        default=levels[0],
        describe=lambda one: t.code("compare.level", one),
        draw=st.segmented_control,
    )


def units(catalogue: Catalogue, kind: str, day: date) -> list[str]:
    """Return the units that the link names, of one level; else the first two that a day has."""
    there = [one.id for one in _of_level(catalogue, kind, day)]
    named = [one for one in st.query_params.get(COMPARED, "").split(",") if one in there]
    named = list(dict.fromkeys(named))[:MOST]
    chosen = [*named, *(one for one in there if one not in named)][: max(len(named), LEAST)]
    if chosen and st.query_params.get(COMPARED) != ",".join(chosen):
        st.query_params[COMPARED] = ",".join(chosen)
    return chosen


def against(t: Words, period: str) -> str:
    """Return the earlier period to compare with, by default the same one of last year."""
    now = Period.parse(period)
    known = [Period.parse(one) for one in answers.ask(state.periods)]
    codes = [one.code for one in known if one.kind is now.kind and one != now]
    last_year = now.year_earlier().code
    return link.choice(
        "against",
        t("compare.against"),
        codes[::-1] or [period],
        default=last_year if last_year in codes else (codes or [period])[-1],
        describe=lambda one: formats.period(one, t.language),
    )


def picker(
    catalogue: Catalogue, kind: str, chosen: Sequence[str], period: str, day: date, t: Words
) -> str:
    """Return every unit of the level as a link that takes it in, or leaves it out again."""
    parts = []
    for one in _of_level(catalogue, kind, day):
        within = one.id in chosen
        others = [unit for unit in chosen if unit != one.id]
        wanted = others if within else [*chosen, one.id]
        may = LEAST <= len(wanted) <= MOST
        links = link.links()
        href = links.to("compare", by="units", peers=kind, compared=",".join(wanted), period=period)
        mark = "✓ " if within else ""
        inner = f"{mark}{escape(unit_names.short(catalogue, one.id, t))}"
        css = "k-pick k-picked" if within else "k-pick"
        parts.append(anchor(href if may else None, inner, css))
    told = t("compare.pick", least=LEAST, most=MOST)
    return f'<div class="k k-picks"><span>{escape(told)}</span>{"".join(parts)}</div>'


def _of_level(catalogue: Catalogue, kind: str, day: date) -> list:
    there = [one for one in catalogue.units_of(UnitKind(kind)) if one.valid_on(day)]
    return there or list(catalogue.units_of(UnitKind(kind)))
