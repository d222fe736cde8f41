"""Every way to reckon a period covers exactly its months; the order of the ways is the rule's."""

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.domain.periods import Period, PeriodKind, periods_of
from kpis.domain.reckoning import ending_before, sums_with, ways_for_flow, ways_for_stock

PERIODS = st.integers(2000, 2050).flatmap(lambda year: st.sampled_from(periods_of(year)))


def months(period):
    return {(period.year, month) for month in range(period.first_month, period.last_month + 1)}


@given(PERIODS)
def test_a_flow_s_ways_sum_to_its_months(period):
    for way in ways_for_flow(period):
        covered = Counter()
        for sign, part in way:
            covered.update(dict.fromkeys(months(part), sign))
        assert {month: times for month, times in covered.items() if times} == dict.fromkeys(
            months(period), 1
        )


@given(PERIODS)
def test_no_way_uses_the_period_itself_and_no_two_are_alike(period):
    ways = ways_for_flow(period) + ways_for_stock(period)
    assert all(part != period for way in ways for _, part in way)
    assert len({frozenset(way) for way in ways_for_flow(period)}) == len(ways_for_flow(period))


@given(PERIODS)
def test_a_stock_is_taken_from_a_period_that_ends_on_the_same_day(period):
    for [(sign, part)] in ways_for_stock(period):
        assert (sign, part.ends) == (1, period.ends)
        assert [[(1, period)]] == ways_for_stock(part)


@given(PERIODS)
def test_months_and_the_first_quarter_are_only_ever_reported(period):
    alone = period.kind is PeriodKind.MONTH or period.code.endswith("Q1")
    assert (ways_for_flow(period) == []) == alone


@pytest.mark.parametrize(
    ("asked", "way"),
    [
        ("2023-Q2", "+2023-H1 -2023-Q1"),
        ("2023-Q3", "+2023-9M -2023-H1"),
        ("2023-Q4", "+2023 -2023-9M"),
        ("2023-H1", "+2023-Q1 +2023-Q2"),
        ("2023-9M", "+2023-H1 +2023-Q3"),
        ("2023", "+2023-9M +2023-Q4"),
    ],
)
def test_the_way_with_the_fewest_parts_comes_first(asked, way):
    first = ways_for_flow(Period.parse(asked))[0]
    assert " ".join(f"{'+' if sign > 0 else '-'}{part.code}" for sign, part in first) == way


@given(PERIODS)
def test_sums_hold_the_period_and_cover_exactly_their_months(period):
    for whole, parts in sums_with(period):
        assert period in (whole, *parts)
        covered = Counter(month for part in parts for month in months(part))
        assert covered == dict.fromkeys(months(whole), 1)


def test_the_best_way_to_part_a_year_comes_first():
    year = [
        "+".join(part.code for part in parts)
        for whole, parts in sums_with(Period.parse("2023-Q4"))
        if whole.code == "2023"
    ]
    assert year == ["2023-9M+2023-Q4", "2023-H1+2023-Q3+2023-Q4", "2023-Q1+2023-Q2+2023-Q3+2023-Q4"]


@given(PERIODS)
def test_what_is_carried_over_was_pending_the_day_before(period):
    found = ending_before(period)
    assert found
    assert all(one.ends + timedelta(days=1) == period.starts for one in found)


@pytest.mark.parametrize(
    ("period", "before"),
    [
        ("2023-Q3", "2023-Q2 2023-H1 2023-06"),
        ("2023-H1", "2022-Q4 2022 2022-12"),
        ("2023", "2022 2022-Q4 2022-12"),
        ("2023-05", "2023-04"),
    ],
)
def test_a_period_of_the_same_kind_is_asked_first(period, before):
    assert " ".join(one.code for one in ending_before(Period.parse(period))) == before
