"""Files in: dropped, read, explained, and stored only when the officer says so."""

import streamlit as st

from kpis.accounts.roles import Action, allowed
from kpis.ui import answers, confirming, drop, frame, sign_in, uploading
from kpis.ui.file_findings import show_files

t = frame.words()
catalogue = answers.catalogue()
frame.head(t, t("upload.title"), t("upload.intro"))
drop.say_stored(t, catalogue)
files = drop.files(t)
if not files:
    drop.offer_templates(t, catalogue)
    st.stop()

actor, answer = sign_in.person(), st.container()
received = confirming.show(drop.read(files, t), actor, catalogue, t)
answer.subheader(uploading.answer([one.verdict for one in received], t))
show_files(received, catalogue, t)

fit = [one for one in received if one.verdict.accepted and not one.verdict.duplicate_of]
if not fit:
    st.stop()
if not allowed(actor, Action.IMPORT_FILES):
    st.info(t("upload.sign_in_first"), icon=":material/lock:")
    st.stop()
moved = drop.show_effects(fit, actor, catalogue, t)
reason = drop.reason(fit, t)
if st.button(t("upload.store", count=len(fit)), type="primary", disabled=reason is None):
    drop.store(fit, actor, reason, moved, catalogue)
