from http.cookies import SimpleCookie

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from kpis.accounts import passwords, people, record
from kpis.accounts.errors import ForeignRequest
from kpis.accounts.record import What
from kpis.ui.auth_routes import ROUTES, refuse_foreign
from kpis.ui.security import COOKIE, MOST_BYTES, SecurityHeaders
from kpis.words import Words
from tests.conftest import GOOD, MACHINE

OURS = {"origin": "http://testserver"}
NEW = "một câu khác hẳn"
vi, en = Words("vi"), Words("en")


@pytest.fixture
def client():
    app = Starlette(
        routes=ROUTES,
        middleware=[Middleware(SecurityHeaders)],
        exception_handlers={ForeignRequest: refuse_foreign},
    )
    return TestClient(app, follow_redirects=False, headers=OURS)


def post_sign_in(client, password=GOOD, **more):
    return client.post("/auth/sign-in", data={"name": "lan", "password": password, **more})


def cookie_of(answer):
    return SimpleCookie(answer.headers["set-cookie"])[COOKIE]


def test_the_page_asks_in_vietnamese_with_everything_a_password_keeper_needs(client):
    answer = client.get("/auth/sign-in?next=/overview%3Fperiod%3D2023-Q3")
    assert answer.status_code == 200
    assert '<html lang="vi">' in answer.text
    assert vi("auth.sign_in") in answer.text
    assert 'autocomplete="username"' in answer.text
    assert 'autocomplete="current-password"' in answer.text
    assert answer.text.count("autofocus") == 1
    assert 'value="/overview?period=2023-Q3"' in answer.text
    assert "<script" not in answer.text
    assert "role=" not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("link", ["lang=en", "next=/overview%3Flang%3Den"])
def test_the_page_speaks_the_language_of_the_link_or_of_the_page_one_comes_from(client, link):
    answer = client.get(f"/auth/sign-in?{link}")
    assert '<html lang="en">' in answer.text
    assert en("auth.password") in answer.text


def test_an_unknown_language_is_vietnamese(client):
    assert '<html lang="vi">' in client.get("/auth/sign-in?lang=xx").text


def test_a_link_cannot_write_into_the_page(client):
    answer = client.get('/auth/sign-in?next=/"><script>alert(1)</script>&problem=<b>&lang="><b>')
    assert "<script" not in answer.text
    assert "<b>" not in answer.text


def test_signing_in_sets_a_cookie_no_script_can_read_and_goes_where_one_was(client, person):
    person()
    answer = post_sign_in(client, next="/overview?period=2023-Q3")
    assert (answer.status_code, answer.headers["location"]) == (303, "/overview?period=2023-Q3")
    cookie = cookie_of(answer)
    assert cookie["httponly"] is True
    assert cookie["samesite"] == "strict"
    assert cookie["path"] == "/"
    assert cookie["max-age"] == str(12 * 3600)
    assert cookie["secure"] == ""
    assert people.by_token(cookie.value).name == "lan"
    assert record.recent(1)[0].address == "testclient"


def test_behind_https_the_cookie_stays_there(client, person, monkeypatch):
    monkeypatch.setenv("KPIS_SECURE_COOKIE", "1")
    person()
    assert cookie_of(post_sign_in(client))["secure"] is True


def test_a_next_page_elsewhere_is_not_followed(client, person):
    person()
    assert post_sign_in(client, next="//evil.example").headers["location"] == "/"


def test_a_wrong_password_leads_back_with_a_problem_in_words(client, person):
    person()
    answer = post_sign_in(client, "sai", next="/tracker", lang="en")
    assert answer.status_code == 303
    assert "set-cookie" not in answer.headers
    again = client.get(answer.headers["location"])
    assert f'role="alert">{en("problem.sign_in_refused")}' in again.text
    assert 'value="/tracker"' in again.text


def test_after_five_failures_the_page_says_how_long_to_wait(client, person):
    person()
    for _ in range(5):
        post_sign_in(client, "sai")
    again = client.get(post_sign_in(client).headers["location"])
    assert vi("problem.too_many_attempts", minutes=1) in again.text


@pytest.mark.parametrize("minutes", ["", "x", "²", "9" * 9000])
def test_a_forged_number_of_minutes_does_no_harm(client, minutes):
    answer = client.get(
        "/auth/sign-in", params={"problem": "too_many_attempts", "minutes": minutes}
    )
    assert 'role="alert"' in answer.text


def test_a_missing_field_is_a_wrong_password(client, person):
    person()
    answer = client.post("/auth/sign-in", data={"x": "y"})
    assert "problem=sign_in_refused" in answer.headers["location"]


def test_who_is_signed_in_is_sent_on(client, person):
    client.cookies.set(COOKIE, person())
    assert client.get("/auth/sign-in?next=/tracker").headers["location"] == "/tracker"


