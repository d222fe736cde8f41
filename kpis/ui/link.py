"""The link is the view: every choice on a page stands in its address, and comes from it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote_plus, urlencode, urlsplit

import streamlit as st

# Choices that go along from page to page.
CARRIED = ("period", "lang", "as_of", "units")
# A table's addresses say the same few words over and over.
_quoted = lru_cache(maxsize=4096)(quote_plus)


def choice(
    name: str,
    label: str,
    options: Sequence[str],
    *,
    default: str,
    describe: Callable[[str], str],
    draw: Callable = st.selectbox,
) -> str:
    """Return what the link chooses among the options, and draw the control that changes the link.

    Without a word in the link the last choice of the session counts, then the default. Widgets
    bound to the link by Streamlit write their translated labels into it, hence this way.
    """
    key = f"choose_{name}"
    st.session_state[key] = wanted(name, options) or default

    def follow() -> None:
        if st.session_state[key] is not None:
            st.query_params[name] = st.session_state[key]

    # A select box that was emptied would ask in English.
    asked = {"placeholder": label} if draw is st.selectbox else {}
    draw(label, options, key=key, format_func=describe, on_change=follow, **asked)
    return keep(name, st.session_state[key] or default)


def wanted(name: str, options: Sequence[str]) -> str | None:
    """Return what the link chooses, or else the session's last choice; None if it is no option."""
    wish = st.query_params.get(name) or st.session_state.get(f"last_{name}")
    return wish if wish in options else None


def keep(name: str, value: str) -> str:
    """Return the value, with the link and the session made to say it."""
    st.session_state[f"last_{name}"] = value
    if st.query_params.get(name) != value:
        st.query_params[name] = value
    return value


@dataclass(frozen=True)
class Links:
    """Makes addresses of pages; what goes along from page to page is in every one."""

    carried: tuple[tuple[str, str], ...] = ()

    def to(self, page: str, /, **choices: str) -> str:
        """Return the address of a page with some choices; the overview's path is empty."""
        asked = {**dict(self.carried), **choices}
        query = "&".join(f"{name}={_quoted(str(value))}" for name, value in asked.items())
        return f"/{page}?{query}" if query else f"/{page}"

    def why(self, indicator: str, org_unit: str, period: str) -> str:
        """Return the address at which a figure explains its status and where it comes from."""
        return self.to("explain", indicator=indicator, of=org_unit, period=period)


def here(name: str, value: str | None) -> str:
    """Return the address of this page with one choice made otherwise, or taken away."""
    choices = {one: st.query_params[one] for one in st.query_params if one != name}
    query = urlencode({**choices, **({name: value} if value else {})})
    return f"{urlsplit(st.context.url or '').path or '/'}?{query}"


def links() -> Links:
    """Return addresses that carry on what the present link says."""
    return Links(tuple((one, st.query_params[one]) for one in CARRIED if one in st.query_params))
