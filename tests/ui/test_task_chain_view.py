"""What a task is linked to, as its page says it."""

import pytest

from kpis.queries.goals_since import goal_since
from kpis.queries.task_chain import Linked
from kpis.ui.link import Links
from kpis.ui.task_chain_view import chain
from kpis.words import Words

T = Words()
INDICATOR = "online_service_rate"


@pytest.mark.parametrize(
    ("until", "name", "other"),
    [("2021-Q4", "mức độ 3", "toàn trình"), ("2024-Q4", "toàn trình", "mức độ 3")],
)
def test_an_indicator_is_called_what_it_was_in_the_period_of_its_figure(demo, until, name, other):
    with demo.store.reader(demo.store.version()) as con:
        found = goal_since(con, indicator=INDICATOR, org_unit="kg", first_year=2021, until=until)
    linked = [Linked("indicator", INDICATOR, None, None, None, None, "kiem-tra")]
    markup = chain(linked, {}, {INDICATOR: found}, demo.catalogue, T, Links(()))
    assert name in markup
    assert other not in markup
