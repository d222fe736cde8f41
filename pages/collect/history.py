"""Every file ever stored and every change: who, when, why; take one out, or get it back."""

import streamlit as st

from kpis.accounts.roles import Action, allowed
from kpis.queries import origins
from kpis.ui import answers, frame, log, sign_in

t = frame.words()
actor = sign_in.person()
submissions = answers.ask(origins.submissions)
frame.head(t, log.title(submissions, t))
frame.block(t("history.submissions"), log.submissions_table(submissions, t))

if allowed(actor, Action.WITHDRAW):
    left, right = st.columns(2)
    with left:
        log.withdrawing(submissions, actor, t)
    with right:
        log.original_to_take(submissions, t)
else:
    st.info(t("history.sign_in_first"), icon=":material/lock:")

frame.block(t("history.changes"), log.changes_table(answers.ask(origins.changes), t))
