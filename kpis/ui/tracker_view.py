"""The tracker on screen: its finding, the facts under it, and the grid of units by forms."""

from collections.abc import Sequence
from datetime import date

from kpis.catalogue.definitions import Catalogue
from kpis.charts.report_grid import (
    ReportCell,
    ReportColumn,
    ReportRow,
    report_grid,
)
from kpis.domain.reports import ReportState
from kpis.intake.forms import Forms
from kpis.ui.link import Links
from kpis.ui.tracking import Sender, Tracking
from kpis.words import Words, formats

_TOLD = (
    ReportState.NOT_SENT,
    ReportState.RETURNED,
    ReportState.INCOMPLETE,
    ReportState.NOT_DUE,
    ReportState.LATE,
    ReportState.ON_TIME,
)


def title(period: str, senders: Sequence[Sender], t: Words) -> str:
    """Return the finding: how many units have reported in full, how many are still to come."""
    named, units = formats.period(period, t.language), len(senders)
    still = sum(bool(one.open) for one in senders)
    if not senders:
        return t("tracker.title_nobody", period=named)
    if not still:
        return t("tracker.title_all", period=named, units=units)
    return t("tracker.title_some", period=named, whole=units - still, units=units, open=still)


def facts(senders: Sequence[Sender], t: Words) -> str:
    """Return when reports are due, and how many are in which state."""
    rows = [row for one in senders for row in one.reports]
    days = sorted({row["calendar_due_on"] for row in rows if row["calendar_due_on"]})
    due = formats.listed((formats.day(day, t.language) for day in days), t.language)
    states = [row["state"] for row in rows]
    parts = [t("tracker.due", day=due)] if days else []
    parts += [
        t("tracker.count", state=t.code("tracker.state", one), count=states.count(one))
        for one in _TOLD
        if one in states
    ]
    return " · ".join(parts)


def grid(
    senders: Sequence[Sender],
    period: str,
    catalogue: Catalogue,
    forms: Forms,
    t: Words,
    links: Links,
) -> str:
    """Return units by forms, with weight, streak and the year's punctuality after them."""
    codes = list(dict.fromkeys(row["form"] for one in senders for row in one.reports))
    year = period[:4]
    columns = [ReportColumn(t("tracker.weight"), told=t("tracker.weight_help"))]
    columns += [ReportColumn(t("tracker.streak"))]
    columns += [ReportColumn(t("tracker.year", year=year), told=t("tracker.year_help"))]
    return report_grid(
        t("column.unit"),
        [ReportColumn(code, t.own(forms[code].title)) for code in codes],
        columns,
        [_row(one, codes, period, catalogue, t, links) for one in senders],
        caption=t("tracker.grid"),
    )


def note(tracked: Tracking, catalogue: Catalogue, level: str | None, t: Words) -> str:
    """Return how the grid is to be read, and which units are gone."""
    units = [catalogue.org_units[one.unit] for one in tracked.senders if one.closed]
    gone: dict[date, list[str]] = {}
    for unit in units:
        if unit.valid_to and level in (None, unit.kind.value):
            gone.setdefault(unit.valid_to, []).append(t.own(unit.short))
    told = [t("tracker.order_note")]
    for day, names in sorted(gone.items()):
        listed = formats.listed(names, t.language)
        told.append(t("tracker.closed_units", day=formats.day(day, t.language), units=listed))
    return " ".join(told)


def _row(
    one: Sender, codes: list[str], period: str, catalogue: Catalogue, t: Words, links: Links
) -> ReportRow:
    unit = catalogue.org_units[one.unit]
    by_form = {row["form"]: row for row in one.reports}
    year = f"{one.year.on_time}/{one.year.due}" if one.year.due else formats.ABSENT
    return ReportRow(
        t.own(unit.short),
        [_cell(by_form[code], t) for code in codes],
        [_weight(one, t), _streak(one.streak, t), year],
        full=t.own(unit.name),
        href=links.to("unit", unit=one.unit, period=period),
        open=bool(one.open),
    )


def _cell(row: dict, t: Words) -> ReportCell:
    state = row["state"]
    due, received = (_short(row[key]) for key in ("due_on", "received_on"))
    detail = ""
    if state not in (ReportState.NOT_OWED, ReportState.CLOSED):
        detail = t.code(
            "tracker.detail",
            state,
            due=due,
            received=received,
            days=row["days_late"],
            cells=formats.number(row["cells"], 0, t.language),
            expected=formats.number(row["expected_cells"], 0, t.language),
        )
    told = row["remarks"] or ""
    note = ""
    if row["extension"]:
        day = formats.day(row["extension"], t.language)
        note = t("tracker.extended", day=_short(row["extension"]))
        told = t("tracker.extended_why", day=day, reason=row["extension_reason"])
    return ReportCell(state, t.code("tracker.state", state), detail, note, told)


def _short(day: date | None) -> str:
    """Return a day without its year, which stands in the page's title."""
    return formats.ABSENT if day is None else f"{day:%d/%m}"


def _weight(one: Sender, t: Words) -> str:
    """Return a unit's part of the province, and what its silence leaves open."""
    part = formats.amount(one.weight, "%", 1, t.language)
    if not round(one.swing, 1):
        return part
    return t("tracker.swing", weight=part, points=formats.number(one.swing, 1, t.language))


def _streak(length: int, t: Words) -> str:
    if not length:
        return formats.ABSENT
    return t("tracker.streak_good" if length > 0 else "tracker.streak_bad", count=abs(length))
