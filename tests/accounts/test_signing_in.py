from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256

import pytest
from argon2 import PasswordHasher

from kpis.accounts import attempts, database, passwords, people, record, signing_in
from kpis.accounts.errors import PasswordTooShort, PasswordUnchanged, SignInRefused, TooManyAttempts
from kpis.accounts.record import What
from kpis.errors import NotSignedIn
from tests.conftest import GOOD, HERE, MACHINE


def fail(name="lan", address=HERE, times=1):
    for _ in range(times):
        with pytest.raises(SignInRefused):
            signing_in.sign_in(name, "sai", address)


def held(name="lan", address=HERE):
    with pytest.raises(TooManyAttempts) as refused:
        signing_in.sign_in(name, GOOD, address)
    return refused.value.facts["minutes"]


@pytest.fixture
def later(sql):
    """Let minutes pass: every kept moment moves back."""

    def pass_by(minutes):
        for key, until in sql("SELECT key, until FROM hold"):
            back = database.datetime.fromisoformat(until) - timedelta(minutes=minutes)
            sql("UPDATE hold SET until = :b WHERE key = :k", b=database.moment(back), k=key)

    return pass_by


def test_a_session_stands_for_its_person_until_signed_out(person):
    person()
    done = signing_in.sign_in(" LAN ", GOOD, HERE)
    assert (done.name, done.must_change) == ("lan", False)
    assert people.by_token(done.token).name == "lan"
    signing_in.sign_out(done.token, HERE)
    assert people.by_token(done.token) is None
    assert record.recent(1)[0].what is What.SIGNED_OUT


def test_signing_out_of_no_session_says_nothing(person):
    person()
    before = len(record.recent())
    signing_in.sign_out("", HERE)
    signing_in.sign_out("\ud800", HERE)
    assert len(record.recent()) == before


def test_only_the_hash_of_a_token_is_kept(person, sql):
    token = person()
    assert sql("SELECT token_hash FROM session") == [(sha256(token.encode()).hexdigest(),)]


def test_a_session_ends_after_its_hours_and_is_swept_out(person, sql, monkeypatch):
    monkeypatch.setenv("KPIS_SESSION_HOURS", "2")
    token = person()
    [(expires,)] = sql("SELECT expires FROM session")
    left = database.datetime.fromisoformat(expires) - database.now()
    assert timedelta(minutes=119) < left <= timedelta(hours=2)
    sql("UPDATE session SET expires = :past", past=database.moment(database.now()))
    assert people.by_token(token) is None
    signing_in.sign_in("lan", GOOD, HERE)
    assert len(sql("SELECT * FROM session")) == 1


def test_an_unknown_person_and_a_wrong_password_are_told_the_same(person):
    person()
    told = []
    for name in ("lan", "khong-co"):
        with pytest.raises(SignInRefused) as refused:
            signing_in.sign_in(name, "sai", HERE)
        told.append(str(refused.value))
    assert told[0] == told[1]


def test_a_name_nobody_has_is_not_written_down(person, sql):
    fail("mat-khau-go-nham")
    assert record.recent(1)[0].name == ""
    assert not [row for row in sql("SELECT key FROM hold") if "nham" in row[0]]


def test_five_failures_hold_a_name_from_every_address(person):
    person()
    fail(times=4)
    fail(address="10.0.0.8")
    assert held(address="10.0.0.9") == 1
    assert record.recent(1)[0].what is What.LOCKED


def test_the_wait_doubles_up_to_an_hour(person, later):
    person()
    fail(times=5)
    waits = [held()]
    for _ in range(7):
        later(waits[-1])
        fail(address=f"10.0.1.{len(waits)}")
        waits.append(held())
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]


def test_failures_are_forgotten_after_a_quiet_quarter_of_an_hour(person, later):
    person()
    fail(times=4)
    later(16)
    fail(times=4)
    assert signing_in.sign_in("lan", GOOD, HERE)


def test_signing_in_forgets_the_failures_of_the_name(person):
    person()
    fail(times=4)
    signing_in.sign_in("lan", GOOD, HERE)
    fail(times=4)
    assert signing_in.sign_in("lan", GOOD, HERE)


def test_an_unknown_name_is_held_like_a_known_one():
    fail("khong-co", times=5)
    assert held("khong-co") == 1


def test_one_address_cannot_try_many_names(person):
    person()
    for number in range(20):
        fail(f"ten-{number}")
    assert held() == 1
    assert signing_in.sign_in("lan", GOOD, "10.0.0.8")


def test_a_good_account_buys_no_guesses_at_others(person):
    person()
    for number in range(19):
        fail(f"ten-{number}")
    signing_in.sign_in("lan", GOOD, HERE)
    fail("ten-20")
    assert held() == 1


def test_attempts_at_the_same_moment_are_counted_one_by_one(person):
    person()

    def attempt(_):
        try:
            signing_in.sign_in("lan", "sai", HERE)
        except SignInRefused:
            return "looked at"
        except TooManyAttempts:
            return "held"

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(attempt, range(24)))
    assert answers.count("looked at") == attempts.MOST_BY_NAME


def test_an_outdated_hash_is_made_anew_at_signing_in(person, sql, monkeypatch):
    person()
    [(before,)] = sql("SELECT password FROM person")
    monkeypatch.setattr(passwords, "hasher", PasswordHasher(2, 128, 1))
    signing_in.sign_in("lan", GOOD, HERE)
    [(after,)] = sql("SELECT password FROM person")
    assert "t=1" in before
    assert "t=2" in after
    assert signing_in.sign_in("lan", GOOD, HERE)


def test_changing_the_password_leaves_one_new_session(person):
    first = person()
    second = signing_in.sign_in("lan", GOOD, HERE).token
    done = signing_in.change_password(second, GOOD, "một câu khác hẳn", HERE)
    assert not done.must_change
    assert people.by_token(first) is None
    assert people.by_token(second) is None
    assert people.by_token(done.token).name == "lan"
    fail()
    assert signing_in.sign_in("lan", "một câu khác hẳn", HERE)


def test_a_one_time_password_is_changed_once(person):
    once = people.add(MACHINE, "an", "An", people.Role.ADMIN)
    token = signing_in.sign_in("an", once, HERE).token
    assert people.by_token(token).must_change
    after = signing_in.change_password(token, once, GOOD, HERE).token
    assert not people.by_token(after).must_change


def test_a_password_is_changed_only_by_who_knows_it(person):
    token = person()
    with pytest.raises(NotSignedIn):
        signing_in.change_password("", GOOD, "một câu khác hẳn", HERE)
    with pytest.raises(PasswordTooShort):
        signing_in.change_password(token, GOOD, "ngắn", HERE)
    with pytest.raises(PasswordUnchanged):
        signing_in.change_password(token, GOOD, GOOD, HERE)
    for _ in range(5):
        with pytest.raises(SignInRefused):
            signing_in.change_password(token, "sai", "một câu khác hẳn", HERE)
    with pytest.raises(TooManyAttempts):
        signing_in.change_password(token, GOOD, "một câu khác hẳn", HERE)
    assert people.by_token(token)


def test_an_account_shut_while_its_password_is_reckoned_stays_shut(person, monkeypatch):
    person("quan-tri", people.Role.ADMIN)
    person()

    class Slow(PasswordHasher):
        def verify(self, *given):
            people.set_enabled(MACHINE, "lan", False)
            return super().verify(*given)

    monkeypatch.setattr(passwords, "hasher", Slow(1, 64, 1))
    with pytest.raises(SignInRefused):
        signing_in.sign_in("lan", GOOD, HERE)
