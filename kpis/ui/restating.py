"""The two ways to look at units that have changed: as they reported, or as they are now."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.unit_events import EventKind, UnitEvent
from kpis.catalogue.unit_history import moves_until, origins_of, successions
from kpis.domain.lineage import Move
from kpis.domain.periods import Period
from kpis.queries import state
from kpis.queries.pictures import Figure
from kpis.ui import answers, link, unit_names
from kpis.ui.tables import Column, Line, table
from kpis.words import Words, formats

REPORTED, PRESENT = "reported", "present"


def moves(t: Words, catalogue: Catalogue, period: str) -> tuple[Move, ...]:
    """Return where past reports belong among the present units; none as they were reported.

    Draws the switch that stands in the link, where any unit has ever passed into another.
    """
    if not successions(catalogue):
        return ()
    view = link.choice(
        "units",
        t("units.view"),
        (REPORTED, PRESENT),
        default=REPORTED,
        describe=lambda one: t.code("units.view", one),
        draw=st.segmented_control,
    )
    return (
        moves_until(catalogue, day_of_units(catalogue, period, now=True)) if view == PRESENT else ()
    )


def day_of_units(catalogue: Catalogue, period: str, *, now: bool) -> date:
    """Return the day whose units are looked at: that of the reports, or ``now``.

    Now is never the machine's day: it is the end of the latest period with enough reports, or of
    the one chosen if that is later.
    """
    codes = [period, *filter(None, [answers.ask(state.current_period) if now else None])]
    return max(catalogue.last_day(one) for one in codes)


def told(moved: tuple[Move, ...], facts: str, t: Words) -> str:
    """Return what a page is about, with the way its units are looked at where it matters."""
    return t("units.told_present", facts=facts) if moved else facts


def event_marks(
    catalogue: Catalogue, org_unit: str, drawn: Sequence[Figure], t: Words
) -> tuple[tuple[int, str], ...]:
    """Return the steps at which a drawn unit took over from others, each with what happened."""
    line = {org_unit, *origins_of(catalogue, org_unit)}
    by_day: dict[date, list[UnitEvent]] = {}
    for one in catalogue.unit_events:
        inside = one.to_unit in line or one.from_unit == org_unit
        if inside and one.kind is not EventKind.ABOLISH:
            by_day.setdefault(one.on, []).append(one)
    days = {
        row["step"]: Period.parse(row["period"]).window(catalogue.calendar.cut_off_day)[1]
        for row in drawn
    }
    first = min(days, default=0)
    found = []
    for day, events in sorted(by_day.items()):
        step = min((one for one, ends in days.items() if ends >= day), default=first)
        if step > first:
            found.append((step, _mark(catalogue, events, t)))
    return tuple(found)


def _mark(catalogue: Catalogue, events: list[UnitEvent], t: Words) -> str:
    first = events[0]
    units = dict.fromkeys(one.from_unit for one in events)
    named = formats.listed((t.own(catalogue.org_units[one].short) for one in units), t.language)
    day = formats.day(first.on, t.language)
    return t.code("units.mark", first.kind, day=day, units=named)


def _left_with(one: dict, catalogue: Catalogue, t: Words) -> str:
    if one["undivided_of"]:
        return unit_names.full(catalogue, one["undivided_of"], t)
    return t("units.known_part", unit=unit_names.full(catalogue, one["org_unit"], t))


def undivided(remainders: Sequence[Figure], catalogue: Catalogue, t: Words) -> str:
    """Return whose counts no present unit can be given; "" where all could be."""
    if not remainders:
        return ""
    names = ("unit", "numerator", "denominator")
    columns = [Column(t.code("column", one), one != "unit") for one in names]
    lines = [
        Line(
            [
                _left_with(one, catalogue, t),
                formats.number(one["numerator"], 0, t.language),
                formats.number(one["denominator"], 0, t.language),
            ]
        )
        for one in remainders
    ]
    return table(columns, lines)
