"""The whole province as one plain workbook: definitions, figures and where each came from.

A sheet a table, and a first one that lists them. The definitions stand as tables to read and edit,
all else as the store holds it; ``python -m kpis rebuild`` makes a store of it again. Original files
are not in it, only what was read in them.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import duckdb
from openpyxl import Workbook
from openpyxl.cell.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from kpis.catalogue.tables import DefinitionTable, tables_of
from kpis.domain.plain_values import LONGEST, MORE, STORE, pieces
from kpis.exports.catalogue_workbook import LIST_SHEET, titled
from kpis.exports.cells import Look, put, put_text, safe_text
from kpis.exports.looks import BOLD, CENTRE, HEADER_FILL, QUIET, TITLE
from kpis.queries.versions import has_table
from kpis.words import Words

_BATCH, _WIDTH = 2_000, 18
# Texts that a program might take for a formula or an error.
_TAKEN_FOR_ANOTHER = ("=", "+", "-", "@", "#")


def write_province(
    con: duckdb.DuckDBPyConnection,
    tables: Iterable[str],
    texts: Mapping[str, str],
    facts: Sequence[str],
    words: Words,
    out: Path,
) -> dict[str, int]:
    """Write a version as a workbook and return how many rows each of the store's tables has.

    ``tables`` are the store's tables to keep, ``texts`` the files of definitions by name, ``facts``
    the lines under the title. The file gets its name only when it is whole.
    """
    counts = {one: _count(con, one) for one in tables if has_table(con, one)}
    kept = [DefinitionTable(f"{STORE}{one}", (), ()) for one in counts]
    named = list(titled([*tables_of(texts), *kept]))
    book = Workbook(write_only=True)
    _contents(book.create_sheet(LIST_SHEET), named, counts, facts, words)
    for title, one in named:
        sheet = book.create_sheet(title)
        if one.name.startswith(STORE):
            _stored(sheet, con, one.name.removeprefix(STORE))
        else:
            _definitions(sheet, one)
    part = out.with_name(f"{out.name}.tmp")
    try:
        book.save(part)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return counts


def _contents(
    sheet: WriteOnlyWorksheet,
    named: Iterable[tuple[str, DefinitionTable]],
    counts: Mapping[str, int],
    facts: Sequence[str],
    words: Words,
) -> None:
    """Write the list of sheets, where ``intake.catalogue_workbook`` looks for it."""
    for column, width in (("A", 40), ("B", 40), ("C", 12)):
        sheet.column_dimensions[column].width = width
    sheet.append([_dressed(sheet, words("province.title"), Look(TITLE, framed=False))])
    told = " ".join([*facts, words("province.note")])
    sheet.append([_dressed(sheet, told, Look(QUIET, framed=False))])
    heads = (words("column.sheet"), words("catalogue.table"), words("province.rows"))
    sheet.append([_head(sheet, one) for one in heads])
    for title, one in named:
        rows = counts.get(one.name.removeprefix(STORE), len(one.rows))
        sheet.append([_dressed(sheet, value, Look()) for value in (title, one.name, rows)])


def _definitions(sheet: WriteOnlyWorksheet, table: DefinitionTable) -> None:
    _begin(sheet, table.columns)
    for row in table.rows:
        texts = (safe_text(value) if isinstance(value, str) else value for value in row)
        sheet.append([_as_cell(sheet, value) for value in texts])


def _stored(sheet: WriteOnlyWorksheet, con: duckdb.DuckDBPyConnection, table: str) -> None:
    """Write a table of the store, in the order its rows came in."""
    room = _room(con, table)
    _begin(
        sheet,
        [
            name if at == 1 else MORE.format(column=name, number=at)
            for name, cells in room.items()
            for at in range(1, cells + 1)
        ],
    )
    answer = con.execute(f'SELECT * FROM "{table}" ORDER BY rowid')  # noqa: S608 (our own table)
    while batch := answer.fetchmany(_BATCH):
        for row in batch:
            cells = (
                one
                for value, many in zip(row, room.values(), strict=True)
                for one in pieces(value, many)
            )
            sheet.append([_as_cell(sheet, one) for one in cells])


def _room(con: duckdb.DuckDBPyConnection, table: str) -> dict[str, int]:
    """Return a table's columns, each with how many cells its longest text takes."""
    names = [name for name, *_ in con.execute(f'DESCRIBE "{table}"').fetchall()]
    asked = ", ".join(f'coalesce(max(length("{name}"::VARCHAR)), 1)' for name in names)
    longest = con.execute(f'SELECT {asked} FROM "{table}"').fetchone()  # noqa: S608 (as above)
    return {name: -(-length // LONGEST) or 1 for name, length in zip(names, longest, strict=True)}


def _count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    return con.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608 (our own table)


def _begin(sheet: WriteOnlyWorksheet, columns: Sequence[str]) -> None:
    """Set a sheet up and write the names of its columns; all that precedes the first row."""
    sheet.freeze_panes = "A2"
    sheet.sheet_format.defaultColWidth = _WIDTH
    sheet.append([_head(sheet, one) for one in columns])


def _head(sheet: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    return _dressed(sheet, text, Look(BOLD, CENTRE, HEADER_FILL))


def _dressed(sheet: WriteOnlyWorksheet, value: object, look: Look) -> WriteOnlyCell:
    made = WriteOnlyCell(sheet)
    put(made, value, look)
    return made


def _as_cell(sheet: WriteOnlyWorksheet, value: object) -> object:
    """Return a value as a sheet that is written row by row takes it; a text stays a text."""
    if isinstance(value, str) and value.startswith(_TAKEN_FOR_ANOTHER):
        made = WriteOnlyCell(sheet)
        put_text(made, value)
        return made
    if isinstance(value, date):
        made = WriteOnlyCell(sheet, value)
        made.number_format = "dd/mm/yyyy"
        return made
    return value
