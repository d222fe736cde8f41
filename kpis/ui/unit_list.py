"""The units of the catalogue as a list, with the time each exists, and what is doubtful in it."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import OrgUnit, UnitKind
from kpis.catalogue.unit_report import Doubt, Doubtful
from kpis.domain.periods import Period
from kpis.ui import link, unit_names
from kpis.ui.tables import Cell, Column, Line, table
from kpis.words import Words, formats

_COLUMNS = ("unit", "level", "code", "since", "until", "successor", "names")
_SHORT = ("level", "code", "since", "until")
ALL = "all"


def title(catalogue: Catalogue, period: str | None, today: date, t: Words) -> str:
    """Return how many units exist at the end of a period, and how many had ended before.

    Before anything is reported today counts: a closed programme is read as it ended.
    """
    day = Period.parse(period).window(catalogue.calendar.cut_off_day)[1] if period else today
    units = _units(catalogue)
    valid = sum(one.valid_on(day) for one in units)
    closed = sum(one.valid_to is not None and one.valid_to < day for one in units)
    told = formats.day(day, t.language)
    return t("units.title", count=valid, closed=closed, day=told)


def chosen(catalogue: Catalogue, t: Words) -> list[OrgUnit]:
    """Draw the choices of a level and a day, and return the units that fit both."""
    kinds = [one for one in UnitKind if one is not UnitKind.GROUP and catalogue.units_of(one)]
    days = sorted({one.on for one in catalogue.unit_events}, reverse=True)
    left, right, _ = st.columns([1, 1, 2])
    with left:
        level = link.choice(
            "level",
            t("column.level"),
            [ALL, *kinds],
            default=ALL,
            describe=lambda one: t("units.all") if one == ALL else t.code("level", one),
        )
    with right:
        on = link.choice(
            "on",
            t("units.existing_on"),
            [ALL, *(day.isoformat() for day in days)],
            default=ALL,
            describe=lambda one: _day_told(one, t),
        )
    there = [one for one in _units(catalogue) if level in (ALL, one.kind)]
    return there if on == ALL else [one for one in there if one.valid_on(date.fromisoformat(on))]


def _day_told(one: str, t: Words) -> str:
    return t("units.any_day") if one == ALL else formats.day(date.fromisoformat(one), t.language)


def _units(catalogue: Catalogue) -> list[OrgUnit]:
    return [one for one in catalogue.org_units.values() if one.kind is not UnitKind.GROUP]


def listed(units: Sequence[OrgUnit], catalogue: Catalogue, t: Words, links: link.Links) -> str:
    """Return units with level, code, when they exist, who took over, and their other names."""
    columns = [Column(t.code("column", one), short=one in _SHORT) for one in _COLUMNS]
    return table(columns, [_line(one, catalogue, t, links) for one in units])


def _line(unit: OrgUnit, catalogue: Catalogue, t: Words, links: link.Links) -> Line:
    names = [
        one.name for one in catalogue.names if one.org_unit == unit.id and one.name != unit.name_vi
    ]
    successor = unit.successor and unit_names.full(catalogue, unit.successor, t)
    return Line(
        [
            Cell(unit_names.full(catalogue, unit.id, t), links.to("units", unit=unit.id)),
            t.code("level", unit.kind),
            unit.code,
            formats.day(unit.valid_from, t.language) if unit.valid_from else "",
            formats.day(unit.valid_to, t.language) if unit.valid_to else "",
            successor or unit.successor_note,
            " · ".join(names),
        ]
    )


def doubtful(found: Sequence[Doubtful], catalogue: Catalogue, t: Words, links: link.Links) -> str:
    """Return what should be looked at, a line for each unit."""
    if not found:
        return f"<p>{t('units.nothing_doubtful')}</p>"
    columns = [Column(t("column.unit")), Column(t("column.problem"))]
    lines = []
    for one in found:
        detail = one.detail
        if one.doubt is Doubt.NO_DOCUMENT:
            detail = formats.day(date.fromisoformat(detail), t.language)
        href = links.to("units", unit=one.org_unit)
        name = Cell(unit_names.full(catalogue, one.org_unit, t), href)
        lines.append(Line([name, t.code("units.doubt", one.doubt, detail=detail)], "warning"))
    return table(columns, lines)
