"""What people call the tables of definitions, their columns and their codes."""

import re
from datetime import date

from kpis.catalogue.definitions import Catalogue
from kpis.catalogue.kinds import Direction, Formula, GoalKind, Measure, Shape, UnitKind
from kpis.catalogue.table_cells import as_text
from kpis.catalogue.tables import DefinitionTable
from kpis.catalogue.unit_events import EventKind
from kpis.ui import unit_names
from kpis.words import Words, formats

# Tables by the names of their files, without endings; parts of one file are told apart by "#".
TABLES = (
    *("calendar", "calendar_due", "calendar_answer", "documents", "goals", "indicators"),
    *("milestones", "not_applicable", "old_areas", "org_unit_events", "org_unit_names"),
    *("org_units", "programme", "programme_area", "unit_goals", "criteria_matches"),
)
# Tables of a criteria set, whose file is named for the set.
SET_TABLES = ("tree", "head", "grade")
# Columns by name; those with a language after a dot or a line are said once for all languages.
COLUMNS = (
    *("key", "value", "level", "kind", "day", "months_before", "id", "title", "month", "document"),
    *("number", "date", "issuer", "code", "indicator", "subject", "levels", "comparator"),
    *("target", "due", "own_setting", "wording", "area", "short", "measure", "numerator"),
    *("denominator", "reporters", "sources", "margin", "since", "owner", "documents"),
    *("alternative", "amounts", "of_which", "later", "formula", "roll_up", "goal", "shape"),
    *("org_unit", "valid_from", "valid_to", "reason", "commune", "district", "share", "on"),
    *("from_unit", "to_unit", "note", "estimate", "name", "parent", "successor"),
    *("successor_note", "tile_row", "tile_column", "members", "target_to", "base_year", "base"),
    *("max", "judged", "rule", "evidence", "exempt", "bonus", "at_least", "unit", "decimals"),
    *("direction", "from_set", "from_code", "to_set", "to_code", "years", "block", "survey_max"),
    *("not_applicable", "illustrative", "own_grades", "starts", "ends", "province", "headline"),
    *("completeness_limit", "cut_off_day", "task_soon_days"),
)
_ENDING = re.compile(r"\.(csv|toml)(?=#|$)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LANGUAGE = re.compile(r"^(\w+?)[._](vi|en)$")
_UNITS = frozenset(
    ("subject", "owner", "org_unit", "from_unit", "to_unit", "successor", "parent", "district")
)
# Columns whose cells are one of a few codes, wherever they stand.
_CODES = {
    "levels": (UnitKind.PROVINCE, UnitKind.AGENCY, UnitKind.DISTRICT, UnitKind.COMMUNE),
    "measure": Measure,
    "formula": Formula,
    "direction": Direction,
    "shape": Shape,
    "comparator": (">=", "<="),
    "own_setting": ("yes", "no"),
    "estimate": ("yes", "no"),
}
# Columns whose cells hold several codes, between spaces.
LISTS = ("levels",)
# Those of a column that means something else in each table.
_KINDS = {
    "goals.csv": GoalKind,
    "org_unit_events.csv": EventKind,
    "org_units.csv": UnitKind,
    "calendar.toml#due": ("quarter", "half", "nine_months", "year", "month"),
}


def table_name(name: str, t: Words) -> str:
    """Return what a table of definitions is called; a file nobody foresaw keeps its name."""
    stem = _ENDING.sub("", name).replace("#", "_").replace("/", "_")
    if stem in TABLES:
        return t.code("definition.table", stem)
    if not name.startswith("criteria/"):
        return name
    file, _, part = name.removeprefix("criteria/").partition("#")
    what = part or ("tree" if file.endswith(".csv") else "head")
    if what not in SET_TABLES:
        return name
    return t.code("definition.set", what, set=_ENDING.sub("", file))


def column_name(name: str, t: Words) -> str:
    """Return what a column is called, with its language where it has one."""
    spoken = _LANGUAGE.match(name)
    bare = spoken[1] if spoken else name
    if bare not in COLUMNS:
        return name
    said = t.code("definition.column", bare)
    return t.code("definition.in", spoken[2], column=said) if spoken else said


def choices(table: str, column: str, catalogue: Catalogue, t: Words) -> dict[str, str]:
    """Return the codes that a column's cells can be, each as people call it; empty for free text.

    Ids of entries are one's own to choose, so that a column of ids offers none.
    """
    if column == "indicator" or (column == "of_which" and table == "indicators.toml"):
        return {one.id: t.own(one.title) for one in catalogue.indicators.values()}
    if column in _UNITS:
        return {one: unit_names.full(catalogue, one, t) for one in catalogue.org_units}
    if column == "document":
        return {
            key: f"{one.number} ({formats.day(one.date, t.language)})"
            for key, one in catalogue.documents.items()
        }
    if column == "area":
        return {one.id: t.own(one.title) for one in catalogue.programme.area}
    if column == "goal":
        return {one.key: f"{one.key} {one.wording}".strip() for one in catalogue.goals}
    codes = _KINDS.get(table, ()) if column == "kind" else _CODES.get(column, ())
    return {str(one): t.code("definition.code", _coded(str(one))) for one in codes}


def entry_name(table: DefinitionTable, place: int, catalogue: Catalogue, t: Words) -> str:
    """Return an entry by its first cells, with what their codes mean."""
    named = []
    for column, cell in list(zip(table.columns, table.rows[place], strict=True))[:3]:
        text = as_text(cell) if cell is not None else ""
        if table.columns[0] == "key" and column == "key":
            text = column_name(text, t)
        named.append(spoken(text, table.name, column, catalogue, t))
    return " · ".join(filter(None, named))


def spoken(text: str, table: str, column: str, catalogue: Catalogue, t: Words) -> str:
    """Return a cell as people read it: what a code means, a day as it is written here."""
    if _DAY.fullmatch(text):
        return formats.day(date.fromisoformat(text), t.language)
    return choices(table, column, catalogue, t).get(text, text)


def _coded(code: str) -> str:
    """Return a code as messages name it: signs have names of their own."""
    return {">=": "at_least", "<=": "at_most"}.get(code, code)
