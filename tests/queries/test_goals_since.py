"""An indicator's figure before a plan began, and its latest one since."""

import pytest

from kpis.queries.goals_since import goal_since


@pytest.mark.parametrize(
    ("first_year", "until", "before", "now"),
    [
        (2024, "2025-Q2", "2023-Q4", "2025-Q2"),
        (2022, "2025-H1", "2021-H1", "2025-H1"),
        (2025, "2024-Q4", None, "2024-Q4"),
        (2021, "2025-Q2", None, "2025-Q2"),
        (None, "2025-Q2", None, "2025-Q2"),
    ],
    ids=["since", "of its own kind", "not begun", "nothing before", "of no year"],
)
def test_a_plan_is_held_against_the_last_figure_before_it(demo, first_year, until, before, now):
    asked = {"indicator": "on_time_rate", "org_unit": "kg", "until": until}
    with demo.store.reader(demo.store.version()) as con:
        found = goal_since(con, **asked, first_year=first_year)
    assert (found.before and found.before["period"], found.now["period"]) == (before, now)
    change = before and found.now["value"] - found.before["value"]
    assert found.change == change


def test_across_a_new_definition_nothing_is_subtracted(demo):
    asked = {"indicator": "online_service_rate", "org_unit": "kg", "until": "2022-Q4"}
    with demo.store.reader(demo.store.version()) as con:
        found = goal_since(con, **asked, first_year=2022)
    assert found.before["period"] == "2021-Q4"
    assert found.change is None


def test_without_figures_there_is_nothing_to_say(house):
    asked = {"indicator": "on_time_rate", "org_unit": "kg", "until": "2022-Q4"}
    with house.store.reader(house.store.version()) as con:
        assert goal_since(con, **asked, first_year=2022) is None
