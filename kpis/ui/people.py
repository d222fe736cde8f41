"""Managing people on screen: who may sign in, the changes to them, and their record."""

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from html import escape

import streamlit as st

from kpis.accounts import people, record
from kpis.accounts.people import Person
from kpis.accounts.record import Event, What
from kpis.accounts.roles import Actor, Role
from kpis.errors import KpiError
from kpis.ui import frame
from kpis.ui.plain import literal, literal_facts
from kpis.ui.tables import Column, Line, table
from kpis.words import Words
from kpis.words.formats import ABSENT, moment


class Change(StrEnum):
    """What an administrator may do to a person."""

    RESET_PASSWORD = "reset_password"
    DISABLE = "disable"
    ENABLE = "enable"
    MAKE_OFFICER = "make_officer"
    MAKE_ADMIN = "make_admin"


_CHANGES: dict[Change, Callable[[Actor, str], str | None]] = {
    Change.RESET_PASSWORD: people.reset_password,
    Change.DISABLE: partial(people.set_enabled, enabled=False),
    Change.ENABLE: partial(people.set_enabled, enabled=True),
    Change.MAKE_OFFICER: partial(people.set_role, role=Role.OFFICER),
    Change.MAKE_ADMIN: partial(people.set_role, role=Role.ADMIN),
}
# A machine of the older kind of network as the newer kind writes it.
_OLDER_NETWORK = "::ffff:"


def listed(t: Words) -> None:
    """Draw everybody who may sign in."""
    everybody = people.everybody()
    active = [one for one in everybody if one.enabled]
    admins = sum(one.role is Role.ADMIN for one in active)
    heads = [
        t("people.name"),
        t("people.full_name"),
        t("people.role"),
        t("people.email"),
        t("people.state"),
        t("people.last_seen"),
    ]
    title = t("people.intro", enabled=len(active), admins=admins)
    frame.block(title, _table(heads, [_cells(t, one) for one in everybody]))


def adding(t: Words, actor: Actor) -> None:
    """Draw the form for a new person; their one-time password is shown in this run only."""
    # A form sent by Enter says so in English under each field.
    with st.form("add-person", enter_to_submit=False):
        frame.block(t("people.add"), "")
        name = st.text_input(t("people.name"), key="new-name")
        full_name = st.text_input(t("people.full_name"), key="new-full-name")
        email = st.text_input(t("people.email"), key="new-email", help=t("people.email_help"))
        role = st.radio(
            t("people.role"),
            [Role.OFFICER, Role.ADMIN],
            format_func=partial(t.code, "role"),
            horizontal=True,
            key="new-role",
        )
        sent = st.form_submit_button(t("people.add"), type="primary")
    if sent:
        _do(t, name, t("people.add"), lambda: people.add(actor, name, full_name, role, email))


def changing(t: Words, actor: Actor) -> None:
    """Draw the form that changes a person."""
    everybody = {one.name: one for one in people.everybody()}
    with st.form("change-person", enter_to_submit=False):
        frame.block(t("people.change"), "")
        name = st.selectbox(
            t("people.person"),
            list(everybody),
            format_func=lambda name: f"{everybody[name].full_name} ({name})",
            key="changed-person",
        )
        what = st.radio(
            t("people.what"),
            list(Change),
            format_func=partial(t.code, "people.change"),
            key="change",
        )
        sent = st.form_submit_button(t("people.do"), type="primary")
    if sent:
        done = partial(_CHANGES[what], actor, name)
        _do(t, name, t.code("people.change", what), done)


def recorded(t: Words) -> None:
    """Draw the latest lines of the record."""
    events = record.recent()
    heads = [
        t("people.at"),
        t("people.event"),
        t("people.person"),
        t("people.by"),
        t("people.detail"),
        t("people.address"),
    ]
    rows = _table(heads, [_line(t, event) for event in events])
    frame.block(t("people.record"), rows, t("people.record_intro", n=len(events)))


def _do(t: Words, name: str, what: str, change: Callable[[], str | None]) -> None:
    try:
        password = change()
    except KpiError as error:
        st.error(t.code("problem", error.code, **literal_facts(error.facts)))
        return
    st.success(t("people.done", what=what, name=literal(name.strip().casefold())))
    if password:
        st.write(t("people.one_time", name=name.strip().casefold()))
        # As HTML: the copy button of a code block has an English name.
        st.html(f"<code style='font-size:1.25rem;user-select:all'>{escape(password)}</code>")


def _cells(t: Words, one: Person) -> list[str]:
    waiting = "must_change" if one.must_change else "enabled"
    return [
        one.name,
        one.full_name,
        t.code("role", one.role),
        one.email or ABSENT,
        t.code("people.state", waiting if one.enabled else "disabled"),
        moment(one.last_seen, t.language),
    ]


def _line(t: Words, event: Event) -> list[str]:
    detail = event.detail
    if event.what is What.LOCKED:
        detail = t("people.minutes", n=detail)
    elif detail:
        detail = t.code("role", detail)
    return [
        moment(event.at, t.language),
        t.code("people.event", event.what),
        event.name or t("people.unknown_name"),
        event.by or ABSENT,
        detail or ABSENT,
        event.address.removeprefix(_OLDER_NETWORK) if event.address else ABSENT,
    ]


def _table(heads: list[str], rows: list[list[str]]) -> str:
    return table([Column(one) for one in heads], [Line(row) for row in rows])
