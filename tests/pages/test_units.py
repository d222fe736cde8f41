"""Units with a history on the pages: the two views, names with their days, and changing a unit."""

from datetime import date

import pytest

from kpis.catalogue.unit_events import EventKind
from kpis.intake.house import open_house
from kpis.words import Words
from tests.pages.reading import page_of

FINANCE = "kg-so-tai-chinh-2025"
MERGED = "01/03/2025: sáp nhập Sở Tài chính và Sở KH&amp;ĐT"
PRESENT = "Quy về đơn vị hiện nay"


def words(app):
    shown = page_of(app)
    assert not shown.exceptions
    assert not shown.errors
    return shown.words


def drawn(app):
    """How many points the first picture's own line has."""
    figure = page_of(app).figures[0]
    return max(
        len(one["hovertext"]) for one in figure["data"] if one.get("line", {}).get("width") == 3
    )


def test_a_merged_unit_s_path_begins_with_its_parts_and_carries_a_mark(demo, open_page, browser):
    browser()
    link = {"indicator": "on_time_rate", "of": FINANCE, "period": "2025-Q2", "detail": "periods"}
    reported, present = (open_page("follow/indicator", **link, units=one) for one in
                         ("reported", "present"))  # fmt: skip
    assert MERGED in words(present)
    assert MERGED not in words(reported)
    assert Words()("restated.sum") in words(present)
    assert Words()("restated.sum") not in words(reported)
    assert PRESENT in words(present)
    # Two quarters of its own; with its parts eighteen since Quý I/2021.
    assert (drawn(reported), drawn(present)) == (2, 18)


def test_agencies_of_the_past_are_listed_as_they_are_today(demo, open_page, browser):
    browser()
    link = {"period": "2024-Q4"}
    reported = words(open_page("follow/agencies", **link, units="reported"))
    present = words(open_page("follow/agencies", **link, units="present"))
    assert "Sở GTVT" in reported
    assert "Sở GTVT" not in present
    assert "Sở NN&MT" in present
    # Nội vụ was split and nobody knows the shares.
    assert "đã chia tách mà không có tỷ lệ chia" in present


def test_what_cannot_be_divided_is_shown_beside_the_units(demo, open_page, browser):
    browser()
    app = open_page("follow/indicator", period="2024-Q4", detail="agency", units="present")
    shown = words(app)
    assert "Số đếm chưa có trong kết quả của đơn vị nào hiện nay" in shown
    assert "Sở Nội vụ (đến 28/02/2025)" in shown


@pytest.mark.parametrize("page", ["follow/districts", "follow/unit", "follow/compare"])
def test_the_view_stands_in_the_link_of_every_page_of_units(demo, open_page, browser, page):
    browser()
    app = open_page(page, units="present")
    assert PRESENT in words(app)
    assert page_of(app).link["units"] == "present"


def test_two_periods_of_a_merged_unit_are_compared(demo, open_page, browser):
    browser()
    link = {"by": "periods", "unit": FINANCE, "period": "2025-Q2", "against": "2024-Q4"}
    assert "2/2 đơn vị trước đây" in words(open_page("follow/compare", **link, units="present"))


def test_units_of_one_name_are_told_apart_in_a_ranking(demo, open_page, browser):
    browser()
    shown = words(open_page("follow/indicator", period="2025-Q1", detail="agency"))
    assert "Sở Tài chính (từ 01/03/2025)" in shown
    assert "Sở Tài chính (đến 28/02/2025)" in shown


def test_a_unit_s_history_tells_where_it_came_from(demo, open_page, browser):
    browser()
    shown = words(open_page("manage/units", unit=FINANCE))
    assert "Hình thành từ" in shown
    assert "Sở Tài chính (đến 28/02/2025); Sở Kế hoạch và Đầu tư" in shown
    # A reader sees no form.
    assert "Ghi một thay đổi" not in shown


def test_the_list_of_units_is_narrowed_by_level_and_day(demo, open_page, browser):
    browser()
    assert "16 đơn vị" in words(open_page("manage/units", level="agency", on="2025-03-01"))
    assert "22 đơn vị" not in words(open_page("manage/units", level="agency", on="2025-03-01"))


def fill(app, label, text):
    next(one for one in app.text_input if one.label == label).set_value(text)
    return app


def choose(app, label, text):
    box = next(one for one in app.selectbox if one.label == label)
    return box.select_index(next(i for i, one in enumerate(box.options) if text in one)).run()


def test_an_officer_renames_a_unit_and_sees_what_it_changes_first(demo, open_page, person, browser):
    browser(person())
    app = choose(open_page("manage/units", unit="kg-so-y-te"), "Thay đổi", "Đổi tên")
    app = fill(app, "Có hiệu lực từ ngày (ngày/tháng/năm)", "01/01/2024").run()
    app = fill(app, "Tên mới", "Sở Sức khỏe").run()
    assert "Sở Sức khỏe" in words(app)
    assert open_house().catalogue.org_units["kg-so-y-te"].name_vi == "Sở Y tế"
    app = fill(app, "Lý do, số văn bản", "Nghị quyết của Hội đồng nhân dân")
    app = next(one for one in app.button if one.label == "Ghi nhận thay đổi").click().run()
    assert not app.exception
    known = open_house().catalogue
    assert known.org_units["kg-so-y-te"].name_vi == "Sở Sức khỏe"
    assert known.unit_events[-1].kind is EventKind.RENAME


def test_a_change_that_fits_no_unit_says_why(demo, open_page, person, browser):
    browser(person())
    app = choose(open_page("manage/units", unit="kg-so-y-te"), "Thay đổi", "Giải thể")
    app = fill(app, "Có hiệu lực từ ngày (ngày/tháng/năm)", "01/01/2026").run()
    # It has been recorded as abolished on 01/07/2025 already.
    assert "kết thúc ngày 31/12/2025, không phải ngày 30/06/2025" in app.error[0].value
    assert "ends on" not in app.error[0].value


def test_two_districts_are_merged_before_the_day_on_which_they_were_to_end(
    demo, open_page, person, browser
):
    browser(person())
    app = choose(open_page("manage/units", unit="kg-906"), "Thay đổi", "Sáp nhập")
    app = fill(app, "Có hiệu lực từ ngày (ngày/tháng/năm)", "01/07/2024").run()
    heirs = next(one for one in app.selectbox if one.label == "Đơn vị tiếp nhận 1")
    assert not any("Sở" in one for one in heirs.options)
    app = choose(app, "Đơn vị tiếp nhận 1", "Huyện Gò Quao")
    shown = words(app)
    assert "số liệu, trạng thái sẽ đổi" in shown
    fill(app, "Lý do, số văn bản", "Nghị quyết thử")
    app = next(one for one in app.button if one.label == "Ghi nhận thay đổi").click().run()
    assert not app.exception
    catalogue = open_house().catalogue
    assert catalogue.org_units["kg-906"].valid_to == date(2024, 6, 30)
    told = [(one.kind, one.to_unit) for one in catalogue.unit_events if one.from_unit == "kg-906"]
    assert told == [(EventKind.MERGE, "kg-907")]
