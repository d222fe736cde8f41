"""One unit's history: what happened to it, whom it came from, who carries it on, its names."""

from collections.abc import Iterable

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.unit_events import UnitEvent
from kpis.catalogue.unit_history import events_of
from kpis.ui import unit_names
from kpis.ui.goal_story import document_name
from kpis.ui.link import Links
from kpis.ui.tables import Cell, Column, Line, facts, table
from kpis.words import Words, formats

_EVENT = ("day", "event", "from_unit", "to_unit", "share", "basis", "note")
_NAME = ("name", "since", "until")


def told(unit: str, catalogue: Catalogue, t: Words) -> str:
    """Return a unit in short: its level, when it exists, before and after whom it came."""
    one, events = catalogue.org_units[unit], events_of(catalogue, unit)
    before = (each.from_unit for each in events if each.to_unit == unit != each.from_unit)
    after = (each.to_unit for each in events if each.from_unit == unit != each.to_unit)
    return facts(
        [
            (t("column.level"), t.code("level", one.kind)),
            (t("column.code"), one.code),
            (t("column.since"), formats.day(one.valid_from, t.language) if one.valid_from else ""),
            (t("column.until"), formats.day(one.valid_to, t.language) if one.valid_to else ""),
            (t("units.predecessors"), _named(before, catalogue, t)),
            (t("units.successors"), _named(after, catalogue, t) or one.successor_note),
        ]
    )


def _named(units: Iterable[str | None], catalogue: Catalogue, t: Words) -> str:
    known = dict.fromkeys(filter(None, units))
    return "; ".join(unit_names.full(catalogue, one, t) for one in known)


def events(unit: str, catalogue: Catalogue, t: Words, links: Links) -> str:
    """Return what happened to a unit, in order of time, each with its document and shares."""
    found = events_of(catalogue, unit)
    if not found:
        return f"<p>{t('units.no_events')}</p>"
    columns = [Column(t.code("column", one), short=one == "day") for one in _EVENT]
    return _filled(columns, [_event(one, catalogue, t, links) for one in found])


def _filled(columns: list[Column], lines: list[Line]) -> str:
    """Return a table without the columns in which nothing stands: a unit has few of them."""
    said = [at for at in range(len(columns)) if any(line.cells[at] for line in lines)]
    return table([columns[at] for at in said], [Line([x.cells[at] for at in said]) for x in lines])


def _event(event: UnitEvent, catalogue: Catalogue, t: Words, links: Links) -> Line:
    document = catalogue.documents.get(event.document or "")
    return Line(
        [
            formats.day(event.on, t.language),
            t.code("units.event", event.kind),
            _unit(event.from_unit, catalogue, t, links),
            _unit(event.to_unit, catalogue, t, links),
            _share(event, t),
            document_name(document, t) if document else "",
            event.note,
        ]
    )


def _unit(unit: str | None, catalogue: Catalogue, t: Words, links: Links) -> str | Cell:
    if unit is None:
        return ""
    return Cell(unit_names.full(catalogue, unit, t), links.to("units", unit=unit))


def _share(event: UnitEvent, t: Words) -> str:
    if event.share is None:
        return t("units.share_unknown") if event.kind == "split" else ""
    share = formats.amount(100 * event.share, "%", 1, t.language)
    return t("units.share_estimate", share=share) if event.estimate else share


def names(unit: str, catalogue: Catalogue, t: Words) -> str:
    """Return the names a unit goes by in reports, each with its days."""
    columns = [Column(t.code("column", one)) for one in _NAME]
    lines = [
        Line(
            [
                one.name,
                formats.day(one.valid_from, t.language) if one.valid_from else "",
                formats.day(one.valid_to, t.language) if one.valid_to else "",
            ]
        )
        for one in catalogue.names
        if one.org_unit == unit
    ]
    return _filled(columns, lines)
