"""A stored file's way out and back: the original to take away, withdrawing it, putting it back."""

from functools import partial

import pandas as pd
import streamlit as st

from kpis.accounts.roles import Action, Actor, allowed, require
from kpis.intake import recording
from kpis.intake.originals import original
from kpis.intake.reinstating import reinstate
from kpis.settings import settings
from kpis.ui import answers, sign_in
from kpis.words import Words


def show(one: dict, actor: Actor | None, t: Words) -> None:
    """Draw the original file to take away, and the form that takes the file out or puts it back.

    At an earlier version the file may still be had, since that changes nothing.
    """
    if not allowed(actor, Action.DOWNLOAD_ORIGINAL):
        st.info(t("history.sign_in_first"), icon=":material/lock:")
        return
    with st.container(border=True):
        st.download_button(
            t("history.original_button"),
            data=partial(_taken, one["sha256"]),
            file_name=one["file"],
            icon=":material/download:",
        )
    if allowed(actor, Action.WITHDRAW):
        _form(one, actor, t)


def _form(one: dict, actor: Actor, t: Words) -> None:
    out = pd.notna(one["withdrawn_at"])
    with st.form("reinstate" if out else "withdraw", clear_on_submit=True, enter_to_submit=False):
        reason = st.text_input(t("history.reinstate_reason") if out else t("history.reason"))
        label = t("history.reinstate_button") if out else t("history.withdraw_button")
        icon = ":material/settings_backup_restore:" if out else ":material/undo:"
        sent = st.form_submit_button(label, icon=icon)
        st.caption(t("history.reinstate_note") if out else t("history.withdraw_note"))
    if sent and not reason.strip():
        st.warning(t("history.reason_missing"))
    elif sent:
        change = reinstate if out else recording.withdraw
        change(answers.house(), one["submission"], actor, reason)
        st.rerun()


def _taken(sha256: str) -> bytes:
    require(sign_in.person(), Action.DOWNLOAD_ORIGINAL)
    return original(settings().originals, sha256)
