"""Who is looking at a page, and the links by which they sign in or out."""

from dataclasses import replace
from html import escape
from urllib.parse import urlencode, urlsplit

import streamlit as st

from kpis.accounts import people
from kpis.accounts.roles import Actor, Via
from kpis.ui.answers import AS_OF
from kpis.ui.security import COOKIE, MARK
from kpis.words import Words


def serving() -> bool:
    """Return whether the page came through ``kpis/ui/server.py``, where one can sign in."""
    return st.context.headers.get(MARK) is not None


def person() -> Actor | None:
    """Return who is signed in; asked anew in every run, so that signing out counts at once.

    A one-time password opens nothing until it has been changed. Whoever looks at an earlier version
    may change nothing there.
    """
    known = _person()
    return replace(known, looking_back=AS_OF in st.query_params) if known else None


def _person() -> Actor | None:
    if not serving():
        return None
    token = st.context.cookies.get(COOKIE)
    known = people.by_token(token) if token else None
    if known is not None:
        return None if known.must_change else known.actor(Via.PASSWORD)
    known = people.by_email(_single_sign_on_email())
    return known.actor(Via.SINGLE_SIGN_ON) if known else None


def oidc_configured() -> bool:
    """Return whether the secrets name a provider for single sign-on; no secrets file is fine."""
    return st.secrets.load_if_toml_exists() and "auth" in st.secrets


def links(t: Words) -> None:
    """Draw the way in, or who is signed in with the ways to change the password and out."""
    if not serving():
        return
    known = person()
    if known is None:
        _ways_in(t)
        return
    st.html(f'<div class="signed-in">{escape(t("auth.signed_in_as", name=known.name))}</div>')
    if known.via is Via.SINGLE_SIGN_ON:
        st.button(t("auth.sign_out"), on_click=st.logout, key="auth-sign-out")
        return
    change = _link("/auth/password", t("auth.change_password"), t)
    st.html(f"{change} · {_link('/auth/sign-out', t('auth.sign_out'), t)}")


def here() -> str:
    """Return the page being looked at with its query, as a path on this site."""
    query = urlencode(
        [(key, value) for key in st.query_params for value in st.query_params.get_all(key)]
    )
    path = urlsplit(st.context.url or "").path or "/"
    return f"{path}?{query}" if query else path


def _ways_in(t: Words) -> None:
    st.html(_link("/auth/sign-in", t("auth.sign_in"), t))
    if oidc_configured():
        st.button(t("auth.single_sign_on"), on_click=st.login, key="auth-single-sign-on")


def _link(path: str, text: str, t: Words) -> str:
    target = f"{path}?{urlencode({'next': here(), 'lang': t.language})}"
    # Within the same tab, and in the sidebar's own colour, light or dark.
    return f'<a href="{escape(target)}" target="_self" style="color:inherit">{escape(text)}</a>'


def _single_sign_on_email() -> str:
    """Return the address a provider vouches for: it names a person here, it grants nothing."""
    if not (oidc_configured() and st.user.is_logged_in):
        return ""
    vouched = st.user.get("email_verified", True)
    return str(st.user.get("email") or "") if vouched else ""