def test_a_one_time_password_leads_to_changing_it_whatever_one_opens(client, person):
    person("quan-tri", people.Role.ADMIN)
    once = people.add(MACHINE, "lan", "Lan", people.Role.OFFICER)
    answer = post_sign_in(client, once, next="/tracker", lang="en")
    assert answer.headers["location"] == "/auth/password?next=%2Ftracker&lang=en"
    assert client.get("/auth/sign-in").headers["location"] == "/auth/password?next=%2F&lang=vi"
    page = client.get(answer.headers["location"]).text
    assert en("auth.must_change") in page
    assert en("auth.back") not in page
    sent = {"old": once, "new": NEW, "again": NEW, "next": "/tracker"}
    done = client.post("/auth/password", data=sent)
    assert done.headers["location"] == "/tracker"
    assert not people.by_token(cookie_of(done).value).must_change


@pytest.mark.parametrize(
    ("old", "new", "again", "code"),
    [
        (GOOD, NEW, "khác", "passwords_differ"),
        (GOOD, "ngắn", "ngắn", "password_too_short"),
        (GOOD, GOOD, GOOD, "password_unchanged"),
        ("sai", NEW, NEW, "sign_in_refused"),
    ],
)
def test_a_password_that_cannot_be_changed_leads_back_in_words(
    client, person, old, new, again, code
):
    client.cookies.set(COOKIE, person())
    sent = {"old": old, "new": new, "again": again, "next": "/tracker"}
    answer = client.post("/auth/password", data=sent)
    assert "set-cookie" not in answer.headers
    page = client.get(answer.headers["location"]).text
    assert vi.code("problem", code, least=passwords.LEAST) in page
    assert 'value="/tracker"' in page
    assert vi("auth.change_intro", name="Trần Thị Lan") in page


def test_changing_a_password_needs_a_session(client):
    assert client.get("/auth/password?next=/a").headers["location"].startswith("/auth/sign-in?")
    sent = {"old": GOOD, "new": NEW, "again": NEW}
    answer = client.post("/auth/password", data=sent)
    assert answer.headers["location"].startswith("/auth/sign-in?problem=not_signed_in")


def test_signing_out_asks_first_then_ends_the_session_and_forgets_the_cookie(client, person):
    token = person()
    client.cookies.set(COOKIE, token)
    page = client.get("/auth/sign-out?next=/tracker").text
    assert vi("auth.sign_out_intro", name="Trần Thị Lan") in page
    assert people.by_token(token)
    answer = client.post("/auth/sign-out", data={"next": "/tracker"})
    assert answer.headers["location"] == "/tracker"
    assert cookie_of(answer)["max-age"] == "0"
    assert people.by_token(token) is None
    assert client.get("/auth/sign-out?next=/tracker").headers["location"] == "/tracker"


def test_in_a_closed_house_there_is_no_way_back_to_figures(client, monkeypatch):
    assert vi("auth.back") in client.get("/auth/sign-in").text
    monkeypatch.setenv("KPIS_OPEN_READING", "0")
    assert vi("auth.back") not in client.get("/auth/sign-in").text


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "", "referer": "http://evil.example/testserver"},
        {"origin": ""},
        {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
        {"origin": "http://testserver", "sec-fetch-site": "same-site"},
        {"origin": "http://testserver.evil.example"},
    ],
)
@pytest.mark.parametrize("path", ["/auth/sign-in", "/auth/sign-out", "/auth/password"])
def test_a_form_of_another_site_is_refused_in_words(client, person, path, headers):
    token = person()
    client.cookies.set(COOKIE, token)
    answer = client.post(path, data={"name": "lan", "password": GOOD}, headers=headers)
    assert answer.status_code == 403
    assert vi("problem.foreign_request") in answer.text
    assert people.by_token(token)
    assert record.recent(1)[0].what is What.PASSWORD_CHANGED


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "", "referer": "http://testserver/auth/sign-in"},
        {"origin": "https://inner.example", "sec-fetch-site": "same-origin"},
    ],
)
def test_our_own_form_is_known_by_what_the_browser_says(client, person, headers):
    person()
    sent = {"name": "lan", "password": GOOD}
    assert client.post("/auth/sign-in", data=sent, headers=headers).headers["location"] == "/"


def test_what_is_no_small_form_is_not_read(client):
    assert client.post("/auth/sign-in", json={"name": "lan"}).status_code == 415
    assert client.post("/auth/sign-in", data={"name": "x" * MOST_BYTES}).status_code == 413
    assert client.get("/auth/nothing").status_code == 404


def test_bytes_that_are_no_text_are_a_wrong_password(client):
    kind = {"content-type": "application/x-www-form-urlencoded"}
    answer = client.post("/auth/sign-in", content=b"name=\xff&password=%ff%00", headers=kind)
    assert "problem=sign_in_refused" in answer.headers["location"]


def test_the_style_comes_from_here_and_asks_for_nothing_elsewhere(client):
    answer = client.get("/auth/style.css")
    assert answer.headers["content-type"].startswith("text/css")
    assert "url(" not in answer.text
    assert "prefers-color-scheme: dark" in answer.text
