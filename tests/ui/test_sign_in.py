from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from kpis.accounts import people, signing_in
from kpis.accounts.roles import Role, Via
from kpis.ui import sign_in
from kpis.words import Words
from tests.conftest import HERE, MACHINE

vi = Words("vi")


def page():
    import streamlit as st

    from kpis.ui import sign_in
    from kpis.words import Words

    st.session_state["who"] = sign_in.person()
    st.session_state["here"] = sign_in.here()
    sign_in.links(Words("vi"))


@pytest.fixture
def opened(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run(user=None, **query):
        app = AppTest.from_function(page)
        app.query_params.update(query)
        if user:
            app.user = user
        app.run()
        assert not app.exception
        return app

    return run


def drawn(app):
    return "".join(one.proto.body for one in app.get("html"))


def test_a_signed_in_person_is_known_with_their_role(browser, person, opened):
    browser(person())
    app = opened()
    assert app.session_state["who"] == people.Actor("lan", Role.OFFICER, Via.PASSWORD)
    assert vi("auth.signed_in_as", name="lan") in drawn(app)
    assert "/auth/sign-out" in drawn(app)
    assert "/auth/password" in drawn(app)


def test_signing_out_counts_in_the_next_run_of_an_open_page(browser, person, opened):
    token = person()
    browser(token)
    app = opened()
    signing_in.sign_out(token, HERE)
    app.run()
    assert app.session_state["who"] is None


@pytest.mark.parametrize("token", ["", "made-up"])
def test_without_a_session_there_is_nobody_and_the_way_in_leads_back_here(browser, opened, token):
    browser(token)
    app = opened(period="2023-Q3", unit=["kg-899", "kg-900"])
    assert app.session_state["who"] is None
    link = drawn(app).split('href="')[1].split('"')[0].replace("&amp;", "&")
    query = parse_qs(urlsplit(link).query)
    assert query["next"] == ["/?period=2023-Q3&unit=kg-899&unit=kg-900"]
    assert query["lang"] == ["vi"]
    assert not app.button


def test_a_one_time_password_opens_nothing(browser, person, opened):
    person("quan-tri", Role.ADMIN)
    once = people.add(MACHINE, "lan", "Lan", Role.ADMIN)
    browser(signing_in.sign_in("lan", once, HERE).token)
    assert opened().session_state["who"] is None


def test_without_the_server_everybody_is_a_reader_and_no_way_in_is_shown(browser, person, opened):
    browser(person(), through_server=False)
    app = opened()
    assert app.session_state["who"] is None
    assert drawn(app) == ""


@pytest.fixture
def provider(tmp_path):
    folder = tmp_path / ".streamlit"
    folder.mkdir()
    (folder / "secrets.toml").write_text('[auth]\nclient_id = "kpis"\n', encoding="utf-8")


@pytest.fixture(autouse=True)
def fresh_secrets():
    yield
    sign_in.st.secrets._reset()


def test_no_secrets_file_means_no_single_sign_on(browser, opened):
    browser()
    assert not opened().button
    assert not sign_in.oidc_configured()


def test_a_provider_adds_a_way_in(browser, provider, opened):
    browser()
    app = opened()
    assert [one.label for one in app.button] == [vi("auth.single_sign_on")]


def test_a_provider_names_a_person_known_here(browser, provider, person, opened):
    person(email="lan@kg.vn")
    browser()
    app = opened({"is_logged_in": True, "email": "Lan@kg.vn"})
    assert app.session_state["who"] == people.Actor("lan", Role.OFFICER, Via.SINGLE_SIGN_ON)
    assert [one.label for one in app.button] == [vi("auth.sign_out")]


@pytest.mark.parametrize(
    "user",
    [
        {"is_logged_in": True, "email": "khac@kg.vn"},
        {"is_logged_in": True, "email": "lan@kg.vn", "email_verified": False},
        {"is_logged_in": False, "email": "lan@kg.vn"},
        {"is_logged_in": True},
    ],
)
def test_a_provider_alone_grants_nothing(browser, provider, person, opened, user):
    person(email="lan@kg.vn")
    browser()
    assert opened(user).session_state["who"] is None


def test_an_address_counts_only_where_a_provider_is_configured(browser, person, opened):
    person(email="lan@kg.vn")
    browser()
    assert opened({"is_logged_in": True, "email": "lan@kg.vn"}).session_state["who"] is None
