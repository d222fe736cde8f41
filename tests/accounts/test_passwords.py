import time
from unicodedata import normalize

import pytest
from argon2 import PasswordHasher

from kpis.accounts import passwords
from kpis.accounts.errors import PasswordTooLong, PasswordTooShort, PasswordUnchanged


def test_a_kept_password_is_salted_argon2id_and_matches_only_itself():
    kept = passwords.hashed("một câu dễ nhớ")
    assert kept.startswith("$argon2id$")
    assert kept != passwords.hashed("một câu dễ nhớ")
    assert passwords.matches(kept, "một câu dễ nhớ")
    assert not passwords.matches(kept, "một câu dễ nhờ")


def test_the_same_letter_typed_on_another_keyboard_is_the_same_letter():
    kept = passwords.hashed(normalize("NFC", "mật khẩu tiếng Việt"))
    assert passwords.matches(kept, normalize("NFD", "mật khẩu tiếng Việt"))


def test_nobodys_password_matches_nothing():
    assert not passwords.matches(None, "")


def test_an_unknown_person_takes_as_long_as_a_wrong_password(monkeypatch):
    monkeypatch.setattr(passwords, "hasher", PasswordHasher())
    passwords._nobodys.cache_clear()

    def quickest(kept):
        spent = []
        for _ in range(3):
            start = time.perf_counter()
            passwords.matches(kept, "sai")
            spent.append(time.perf_counter() - start)
        return min(spent)

    kept = passwords.hashed("đúng")
    passwords.matches(None, "sai")
    unknown, wrong = quickest(None), quickest(kept)
    passwords._nobodys.cache_clear()
    assert 0.4 < unknown / wrong < 2.5


def test_one_time_passwords_differ_and_are_long_enough_to_be_kept():
    made = {passwords.one_time() for _ in range(200)}
    assert len(made) == 200
    assert all(len(one) == 19 and not set("01ilo") & set(one) for one in made)


@pytest.mark.parametrize(
    ("new", "problem"),
    [
        ("ngắn quá", PasswordTooShort),
        ("dài" * 70, PasswordTooLong),
        ("mật khẩu cũ rồi", PasswordUnchanged),
        ("Tran.Thi.Lan", PasswordUnchanged),
    ],
)
def test_a_poor_new_password_is_refused(new, problem):
    with pytest.raises(problem):
        passwords.check_new(new, "mật khẩu cũ rồi", "tran.thi.lan")


def test_a_long_simple_sentence_is_a_good_password():
    passwords.check_new("ba con mèo trên mái nhà", "mật khẩu cũ rồi", "lan")
