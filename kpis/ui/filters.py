"""The choices that pages share: period, indicator, org unit. Each stands in the link."""

from collections.abc import Sequence

import streamlit as st

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import Indicator, OrgUnit, UnitKind
from kpis.domain.periods import Period
from kpis.errors import StoreEmpty
from kpis.queries import state
from kpis.queries.pictures import Figure
from kpis.ui import answers, link, unit_names
from kpis.words import Words, formats

ALL = "all"
REPORTING = (UnitKind.DISTRICT, UnitKind.AGENCY)


def period(t: Words) -> str:
    """Return the period to look at, by default the latest with enough reports.

    Raises ``StoreEmpty`` where there are no figures at all.
    """
    known = answers.ask(state.periods)
    default = answers.ask(state.current_period)
    if default is None:
        raise StoreEmpty
    return link.choice(
        "period",
        t("filter.period"),
        known[::-1],
        default=default,
        describe=lambda code: formats.period(code, t.language),
    )


def indicator(t: Words, catalogue: Catalogue, period: str, *, readings: bool = False) -> str:
    """Return the indicator to look at; the programme's first headline unless the link says.

    Each is called as it is defined for the period. With ``readings`` other formulas follow theirs.
    """
    return link.choice(
        "indicator",
        t("filter.indicator"),
        catalogue.formulas if readings else list(catalogue.indicators),
        default=catalogue.programme.headline[0],
        describe=lambda one: t.own(catalogue.indicator_at(one, period).title),
    )


def org_unit(t: Words, catalogue: Catalogue) -> str:
    """Return the agency or district to look at, districts first, each level by alphabet."""

    def place(one: OrgUnit) -> tuple:
        name = unit_names.full(catalogue, one.id, t)
        return REPORTING.index(one.kind), formats.sort_key(name)

    units = sorted(catalogue.units_of(*REPORTING), key=place)
    return link.choice(
        "unit",
        t("filter.org_unit"),
        [one.id for one in units],
        default=units[0].id,
        describe=lambda one: unit_names.full(catalogue, one, t),
    )


def unit_name(t: Words, unit: OrgUnit) -> str:
    """Return a unit's name, with its years where another unit had the same name."""
    if unit.valid_from:
        return t(
            "filter.unit_since", name=t.own(unit.name), day=formats.day(unit.valid_from, t.language)
        )
    return t.own(unit.name)


def row(count: int) -> list:
    """Return columns for choices in the midst of a page, the rest of the line left free."""
    return st.columns([1] * count + [max(4 - count, 1)], vertical_alignment="bottom")[:count]


def whose(t: Words, catalogue: Catalogue, indicator: str) -> str:
    """Return whose path to look at: the goal's own subject first, then groups, then units."""
    one = catalogue.indicators[catalogue.whole_of(indicator)]
    subjects = dict.fromkeys(goal.subject for goal in catalogue.goals if goal.indicator == one.id)
    units = catalogue.reporters_of(one)
    kinds = {unit.kind for unit in units}
    groups = [group.id for group in catalogue.units_of(UnitKind.GROUP) if group.members in kinds]
    options = list(dict.fromkeys([*subjects, *groups, *(unit.id for unit in units)]))
    return link.choice(
        "of",
        t("filter.whose"),
        options,
        default=options[0],
        describe=lambda unit: unit_names.full(catalogue, unit, t),
    )


def levels(catalogue: Catalogue, indicator: Indicator) -> list[str]:
    """Return the levels whose units report an indicator, the one with most units first."""
    kinds = [unit.kind.value for unit in catalogue.reporters_of(indicator)]
    counts = {kind: kinds.count(kind) for kind in kinds if kind != UnitKind.PROVINCE}
    return sorted(counts, key=counts.__getitem__)


def bridge(t: Words) -> bool:
    """Return whether figures before and after a break of the definition are set side by side."""
    return (
        link.choice(
            "bridge",
            t("filter.bridge"),
            ("on", "off"),
            default="on",
            describe=lambda one: t.code("filter.bridge", one),
            draw=st.segmented_control,
        )
        == "on"
    )


def detail(t: Words, levels: list[str]) -> str:
    """Return what to show under a path: a level's units, figures, cells, or what it means."""
    options = [*levels, "periods", "cells", "chain", "about"]
    return link.choice(
        "detail",
        t("filter.detail"),
        options,
        default=options[0],
        describe=lambda one: t.code("filter.detail", one),
        draw=st.segmented_control,
    )


def reaching(t: Words, units: Sequence[Figure], level: str) -> str:
    """Return the finding about a level: how many of its units have met the goal."""
    statuses = [one["status"] for one in units]
    judged = sum(one in ("met", "on_track", "behind", "off_track") for one in statuses)
    return t.code("indicator.reaching", level, met=statuses.count("met"), judged=judged)


def any_period(t: Words, catalogue: Catalogue) -> Period:
    """Return a quarter to make a template for, by default the one after the latest."""
    ends = Period.parse(catalogue.programme.ends)
    quarters = [ends.earlier(count) for count in range(_quarters(catalogue))]
    latest = answers.ask(state.current_period) if answers.store().versions() else None
    # Where no unit is left to report after the latest, as after the districts' end, that is meant.
    wanted = [Period.parse(latest).earlier(-1), Period.parse(latest)] if latest else [ends]
    fitting = (one for one in wanted if one in quarters and _reporting(catalogue, one))
    default = next(fitting, ends)
    code = st.selectbox(
        t("filter.period"),
        [one.code for one in quarters],
        index=quarters.index(default),
        format_func=lambda one: formats.period(one, t.language),
        placeholder=t("filter.choose"),
        key="template_period",
    )
    return Period.parse(code)


def _reporting(catalogue: Catalogue, period: Period) -> bool:
    """Tell whether any unit reports at a period's end."""
    last = period.window(catalogue.calendar.cut_off_day)[1]
    return any(one.valid_on(last) for one in catalogue.units_of(*REPORTING))


def unit_or_all(t: Words, units: list[OrgUnit]) -> list[OrgUnit]:
    """Return the one unit chosen, or all of them."""
    known = {one.id: one for one in units}
    chosen = st.selectbox(
        t("filter.org_unit"),
        [ALL, *known],
        format_func=lambda one: t("filter.all_units") if one == ALL else unit_name(t, known[one]),
        placeholder=t("filter.choose"),
        key="template_unit",
    )
    return units if chosen == ALL else [known[chosen]]


def _quarters(catalogue: Catalogue) -> int:
    starts, ends = (
        Period.parse(one) for one in (catalogue.programme.starts, catalogue.programme.ends)
    )
    return (ends.step - starts.step) // 3 + 1


def form(t: Words, forms: tuple[str, ...]) -> str:
    """Return how to show a level: ``table``, ``map`` (tiles), or ``land`` (boundaries)."""
    return link.choice(
        "view",
        t("league.view"),
        forms,
        default=forms[0],
        describe=lambda one: t.code("league.view", one),
        draw=st.segmented_control,
    )
