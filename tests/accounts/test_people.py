import stat
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pytest

from kpis.accounts import database, people, record, signing_in
from kpis.accounts.errors import (
    InvalidPerson,
    LastAdmin,
    PersonExists,
    SignInRefused,
    TooManyAttempts,
    UnknownPerson,
)
from kpis.accounts.record import What
from kpis.accounts.roles import Actor, Role, Via
from kpis.errors import NotAllowed, NotSignedIn
from tests.conftest import GOOD, HERE, MACHINE

OFFICER = Actor("lan", Role.OFFICER, Via.PASSWORD)


def named(name):
    return next(one for one in people.everybody() if one.name == name)


def test_the_first_administrator_is_made_once_and_must_change_the_password():
    password = people.ensure_first_admin()
    assert people.ensure_first_admin() is None
    assert signing_in.sign_in("quan-tri", password, HERE).must_change
    [first] = people.everybody()
    assert (first.name, first.role, first.must_change) == ("quan-tri", Role.ADMIN, True)


def test_where_somebody_exists_no_administrator_is_made(admin):
    assert people.ensure_first_admin() is None


def made_by(pool):
    asked = [pool.submit(people.ensure_first_admin) for _ in range(4)]
    return [password for one in asked if (password := one.result())]


def test_threads_of_one_server_starting_together_make_one_administrator():
    with ThreadPoolExecutor(4) as pool:
        assert len(made_by(pool)) == 1


def test_two_servers_starting_together_make_one_administrator_and_one_file(monkeypatch):
    # A page test run before in this process leaves its script as the main module, which the
    # new processes would run again.
    monkeypatch.delattr(sys.modules["__main__"], "__file__", raising=False)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert len(made_by(pool)) == 1


def test_the_file_is_closed_to_other_users_of_the_machine(accounts_file, sql):
    people.everybody()
    assert stat.S_IMODE(accounts_file.stat().st_mode) == 0o600
    assert sql("PRAGMA journal_mode") == [("wal",)]


def test_no_password_is_kept_as_typed(accounts_file, person):
    token = person()
    for path in accounts_file.parent.iterdir():
        kept = path.read_bytes()
        assert GOOD.encode() not in kept
        assert token.encode() not in kept


def test_a_new_person_is_written_down_tidily(admin):
    people.add(MACHINE, " Le.Van-An ", " Lê Văn An ", Role.OFFICER, " An@KienGiang.gov.vn ")
    one = named("le.van-an")
    assert (one.full_name, one.email) == ("Lê Văn An", "an@kiengiang.gov.vn")
    assert one.must_change
    assert one.enabled
    assert one.last_seen is None


@pytest.mark.parametrize(
    ("name", "full_name", "email", "field"),
    [
        ("a", "An", "", "name"),
        ("an huy", "An", "", "name"),
        ("lê", "An", "", "name"),
        ("an", "  ", "", "full_name"),
        ("an", "An\nHuy", "", "full_name"),
        ("an", "An" * 60, "", "full_name"),
        ("an", "An", "an", "email"),
        ("an", "An", "[x](y)@b", "email"),
        ("an", "An", "a" * 250 + "@b", "email"),
    ],
)
def test_what_is_no_person_is_refused(admin, name, full_name, email, field):
    with pytest.raises(InvalidPerson) as refused:
        people.add(MACHINE, name, full_name, Role.OFFICER, email)
    assert refused.value.facts == {"field": field}


def test_a_name_and_an_address_belong_to_one_person(admin, person):
    person("lan", email="lan@kg.vn")
    with pytest.raises(PersonExists, match="lan"):
        people.add(MACHINE, "LAN", "Khác", Role.OFFICER)
    with pytest.raises(PersonExists, match=r"lan@kg\.vn"):
        people.add(MACHINE, "lan2", "Khác", Role.OFFICER, "Lan@kg.vn")


def test_a_disabled_person_is_out_at_once_and_back_when_enabled(admin, person):
    token = person()
    people.set_enabled(MACHINE, "lan", False)
    assert people.by_token(token) is None
    with pytest.raises(SignInRefused):
        signing_in.sign_in("lan", GOOD, HERE)
    assert record.recent(1)[0].what is What.FAILED
    people.set_enabled(MACHINE, "lan", True)
    assert people.by_token(token) is None
    assert people.by_token(signing_in.sign_in("lan", GOOD, HERE).token).name == "lan"


