"""Units or periods side by side, and the ranking of a level."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from kpis.intake.house import open_house
from kpis.ui.comparing import Side
from kpis.ui.comparison_file import workbook
from kpis.ui.ranked import ranking
from kpis.ui.side_by_side import finding, gap
from kpis.words import Words
from tests.pages.conftest import come
from tests.pages.reading import page_of

T = Words()
OTHER = "on_time_rate.766"


@pytest.fixture
def province(demo_folder, monkeypatch):
    monkeypatch.setenv("KPIS_DATA", str(demo_folder))
    return open_house()


def opened(page, **link):
    app = come(page, lang="vi", **link)
    assert not app.exception
    return app


def test_units_stand_side_by_side_with_their_differences(province):
    app = opened("follow/compare", period="2025-Q2", compared="kg-899,kg-900,kg-909")
    page = page_of(app)
    assert "TP Rạch Giá 10/16 · TP Hà Tiên 14/16 · An Minh 0/2" in page.words
    [figure] = page.figures
    titles = [one["text"] for one in figure["layout"]["annotations"]]
    assert titles == ["<b>TP Rạch Giá</b>", "<b>TP Hà Tiên</b>", "<b>An Minh</b>"]
    assert page.link["compared"] == "kg-899,kg-900,kg-909"


@pytest.mark.parametrize(
    ("wish", "shown"),
    [
        ("", 2),
        ("kg-900", 2),
        ("kg-900,kg-900,<b>,kg-so-noi-vu", 2),
        (",".join(f"kg-{n}" for n in range(899, 915)), 6),
    ],
)
def test_two_to_six_units_of_one_level_are_shown_whatever_the_link_says(province, wish, shown):
    page = page_of(opened("follow/compare", period="2025-Q2", compared=wish))
    units = page.link["compared"].split(",")
    assert len(units) == len(set(units)) == shown
    assert "<b>," not in page.markup


def test_two_periods_of_a_unit_stand_side_by_side(province):
    link = {"by": "periods", "unit": "kg-909", "period": "2024-Q4"}
    page = page_of(opened("follow/compare", **link))
    assert page.link["against"] == "2023-Q4"
    assert "An Minh, chỉ tiêu đạt hoặc đúng lộ trình: Quý IV/2023" in page.words
    assert "+11,8" in page.words


def test_another_formula_of_an_indicator_is_a_row_of_its_own_and_counts_for_nothing(province):
    link = {"period": "2025-Q2", "compared": "kg-899,kg-900", "indicator": OTHER}
    app = opened("follow/compare", **link)
    page = page_of(app)
    rows = [one.split("</tr>")[0] for one in page.markup.split("<tr")]
    first, other = (
        next(row for row in rows if f">{name}<" in row)
        for name in ("Hồ sơ đúng hạn (theo 01/2020/TT-VPCP)",
                     "Đúng hạn theo Bộ chỉ số 766 (theo 766/QĐ-TTg)")
    )  # fmt: skip
    assert rows.index(other) == rows.index(first) + 1
    assert "còn trong hạn / Tổng số hồ sơ tiếp nhận, xử lý" in other
    [unit] = [one for one in app.selectbox if one.label == T("filter.indicator")]
    assert unit.value == OTHER
    assert "không cộng, không xếp hạng" in page.words
    # Neither formula's title nor the count of goals knows the other.
    assert "TP Rạch Giá 10/16 · TP Hà Tiên 14/16" in page.words


def test_another_formula_does_not_count_although_a_goal_were_set_for_it(province):
    sides = (Side("kg-899", "2025-Q2"), Side("kg-900", "2025-Q2"))
    judged = {(one, side): {"status": "met"} for one in ("on_time_rate", OTHER) for side in sides}
    told = finding(judged, sides, province.catalogue, T)
    assert told.endswith("TP Rạch Giá 1/1 · TP Hà Tiên 1/1")


def figure(value, series=1):
    return {"value": value, "series": series}


def test_differences_are_told_of_figures_that_may_be_joined_only():
    units = [Side("a", "2024-Q1"), Side("b", "2024-Q1")]
    periods = [Side("a", "2023-Q1"), Side("a", "2024-Q1")]
    assert gap([figure(70.0), figure(91.5)], units) == 21.5
    assert gap([figure(70.0), figure(60.0)], periods) == -10
    assert gap([figure(70.0), figure(60.0, 2)], periods) is None
    assert gap([figure(70.0), None], units) is None
    assert gap([figure(70.0), figure(None)], units) is None


def test_the_comparison_is_a_workbook_with_live_rates(province):
    sides = (Side("kg-899", "2025-Q2"), Side("kg-909", "2025-Q2"))
    with province.store.reader(province.store.version()) as con:
        content = workbook(con, sides=sides, catalogue=province.catalogue, t=T)
    rows = [list(row) for row in load_workbook(BytesIO(content)).active.iter_rows(values_only=True)]
    table = [row for row in rows if "Huyện An Minh" in row]
    # By both formulas of the rate on time, each named by its rule, of sixteen indicators.
    assert len(table) == 17
    assert "(theo 766/QĐ-TTg)" in table[1][0]
    assert any(str(cell).startswith("=") for cell in table[0])


def test_a_ranking_says_how_it_moved_and_who_cannot_be_ranked(province):
    link = {"period": "2025-Q2", "view": "rank", "indicator": "satisfaction_rate"}
    words = page_of(opened("follow/districts", **link)).words
    assert "Hài lòng về giải quyết TTHC: đứng đầu" in words
    assert T("rank.improved") in words
    # An Minh has not reported: listed all the same, with the cause.
    assert "Huyện An Minh" in words
    assert T("explain.not_enough_data") in words
    with province.store.reader(province.store.version()) as con:
        known = ranking(con, level="district", indicator="satisfaction_rate", period="2025-Q2")
    assert "kg-909" not in known.places
    assert len(known.places) == len(known.rows) - 1 == 14


def test_small_numbers_are_told_in_words(province):
    link = {"period": "2025-Q2", "view": "rank", "indicator": "e_meeting_rate"}
    assert "chưa đạt trong 1" in page_of(opened("follow/districts", **link)).words


@pytest.mark.parametrize("page", ["follow/districts", "follow/agencies"])
def test_a_level_leads_to_the_comparison_and_tells_changes_of_rank(province, page):
    markup = page_of(opened(page, period="2024-Q4", view="table")).markup
    assert "/compare?" in markup
    assert T("chart.heat.change") in markup
