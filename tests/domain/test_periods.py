from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.domain.errors import PeriodUnreadable
from kpis.domain.periods import Period, PeriodKind, periods_of

YEARS = st.integers(2000, 2050)
PERIODS = YEARS.flatmap(lambda year: st.sampled_from(periods_of(year)))


@pytest.mark.parametrize(
    ("code", "kind", "first", "last"),
    [
        ("2023-Q3", PeriodKind.QUARTER, date(2023, 7, 1), date(2023, 9, 30)),
        ("2023-H1", PeriodKind.HALF, date(2023, 1, 1), date(2023, 6, 30)),
        ("2023-9M", PeriodKind.NINE_MONTHS, date(2023, 1, 1), date(2023, 9, 30)),
        ("2024", PeriodKind.YEAR, date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", PeriodKind.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_a_code_names_a_kind_and_its_days(code, kind, first, last):
    period = Period.parse(code)
    assert (period.kind, period.starts, period.ends) == (kind, first, last)


NO_CODES = [
    *("2023-Q5", "2023-Q0", "2023-H2", "2023-13", "2023-00", "2023-9", "2023-q3", "2023-"),
    *("2023-Q3-1", "23-Q3", "0000", "0999-Q1", "٢٠٢٣", "Q3/2023", "", " 2023", "2023-Q3 "),
    *("2023\n", "Quý III/2023"),
]


@pytest.mark.parametrize("text", NO_CODES)
def test_what_is_no_code_is_refused(text):
    with pytest.raises(PeriodUnreadable):
        Period.parse(text)


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        # Bộ Nội vụ, công văn 581/BNV-CCHC: from the 15th to the 14th.
        ("2024-Q1", date(2023, 12, 15), date(2024, 3, 14)),
        ("2024-Q2", date(2024, 3, 15), date(2024, 6, 14)),
        ("2024-H1", date(2023, 12, 15), date(2024, 6, 14)),
        ("2024-9M", date(2023, 12, 15), date(2024, 9, 14)),
        ("2024", date(2023, 12, 15), date(2024, 12, 14)),
        ("2024-03", date(2024, 2, 15), date(2024, 3, 14)),
        ("2024-01", date(2023, 12, 15), date(2024, 1, 14)),
    ],
)
def test_reports_cover_the_fifteenth_to_the_fourteenth(code, first, last):
    assert Period.parse(code).window() == (first, last)


def test_another_cut_off_day_moves_both_ends():
    assert Period.parse("2024-Q1").window(28) == (date(2023, 12, 29), date(2024, 3, 28))
    assert Period.parse("2023-03").window(28) == (date(2023, 3, 1), date(2023, 3, 28))


@given(PERIODS)
def test_every_period_has_a_code_that_names_it(period):
    assert Period.parse(period.code) == period


@given(PERIODS, st.integers(1, 28))
def test_windows_of_a_kind_follow_each_other_without_gap(period, day):
    if period.kind not in (PeriodKind.HALF, PeriodKind.NINE_MONTHS):
        assert period.earlier().window(day)[1] + timedelta(days=1) == period.window(day)[0]
    first, last = period.window(day)
    # A window is about as long as its period, and ends within it.
    assert period.starts <= last <= period.ends
    assert abs((last - first) - (period.ends - period.starts)) <= timedelta(days=3)


@given(PERIODS, st.integers(0, 40), st.integers(0, 40))
def test_going_back_twice_is_going_back_once_for_both(period, one, two):
    assert period.earlier(one).earlier(two) == period.earlier(one + two)
    assert period.earlier(one).earlier(-one) == period
    assert period.earlier(one).kind is period.kind


@given(PERIODS)
def test_a_year_back_is_twelve_months_back(period):
    assert period.year_earlier().step == period.step - 12
    assert period.year_earlier() < period


@given(PERIODS, PERIODS)
def test_periods_are_in_order_of_end_then_length(one, other):
    assert (one < other) == ((one.ends, one.months) < (other.ends, other.months))
    assert [one < other, one == other, one > other].count(True) == 1


@given(YEARS)
def test_a_year_has_nineteen_periods_in_order(year):
    periods = periods_of(year)
    assert len(set(periods)) == 19
    assert periods == sorted(periods)
    assert periods[-1] == Period(PeriodKind.YEAR, year)


@pytest.mark.parametrize(
    ("year", "number", "code"), [(2024, 0, "2023-Q4"), (2024, 5, "2025-Q1"), (2024, -3, "2023-Q1")]
)
def test_a_quarter_s_number_may_lead_into_another_year(year, number, code):
    assert Period.quarter(year, number).code == code


def test_the_second_quarter_and_six_months_end_on_the_same_step():
    assert Period.parse("2023-Q2").step == Period.parse("2023-H1").step == 2023 * 12 + 6
