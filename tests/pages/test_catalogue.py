"""The page of definitions: read by all, edited by officers, a draft form tried by anybody."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from kpis.exports.catalogue_workbook import catalogue_workbook
from kpis.intake.house import open_house
from kpis.words import Words
from tests.pages.reading import page_of

DAY = date(2025, 7, 1)
LIMIT = "completeness_limit"
TARGET = "Mức phải đạt"

DRAFT = """
code = "THU-01"
family = "thu"
title = { vi = "Biểu thử" }
issuer = { vi = "Sở Nội vụ" }
titles = ["THU-01"]
[roles]
unit = ["Đơn vị"]
[words]
done = ["Việc đã xong"]
[[column]]
item = "things_done"
path = ["done"]
required = true
"""


@pytest.fixture
def page(demo, open_page, person, browser):
    """The page as an officer sees it."""
    browser(person())
    return lambda **link: open_page("manage/catalogue", **link)


def fill(app, label, text):
    next(one for one in app.text_input if one.label == label).set_value(text)
    return app


def choose(app, label, text):
    box = next(one for one in app.selectbox if one.label == label)
    return box.select_index(next(i for i, one in enumerate(box.options) if text in one)).run()


def press(app, label):
    return next(one for one in app.button if one.label == label).click().run()


def test_a_reader_sees_goals_and_forms_and_cannot_edit(demo, open_page, browser):
    browser()
    assert "41-KH/TU" in page_of(open_page("manage/catalogue")).words
    forms = page_of(open_page("manage/catalogue", part="forms", form="II.06a")).words
    assert "Trước hạn" in forms
    locked = open_page("manage/catalogue", part="entry")
    assert not locked.text_input
    assert locked.info


def test_an_officer_changes_a_goal_and_sees_its_effect_first(page, demo):
    app = page(part="entry", table="goals.csv")
    entry = next(one for one in app.selectbox if one.key == "entry_goals.csv")
    index = next(i for i, one in enumerate(entry.options) if "Hồ sơ giải quyết trực tuyến" in one)
    app = entry.select_index(index).run()
    assert "Chưa có gì khác" in app.info[0].value
    app = fill(app, TARGET, "99").run()
    shown = page_of(app).words
    assert "1 thay đổi" in shown
    assert "Toàn tỉnh" in shown
    versions = demo.store.versions()
    app = press(fill(app, "Lý do, số văn bản", ""), "Ghi nhận thay đổi")
    assert app.error
    assert demo.store.versions() == versions
    app = press(fill(app, "Lý do, số văn bản", "Kế hoạch 50/KH-UBND"), "Ghi nhận thay đổi")
    assert not app.exception
    assert app.success
    goals = open_house().catalogue.goals
    assert [one.target for one in goals if one.indicator == "online_dossier_rate"] == [99]


def test_a_value_that_cannot_be_is_named_in_the_readers_language(page):
    app = page(part="entry", table="goals.csv")
    entry = next(one for one in app.selectbox if one.key == "entry_goals.csv")
    app = fill(entry.select_index(1).run(), TARGET, "rất cao").run()
    assert "phải là số" in app.error[0].value


def test_a_new_goal_is_asked_for_field_by_field_in_the_readers_words(page):
    app = page(part="entry", table="goals.csv")
    entry = next(one for one in app.selectbox if one.key == "entry_goals.csv")
    app = entry.select_index(0).run()
    assert {one.label for one in app.text_input} >= {"Ký hiệu", TARGET, "Đến năm"}
    chosen = {"Chỉ tiêu": "Họp Hội đồng", "Đơn vị chịu trách nhiệm": "Tỉnh Kiên Giang"}
    for label, text in chosen.items():
        app = choose(app, label, text)
    assert "Hãy điền tiếp ô “Áp dụng cho các cấp”" in app.info[0].value
    next(one for one in app.get("button_group") if one.label == "Áp dụng cho các cấp").select(
        "commune"
    ).run()
    app = choose(choose(app, "Chiều so sánh", "tối thiểu"), "Tỉnh tự đặt", "có")
    app = fill(fill(app, TARGET, "90"), "Đến năm", "2025").run()
    assert [one.value for one in app.error] == []
    assert "thay đổi trong danh mục" in page_of(app).words
    press(fill(app, "Lý do, số văn bản", "Tỉnh tự đặt"), "Ghi nhận thay đổi")
    added = [one for one in open_house().catalogue.goals if one.indicator == "e_meeting_rate"][-1]
    assert (added.target, added.levels, added.own_setting) == (90, ["commune"], True)


def test_a_column_that_the_file_lacks_is_added_with_its_first_value(page):
    header = open_house().catalogue.texts["goals.csv"].splitlines()[0]
    assert "valid_to" not in header
    app = page(part="entry", table="goals.csv")
    app = next(one for one in app.selectbox if one.key == "entry_goals.csv").select_index(2).run()
    # Until then nothing differs.
    assert "Chưa có gì khác" in app.info[0].value
    app = choose(app, "Loại", "trong một khoảng")
    assert "phải có" in app.error[0].value
    labels = {"Mức trên của khoảng": "60,5", "Hiệu lực đến ngày": "31/12/2024"}
    for label, text in labels.items():
        app = fill(app, label, text).run()
    assert [one.value for one in app.error] == []
    press(fill(app, "Lý do, số văn bản", "Kế hoạch 60/KH-UBND"), "Ghi nhận thay đổi")
    catalogue = open_house().catalogue
    assert catalogue.texts["goals.csv"].splitlines()[0] == f"{header},kind,target_to,valid_to"
    goal = catalogue.goals[1]
    assert (goal.kind, goal.target_to, goal.valid_to) == ("range", 60.5, date(2024, 12, 31))
    assert {one.kind for one in catalogue.goals if one is not goal} == {"reach"}


def test_a_change_without_effect_says_so(page):
    app = page(part="entry", table="goals.csv")
    app = next(one for one in app.selectbox if one.key == "entry_goals.csv").select_index(1).run()
    app = fill(app, "Nguyên văn trong văn bản", "tối thiểu 95 %").run()
    assert "Không số liệu, trạng thái nào đổi" in page_of(app).words


def test_all_definitions_go_round_through_one_workbook(page):
    book = load_workbook(BytesIO(catalogue_workbook(open_house().catalogue.texts, Words(), DAY)))
    row = next(row for row in book["programme"].iter_rows() if row[0].value == LIMIT)
    row[1].value = 0.9
    changed = BytesIO()
    book.save(changed)
    app = page(part="workbook")
    assert app.get("download_button")
    app.file_uploader[0].upload("danh-muc.xlsx", changed.getvalue(), "").run()
    shown = page_of(app).words
    assert "1 thay đổi" in shown
    assert LIMIT in shown
    press(fill(app, "Lý do, số văn bản", "Chủ tịch quyết định"), "Ghi nhận thay đổi")
    assert open_house().catalogue.programme.completeness_limit == 0.9


def test_another_workbook_is_not_taken_for_the_definitions(page):
    other = BytesIO()
    Workbook().save(other)
    app = page(part="workbook")
    app.file_uploader[0].upload("khac.xlsx", other.getvalue(), "").run()
    assert "không phải tệp danh mục" in app.error[0].value


def test_a_draft_form_is_tried_and_nothing_is_kept(demo, open_page, browser):
    browser()
    book = Workbook()
    rows = ["THU-01", "Quý II/2024"], ["STT", "Đơn vị", "Việc đã xong"], [1, "Huyện An Biên", 7]
    for row in rows:
        book.active.append(row)
    filled = BytesIO()
    book.save(filled)
    versions = demo.store.versions()
    app = open_page("manage/catalogue", part="forms")
    app.file_uploader[0].upload("thu.toml", DRAFT.encode(), "").run()
    app.file_uploader[1].upload("thu.xlsx", filled.getvalue(), "").run()
    assert "Đọc được 1 ô" in page_of(app).words
    assert demo.store.versions() == versions
    assert "THU-01" not in {form.code for form in open_house().forms}


def test_a_draft_that_cannot_be_used_says_where(demo, open_page, browser):
    browser()
    app = open_page("manage/catalogue", part="forms")
    app.file_uploader[0].upload("thu.toml", DRAFT.replace("done", "don", 1).encode(), "").run()
    app.file_uploader[1].upload("thu.xlsx", b"x", "").run()
    assert "chưa được định nghĩa" in app.error[0].value
