"""The workbook of definitions read back: which files it changes, and how."""

from collections.abc import Mapping
from dataclasses import dataclass

from kpis.catalogue.table_columns import as_in_files
from kpis.catalogue.tables import DefinitionTable, tables_of, texts_of
from kpis.errors import NotTheCatalogue, SheetMissing
from kpis.intake.grids import Grid
from kpis.intake.limits import Unreadable
from kpis.intake.reading import read_workbook


@dataclass(frozen=True)
class Difference:
    """One cell of a table that an edit changes; None where an entry or a value is not there."""

    table: str
    entry: str
    column: str
    before: object
    after: object


def read_catalogue_workbook(content: bytes, name: str, before: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of the files that a workbook of definitions changes, by name.

    Tables that it does not hold stay as they are. Raises ``NotTheCatalogue``, ``SheetMissing``,
    ``CellUnreadable``.
    """
    try:
        grids = {one.name: one for one in read_workbook(content, name).grids}
    except Unreadable as error:
        raise NotTheCatalogue(file=name) from error
    return changed_texts(grids, name, before)


def changed_texts(
    grids: Mapping[str, Grid], name: str, before: Mapping[str, str]
) -> dict[str, str]:
    """Return the texts of the files that sheets (by name, the list first) change; see above."""
    known = {one.name for one in tables_of(before)}
    tables = [_table(grids, sheet, table) for sheet, table in listed(grids, name, known)]
    return texts_of(before, map(as_in_files, tables))


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[Difference]:
    """Return what texts change, cell by cell; ``after`` holds only the files that change."""
    old = {one.name: one for one in tables_of({name: before.get(name, "") for name in after})}
    new = {one.name: one for one in tables_of(after)}
    return [
        one for name in sorted({*old, *new}) for one in _between(name, old.get(name), new.get(name))
    ]


def listed(grids: Mapping[str, Grid], name: str, known: set[str]) -> list[tuple[str, str]]:
    """Return the sheets that the first one lists, each with the table it holds."""
    first = next(iter(grids.values()), None)
    rows = [] if first is None else [(first.text(at, 0), first.text(at, 1)) for at in _rows(first)]
    listed = [(sheet, table) for sheet, table in rows if table in known]
    if not listed:
        raise NotTheCatalogue(file=name)
    return listed


def _rows(grid: Grid) -> range:
    return range(len(grid.rows))


def _table(grids: Mapping[str, Grid], sheet: str, name: str) -> DefinitionTable:
    if sheet not in grids:
        raise SheetMissing(sheet=sheet)
    grid = grids[sheet]
    columns = [column for column in range(grid.width) if grid.text(0, column)]
    rows = tuple(
        tuple(_cell(grid.value(row, column)) for column in columns)
        for row in _rows(grid)[1:]
        if not grid.blank(row)
    )
    return DefinitionTable(name, tuple(grid.text(0, column) for column in columns), rows)


def _cell(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _telling(table: DefinitionTable | None) -> int:
    """Return how many of the first cells tell a table's rows apart."""
    rows = table.rows if table else ()
    counts = (n for n in range(1, 5) if len({row[:n] for row in rows}) == len(rows))
    return next(counts, 4)


def _entries(table: DefinitionTable | None, telling: int) -> dict[str, dict[str, object]]:
    """Return a table's rows by their first cells, with their place where those are not enough."""
    entries: dict[str, dict[str, object]] = {}
    for place, row in enumerate(table.rows if table else (), start=1):
        cells = [str(cell) for cell in row[:telling] if cell is not None]
        # A goal without a code is known by its indicator.
        cells = cells or [str(cell) for cell in row if cell is not None][:1]
        named = " · ".join(cells)
        key = named if named not in entries else f"{named} #{place}"
        entries[key] = dict(zip(table.columns, row, strict=True))
    return entries


def _between(
    name: str, before: DefinitionTable | None, after: DefinitionTable | None
) -> list[Difference]:
    telling = _telling(before or after)
    old, new = _entries(before, telling), _entries(after, telling)
    return [
        Difference(name, entry, column, was, now)
        for entry in dict.fromkeys([*old, *new])
        for column in dict.fromkeys([*old.get(entry, {}), *new.get(entry, {})])
        if (was := old.get(entry, {}).get(column)) != (now := new.get(entry, {}).get(column))
    ]
