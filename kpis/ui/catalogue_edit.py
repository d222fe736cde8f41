"""Editing definitions on the page: one entry of a table, or all of them through one workbook."""

from dataclasses import replace
from datetime import date

import streamlit as st

from kpis.accounts.roles import Actor
from kpis.catalogue.loading import Catalogue
from kpis.catalogue.table_cells import as_text
from kpis.catalogue.tables import DefinitionTable, tables_of, texts_of
from kpis.exports.catalogue_workbook import catalogue_workbook
from kpis.intake.catalogue_editing import edited_files, take_edit_back
from kpis.intake.catalogue_workbook import read_catalogue_workbook
from kpis.settings import settings
from kpis.ui import answers, link, proposal
from kpis.ui.takeaway import XLSX
from kpis.words import Words

NEW = "+"


def one_entry(actor: Actor, catalogue: Catalogue, t: Words) -> None:
    """Draw the choice of a table and an entry, its fields to edit, and what the edit would do."""
    tables = {one.name: one for one in tables_of(catalogue.texts)}
    left, right = st.columns(2)
    with left:
        name = link.choice(
            "table",
            t("catalogue.table"),
            list(tables),
            default="goals.csv" if "goals.csv" in tables else next(iter(tables)),
            describe=str,
        )
    table = tables[name]
    with right:
        places = [NEW, *map(str, range(len(table.rows)))]
        chosen = st.selectbox(
            t("catalogue.entry"),
            places,
            index=None,
            placeholder=t("catalogue.choose_entry"),
            format_func=lambda one: t("catalogue.new_entry") if one == NEW else _name(table, one),
            key=f"entry_{name}",
        )
    if chosen is not None:
        edited = _edited(table, chosen, t)
        proposal.show(texts_of(catalogue.texts, [edited]), actor, catalogue, t)


def _name(table: DefinitionTable, place: str) -> str:
    return " · ".join(as_text(cell) for cell in table.rows[int(place)][:3] if cell is not None)


def _edited(table: DefinitionTable, chosen: str, t: Words) -> DefinitionTable:
    """Draw an entry's fields and return the table as they make it."""
    at = len(table.rows) if chosen == NEW else int(chosen)
    row = (None,) * len(table.columns) if chosen == NEW else table.rows[at]
    gone = chosen != NEW and st.checkbox(t("catalogue.delete_entry"), key=f"gone_{table.name}_{at}")
    if gone:
        return replace(table, rows=table.rows[:at] + table.rows[at + 1 :])
    fields = st.columns(3)
    cells = [
        fields[place % 3].text_input(
            column, as_text(cell), key=f"cell_{table.name}_{chosen}_{column}"
        )
        for place, (column, cell) in enumerate(zip(table.columns, row, strict=True))
    ]
    if not any(cells):
        return table
    # A field that was left alone keeps its value as it is: a number stays a number.
    new = tuple(
        was if text == as_text(was) else (text or None)
        for text, was in zip(cells, row, strict=True)
    )
    return replace(table, rows=(*table.rows[:at], new, *table.rows[at + 1 :]))


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
