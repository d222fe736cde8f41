"""Columns that a table of definitions may have, whether an installation's file has them or not."""

from dataclasses import replace

from kpis.catalogue.criteria import FOLDER, MATCHES, Row
from kpis.catalogue.exemptions import NotApplicable, UnitGoal
from kpis.catalogue.fields import Definition
from kpis.catalogue.goals import Goal, Milestone
from kpis.catalogue.model import OrgUnit, UnitName
from kpis.catalogue.tables import DefinitionTable
from kpis.catalogue.unit_checks import AREAS, EVENTS
from kpis.catalogue.unit_events import OldArea, UnitEvent

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


def with_all_columns(table: DefinitionTable) -> DefinitionTable:
    """Return a table with every column that its lines may have, new ones last and empty.

    A TOML file's tables stay as they are: what an entry may have depends on the entry.
    """
    model = _LINES.get(table.name)
    if table.name.startswith(f"{FOLDER}/") and table.name.endswith(".csv"):
        model = None if table.name.endswith(f"/{MATCHES}") else Row
    if model is None:
        return table
    more = tuple(one for one in model.model_fields if one not in table.columns)
    rows = tuple((*row, *[None] * len(more)) for row in table.rows)
    return replace(table, columns=(*table.columns, *more), rows=rows)


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
