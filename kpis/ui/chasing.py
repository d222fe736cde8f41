"""Chasing on screen: the letter to a unit, a later date granted, a report sent back."""

import re
from collections.abc import Sequence
from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from kpis.accounts.roles import Action, Actor, allowed
from kpis.catalogue.definitions import Catalogue
from kpis.errors import DateUnreadable
from kpis.exports.reminder import reminder
from kpis.intake.chasing import grant_extension, send_back
from kpis.intake.forms import Forms
from kpis.queries.chasing import chased
from kpis.ui import answers, frame, link
from kpis.ui.changing import change
from kpis.ui.tables import Column, Line, table
from kpis.ui.tracking import Sender, Tracking
from kpis.words import Words, formats

_DAY = re.compile(r"\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})\s*")
_RULE = "\n\n" + "─" * 60 + "\n\n"
_WHAT = ("extend", "send_back")
_EXTENSION = ("unit", "form", "new_due", "reason", "granted_by", "granted")


def letter(sender: Sender, catalogue: Catalogue, forms: Forms, t: Words, today: date) -> str:
    """Return the letter to one unit about its reports that still have to come."""
    rows = [(one, one["missing"]) for one in sender.open]
    titles = {form.code: t.own(form.title) for form in forms}
    return reminder(catalogue.org_units[sender.unit], rows, titles, catalogue, t, today=today)


def reminding(
    late: Sequence[Sender], letters: dict[str, str], catalogue: Catalogue, t: Words
) -> None:
    """Draw the letter to the unit chosen, ready to be copied, and all letters as one file."""
    frame.block(t("tracker.reminder"), "")
    if not late:
        st.success(t("tracker.nobody_open"), icon=":material/task_alt:")
        return
    units = [one.unit for one in late]
    chosen = link.choice(
        "remind",
        t("tracker.reminder_of"),
        units,
        default=units[0],
        describe=lambda one: t.own(catalogue.org_units[one].name),
    )
    # As HTML: the copy button of a code block has an English name.
    st.html(
        f'<pre class="letter" tabindex="0">{escape(letters[chosen])}</pre>'
        f'<p class="note">{escape(t("tracker.copy_hint"))}</p>'
    )


def letters_to_take(letters: Sequence[str], period: str, t: Words) -> None:
    """Draw the button that takes all letters away as one text file, where there are any."""
    if not letters:
        return
    st.download_button(
        t("tracker.reminders_all", count=len(letters)),
        # The mark at the start tells older editors that this is UTF-8.
        data=_RULE.join(letters).encode("utf-8-sig"),
        file_name=t("tracker.reminders_file", period=period),
        mime="text/plain",
        icon=":material/forward_to_inbox:",
    )


def deciding(
    actor: Actor | None, tracked: Tracking, catalogue: Catalogue, forms: Forms, t: Words
) -> None:
    """Draw the form by which an officer grants a later date, or sends a report back."""
    if not (allowed(actor, Action.GRANT_EXTENSION) and allowed(actor, Action.SEND_BACK)):
        st.info(t("tracker.sign_in_first"), icon=":material/lock:")
        return
    senders = tracked.of(catalogue, None)
    codes = list(dict.fromkeys(row["form"] for one in senders for row in one.reports))
    what = link.choice(
        "chase",
        t("tracker.what"),
        _WHAT,
        default=_WHAT[0],
        describe=lambda one: t.code("tracker.what", one),
        draw=st.segmented_control,
    )
    # Named for what has been recorded so far, so that it is a new and empty one after each entry.
    name = f"decide_{what}_{answers.ask(chased, period=tracked.period)}"
    units = [one.unit for one in senders]
    sent, unit, form, typed, reason = _asked(name, what, units, codes, catalogue, t)
    if sent and unit and form:
        about = {"org_unit": unit, "family": forms[form].family, "period": tracked.period}
        change(lambda: _decide(actor, what, about, typed, reason), t)


def _asked(
    name: str, what: str, units: list[str], codes: list[str], catalogue: Catalogue, t: Words
) -> tuple[bool, str | None, str | None, str, str]:
    """Draw the fields of what to do; return whether they are sent, unit, form, date and reason."""
    # A form sent by Enter says so in English under each field.
    with st.form(name, enter_to_submit=False):
        left, right = st.columns(2)
        names = {one: t.own(catalogue.org_units[one].name) for one in units}
        unit = left.selectbox(t("column.unit"), units, format_func=names.__getitem__)
        form = right.selectbox(t("column.form"), codes)
        # A report sent back keeps its date.
        typed = st.text_input(t("tracker.new_date")) if what == "extend" else ""
        reason = st.text_input(t.code("tracker.reason", what))
        sent = st.form_submit_button(t("tracker.record"), icon=":material/event_repeat:")
    return sent, unit, form, typed, reason


def _decide(actor: Actor | None, what: str, about: dict[str, str], typed: str, reason: str) -> None:
    if what == "extend":
        grant_extension(answers.house(), actor, **about, due_on=read_day(typed), reason=reason)
    else:
        send_back(answers.house(), actor, **about, remarks=reason)


def read_day(text: str) -> date:
    """Return a day typed as dd/mm/yyyy. Raises ``DateUnreadable``."""
    if match := _DAY.fullmatch(text):
        day, month, year = (int(one) for one in match.groups())
        try:
            return date(year, month, day)
        except ValueError:
            pass
    raise DateUnreadable(found=text)


def extensions_table(granted: pd.DataFrame, catalogue: Catalogue, forms: Forms, t: Words) -> str:
    """Return the later dates granted in a period, the latest first; nothing where there is none."""
    if granted.empty:
        return ""
    codes = {form.family: form.code for form in forms if form.senders}
    lines = [
        Line(
            [
                t.own(catalogue.org_units[one["org_unit"]].short),
                codes.get(one["family"], one["family"]),
                formats.day(one["due_on"], t.language),
                one["reason"],
                one["person"],
                formats.moment(one["granted_at"], t.language),
            ]
        )
        for one in granted.to_dict("records")
    ]
    return table(
        [Column(t.code("column", one), short=one != "reason") for one in _EXTENSION], lines
    )
