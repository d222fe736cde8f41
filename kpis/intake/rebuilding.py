"""A store made anew from the plain workbook of a province: the same figures and their cells."""

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO

import duckdb
import python_calamine as calamine

from kpis.accounts.roles import Action, Actor, require
from kpis.catalogue.loading import Catalogue, load_catalogue
from kpis.domain.plain_values import MORE, STORE, joined
from kpis.intake.catalogue_texts import catalogue_of, keep_edited
from kpis.intake.catalogue_workbook import NotTheCatalogue, changed_texts, listed
from kpis.intake.definitions import load_definitions
from kpis.intake.grids import Grid
from kpis.intake.house import open_house
from kpis.intake.province_errors import NotAProvince, RowUnreadable, StoreNotEmpty
from kpis.settings import settings
from kpis.store.filling import add_rows
from kpis.store.raw_tables import raw_tables
from kpis.store.versions import Store

# Without these there is no telling what anything rests on.
NEEDED = ("change", "submission", "observation", "catalogue_text")
# A definition file's name leads into its own folder and nowhere else.
_FILE = re.compile(r"([\w-]+/)*[\w-]+\.(toml|csv)")
Row = dict[str, object]


def rebuild(content: bytes, name: str, actor: Actor, reason: str) -> dict[str, int]:
    """Make the first version of an empty store from a workbook; return the rows of each table.

    The definitions' own sheets count where somebody edited them. Raises ``StoreNotEmpty``,
    ``NotAProvince``, ``RowUnreadable``, ``SheetMissing``, ``CellUnreadable``, ``CatalogueInvalid``;
    ``NotSignedIn`` or ``NotAllowed``. Nothing stays behind of one that fails.
    """
    require(actor, Action.RESTORE)
    if Store(settings().store).versions():
        raise StoreNotEmpty
    grids = _grids(content, name)
    tables = _tables(grids, name)
    texts = _texts(tables["catalogue_text"], name)
    edited = changed_texts(grids, name, texts)
    counting = {**texts, **edited}
    with (
        _definitions_in_place(counting) as (catalogue, foreign),
        open_house().change(actor, "rebuild", reason) as con,
    ):
        _fill(con, tables)
        keep_edited(con, {**foreign, **edited})
        load_definitions(con, catalogue)
    return {table: len(rows) for table, rows in tables.items()}


@contextmanager
def _definitions_in_place(
    texts: Mapping[str, str],
) -> Iterator[tuple[Catalogue, dict[str, str]]]:
    """Yield the definitions, and the texts that the folder's own would else take the place of.

    A data folder without definitions of its own gets these, unless they are the shipped ones.
    """
    now = settings()
    catalogue, folder = catalogue_of(texts, now.store / "catalogues"), now.data / "catalogue"
    base = load_catalogue(now.catalogue).texts
    if dict(base) == dict(texts) or folder.exists():
        yield catalogue, {name: one for name, one in texts.items() if base.get(name) != one}
        return
    try:
        for name, text in texts.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8", newline="")
        yield catalogue, {}
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _fill(con: duckdb.DuckDBPyConnection, tables: Mapping[str, Sequence[Row]]) -> None:
    """Add the workbook's rows to a draft, whose own change comes after all of theirs."""
    last = max((one["change"] for one in tables["change"]), default=0)
    con.execute("UPDATE change SET change = $own", {"own": last + 1})
    con.execute("UPDATE catalogue_text SET change = $own", {"own": last + 1})
    for table, rows in tables.items():
        add_rows(con, table, rows)


def _grids(content: bytes, name: str) -> dict[str, Grid]:
    try:
        book = calamine.load_workbook(BytesIO(content))
        return {
            one: Grid(one, book.get_sheet_by_name(one).to_python(skip_empty_area=False))
            for one in book.sheet_names
        }
    # A broken file makes the Rust reader panic, which arrives as a BaseException of its own.
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        raise NotAProvince(file=name) from error


def _tables(grids: Mapping[str, Grid], name: str) -> dict[str, list[Row]]:
    """Return the store's tables that the workbook lists. Raises ``NotAProvince``."""
    known = raw_tables()
    names = {f"{STORE}{one}" for one in known}
    try:
        sheets = {table.removeprefix(STORE): sheet for sheet, table in listed(grids, name, names)}
    except NotTheCatalogue as error:
        raise NotAProvince(file=name) from error
    if missing := [one for one in NEEDED if sheets.get(one) not in grids]:
        raise NotAProvince(file=f"{name} ({', '.join(missing)})")
    return {
        table: list(_rows(grids[sheet], known[table]))
        for table, sheet in sheets.items()
        if sheet in grids
    }


def _rows(grid: Grid, kinds: Mapping[str, str]) -> Iterator[Row]:
    """Yield a sheet's rows by the columns of its table; what the sheet lacks is missing."""
    heads = [str(one) for one in grid.rows[0]] if grid.rows else []
    places = {column: _places(heads, column) for column in kinds}
    for number, row in enumerate(grid.rows[1:], start=2):
        if any(cell not in ("", None) for cell in row):
            yield {
                column: _value(grid, number, column, [row[at] for at in places[column]], kind)
                for column, kind in kinds.items()
            }


def _places(heads: Sequence[str], column: str) -> list[int]:
    """Return where a column stands: in its own cell, and further ones where texts are long."""
    names = [column, *(MORE.format(column=column, number=at) for at in range(2, len(heads)))]
    return [heads.index(one) for one in names if one in heads]


def _value(grid: Grid, number: int, column: str, cells: Sequence[object], kind: str) -> object:
    try:
        return joined(cells, kind)
    except (ValueError, KeyError, TypeError) as error:
        found = " ".join(map(str, cells))[:80]
        raise RowUnreadable(sheet=grid.name, row=number, column=column, found=found) from error


def _texts(rows: Sequence[Row], file: str) -> dict[str, str]:
    """Return the definitions' files as the last change left them. Raises ``NotAProvince``."""
    last: dict[str, str | None] = {}
    for row in sorted(rows, key=lambda one: one["change"]):
        last[str(row["name"])] = row["content"]
    if not all(_FILE.fullmatch(name) for name in last):
        raise NotAProvince(file=file)
    return {name: text for name, text in sorted(last.items()) if text is not None}
