"""Texts of the definition files as they read after a unit is renamed, closed, merged or split."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from kpis.catalogue.table_cells import as_text
from kpis.catalogue.tables import DefinitionTable, tables_of, texts_of
from kpis.catalogue.unit_events import EventKind

UNITS, NAMES, EVENTS = "org_units.csv", "org_unit_names.csv", "org_unit_events.csv"
_NO_EVENTS = "kind,on,from_unit,to_unit,share,document,note,estimate\n"
Row = Mapping[str, object]


def renamed(
    texts: Mapping[str, str], unit: str, on: date, name: str, why: Mapping[str, str]
) -> dict[str, str]:
    """Return the files that change when a unit goes by another name from a day on.

    Reports under its old name are still read. ``why`` may hold ``document`` and ``note``.
    """
    event = {"kind": EventKind.RENAME, "on": on, "from_unit": unit, "to_unit": unit, **why}
    changed = {"name_vi": name, "short_vi": name}
    return _written(
        texts,
        units=_changed(texts, unit, changed),
        names=_added(texts, NAMES, [{"org_unit": unit, "name": name, "valid_from": on}]),
        events=_added(texts, EVENTS, [event]),
    )


def ended(
    texts: Mapping[str, str],
    unit: str,
    on: date,
    heirs: Sequence[tuple[str, float | None]],
    why: Mapping[str, str],
) -> dict[str, str]:
    """Return the files that change when a unit is no more from a day on.

    Without heirs it is abolished, one takes it over, several share it; a share may be unknown.
    That it was to be abolished later is taken out: it is no more by then.
    """
    kinds = (EventKind.ABOLISH, EventKind.MERGE, EventKind.SPLIT)
    event = {"kind": kinds[min(len(heirs), 2)], "on": on, "from_unit": unit, **why}
    lines = [
        {**event, "to_unit": heir, "share": share if len(heirs) > 1 else None}
        for heir, share in heirs
    ]
    changed = {"valid_to": on - timedelta(days=1), "successor": heirs[0][0] if heirs else None}
    return _written(
        texts,
        units=_changed(texts, unit, changed),
        events=_without_later_end(_added(texts, EVENTS, lines or [event]), unit, on),
    )


def _without_later_end(events: DefinitionTable, unit: str, on: date) -> DefinitionTable:
    def later_end(row: tuple[object, ...]) -> bool:
        said = dict(zip(events.columns, row, strict=True))
        ends = (said["kind"], said["from_unit"]) == (EventKind.ABOLISH, unit)
        return ends and as_text(said["on"]) > on.isoformat()

    return replace(events, rows=tuple(row for row in events.rows if not later_end(row)))


def _written(texts: Mapping[str, str], **tables: DefinitionTable) -> dict[str, str]:
    return texts_of({EVENTS: _NO_EVENTS, **texts}, tables.values())


def _table(texts: Mapping[str, str], name: str) -> DefinitionTable:
    [table] = tables_of({name: texts.get(name, _NO_EVENTS)})
    return table


def _added(texts: Mapping[str, str], name: str, rows: Sequence[Row]) -> DefinitionTable:
    table = _table(texts, name)
    new = tuple(tuple(row.get(column) for column in table.columns) for row in rows)
    return replace(table, rows=table.rows + new)


def _changed(texts: Mapping[str, str], unit: str, cells: Row) -> DefinitionTable:
    table = _table(texts, UNITS)
    place = table.columns.index("id")
    rows = tuple(
        tuple(cells.get(name, cell) for name, cell in zip(table.columns, row, strict=True))
        if row[place] == unit
        else row
        for row in table.rows
    )
    return replace(table, rows=rows)