def test_a_role_counts_in_sessions_already_open(admin, person):
    token = person()
    people.set_role(MACHINE, "lan", Role.ADMIN)
    assert people.by_token(token).actor(Via.PASSWORD).role is Role.ADMIN


def test_the_last_administrator_stays(admin, person):
    person()
    for change in (
        lambda: people.set_enabled(MACHINE, "quan-tri", False),
        lambda: people.set_role(MACHINE, "quan-tri", Role.OFFICER),
    ):
        with pytest.raises(LastAdmin):
            change()
    assert named("quan-tri").enabled
    assert named("quan-tri").role is Role.ADMIN
    people.set_role(MACHINE, "lan", Role.ADMIN)
    people.set_enabled(MACHINE, "quan-tri", False)
    with pytest.raises(LastAdmin):
        people.set_role(MACHINE, "lan", Role.OFFICER)


def test_a_reset_ends_sessions_and_lifts_the_hold(admin, person):
    token = person()
    for _ in range(5):
        with pytest.raises(SignInRefused):
            signing_in.sign_in("lan", "sai", HERE)
    with pytest.raises(TooManyAttempts):
        signing_in.sign_in("lan", GOOD, HERE)
    once = people.reset_password(MACHINE, "lan")
    assert people.by_token(token) is None
    assert signing_in.sign_in("lan", once, HERE).must_change
    with pytest.raises(SignInRefused):
        signing_in.sign_in("lan", GOOD, HERE)


def test_an_unknown_person_cannot_be_changed(admin):
    for change in (
        lambda: people.set_enabled(MACHINE, "ai", True),
        lambda: people.set_role(MACHINE, "ai", Role.ADMIN),
        lambda: people.reset_password(MACHINE, "ai"),
    ):
        with pytest.raises(UnknownPerson):
            change()


@pytest.mark.parametrize(("actor", "problem"), [(None, NotSignedIn), (OFFICER, NotAllowed)])
def test_only_an_administrator_changes_people(admin, person, actor, problem):
    person()
    for change in (
        lambda: people.add(actor, "an", "An", Role.ADMIN),
        lambda: people.set_enabled(actor, "quan-tri", False),
        lambda: people.set_role(actor, "lan", Role.ADMIN),
        lambda: people.reset_password(actor, "quan-tri"),
    ):
        with pytest.raises(problem):
            change()
    assert [one.name for one in people.everybody()] == ["lan", "quan-tri"]


def test_single_sign_on_finds_enabled_people_by_address_and_nobody_else(admin, person):
    person("lan", email="lan@kg.vn")
    assert people.by_email(" LAN@kg.vn").name == "lan"
    assert people.by_email("") is None
    assert people.by_email("khac@kg.vn") is None
    people.set_enabled(MACHINE, "lan", False)
    assert people.by_email("lan@kg.vn") is None


def test_the_record_tells_who_did_what_and_cannot_be_changed(admin, person, sql):
    person()
    people.set_role(MACHINE, "lan", Role.ADMIN)
    people.set_enabled(MACHINE, "lan", False)
    told = [(one.what, one.name, one.by, one.detail) for one in record.recent(2)]
    assert told == [
        (What.DISABLED, "lan", "kiem-tra", ""),
        (What.ROLE_CHANGED, "lan", "kiem-tra", "admin"),
    ]
    for statement in ("DELETE FROM event", "UPDATE event SET by = 'ai'"):
        with pytest.raises(Exception, match="append-only"):
            sql(statement)


def test_the_last_sign_in_is_shown(person):
    person()
    assert named("lan").last_seen == record.recent(2)[1].at


def half_a_change():
    with database.changing() as con:
        con.execute("DELETE FROM session")
        raise LastAdmin


def test_a_change_that_fails_leaves_nothing(person):
    token = person()
    with pytest.raises(LastAdmin):
        half_a_change()
    assert people.by_token(token)
