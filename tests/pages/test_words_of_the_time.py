"""Wherever a period's figure stands, the goal is called what it was in that period."""

import pytest

from kpis.intake.house import open_house
from kpis.words import Words
from tests.pages.reading import page_of

T = Words()
PAGES = [
    ("follow/overview", {}),
    ("follow/indicator", {"indicator": "online_service_rate", "of": "kg"}),
    ("follow/agencies", {"view": "table"}),
    ("follow/districts", {"view": "map", "indicator": "online_service_rate"}),
    ("follow/districts", {"view": "rank", "indicator": "online_service_rate"}),
    ("follow/unit", {"unit": "kg-899", "indicator": "online_service_rate"}),
    ("follow/compare", {"by": "units"}),
    ("meet/present", {}),
]


@pytest.fixture(autouse=True)
def province(demo_folder, monkeypatch):
    monkeypatch.setenv("KPIS_DATA", str(demo_folder))
    return open_house()


@pytest.mark.parametrize(("page", "link"), PAGES)
def test_a_page_names_a_goal_as_it_was_defined_then(province, open_page, page, link):
    # Decree 42/2022 counts from 24/6/2022: the second quarter's reports ended on 14/6.
    before, after = (
        province.catalogue.indicator_at("online_service_rate", one)
        for one in ("2022-Q2", "2022-Q3")
    )
    old, new = (
        page_of(open_page(page, period=one, **link)).words for one in ("2022-Q2", "2022-Q3")
    )
    assert T.own(before.short) in old
    assert T.own(after.short) not in old
    assert T.own(after.short) in new
    assert T.own(before.short) not in new


def test_a_goals_file_names_it_by_each_rows_period(province):
    catalogue = province.catalogue
    named = {one: T.own(catalogue.indicator_at("online_service_rate", one).title)
             for one in ("2022-Q2", "2022-Q3", "2025-Q2")}  # fmt: skip
    assert "mức độ 3" in named["2022-Q2"]
    assert named["2022-Q3"] == named["2025-Q2"]
    assert catalogue.indicator_at("on_time_rate.766", "2025-Q2").id == "on_time_rate.766"
