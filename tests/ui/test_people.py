import pytest
from streamlit.testing.v1 import AppTest

from kpis.accounts import people, signing_in
from kpis.accounts.errors import SignInRefused
from kpis.accounts.roles import Role
from kpis.words import Words
from tests.conftest import HERE

vi = Words("vi")


def page():
    from kpis.accounts.roles import Actor, Role, Via
    from kpis.ui import people
    from kpis.words import Words

    t, actor = Words("vi"), Actor("quan-tri", Role.ADMIN, Via.PASSWORD)
    people.adding(t, actor)
    people.changing(t, actor)
    people.listed(t)
    people.recorded(t)


@pytest.fixture
def opened(person):
    person("quan-tri", Role.ADMIN)
    person("lan")
    app = AppTest.from_function(page).run()
    assert not app.exception
    return app


def drawn(app):
    return "".join(one.proto.body for one in app.get("html"))


def change(app, name, what):
    app.selectbox(key="changed-person").set_value(name)
    app.radio(key="change").set_value(what)
    app.button[1].click().run()
    assert not app.exception
    return app


def one_time(app):
    return drawn(app).split("user-select:all'>")[1].split("<")[0]


def add(app, name, full_name):
    app.text_input(key="new-name").set_value(name)
    app.text_input(key="new-full-name").set_value(full_name)
    app.button[0].click().run()
    assert not app.exception
    return app


def test_everybody_stands_in_the_table_with_role_and_state(opened):
    assert vi("people.intro", enabled=2, admins=1) in drawn(opened)
    for text in ("Trần Thị Lan", vi("role.officer"), vi("people.state.enabled")):
        assert text in drawn(opened)


def test_a_new_person_gets_a_password_shown_once(opened):
    app = add(opened, "Huy", "Lê Quang Huy")
    assert vi("people.done", what=vi("people.add"), name="huy") == app.success[0].value
    assert signing_in.sign_in("huy", one_time(app), HERE).must_change
    assert vi("people.state.must_change") in drawn(app)
    assert "user-select:all" not in drawn(app.run())


def test_a_name_from_a_form_is_never_markup(opened):
    app = add(opened, "huy", "<img src=x onerror=alert(1)>")
    assert "<img" not in drawn(app)
    assert "&lt;img" in drawn(app)


def test_what_cannot_be_done_is_said_in_words(opened):
    assert add(opened, "lan", "Lan").error[0].value == vi("problem.person_exists", found="lan")
    told = change(opened, "quan-tri", "disable").error[0].value
    assert told == vi("problem.last_admin", name="quan-tri")


def test_a_person_is_disabled_and_enabled(opened):
    assert vi("people.state.disabled") in drawn(change(opened, "lan", "disable"))
    assert vi("people.state.disabled") not in drawn(change(opened, "lan", "enable"))


def test_a_person_gets_another_role(opened):
    app = change(opened, "lan", "make_admin")
    assert vi("people.intro", enabled=2, admins=2) in drawn(app)
    change(app, "lan", "make_officer")
    assert [one.role for one in people.everybody()] == [Role.OFFICER, Role.ADMIN]


def test_a_forgotten_password_is_replaced_by_a_new_one_time_password(opened):
    app = change(opened, "lan", "reset_password")
    assert signing_in.sign_in("lan", one_time(app), HERE).must_change


def test_the_record_tells_of_failures_holds_and_roles_in_words(opened):
    for name in ("lan",) * 5 + ("khong-co",):
        with pytest.raises(SignInRefused):
            signing_in.sign_in(name, "sai", HERE)
    text = drawn(change(opened, "lan", "make_admin"))
    for told in (
        vi("people.event.failed"),
        vi("people.event.locked"),
        vi("people.minutes", n=1),
        vi("people.unknown_name"),
        vi("people.event.role_changed"),
        HERE,
    ):
        assert told in text
