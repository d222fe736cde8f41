"""Renaming, closing, merging and splitting a unit: what the files then say, for a proposal."""

from contextlib import suppress
from datetime import date

import streamlit as st

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import OrgUnit
from kpis.catalogue.unit_edits import EVENTS, ended, renamed
from kpis.catalogue.unit_events import EventKind
from kpis.errors import CellUnreadable
from kpis.ui import unit_names
from kpis.ui.chasing import read_day
from kpis.words import Words

_KINDS = (EventKind.RENAME, EventKind.ABOLISH, EventKind.MERGE, EventKind.SPLIT)
# How many units take over by each kind of event.
_HEIRS = {EventKind.ABOLISH: 0, EventKind.MERGE: 1, EventKind.SPLIT: 2}


def edited(unit: OrgUnit, catalogue: Catalogue, t: Words) -> dict[str, str] | None:
    """Draw what can happen to a unit; the texts of the files that change, once all is said.

    Raises ``DateUnreadable`` and ``CellUnreadable``.
    """
    first, second, third = st.columns(3)
    kind = first.selectbox(
        t("column.event"),
        _KINDS,
        index=None,
        placeholder=t("units.choose_event"),
        format_func=lambda one: t.code("units.event", one),
        key=f"event_of_{unit.id}",
    )
    typed = second.text_input(t("units.takes_effect"), key=f"event_day_{unit.id}")
    document = third.selectbox(
        t("column.basis"),
        list(catalogue.documents),
        index=None,
        placeholder=t("units.no_document"),
        format_func=lambda one: catalogue.documents[one].number,
        key=f"event_document_{unit.id}",
    )
    if kind is None or not typed.strip():
        return None
    why = {"document": document, "estimate": False}
    if kind is EventKind.RENAME:
        return _renamed(unit, read_day(typed.strip()), catalogue, why, t)
    return _ended(unit, kind, read_day(typed.strip()), catalogue, why, t)


def _renamed(
    unit: OrgUnit, on: date, catalogue: Catalogue, why: dict, t: Words
) -> dict[str, str] | None:
    name = st.text_input(t("units.new_name"), key=f"event_name_{unit.id}").strip()
    return renamed(catalogue.texts, unit.id, on, name, why) if name else None


def _ended(
    unit: OrgUnit, kind: EventKind, on: date, catalogue: Catalogue, why: dict, t: Words
) -> dict[str, str] | None:
    others = [
        one.id
        for one in catalogue.org_units.values()
        if one.kind is unit.kind and one.valid_on(on) and one is not unit
    ]
    heirs = [
        st.selectbox(
            t("units.heir", number=number),
            others,
            index=None,
            placeholder=t("filter.choose"),
            format_func=lambda one: unit_names.full(catalogue, one, t),
            key=f"event_heir_{unit.id}_{number}",
        )
        for number in range(1, _HEIRS[kind] + 1)
    ]
    if None in heirs:
        return None
    share = _share(unit, t) if kind is EventKind.SPLIT else None
    shares = [share, None if share is None else round(1 - share, 6)]
    pairs = list(zip(heirs, shares[: len(heirs)], strict=True))
    return ended(catalogue.texts, unit.id, on, pairs, why)


def _share(unit: OrgUnit, t: Words) -> float | None:
    """Return the first heir's share (0–1), if anybody knows it. Raises ``CellUnreadable``."""
    typed = st.text_input(t("units.first_share"), key=f"event_share_{unit.id}").strip()
    if not typed:
        return None
    with suppress(ValueError):
        share = float(typed.rstrip("% ").replace(",", ".")) / 100
        if 0 < share < 1:
            return share
    raise CellUnreadable(sheet=EVENTS, column="share", found=typed)
