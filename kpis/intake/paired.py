"""Tables with columns of units and of their fields: a unit is written once for several rows."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kpis.intake.form_parts import Role
from kpis.intake.grids import Grid, cell_name
from kpis.intake.row_parts import Row, RowKind
from kpis.intake.row_units import Key, units_of
from kpis.intake.rows import is_total
from kpis.intake.tables import Result, Table


def is_paired(table: Table) -> bool:
    """Tell whether rows name a unit and a field, each in a column of its own."""
    roles = table.layout.roles
    if not {Role.UNIT, Role.FIELD} <= set(roles):
        return False
    start = table.layout.header.bottom + 1
    return any(field_of(table, row) for row in range(start, table.end))


def field_of(table: Table, row: int) -> str:
    """Return the field that a row names; an empty text where it names none, or a sum."""
    text = table.grid.text(row, table.layout.roles[Role.FIELD])
    numbered = text.strip("()").isdigit() or table.layout.header.bottom >= row
    return "" if numbered or is_total(text) else text


def filled_down(table: Table) -> Table:
    """Return a table with each unit's name in all rows of its fields, merged or left blank."""
    column, rows, above = table.layout.roles[Role.UNIT], list(table.grid.rows), ""
    for row in range(table.layout.header.bottom + 1, table.end):
        name = table.grid.text(row, column)
        above = name or above
        if above and not name and field_of(table, row) and row not in table.again:
            cells = [*rows[row], *[""] * (column + 1 - len(rows[row]))]
            rows[row] = [*cells[:column], above, *cells[column + 1 :]]
    return replace(table, grid=replace(table.grid, rows=rows))


def by_field(table: Table, rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows under their units as headings; a unit's own row above its fields is their sum."""
    rows, unit = list(rows), None
    fields = {one.row: field_of(table, one.row) for one in rows}
    for one, after in zip(rows, [*rows[1:], None][: len(rows)], strict=True):
        if one.kind is RowKind.TOTAL:
            own = bool(table.grid.text(one.row, table.layout.roles[Role.FIELD]))
            yield replace(one, heading=unit) if own and unit else one
        elif one.kind is RowKind.SECTION:
            yield one
        else:
            unit = one.label
            summed = after and not fields[one.row] and fields[after.row] and after.label == unit
            kind = RowKind.SECTION if summed else one.kind
            yield replace(one, kind=kind, heading=unit, above=one.heading)


def keys_of(table: Table, lines: list[Row], written: Grid, result: Result) -> list[Key | None]:
    """Return unit and field of each row, noting what is wrong with a name where it is written.

    ``written`` is the sheet as it came, before names were filled in.
    """
    read = Result()
    keys = list(units_of(table, lines, read))
    named = {cell_name(x.row, x.column) for x in lines if written.text(x.row, x.column)}
    result.findings += [one for one in read.findings if one.cell in named]
    return [
        (key[0], field_of(table, line.row) or line.above) if key else None
        for line, key in zip(lines, keys, strict=True)
    ]
