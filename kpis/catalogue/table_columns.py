"""Columns that a table of definitions may have, whether an installation's file has them or not."""

from dataclasses import replace
from datetime import date
from typing import get_args

from kpis.catalogue.criteria import FOLDER, MATCHES, Row
from kpis.catalogue.exemptions import NotApplicable, UnitGoal
from kpis.catalogue.fields import Definition
from kpis.catalogue.goals import Goal, Milestone
from kpis.catalogue.model import OrgUnit, UnitName
from kpis.catalogue.table_cells import read_cell
from kpis.catalogue.tables import DefinitionTable
from kpis.catalogue.unit_checks import AREAS, EVENTS
from kpis.catalogue.unit_events import OldArea, UnitEvent
from kpis.errors import CellUnreadable

_LINES: dict[str, type[Definition]] = {
    "goals.csv": Goal,
    "milestones.csv": Milestone,
    "unit_goals.csv": UnitGoal,
    "not_applicable.csv": NotApplicable,
    "org_units.csv": OrgUnit,
    "org_unit_names.csv": UnitName,
    EVENTS: UnitEvent,
    AREAS: OldArea,
}
_SORTS = {date: "day", float: "number", int: "whole"}
# What only people write in values of a sort: 31/12/2024, 62,5.
_TYPED = {"day": "/", "number": ",", "whole": ","}


def with_all_columns(table: DefinitionTable) -> DefinitionTable:
    """Return a table with every column that its lines may have, new ones last and empty.

    A TOML file's tables stay as they are: what an entry may have depends on the entry.
    """
    if (model := _line_of(table)) is None:
        return table
    more = tuple(one for one in model.model_fields if one not in table.columns)
    rows = tuple((*row, *[None] * len(more)) for row in table.rows)
    return replace(table, columns=(*table.columns, *more), rows=rows)


def as_in_files(table: DefinitionTable) -> DefinitionTable:
    """Return a table with days and numbers that people typed as its file has them.

    31/12/2024 is 2024-12-31 and 62,5 is 62.5 there. All else stays as it is written, also what
    cannot be read, which is refused with its line later; and so do the tables of TOML files.
    """
    if (model := _line_of(table)) is None:
        return table
    fields = {name: one.annotation for name, one in model.model_fields.items()}
    sorts = {
        column: next((_SORTS[one] for one in (kind, *get_args(kind)) if one in _SORTS), None)
        for column, kind in fields.items()
    }
    rows = tuple(
        tuple(
            _in_file(table.name, column, cell, sorts.get(column))
            for column, cell in zip(table.columns, row, strict=True)
        )
        for row in table.rows
    )
    return replace(table, rows=rows)


def _in_file(table: str, column: str, cell: object, sort: str | None) -> object:
    if sort is None or not isinstance(cell, str) or _TYPED[sort] not in cell:
        return cell
    try:
        return read_cell(table, column, cell, sort)
    except CellUnreadable:
        return cell


def _line_of(table: DefinitionTable) -> type[Definition] | None:
    """Return what the lines of a CSV file's table are; None for other tables."""
    if table.name.startswith(f"{FOLDER}/") and table.name.endswith(".csv"):
        return None if table.name.endswith(f"/{MATCHES}") else Row
    return _LINES.get(table.name)


def without_empty(table: DefinitionTable, kept: tuple[str, ...]) -> DefinitionTable:
    """Return a table without the columns that hold nothing, save those that are ``kept``."""
    filled = [
        at
        for at, column in enumerate(table.columns)
        if column in kept or any(row[at] is not None for row in table.rows)
    ]
    columns = tuple(table.columns[at] for at in filled)
    return replace(
        table, columns=columns, rows=tuple(tuple(row[at] for at in filled) for row in table.rows)
    )
