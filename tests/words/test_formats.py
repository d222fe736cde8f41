"""Numbers, dates, periods and the order of names, as they are written in each language."""

from datetime import UTC, date, datetime
from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.domain.periods import periods_of
from kpis.words import formats

SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "decimals", "vi", "en"),
    [
        (0, 0, "0", "0"),
        (1234567, 0, "1.234.567", "1,234,567"),
        (95.46, 1, "95,5", "95.5"),
        (95, 2, "95,00", "95.00"),
        (-0.4, 1, "−0,4", "−0.4"),
        (-0.04, 1, "0,0", "0.0"),
        (-1234.5, 1, "−1.234,5", "−1,234.5"),
        (None, 1, "–", "–"),
        (nan, 1, "–", "–"),
    ],
)
def test_a_number_is_written_as_the_country_writes_it(value, decimals, vi, en):
    assert [formats.number(value, decimals, one) for one in ("vi", "en")] == [vi, en]


@pytest.mark.parametrize(
    ("value", "unit", "vi", "en"),
    [
        (95.5, "%", f"95,5{SPACE}%", "95.5%"),
        (95.5, "điểm", f"95,5{SPACE}điểm", f"95.5{SPACE}điểm"),
        (95.5, "", "95,5", "95.5"),
        (None, "%", "–", "–"),
    ],
)
def test_an_amount_carries_its_unit(value, unit, vi, en):
    assert [formats.amount(value, unit, 1, one) for one in ("vi", "en")] == [vi, en]


@pytest.mark.parametrize(
    ("value", "written"),
    [(2.14, "+2,1"), (-0.4, "−0,4"), (0, "0,0"), (0.04, "0,0"), (None, "–"), (nan, "–")],
)
def test_a_change_carries_its_sign_unless_it_rounds_to_nothing(value, written):
    assert formats.signed(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [(70, "70"), (3.5, "3,5"), (24.65, "24,65"), (0.999, "1"), (None, "–"), (nan, "–")],
)
def test_points_have_the_decimals_they_need(value, written):
    assert formats.points(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [(2.675, "2,68"), (1.005, "1,01"), (0.125, "0,13"), (-0.125, "−0,13"), (89.995, "90"),
     (89.994, "89,99")],
)  # fmt: skip
def test_points_are_rounded_halves_up_as_documents_round_them(value, written):
    assert formats.points(value) == written


def test_points_of_one_column_have_the_decimals_of_the_longest():
    column = [94, 93.04, 2.675, None, nan]
    decimals = formats.decimals_of(column)
    written = [formats.points(one, decimals=decimals) for one in column]
    assert written == ["94,00", "93,04", "2,68", "–", "–"]
    # What rounds to whole points has none, although it was reckoned with.
    assert formats.decimals_of([70, 89.9951]) == formats.decimals_of([None]) == 0


@pytest.mark.parametrize(
    ("code", "vi", "en", "short_vi", "short_en"),
    [
        ("2024-Q1", "Quý I/2024", "Q1/2024", "I/24", "Q1/24"),
        ("2024-Q4", "Quý IV/2024", "Q4/2024", "IV/24", "Q4/24"),
        ("2024-H1", "6 tháng đầu năm 2024", "First half of 2024", "6T/24", "6M/24"),
        ("2024-9M", "9 tháng năm 2024", "First nine months of 2024", "9T/24", "9M/24"),
        ("2024", "Năm 2024", "2024", "2024", "2024"),
        ("2024-09", "Tháng 09/2024", "09/2024", "09/24", "09/24"),
    ],
)
def test_a_period_has_a_name_and_a_short_one(code, vi, en, short_vi, short_en):
    assert [formats.period(code, one) for one in ("vi", "en")] == [vi, en]
    assert [formats.period_short(code, one) for one in ("vi", "en")] == [short_vi, short_en]


@pytest.mark.parametrize("written", [formats.period, formats.period_short])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_two_periods_are_called_alike(written, language):
    codes = [one.code for year in range(2021, 2026) for one in periods_of(year)]
    assert len({written(code, language) for code in codes}) == len(codes)


def test_days_are_written_alike_in_both_languages():
    assert formats.day(date(2024, 3, 31)) == "31/03/2024"
    assert formats.day(date(2024, 3, 31), "en") == "31/03/2024"
    assert formats.day(None) == formats.moment(None) == "–"


def test_a_moment_is_told_as_clocks_in_vietnam_show_it():
    stored = datetime(2024, 3, 31, 18, 5, tzinfo=UTC)
    # The store keeps moments in UTC without saying so.
    assert formats.moment(stored) == formats.moment(stored.replace(tzinfo=None))
    assert formats.moment(stored) == "01/04/2024 01:05"


@pytest.mark.parametrize(
    ("names", "vi", "en"),
    [
        ([], "", ""),
        (["A"], "A", "A"),
        (["A", "B"], "A và B", "A and B"),
        (["A", "B", "C"], "A, B và C", "A, B and C"),
    ],
)
def test_names_in_a_sentence(names, vi, en):
    assert [formats.listed(iter(names), one) for one in ("vi", "en")] == [vi, en]


def test_search_finds_names_without_diacritics():
    assert formats.plain("Gò Quao") == "go quao"
    assert formats.plain("SỞ GIÁO DỤC VÀ ĐÀO TẠO") == "so giao duc va dao tao"


def test_names_stand_in_the_order_of_a_vietnamese_dictionary():
    ordered = ["An Biên", "An Minh", "Ăn", "Ấn", "Châu Thành", "Dân", "Đất", "Giang Thành"]
    ordered += ["Giồng Riềng", "Gò Quao", "Hà Tiên", "ma", "mà", "mả", "mã", "má", "mạ", "U Minh"]
    shuffled = [*ordered[1::2], *ordered[::2]]
    assert sorted(shuffled, key=formats.sort_key) == ordered


def test_tones_decide_only_between_equal_letters():
    assert sorted(["Hòa An", "Hoa Bình"], key=formats.sort_key) == ["Hòa An", "Hoa Bình"]


@given(st.floats(-1e9, 1e9), st.integers(0, 4))
def test_both_languages_write_the_same_digits(value, decimals):
    vi, en = (formats.number(value, decimals, one) for one in ("vi", "en"))
    assert vi.translate(str.maketrans(",.", ".,")) == en
    assert float(en.replace(",", "").replace("−", "-")) == round(value, decimals)
