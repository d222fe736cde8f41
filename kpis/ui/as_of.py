"""Looking at figures as known on an earlier day: the switch, its banner, lost versions."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from html import escape
from itertools import groupby

import pandas as pd
import streamlit as st

from kpis.queries.origins import changes
from kpis.queries.state import state
from kpis.store.versions import STAMP
from kpis.ui import answers, link
from kpis.ui.answers import AS_OF
from kpis.words import Words, formats

NOW = "now"
_REMEMBERED = "last_as_of"


def follow() -> None:
    """Keep looking at the same version when the menu, whose links say nothing, opens a page."""
    asked = st.query_params.get(AS_OF)
    if asked:
        st.session_state[_REMEMBERED] = asked
    elif len(st.query_params):
        st.session_state.pop(_REMEMBERED, None)
    elif _REMEMBERED in st.session_state:
        st.query_params[AS_OF] = st.session_state[_REMEMBERED]


def moment_of(version: str) -> datetime:
    """Return when a version was made, in UTC. Raises ``ValueError`` for what is no version."""
    return datetime.strptime(version, STAMP).replace(tzinfo=UTC)


def choice(t: Words) -> None:
    """Draw the switch: today's figures or those of an earlier day, and of which moment of it."""
    kept = answers.store().versions()
    if not kept:
        return
    by_day = {day: list(of_day) for day, of_day in groupby(kept[::-1], _day)}
    asked = st.query_params.get(AS_OF)
    now = _day(asked) if asked in kept else None
    days = [NOW, *(day.isoformat() for day in by_day)]
    chosen = now.isoformat() if now else NOW
    _select("day", t("as_of.label"), days, chosen, _follow_day, lambda one: _named(one, t))
    if now and len(by_day[now]) > 1:
        told = _told(answers.ask_newest(changes), t)
        _select("version", t("as_of.version"), by_day[now], asked, _follow_version, told)


def banner(t: Words) -> None:
    """Say that an earlier state is shown, that it is only to be read, and how to come back."""
    asked = st.query_params.get(AS_OF)
    if asked not in answers.store().versions():
        return
    moment = formats.moment(answers.ask(state).last_change, t.language)
    st.html(
        f'<div class="as-of k" role="status">{escape(t("as_of.banner", moment=moment))} '
        f"{_way(t('as_of.back'), None)}</div>"
    )


def say_gone(version: str, t: Words) -> None:
    """Say that a link's version is not kept any more, and offer the nearest one and today's."""
    st.warning(t("as_of.gone"), icon=":material/history:")
    ways = [_way(t("as_of.back"), None)]
    if near := _nearest(version, answers.store().versions()):
        moment = formats.moment(moment_of(near), t.language)
        ways.insert(0, _way(t("as_of.nearest", moment=moment), near))
    st.html(f'<nav class="pages k">{" ".join(ways)}</nav>')


def _nearest(version: str, kept: Sequence[str]) -> str | None:
    """Return the last kept version before the one asked for, or else the first after it."""
    try:
        moment_of(version)
    except ValueError:
        return None
    earlier = [one for one in kept if one < version]
    return earlier[-1] if earlier else next(iter(kept), None)


def _way(text: str, version: str | None) -> str:
    """Return a link to this page at a version, or now."""
    return f'<a data-nav href="{escape(link.here(AS_OF, version))}">{escape(text)}</a>'


def _told(made: pd.DataFrame, t: Words) -> Callable[[str], str]:
    """Return what says of a version when it was made, by what change, whose and why."""
    rows = made.to_dict("records")

    def told(version: str) -> str:
        moment = moment_of(version)
        clock = formats.moment(moment, t.language).split()[-1]
        one = next((row for row in rows if row["made_at"] <= moment.replace(tzinfo=None)), None)
        if one is None:
            return clock
        said = [clock, t.code("action", one["action"]), one["person"], one["why"]]
        return " · ".join(part for part in said if part)

    return told


def _select(
    name: str,
    label: str,
    options: list[str],
    value: str,
    follow: Callable[[], None],
    describe: Callable[[str], str],
) -> None:
    key = f"as_of_{name}"
    st.session_state[key] = value
    st.selectbox(label, options, key=key, format_func=describe, on_change=follow, placeholder=label)


def _follow_day() -> None:
    day = st.session_state["as_of_day"]
    of_day = [one for one in answers.store().versions() if _day(one).isoformat() == day]
    _go(of_day[-1] if of_day else None)


def _follow_version() -> None:
    _go(st.session_state["as_of_version"])


def _go(version: str | None) -> None:
    if version:
        st.query_params[AS_OF] = version
    else:
        st.query_params.pop(AS_OF, None)
        st.session_state.pop(_REMEMBERED, None)


def _day(version: str) -> date:
    return moment_of(version).astimezone(formats.HOME).date()


def _named(day: str, t: Words) -> str:
    return t("as_of.now") if day == NOW else formats.day(date.fromisoformat(day), t.language)
