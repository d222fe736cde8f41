"""Outlooks of goals over a province small enough to see: quarters in, a projection out."""

import pytest

from kpis.domain.projection import Outlook
from kpis.queries.outlooks import outlook_of, outlooks_at
from tests.builders import counts, received

QUARTERS = [f"{year}-Q{number}" for year in range(2021, 2025) for number in range(1, 5)]


def reports(indicator, unit, first, each, quarters=QUARTERS):
    """Return reports of a rate that changes evenly: out of 1,000, so many more each quarter."""
    return [
        one
        for place, period in enumerate(quarters)
        for one in counts(indicator, unit, first + each * place, 1000, period)
    ]


def outlook(province, indicator):
    return province.ask(outlook_of, indicator=indicator, org_unit="d1", period="2024-Q4")


def test_an_even_way_is_projected_to_the_day_the_goal_is_due(province):
    # 50 % and a point each quarter: 50 + 19 = 69 at the end of 2025, the goal being 97.
    province.store(received(reports("rate", "d1", 500, 10)))
    found = outlook(province, "rate")
    assert found.projection.value == pytest.approx(69)
    assert found.outlook is Outlook.UNLIKELY
    assert (found.target, found.due) == (97, "2025")


def test_no_rate_is_projected_beyond_a_hundred(province):
    province.store(received(reports("rate", "d1", 550, 28)))
    found = outlook(province, "rate")
    assert found.projection.value == 100
    assert found.outlook is Outlook.LIKELY


def test_less_is_better_where_the_goal_says_so(province):
    province.store(received(reports("late", "d1", 400, -10)))
    found = outlook(province, "late")
    assert found.projection.value == pytest.approx(21)
    assert found.outlook is Outlook.UNLIKELY


def test_only_what_was_known_by_the_period_counts(province):
    province.store(received(reports("rate", "d1", 500, 10)))
    assert province.ask(outlooks_at, period="2022-Q4", subjects=[("rate", "d1")]) == {}


def test_an_indicator_without_a_goal_has_no_outlook(province):
    province.store(received(reports("free", "d1", 500, 10)))
    assert outlook(province, "free") is None
