"""Reading a table of counts: rows by unit, or rows by field of one unit."""

from kpis.catalogue.model import OrgUnit, UnitKind
from kpis.domain.names import plain
from kpis.intake.checks import (
    Figures,
    check_identities,
    check_points,
    check_rates,
    check_totals,
)
from kpis.intake.form_parts import Role
from kpis.intake.grids import cell_name
from kpis.intake.paired import by_field, filled_down, is_paired, keys_of
from kpis.intake.peer_rows import peer_figures
from kpis.intake.row_units import Key, fields_of, read_reporter, units_of
from kpis.intake.rows import Body, Row, RowKind, read_rows
from kpis.intake.tables import Result, Table, cell_problem
from kpis.intake.verdict import FindingCode, Severity


def read_counts(table: Table) -> Result:
    """Return the observations of a table of counts, and everything wrong with it."""
    result, written, paired = Result(), table.grid, is_paired(table)
    table = filled_down(table) if paired else table
    column, by_unit = _label_column(table)
    rows, result.aside = read_rows(_body(table, column))
    rows = list(by_field(table, rows)) if paired else rows
    reporter = read_reporter(table, result, needed=not by_unit)
    figures = Figures.read(table.grid, table.layout, rows)
    lines = [one for one in rows if one.kind is RowKind.FIGURES]
    result.rows = len(lines)
    if paired:
        keys = keys_of(table, lines, written, result)
    else:
        keys = _keys(table, rows, reporter, result, by_unit=by_unit)
    first: dict[Key, Row] = {}
    for line, key in zip(lines, keys, strict=True):
        _read_line(table, figures, line, key, first, result)
    result.peers += peer_figures(table, figures, lines, keys)
    for check in (check_identities, check_totals, check_rates, check_points):
        result.findings += check(figures)
    return result


def _body(table: Table, label_column: int) -> Body:
    def is_unit(name: str) -> bool:
        match = table.units.named(name) if table.units.states_type(name) else None
        return bool(match and match.unit and match.unit.kind is not UnitKind.PROVINCE)

    def names_unit(name: str) -> bool:
        return _unit(table, name) is not None

    where = table.end, label_column
    return Body(table.grid, table.layout, *where, is_unit, table.again, names_unit)


def _unit(table: Table, name: str) -> OrgUnit | None:
    """Return the unit below the province that a name means."""
    unit = table.units.named(name).unit
    return unit if unit and unit.kind is not UnitKind.PROVINCE else None


def _keys(
    table: Table, rows: list[Row], reporter: str | None, result: Result, *, by_unit: bool
) -> list[Key | None]:
    """Return unit and section of each row of figures.

    A row under a unit's own row is a field of that unit, whatever the column is called.
    """
    lines = [one for one in rows if one.kind is RowKind.FIGURES]
    heads = {one.label for one in rows if one.kind is RowKind.SECTION}
    units = {one: table.units.named(one).unit for one in heads}
    of_head = {
        one: unit for one, unit in units.items() if unit and unit.kind is not UnitKind.PROVINCE
    }
    free = [one for one in lines if one.heading not in of_head]
    keyed = units_of(table, free, result) if by_unit else fields_of(free, reporter)
    found = dict(zip((one.row for one in free), keyed, strict=True))
    return [
        found[one.row] if one.row in found else (of_head[one.heading].id, one.label)
        for one in lines
    ]


def _label_column(table: Table) -> tuple[int, bool]:
    """Return the column of the labels, and whether they are units rather than fields.

    Consolidated sheets often keep the heading "Lĩnh vực": there the labels decide.
    """
    roles = table.layout.roles
    if (column := roles.get(Role.UNIT)) is not None:
        return column, True
    column = roles[Role.FIELD]
    start = table.layout.header.bottom + 1
    texts = [table.grid.text(row, column) for row in range(start, table.end)]
    labels = [one for one in texts if one]
    typed = sum(table.units.states_type(one) for one in labels)
    return column, typed * 2 > len(labels)


def _read_line(
    table: Table,
    figures: Figures,
    line: Row,
    key: Key | None,
    first: dict[Key, Row],
    result: Result,
) -> None:
    """Add a row's observations and its cells' findings; of two alike rows the first stands."""
    same = (key[0], plain(key[1] or "")) if key else None
    earlier = first.setdefault(same, line) if same else line
    if earlier is not line:
        facts = {"first": cell_name(earlier.row, earlier.column)}
        where = (line.row, line.column)
        double = table.finding(Severity.ERROR, FindingCode.DUPLICATE_ROW, *where, **facts)
        result.findings.append(double)
    for column, item in table.layout.items.items():
        place = (line.row, column)
        cell = figures.cells[place]
        if problem := cell_problem(table, place, cell):
            result.findings.append(problem)
        elif cell.value is not None and key and earlier is line:
            one = table.observation(key[0], item.item, key[1], cell.value, place)
            result.observations.append(one)
