import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient

from kpis.ui.security import MARK, SecurityHeaders, own_path


async def plain(request):
    return PlainTextResponse("ok", headers={"X-Frame-Options": "DENY"})


async def told(websocket):
    await websocket.accept()
    await websocket.send_json([value for name, value in websocket.headers.items() if name == MARK])
    await websocket.close()


async def headers(request):
    return JSONResponse(dict(request.headers))


@pytest.fixture
def app():
    routes = [Route("/", plain), Route("/headers", headers), WebSocketRoute("/ws", told)]
    return Starlette(routes=routes, middleware=[Middleware(SecurityHeaders)])


def test_every_answer_brings_the_headers_and_keeps_its_own(app):
    answer = TestClient(app).get("/")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["x-frame-options"] == "DENY"
    assert "camera=()" in answer.headers["permissions-policy"]
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert policy.endswith("connect-src 'self' ws://testserver wss://testserver")
    assert "https://" not in policy
    assert "cross-origin-opener-policy" not in answer.headers


def test_an_error_brings_the_headers_too(app):
    assert "content-security-policy" in TestClient(app).get("/nothing").headers


def test_windows_are_kept_apart_where_browsers_heed_it(app):
    answer = TestClient(app, base_url="https://kpis.example").get("/")
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"


def test_a_strange_host_does_not_get_into_the_policy(app):
    answer = TestClient(app).get("/", headers={"host": "a; script-src *"})
    assert answer.headers["content-security-policy"].endswith("connect-src 'self'")


def test_only_the_server_marks_a_websocket_and_only_websockets(app):
    client = TestClient(app)
    with client.websocket_connect("/ws", headers={MARK: "forged"}) as websocket:
        assert websocket.receive_json() == ["1"]
    assert MARK not in client.get("/headers").json()


@pytest.mark.parametrize(
    "target",
    ["/", "/overview", "/overview?period=2023-Q3&note=a//b", "/đơn-vị?id=kg-899#bảng", "/a/b"],
)
def test_a_link_within_the_site_is_kept(target):
    assert own_path(target) == target


@pytest.mark.parametrize(
    "target",
    [
        "",
        "overview",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/%2fevil.example",
        "/%5cevil.example",
        "/\t/evil.example",
        "/a\r\nSet-Cookie: b",
        "https://evil.example/",
        "https:evil.example",
        "javascript:alert(1)",
        " //evil.example",
        "//[",
        "/auth/sign-out",
    ],
)
def test_a_link_that_leads_away_or_round_in_circles_becomes_the_first_page(target):
    assert own_path(target) == "/"
