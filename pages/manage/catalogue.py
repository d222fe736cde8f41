"""What is measured and by which forms: read, edit with a reason, or try a draft form."""

import streamlit as st

from kpis.accounts.roles import Action, allowed
from kpis.queries.state import reported_indicators
from kpis.ui import (
    answers,
    catalogue_edit,
    catalogue_view,
    frame,
    link,
    proposal,
    registry,
    sign_in,
)
from kpis.ui.uploading import today

t = frame.words()
actor, catalogue, forms = sign_in.person(), answers.catalogue(), answers.house().forms
known = frozenset(answers.ask(reported_indicators)) if answers.store().versions() else frozenset()
title = t("catalogue.title", indicators=len(catalogue.indicators), goals=len(catalogue.goals))
frame.head(t, title, t.own(catalogue.programme.title))
proposal.say_stored(t)
part = link.choice(
    "part",
    t("catalogue.part"),
    ("goals", "forms", "entry", "workbook"),
    default="goals",
    describe=lambda one: t.code("catalogue.parts", one),
    draw=st.segmented_control,
)

if part == "goals":
    frame.block(t("catalogue.goals"), catalogue_view.goals(catalogue, t))
    frame.block(t("catalogue.lacking"), catalogue_view.lacking(catalogue, known, t))
elif part == "forms":
    chosen = st.query_params.get("form")
    if chosen in forms.forms:
        form = forms[chosen]
        frame.block(f"{form.code} · {t.own(form.title)}", registry.detail(form, t))
    frame.block(t("catalogue.forms"), registry.listed(forms, catalogue, t, link.links()))
    frame.block(t("catalogue.try"), "", t("catalogue.try_note"))
    registry.trying(catalogue, t)
elif not allowed(actor, Action.MANAGE_CATALOGUE):
    st.info(t("catalogue.sign_in_first"), icon=":material/lock:")
elif part == "entry":
    frame.block(t("catalogue.parts.entry"), "", t("catalogue.entry_note"))
    catalogue_edit.one_entry(actor, catalogue, t)
else:
    frame.block(t("catalogue.parts.workbook"), "", t("catalogue.workbook_page_note"))
    catalogue_edit.workbook(actor, catalogue, t, today())
    catalogue_edit.taking_back(actor, t)
