"""The whole dashboard: ``streamlit run kpis/ui/server.py``.

The pages of ``app.py`` with signing in, security headers and a health route round them.
``streamlit run app.py`` shows the same pages to readers only.
"""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
import typer
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from streamlit.runtime.pages_manager import PagesManager

# Streamlit puts the folder of this file on the path, where its modules would pass for top-level
# ones; the package lies two folders up.
HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path[:] = [str(ROOT), *(entry for entry in sys.path if entry not in (str(ROOT), str(HERE)))]

from kpis.accounts import people  # noqa: E402
from kpis.accounts.errors import ForeignRequest  # noqa: E402
from kpis.errors import KpiError  # noqa: E402
from kpis.settings import settings  # noqa: E402
from kpis.store.versions import Store  # noqa: E402
from kpis.ui import auth_routes, frame  # noqa: E402
from kpis.ui.security import SecurityHeaders  # noqa: E402
from kpis.words import LANGUAGES, Words  # noqa: E402


@asynccontextmanager
async def starting(app: st.App) -> AsyncIterator[None]:
    """Make the first administrator where there is nobody, and say the password this once."""
    password = await run_in_threadpool(people.ensure_first_admin)
    for language in LANGUAGES if password else ():
        t = Words(language)
        typer.echo(t("auth.first_admin", name=people.FIRST_ADMIN, password=password), err=True)
    # What is loaded by now stays; going through it for garbage took a tenth of a second of
    # somebody's page.
    gc.freeze()
    yield


async def health(request: Request) -> Response:
    """Answer that the server lives, and which version of the store it reads, if there is one."""
    version = await run_in_threadpool(_version)
    headers = {"Cache-Control": "no-store"}
    return JSONResponse({"status": "ok", "version": version}, headers=headers)


def _version() -> str | None:
    try:
        return Store(settings().store).version()
    except KpiError:
        return None


# A folder called pages/ makes Streamlit believe in its old page discovery until app.py has run
# once: the first deep link of a fresh server then met "Page not found" (1.67).
PagesManager.uses_pages_directory = False


def say_broken(error: Exception) -> bool:
    """Say in the reader's words that something broke; Streamlit's own box links to the internet.

    The error itself stands in the log, which Streamlit writes before it asks us.
    """
    frame.say_broken()
    return True


app = st.App(
    ROOT / "app.py",
    lifespan=starting,
    routes=[*auth_routes.ROUTES, Route("/health", health, methods=["GET"])],
    on_script_error=say_broken,
    middleware=[Middleware(SecurityHeaders)],
    exception_handlers={ForeignRequest: auth_routes.refuse_foreign},
)
