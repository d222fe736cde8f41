"""An edit of definitions before it counts: what differs, what it would move, and the storing."""

from collections.abc import Mapping
from functools import lru_cache

import pandas as pd
import streamlit as st

from kpis.accounts.roles import Actor
from kpis.catalogue.loading import Catalogue
from kpis.intake.catalogue_editing import edit, effect
from kpis.intake.catalogue_workbook import Difference, differences
from kpis.queries.effects import differences as moved_between
from kpis.queries.effects import standings
from kpis.queries.state import current_period
from kpis.ui import answers, frame
from kpis.ui.definition_words import column_name, spoken, table_name
from kpis.ui.effect_view import effects_table
from kpis.ui.tables import Column, Line, table
from kpis.words import Words, formats

# More lines than these nobody reads before pressing a button.
_MOST = 100
# Columns by whose codes entries are named.
_NAMING = ("kind", "indicator", "org_unit")


def show(texts: Mapping[str, str], actor: Actor, catalogue: Catalogue, t: Words) -> None:
    """Draw what texts of files would change, the reason, and the button that stores them."""
    changed = differences(catalogue.texts, texts)
    if not changed:
        st.info(t("catalogue.unchanged"), icon=":material/info:")
        return
    title = t("catalogue.differences", count=len(changed))
    frame.block(title, _differences(changed, catalogue, t))
    moved = _effect(tuple(answers.store().versions()[-1:]), tuple(sorted(texts.items())))
    title, rows = t("catalogue.no_effect"), ""
    if len(moved):
        title = t("catalogue.effect", count=len(moved))
        rows = effects_table(moved, catalogue, t, of_units=True)
    frame.block(title, rows, t("catalogue.effect_note"))
    with st.form("store_definitions", enter_to_submit=False, border=False):
        reason = st.text_input(t("catalogue.reason"))
        sent = st.form_submit_button(t("catalogue.store"), type="primary")
    if sent:
        edit(answers.house(), texts, actor, reason)
        st.session_state["catalogue_stored"] = len(changed)
        st.rerun()


def say_stored(t: Words) -> None:
    """Say once that the definitions have just been changed."""
    if count := st.session_state.pop("catalogue_stored", None):
        st.success(t("catalogue.stored", count=count), icon=":material/task_alt:")


@lru_cache(maxsize=4)
def _effect(version: tuple[str, ...], texts: tuple[tuple[str, str], ...]) -> pd.DataFrame:
    """Return the figures that an edit moves in the current period, as of one version.

    Columns: as ``kpis.queries.effects.differences``.
    """
    house = answers.house()

    def asked(con: object) -> pd.DataFrame:
        period = current_period(con)
        return standings(con, org_units=list(house.catalogue.org_units), periods=[period or ""])

    return moved_between(*effect(house, dict(texts), asked))


def _differences(changed: list[Difference], catalogue: Catalogue, t: Words) -> str:
    columns = [Column(t.code("column", one)) for one in ("table", "entry", "field", "was", "now")]
    lines = [
        Line(
            [
                table_name(one.table, t),
                " · ".join(_said(each, one, catalogue, t) for each in one.entry.split(" · ")),
                column_name(one.column, t),
                _said(one.before, one, catalogue, t),
                _said(one.after, one, catalogue, t),
            ]
        )
        for one in changed[:_MOST]
    ]
    more = len(changed) - _MOST
    return table(columns, lines) + (f"<p>{t('catalogue.more', count=more)}</p>" if more > 0 else "")


def _said(value: object, one: Difference, catalogue: Catalogue, t: Words) -> str:
    """Return a value as people read it; of an entry's name each part may be any column's."""
    if value is None:
        return formats.ABSENT
    read = (spoken(str(value), one.table, x, catalogue, t) for x in (one.column, *_NAMING))
    return next((text for text in read if text != str(value)), str(value))
