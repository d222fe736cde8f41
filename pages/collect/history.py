"""Every file ever stored and every change: who, when, why; take one out, or put it back."""

import streamlit as st

from kpis.queries import origins
from kpis.ui import answers, frame, link, list_files, log, submission_view

t = frame.words()
submissions = answers.ask(origins.submissions)
chosen = submissions[submissions["submission"] == st.query_params.get("submission")]
if len(chosen):
    one = chosen.iloc[0].to_dict()
    frame.head(t, one["file"], log.state(one, t))
    log.back(t, link.links())
    submission_view.show(one, answers.catalogue(), t)
    st.stop()

frame.head(t, log.title(submissions, t), t("history.intro"))
left, right, _ = st.columns([3, 4, 5], vertical_alignment="bottom")
with left:
    what = log.which(t)
with right:
    wanted = log.search(t)
rows = submissions if what == "files" else answers.ask(origins.changes)
found = log.matching(rows, wanted)
shown, pages = log.one_page(found, t, link.links())
if what == "files":
    markup = log.submissions_table(shown, t, link.links())
else:
    markup = log.changes_table(shown, t)
count = t("history.found", count=len(found)) if wanted else t.code("history.all", what)
frame.block(count, markup + pages)
taking = list_files.files if what == "files" else list_files.changes
taking(found, count, wanted, t)
