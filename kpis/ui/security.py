"""What guards the doors: headers on every answer, and which forms are taken at all."""

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qsl, unquote

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request

from kpis.accounts.errors import ForeignRequest

COOKIE = "kpis_session"
# Put on each websocket that comes through this server, so that a page's script knows that it can
# offer signing in; a module's flag would be lost when Streamlit reloads edited modules.
MARK = "x-kpis-sign-in"
MOST_BYTES = 8 * 1024
OWN_PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
# Streamlit 1.67 sets styles and a bootstrap script inline. Its Plotly needs no eval, WebGL traces
# included; its Vega charts (st.line_chart) would.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' blob:;"
    " style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:;"
    " media-src 'self' blob:; worker-src 'self' blob:; frame-src 'self' blob:; object-src 'none';"
    " base-uri 'self'; form-action 'self'; frame-ancestors 'self'; connect-src 'self'"
)
_SITE = re.compile(r"https?://([^/]+)")
_HOST = re.compile(r"[\w.:\[\]-]+")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]


class SecurityHeaders:
    """Adds the headers to every answer, unless the answer brings its own, and marks websockets."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] == "websocket":
            sent = [(name, value) for name, value in scope["headers"] if name != MARK.encode()]
            scope = {**scope, "headers": [*sent, (MARK.encode(), b"1")]}

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _headers(scope).items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)


async def sent_form(request: Request) -> dict[str, str]:
    """Return the fields of a small form sent from one of our own pages.

    Raises ``ForeignRequest`` for another site's form; answers 415 and 413 to what is no form.
    """
    if not _from_here(request.headers):
        raise ForeignRequest
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind != "application/x-www-form-urlencoded":
        raise HTTPException(415)
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise HTTPException(413)
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def own_path(target: str) -> str:
    """Return a link within this site as it is, and the first page for any other."""
    path = unquote(re.split(r"[?#]", target, maxsplit=1)[0])
    # Browsers read a backslash as a slash, two slashes as another host, and skip control signs.
    strange = not target.isprintable() or "\\" in path or "//" in path
    if strange or not path.startswith("/") or path.startswith("/auth/"):
        return "/"
    return target


def _from_here(headers: Headers) -> bool:
    # Browsers set this one themselves, but only towards https and localhost.
    if (site := headers.get("sec-fetch-site")) is not None:
        return site == "same-origin"
    source = _SITE.match(headers.get("origin") or headers.get("referer") or "")
    return source is not None and source[1] == headers.get("host")


def _headers(scope: Message) -> dict[str, str]:
    headers = dict(_HEADERS)
    host = Headers(scope=scope).get("host", "")
    # Safari before 15.4 does not count websockets as 'self'.
    sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    headers["Content-Security-Policy"] = _POLICY + sockets
    if scope.get("scheme") == "https":
        # Over plain http browsers ignore it and complain in the console.
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
    return headers
