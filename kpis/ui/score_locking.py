"""Finishing an appraisal on screen: the rest as units scored it, the lock, and opening it again."""

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from kpis.accounts.roles import Action, Actor, allowed
from kpis.domain.score_marks import Standing
from kpis.domain.scorecards import Stage
from kpis.intake import score_marking
from kpis.intake.score_components import CardId
from kpis.intake.score_locking import reopen
from kpis.ui import answers
from kpis.ui.changing import change
from kpis.words import Words


def forms(
    card: CardId, whole: Mapping, leaves: pd.DataFrame, actor: Actor | None, t: Words
) -> None:
    """Draw what finishes the stage that a card is in; ``whole`` is its row of the summary."""
    if not allowed(actor, Action.APPRAISE):
        return
    standing = Standing(Stage(whole["stage"]), bool(whole["locked"]))
    own = leaves[(leaves["state"] == "self") & (leaves["judged"] != "survey")]
    if standing.taken_at is Stage.APPRAISED and len(own):
        label = t("score.accept_own", count=len(own))
        _form("accept", label, t("score.accept_reason"), ":material/done_all:",
              lambda reason: score_marking.accept_own(answers.house(), actor, card, reason),
              t)  # fmt: skip
    elif standing.taken_at:
        _form("lock", t.code("score.lock", standing.taken_at), t("score.lock_reason"),
              ":material/lock:",
              lambda reason: score_marking.lock(answers.house(), actor, card, reason),
              t)  # fmt: skip
    if standing.locked and allowed(actor, Action.SEND_BACK):
        reopening(card, actor, t)


def reopening(card: CardId, actor: Actor | None, t: Words) -> None:
    """Draw the form that opens a locked card again."""
    _form("reopen", t("score.reopen"), t("score.reopen_reason"), ":material/lock_open:",
          lambda reason: reopen(answers.house(), card.set, card.org_unit, actor, reason),
          t)  # fmt: skip


def _form(
    key: str, label: str, asked: str, icon: str, made: Callable[[str], object], t: Words
) -> None:
    with st.form(key, enter_to_submit=False):
        reason = st.text_input(asked)
        sent = st.form_submit_button(label, icon=icon)
    if sent:
        change(lambda: made(reason), t)
