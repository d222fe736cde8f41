"""Who reports: every unit with its history, what is doubtful, changes to it, and boundaries."""

import streamlit as st

from kpis.accounts.roles import Action, allowed
from kpis.catalogue.model import UnitKind
from kpis.catalogue.unit_report import doubts
from kpis.queries.state import current_period
from kpis.queries.units import silent_units
from kpis.ui import (
    answers,
    frame,
    land,
    link,
    proposal,
    sign_in,
    unit_forms,
    unit_history,
    unit_list,
    unit_names,
)
from kpis.ui.uploading import today

t = frame.words()
actor, catalogue, day = sign_in.person(), answers.catalogue(), today()
may = allowed(actor, Action.MANAGE_CATALOGUE) and answers.AS_OF not in st.query_params
period = answers.ask(current_period) if answers.store().versions() else None
head = unit_list.title(catalogue, period, day, t)
frame.head(t, head, t.own(catalogue.province.name))
proposal.say_stored(t)

if (unit := catalogue.org_units.get(st.query_params.get("unit", ""))) is not None:
    left, right = st.columns([1, 2])
    with left:
        name = unit_names.full(catalogue, unit.id, t)
        frame.block(name, unit_history.told(unit.id, catalogue, t))
        frame.block(t("units.names"), unit_history.names(unit.id, catalogue, t))
    with right:
        events = unit_history.events(unit.id, catalogue, t, link.links())
        frame.block(t("units.events"), events)
        if may and unit.kind is not UnitKind.GROUP:
            frame.block(t("units.change"), "")
            if texts := unit_forms.edited(unit, catalogue, t):
                proposal.show(texts, actor, catalogue, t)

units = unit_list.chosen(catalogue, t)
listed = unit_list.listed(units, catalogue, t, link.links())
frame.block(t("units.list_of", count=len(units)), listed)
found = doubts(catalogue, answers.ask(silent_units, until=period) if period else [])
report = unit_list.doubtful(found, catalogue, t, link.links())
frame.block(t("units.report", count=len(found)), report)
if may:
    frame.block(t("land.title"), "", t("land.note"))
    land.giving(actor, catalogue, UnitKind.DISTRICT, day, t)
