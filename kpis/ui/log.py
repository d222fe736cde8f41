"""The history page's parts: what came in, what was changed, taking a file out or back."""

import pandas as pd
import streamlit as st

from kpis.accounts.roles import Action, Actor, require
from kpis.intake import recording
from kpis.intake.originals import original
from kpis.settings import settings
from kpis.ui import answers, sign_in
from kpis.ui.tables import Column, Line, table
from kpis.words import Words, formats

_SUBMISSION = (
    "submission",
    "file",
    "form",
    "period",
    "cells",
    "received",
    "stored",
    "person",
    "reason",
    "state",
)
_CHANGE = ("number", "stored", "person", "action", "reason")


def title(submissions: pd.DataFrame, t: Words) -> str:
    """Return the finding: how many files count, and how many have been taken out again."""
    withdrawn = int(submissions["withdrawn_at"].notna().sum())
    return t("history.title", count=len(submissions) - withdrawn, withdrawn=withdrawn)


def submissions_table(submissions: pd.DataFrame, t: Words) -> str:
    """Return every file, newest first, with what it held and whether it still counts."""
    columns = [Column(t.code("column", one), one == "cells") for one in _SUBMISSION]
    return table(columns, [_submission(one, t) for one in submissions.to_dict("records")])


def changes_table(changes: pd.DataFrame, t: Words) -> str:
    """Return what made each version, newest first."""
    columns = [Column(t.code("column", one)) for one in _CHANGE]
    lines = [
        Line(
            [
                str(one["change"]),
                formats.moment(one["made_at"], t.language),
                one["person"],
                t.code("action", one["action"]),
                one["why"],
            ]
        )
        for one in changes.to_dict("records")
    ]
    return table(columns, lines)


def withdrawing(submissions: pd.DataFrame, actor: Actor, t: Words) -> None:
    """Draw the form that takes a file out again, with its reason."""
    standing = submissions[submissions["withdrawn_at"].isna()]
    with st.form("withdraw", clear_on_submit=True, enter_to_submit=False):
        chosen = _choose(standing, t("history.withdraw"), "withdraw_which", t)
        reason = st.text_input(t("history.reason"))
        sent = st.form_submit_button(t("history.withdraw_button"), icon=":material/undo:")
    if sent and chosen and reason.strip():
        recording.withdraw(answers.house(), chosen, actor, reason)
        st.rerun()
    if sent and not reason.strip():
        st.warning(t("history.reason_missing"))


def original_to_take(submissions: pd.DataFrame, t: Words) -> None:
    """Draw the choice of a file and the button that gives it back exactly as it was received."""
    with st.container(border=True):
        chosen = _choose(submissions, t("history.original"), "original_which", t)
        if chosen is None:
            return
        one = submissions[submissions["submission"] == chosen].iloc[0]

        def content() -> bytes:
            require(sign_in.person(), Action.DOWNLOAD_ORIGINAL)
            return original(settings().originals, one["sha256"])

        st.download_button(
            t("history.original_button"),
            data=content,
            file_name=one["file"],
            icon=":material/download:",
        )


def _choose(submissions: pd.DataFrame, label: str, key: str, t: Words) -> str | None:
    names = dict(zip(submissions["submission"], submissions["file"], strict=True))
    return st.selectbox(
        label,
        list(names),
        index=None,
        placeholder=t("history.choose"),
        format_func=lambda one: f"{one} · {names[one]}",
        key=key,
    )


def _submission(one: dict, t: Words) -> Line:
    withdrawn = pd.notna(one["withdrawn_at"])
    state = t("history.standing")
    if withdrawn:
        day = formats.moment(one["withdrawn_at"], t.language)
        state = t(
            "history.withdrawn", moment=day, person=one["withdrawn_by"], reason=one["withdrawn_why"]
        )
    cells = [
        one["submission"],
        one["file"],
        ", ".join(one["forms"]),
        formats.listed((formats.period(code, t.language) for code in one["periods"]), t.language),
        formats.number(one["cells"], 0, t.language),
        formats.day(one["received_on"], t.language),
        formats.moment(one["stored_at"], t.language),
        one["person"],
        one["reason"],
        state,
    ]
    return Line(cells, "warning" if withdrawn else "")
