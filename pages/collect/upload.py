"""Files in: dropped, read, explained, and stored only when the officer says so."""

import streamlit as st

from kpis.accounts.roles import Action, allowed
from kpis.ui import answers, drop, frame, sign_in, uploading

t = frame.words()
catalogue = answers.catalogue()
frame.head(t, t("upload.title"), t("upload.intro"))
drop.say_stored(t)
files = drop.files(t)
if not files:
    drop.offer_templates(t, catalogue)
    st.stop()

received = uploading.checked(files)
verdicts = [one.verdict for one in received]
st.subheader(uploading.answer(verdicts, t))
for one in received:
    drop.show_file(one, catalogue, t)

fit = [one for one in received if one.verdict.accepted and not one.verdict.duplicate_of]
if not fit:
    st.stop()
actor = sign_in.person()
if not allowed(actor, Action.IMPORT_FILES):
    st.info(t("upload.sign_in_first"), icon=":material/lock:")
    st.stop()
drop.show_effects(fit, actor, catalogue, t)
needs_reason = any(one.verdict.needs_reason for one in fit)
reason = st.text_input(t("upload.reason"), help=t("upload.reason_help")) if needs_reason else ""
ready = bool(reason.strip()) or not needs_reason
if st.button(t("upload.store", count=len(fit)), type="primary", disabled=not ready):
    drop.store(fit, actor, reason)
