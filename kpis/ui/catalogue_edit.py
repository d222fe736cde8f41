"""Editing definitions on the page: one entry of a table, or all of them through one workbook."""

import re
from dataclasses import replace
from datetime import date

import streamlit as st

from kpis.accounts.roles import Actor
from kpis.catalogue.loading import Catalogue
from kpis.catalogue.table_cells import as_text
from kpis.catalogue.table_columns import as_in_files, with_all_columns, without_empty
from kpis.catalogue.tables import DefinitionTable, tables_of, texts_of
from kpis.errors import CatalogueInvalid
from kpis.exports.catalogue_workbook import catalogue_workbook
from kpis.intake.catalogue_editing import edited_files, take_edit_back
from kpis.intake.catalogue_workbook import read_catalogue_workbook
from kpis.settings import settings
from kpis.ui import answers, link, proposal
from kpis.ui.definition_words import LISTS, choices, column_name, entry_name, table_name
from kpis.ui.takeaway import XLSX
from kpis.words import Words

NEW = "+"
# How many fields stand side by side.
_ACROSS = 3
# Where the readers of definitions say that a value is wrong: the file's first line holds names.
_PLACE = re.compile(r"line (\d+) (\w+)")


def one_entry(actor: Actor, catalogue: Catalogue, t: Words) -> None:
    """Draw the choice of a table and an entry, its fields to edit, and what the edit would do."""
    table, chosen = _chosen(catalogue, t)
    if chosen is None:
        return
    # A column that the file lacks is in it from the first value on that is filled in.
    edited = _edited(with_all_columns(table), chosen, catalogue, t)
    edited = without_empty(edited, table.columns)
    try:
        texts = texts_of(catalogue.texts, [as_in_files(edited)])
        proposal.show(texts, actor, catalogue, t)
    except CatalogueInvalid as problem:
        if not (blank := _blank(edited, str(problem.facts["entry"]))):
            raise
        st.info(t("catalogue.still_blank", column=column_name(blank, t)), icon=":material/edit:")


def _chosen(catalogue: Catalogue, t: Words) -> tuple[DefinitionTable, str | None]:
    """Return the table and the place of the entry in it that a person chooses."""
    tables = {one.name: one for one in tables_of(catalogue.texts)}
    left, right = st.columns(2)
    with left:
        name = link.choice(
            "table",
            t("catalogue.table"),
            list(tables),
            default="goals.csv" if "goals.csv" in tables else next(iter(tables)),
            describe=lambda one: table_name(one, t),
        )
    table = tables[name]

    def told(one: str) -> str:
        new = one == NEW
        return t("catalogue.new_entry") if new else entry_name(table, int(one), catalogue, t)

    chosen = right.selectbox(
        t("catalogue.entry"),
        [NEW, *map(str, range(len(table.rows)))],
        index=None,
        placeholder=t("catalogue.choose_entry"),
        format_func=told,
        key=f"entry_{name}",
    )
    return table, chosen


def _blank(table: DefinitionTable, entry: str) -> str | None:
    """Return the column without which an entry cannot be used yet ("line 29 subject")."""
    placed = _PLACE.fullmatch(entry)
    if not placed or placed[2] not in table.columns or int(placed[1]) - 2 >= len(table.rows):
        return None
    cell = table.rows[int(placed[1]) - 2][table.columns.index(placed[2])]
    return None if cell else placed[2]


def _edited(table: DefinitionTable, chosen: str, catalogue: Catalogue, t: Words) -> DefinitionTable:
    """Draw an entry's fields and return the table as they make it."""
    at = len(table.rows) if chosen == NEW else int(chosen)
    row = (None,) * len(table.columns) if chosen == NEW else table.rows[at]
    gone = chosen != NEW and st.checkbox(t("catalogue.delete_entry"), key=f"gone_{table.name}_{at}")
    if gone:
        return replace(table, rows=table.rows[:at] + table.rows[at + 1 :])
    cells = _cells(table, chosen, row, catalogue, t)
    if not any(cells):
        return table
    # A field that was left alone keeps its value as it is: a number stays a number.
    new = tuple(
        was if text == as_text(was) else (text or None)
        for text, was in zip(cells, row, strict=True)
    )
    return replace(table, rows=(*table.rows[:at], new, *table.rows[at + 1 :]))


def _cells(
    table: DefinitionTable, chosen: str, row: tuple[object, ...], catalogue: Catalogue, t: Words
) -> list[str]:
    """Draw the fields of an entry and return their texts, in the order of its columns."""
    cells: list[str] = []
    pairs = list(zip(table.columns, row, strict=True))
    # Rows of their own, so that the keyboard goes from field to field as they are read.
    for start in range(0, len(pairs), _ACROSS):
        shown = pairs[start : start + _ACROSS]
        for place, (column, cell) in zip(st.columns(_ACROSS), shown, strict=False):
            key, known = (
                f"cell_{table.name}_{chosen}_{column}",
                choices(table.name, column, catalogue, t),
            )
            draw = _several if column in LISTS else _field
            with place:
                cells.append(draw(column_name(column, t), as_text(cell), known, key, t))
    return cells


def _field(label: str, text: str, known: dict[str, str], key: str, t: Words) -> str:
    """Draw a cell's field and return its text: a choice where only some codes are known."""
    if not known:
        return st.text_input(label, text, key=key)
    options = list(dict.fromkeys([*known, *filter(None, [text])]))
    chosen = st.selectbox(
        label,
        options,
        index=options.index(text) if text else None,
        format_func=lambda one: known.get(one, one),
        placeholder=t("catalogue.no_value"),
        key=key,
    )
    return chosen or ""


def _several(label: str, text: str, known: dict[str, str], key: str, _: Words) -> str:
    """Draw a cell of several codes between spaces, and return its text."""
    options = list(dict.fromkeys([*known, *text.split()]))
    chosen = st.pills(
        label,
        options,
        default=text.split(),
        selection_mode="multi",
        format_func=lambda one: known.get(one, one),
        key=key,
    )
    # As they were before, so that nothing differs where the same ones are chosen.
    return text if set(chosen) == set(text.split()) else " ".join(filter(chosen.count, options))


def workbook(actor: Actor, catalogue: Catalogue, t: Words, day: date) -> None:
    """Draw the workbook of all definitions to take away, and the place to bring it back to."""
    st.download_button(
        t("catalogue.take"),
        data=lambda: catalogue_workbook(catalogue.texts, t, day),
        file_name=f"{t('catalogue.file_name')}.xlsx",
        mime=XLSX,
        icon=":material/download:",
    )
    brought = st.file_uploader(
        t("catalogue.bring"), key="catalogue_file", max_upload_size=settings().max_file_mb
    )
    if brought is not None:
        texts = read_catalogue_workbook(brought.getvalue(), brought.name, catalogue.texts)
        proposal.show(texts, actor, catalogue, t)


def taking_back(actor: Actor, t: Words) -> None:
    """Draw the choice of a file edited here that the folder's own should take the place of."""
    edited = answers.ask(edited_files) if answers.store().versions() else []
    if not edited:
        return
    with st.form("take_back", clear_on_submit=True, enter_to_submit=False):
        name = st.selectbox(t("catalogue.edited"), edited)
        reason = st.text_input(t("catalogue.reason"))
        sent = st.form_submit_button(t("catalogue.take_back"), icon=":material/undo:")
    if sent:
        take_edit_back(answers.house(), name, actor, reason)
        st.rerun()
