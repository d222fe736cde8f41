from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.domain.names import Name, key, normalised, plain

TEXTS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)


@pytest.mark.parametrize(
    ("written", "type_", "letters"),
    [
        ("UBND TP. Rạch Giá", "thành phố", "rachgia"),
        ("Tp.Rạch Gía", "thành phố", "rachgia"),
        ("Uỷ ban nhân dân huyện Giồng Riềng", "huyện", "giongrieng"),
        ("Ủy ban nhân dân huyện đảo Kiên Hải", "huyện", "kienhai"),
        ("H.Hòn Đất", "huyện", "hondat"),
        ("TX. Hà Tiên", "thị xã", "hatien"),
        ("Đặc khu Phú Quốc", "đặc khu", "phuquoc"),
        ("SỞ TƯ PHÁP", "sở", "tuphap"),
        ("Sở Tài nguyên & Môi trường", "sở", "tainguyenmoitruong"),
        ("LĐ-TB&XH", None, "ldtbxh"),
        ("LĐ,TB&XH", None, "ldtbxh"),
        ("Hòn đất", None, "hondat"),
    ],
)
def test_spellings_of_a_name_come_to_the_same_key(written, type_, letters):
    assert normalised(written) == Name(type_, letters)


def test_composed_and_combining_letters_are_the_same_name():
    name = "Huyện\u00a0An\u00a0Biên "
    assert normalised(normalize("NFD", name)) == normalised(name) == Name("huyện", "anbien")


@pytest.mark.parametrize(("one", "other"), [("minh hoạ", "minh họa"), ("Uỷ ban", "Ủy ban")])
def test_old_and_new_tone_places_are_the_same(one, other):
    assert plain(one) == plain(other)


@given(TEXTS)
def test_plain_text_is_letters_digits_and_single_spaces_and_stays_so(text):
    once = plain(text)
    assert plain(once) == once
    assert "  " not in once
    assert once.replace(" ", "").isascii()


@given(TEXTS)
def test_a_key_has_no_spaces(text):
    assert " " not in key(text)
