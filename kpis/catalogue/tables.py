"""Definition files as plain tables, and back: how people edit them in a workbook.

A CSV file is one table. A TOML file is one table of keys and values (``programme.toml``), or one
with a row an entry (``indicators.toml``), and one more for each list of entries it holds
(``calendar.toml#due``). A key inside another is a column with a dot: ``title.vi``.
"""

import csv
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import StringIO

import tomlkit
from tomlkit.items import AoT

from kpis.catalogue.table_cells import as_text, read_cell, shown, sort_of

KEY, VALUE = "key", "value"


@dataclass(frozen=True)
class DefinitionTable:
    """One table of definitions: ``name`` is its file's, with ``#part`` for a list of entries.

    Cells are texts, numbers, booleans and dates; None where an entry lacks a key.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    @property
    def file(self) -> str:
        """The file it is part of."""
        return self.name.partition("#")[0]


def tables_of(texts: Mapping[str, str]) -> list[DefinitionTable]:
    """Return every table of some files, in the order of their names."""
    return [
        table
        for name, text in sorted(texts.items())
        for table in (_of_csv(name, text) if name.endswith(".csv") else _of_toml(name, text))
    ]


def texts_of(before: Mapping[str, str], tables: Iterable[DefinitionTable]) -> dict[str, str]:
    """Return the texts of the files that tables change; what they do not say stays as it is.

    Comments and the order of a TOML file stay. Raises ``CellUnreadable``.
    """
    texts = dict(before)
    for table in tables:
        if table.file in before and table not in tables_of({table.file: before[table.file]}):
            put = _put_csv if table.file.endswith(".csv") else _put_toml
            texts[table.file] = put(texts[table.file], table)
    return {name: text for name, text in texts.items() if text != before[name]}


def _of_csv(name: str, text: str) -> list[DefinitionTable]:
    rows = [row for row in csv.reader(StringIO(text.lstrip("\ufeff"))) if row]
    cells = tuple(tuple(cell or None for cell in row) for row in rows[1:])
    return [DefinitionTable(name, tuple(rows[0]) if rows else (), cells)]


def _put_csv(text: str, table: DefinitionTable) -> str:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([[as_text(cell) for cell in row] for row in table.rows])
    return out.getvalue()


def _of_toml(name: str, text: str) -> list[DefinitionTable]:
    said = tomllib.loads(text)
    if _keyed(said):
        rows = [{KEY: key, **_flat(entry)} for key, entry in said.items()]
        return [_table(name, rows)]
    lists = {key: value for key, value in said.items() if _entries(value)}
    rest = {key: value for key, value in said.items() if key not in lists}
    values = [{KEY: key, VALUE: value} for key, value in _flat(rest).items()]
    parts = [_table(f"{name}#{key}", map(_flat, value)) for key, value in lists.items()]
    return [_table(name, values), *parts] if values else parts


def _keyed(said: Mapping) -> bool:
    """Tell whether every key names an entry of its own, as in a list of indicators."""
    return bool(said) and all(isinstance(one, dict) and "vi" not in one for one in said.values())


def _entries(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _flat(entry: Mapping, before: str = "") -> dict[str, object]:
    flat: dict[str, object] = {}
    for key, value in entry.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{before}{key}.")
        else:
            cell = shown(value) if isinstance(value, list) else value
            # An empty text and no value look alike in a cell.
            flat[before + key] = None if cell == "" else cell
    return flat


def _table(name: str, rows: Iterable[Mapping[str, object]]) -> DefinitionTable:
    rows = list(rows)
    columns = tuple(dict.fromkeys(key for row in rows for key in row))
    return DefinitionTable(
        name, columns, tuple(tuple(row.get(one) for one in columns) for row in rows)
    )


def _put_toml(text: str, table: DefinitionTable) -> str:
    document, part = tomlkit.parse(text), table.name.partition("#")[2]
    sorts = _sorts(document.unwrap(), part)
    entries = [_read_row(table, row, sorts) for row in table.rows]
    if part:
        document[part] = _list_of(entries)
    elif table.columns == (KEY, VALUE):
        _set(document, {one[KEY]: one.get(VALUE) for one in entries})
    else:
        _set_entries(document, entries)
    return tomlkit.dumps(document)


def _sorts(said: dict, part: str) -> dict[str, str]:
    """Return what sort of value each column holds, as far as the file shows it."""
    entries = said[part] if part else list(said.values()) if _keyed(said) else [said]
    seen: dict[str, str] = {}
    for entry in entries:
        for key, value in _unflat_items(entry):
            seen.setdefault(key, sort_of(value))
    return seen


def _unflat_items(entry: Mapping, before: str = "") -> Iterable[tuple[str, object]]:
    for key, value in entry.items():
        if isinstance(value, dict):
            yield from _unflat_items(value, f"{before}{key}.")
        else:
            yield before + key, value


def _read_row(
    table: DefinitionTable, row: tuple[object, ...], sorts: Mapping[str, str]
) -> dict[str, object]:
    said = dict(zip(table.columns, row, strict=True))
    keys = {VALUE: str(said.get(KEY))} if table.columns == (KEY, VALUE) else {}
    read = {
        key: read_cell(table.name, keys.get(key, key), cell, sorts.get(keys.get(key, key), "text"))
        for key, cell in said.items()
    }
    return {key: value for key, value in read.items() if value is not None}


def _set(target: object, values: Mapping[str, object]) -> None:
    """Write dotted keys into a table; None takes a key away."""
    for key, value in values.items():
        *outer, last = key.split(".")
        place = target
        for one in outer:
            if one not in place:
                place[one] = tomlkit.inline_table()
            place = place[one]
        if value is None and place.get(last) == "":
            continue
        if value is None:
            place.pop(last, None)
        elif last not in place or _plain(place[last]) != value:
            place[last] = value


def _plain(value: object) -> object:
    return value.unwrap() if hasattr(value, "unwrap") else value


def _set_entries(document: tomlkit.TOMLDocument, entries: list[dict[str, object]]) -> None:
    named = {str(one.pop(KEY)): one for one in entries}
    for gone in [key for key in document if key not in named]:
        document.pop(gone)
    for key, entry in named.items():
        if key not in document:
            document[key] = tomlkit.table()
        absent = dict.fromkeys(set(_flat(_plain(document[key]))) - set(entry))
        _set(document[key], {**entry, **absent})


def _list_of(entries: list[dict[str, object]]) -> AoT:
    made = tomlkit.aot()
    for entry in entries:
        table = tomlkit.table()
        _set(table, entry)
        made.append(table)
    return made
