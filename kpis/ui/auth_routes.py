"""The routes of signing in and out, beside Streamlit's own.

Streamlit keeps ``/_stcore/``, ``/media/``, ``/component/`` and ``/static/``, and for single sign-on
``/auth/login``, ``/auth/logout`` and ``/oauth2callback``: none of them may be used here.
"""

from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from kpis.accounts import errors, passwords, people, signing_in
from kpis.errors import KpiError, NotSignedIn
from kpis.settings import settings
from kpis.ui import auth_page
from kpis.ui.security import COOKIE, OWN_PAGE_POLICY, own_path, sent_form
from kpis.words import Words

_TOLD = {
    one.code
    for one in (
        errors.SignInRefused,
        errors.TooManyAttempts,
        errors.PasswordTooShort,
        errors.PasswordTooLong,
        errors.PasswordUnchanged,
        errors.PasswordsDiffer,
        NotSignedIn,
    )
}


async def show_sign_in(request: Request) -> Response:
    """Answer with the sign-in page, or onwards for a person already signed in."""
    back = own_path(request.query_params.get("next", "/"))
    person = await run_in_threadpool(_person, request)
    if person and person.must_change:
        return _to("/auth/password", next=back, lang=_words(request).language)
    if person:
        return RedirectResponse(back, 303)
    t = _words(request)
    return _page(auth_page.sign_in(t, back, _problem(t, request)))


async def take_sign_in(request: Request) -> Response:
    """Begin a session, or send the person back to the form with a problem's code."""
    form = await sent_form(request)
    back = own_path(form.get("next", "/"))
    try:
        done = await run_in_threadpool(
            signing_in.sign_in, form.get("name", ""), form.get("password", ""), _address(request)
        )
    except KpiError as error:
        return _again("/auth/sign-in", error, form, back)
    if done.must_change:
        onward = _to("/auth/password", next=back, lang=form.get("lang", ""))
    else:
        onward = RedirectResponse(back, 303)
    return _with_session(onward, done.token)


async def show_password(request: Request) -> Response:
    """Answer with the page on which a signed-in person changes their password."""
    back = own_path(request.query_params.get("next", "/"))
    t = _words(request)
    person = await run_in_threadpool(_person, request)
    if person is None:
        return _to("/auth/sign-in", next=back, lang=t.language)
    problem = _problem(t, request)
    return _page(auth_page.password(t, back, person.full_name, person.must_change, problem))


async def take_password(request: Request) -> Response:
    """Change the password and leave one session, this one."""
    form = await sent_form(request)
    back = own_path(form.get("next", "/"))
    token = request.cookies.get(COOKIE, "")
    old, new = form.get("old", ""), form.get("new", "")
    try:
        if new != form.get("again", ""):
            raise errors.PasswordsDiffer
        done = await run_in_threadpool(
            signing_in.change_password, token, old, new, _address(request)
        )
    except NotSignedIn as error:
        return _again("/auth/sign-in", error, form, back)
    except KpiError as error:
        return _again("/auth/password", error, form, back)
    return _with_session(RedirectResponse(back, 303), done.token)


async def show_sign_out(request: Request) -> Response:
    """Answer with the page that asks whether to sign out."""
    back = own_path(request.query_params.get("next", "/"))
    person = await run_in_threadpool(_person, request)
    if person is None:
        return RedirectResponse(back, 303)
    return _page(auth_page.sign_out(_words(request), back, person.full_name))


async def take_sign_out(request: Request) -> Response:
    """End the session and forget the cookie."""
    form = await sent_form(request)
    token = request.cookies.get(COOKIE, "")
    await run_in_threadpool(signing_in.sign_out, token, _address(request))
    onward = RedirectResponse(own_path(form.get("next", "/")), 303)
    onward.delete_cookie(COOKIE, secure=settings().secure_cookie, httponly=True, samesite="strict")
    return _fresh(onward)


async def show_style(request: Request) -> Response:
    """Answer with the style of these pages."""
    return FileResponse(auth_page.STYLE, media_type="text/css")


async def refuse_foreign(request: Request, error: Exception) -> Response:
    """Answer a form of another site, in words: a wrongly set up proxy is met here too."""
    t = _words(request)
    return _page(auth_page.refused(t, t("problem.foreign_request")), status=403)


ROUTES = [
    Route("/auth/sign-in", show_sign_in, methods=["GET"]),
    Route("/auth/sign-in", take_sign_in, methods=["POST"]),
    Route("/auth/password", show_password, methods=["GET"]),
    Route("/auth/password", take_password, methods=["POST"]),
    Route("/auth/sign-out", show_sign_out, methods=["GET"]),
    Route("/auth/sign-out", take_sign_out, methods=["POST"]),
    Route("/auth/style.css", show_style, methods=["GET"]),
]


def _person(request: Request) -> people.Person | None:
    token = request.cookies.get(COOKIE)
    return people.by_token(token) if token else None


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _words(request: Request) -> Words:
    """Return the words of the language asked for, or of the page the person comes from."""
    asked = request.query_params.get("lang")
    onward = parse_qs(urlsplit(own_path(request.query_params.get("next", "/"))).query)
    return Words.of(asked or onward.get("lang", [""])[-1])


def _problem(t: Words, request: Request) -> str:
    """Return the sentence for a code in the link; a code we did not put there says nothing."""
    code = request.query_params.get("problem", "")
    minutes = request.query_params.get("minutes", "")[:4]
    if code not in _TOLD:
        return ""
    facts = {"least": passwords.LEAST, "most": passwords.MOST, "action": ""}
    return t.code("problem", code, minutes=int(minutes) if minutes.isdecimal() else 1, **facts)


def _page(html: str, status: int = 200) -> Response:
    headers = {"Content-Security-Policy": OWN_PAGE_POLICY, "X-Frame-Options": "DENY"}
    return _fresh(HTMLResponse(html, status, headers))


def _fresh(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _to(path: str, **query: Any) -> Response:
    return _fresh(RedirectResponse(f"{path}?{urlencode(query)}", 303))


def _again(path: str, error: KpiError, form: dict[str, str], back: str) -> Response:
    minutes = {name: error.facts[name] for name in ("minutes",) if name in error.facts}
    lang = Words.of(form.get("lang", "")).language
    return _to(path, problem=error.code, next=back, lang=lang, **minutes)


def _with_session(answer: Response, token: str) -> Response:
    answer.set_cookie(
        COOKIE,
        token,
        max_age=settings().session_hours * 3600,
        secure=settings().secure_cookie,
        httponly=True,
        samesite="strict",
    )
    return _fresh(answer)
