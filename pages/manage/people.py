"""Who may sign in, what they may do, and what has been done to accounts."""

import streamlit as st

from kpis.accounts.roles import Action, allowed
from kpis.ui import frame, people, sign_in

t = frame.words()
actor = sign_in.person()

frame.head(t, t("people.title"), t("people.about"), illustrative=False)
if allowed(actor, Action.MANAGE_PEOPLE):
    table = st.container()
    left, right = st.columns(2)
    # The forms run first: the table above and the record below then tell of what they did.
    with left:
        people.adding(t, actor)
    with right:
        people.changing(t, actor)
    with table:
        people.listed(t)
    people.recorded(t)
else:
    st.info(t("people.only_admins"))
