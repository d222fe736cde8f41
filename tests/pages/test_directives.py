"""Concerns on the overview, deciding about them, and what becomes of the decisions."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from kpis.intake import directing
from kpis.ui import register
from kpis.ui.concern_words import ConcernWords
from kpis.ui.link import Links
from kpis.ui.situation import situation
from kpis.words import Words
from tests.conftest import DAY, MACHINE
from tests.pages.conftest import come
from tests.pages.reading import page_of

T = Words()
NOW, LATER = "2024-Q4", "2025-Q2"
GRAVEST = "goal.no_resubmission_rate.kg"


@pytest.fixture
def officer(demo, person, browser):
    browser(person())
    return demo


def now(house, period=NOW):
    with house.store.reader(house.store.version()) as con:
        known = {"catalogue": house.catalogue, "forms": house.forms}
        return situation(con, period=period, **known, today=DAY.replace(year=2026))


def opened(page, **link):
    app = come(page, lang="vi", **link)
    assert not app.exception
    return app


def listed(page):
    return page.markup.split('<ol class="k k-attention">')[1].split("</ol>")[0]


def test_the_same_data_gives_the_same_seven_sentences(demo):
    first, second = (listed(page_of(opened("follow/overview", period=NOW))) for _ in range(2))
    assert first == second
    assert first.count("<li") == 7
    assert "Không phải nộp lại giấy tờ đạt 44,1 %" not in first  # That is a district's.
    assert "Không phải nộp lại giấy tờ đạt" in first
    assert "Chủ trì: VP UBND tỉnh" in first


def test_causes_of_several_kinds_stand_in_the_list(demo):
    causes = {one.cause for one in now(demo, LATER).concerns}
    assert {"off_pace", "silent", "suspicious", "late", "overdue_tasks", "lost_points"} <= causes


def fill(app, *texts):
    for field, text in zip(app.text_input, texts, strict=True):
        field.set_value(text)
    [button] = [one for one in app.button if one.label == T("decision.record")]
    return button.click().run()


def test_readers_decide_nothing(demo):
    page = page_of(opened("follow/directives", period=NOW))
    assert T("decision.sign_in_first") in page.words
    assert "0 việc đã có quyết định" in page.words


def test_an_officer_notes_a_direction_and_the_overview_says_so(officer):
    app = opened("follow/directives", period=NOW, item=GRAVEST)
    assert not app.success
    app = fill(app, "125/UBND-NC", "31/03/2025", "")
    assert not app.error
    [recorded] = app.success
    for part in ("số 1: Đã chỉ đạo", "(VB 125/UBND-NC), hạn 31/03/2025", "Người ghi: lan"):
        assert part in recorded.value
    assert [one.value for one in app.text_input] == ["", "", ""]
    words = page_of(opened("follow/overview", period=NOW)).words
    assert "(VB 125/UBND-NC), hạn 31/03/2025; chưa thay đổi: 22,6 điểm → 22,6 điểm" in words
    # Two quarters on the goal is further behind, and the day set has gone by.
    later = page_of(opened("follow/directives", period=LATER)).words
    assert "nặng hơn: 22,6 điểm → 26,3 điểm" in later
    assert "31/03/2025 (quá hạn)" in later
    assert "1 việc quá hạn giao" in later
    deck = page_of(opened("meet/present", period=LATER)).words
    assert "0/1 việc đã chỉ đạo được giải quyết, 1 việc quá hạn" in deck
    # Before it was decided there was no decision.
    assert not now(officer, "2024-Q3").register


def test_a_dismissed_concern_leaves_the_list_until_the_next_period(officer):
    app = opened("follow/directives", period=NOW, item=GRAVEST, decide="dismissed")
    fill(app, "đã có kế hoạch riêng")
    assert GRAVEST not in {one.key for one in now(officer).open}
    assert "Không phải nộp lại giấy tờ đạt" not in listed(
        page_of(opened("follow/overview", period=NOW))
    )
    assert GRAVEST in {one.key for one in now(officer, LATER).open}
    fill(opened("follow/directives", period=NOW, item=GRAVEST, decide="reopened"), "nhầm")
    assert GRAVEST in {one.key for one in now(officer).open}


def test_a_concern_is_handed_to_its_owner_first(officer):
    app = opened("follow/directives", period=NOW, item=GRAVEST, decide="handed")
    [unit] = [one for one in app.selectbox if one.label == T("decision.to")]
    assert unit.value == "kg-van-phong-ubnd-tinh"
    app = fill(app, "126/UBND-NC", "15/02/2025", "báo cáo lại")
    assert not app.error
    assert "hạn 15/02/2025 (VB 126/UBND-NC)" in app.success[0].value
    [one] = now(officer).register
    assert (one.handed_to, str(one.due_on)) == ("kg-van-phong-ubnd-tinh", "2025-02-15")
    unit = page_of(opened("follow/unit", unit="kg-van-phong-ubnd-tinh", period=NOW)).words
    assert "Đã giao VP UBND tỉnh" in unit


def test_what_was_typed_about_one_concern_is_not_there_for_another(officer):
    other = next(one.key for one in now(officer).concerns if one.key != GRAVEST)
    app = opened("follow/directives", period=NOW, item=GRAVEST)
    app.text_input[0].set_value("127/UBND-NC").run()
    [items] = [one for one in app.selectbox if one.label == T("decision.item")]
    assert [one.value for one in items.set_value(other).run().text_input] == ["", "", ""]


@pytest.mark.parametrize("texts", [(" ", "", ""), ("12/UBND", "31/02/2025", "")])
def test_what_cannot_be_recorded_is_said_in_words(officer, texts):
    before = officer.store.version()
    app = fill(opened("follow/directives", period=NOW, item=GRAVEST), *texts)
    assert len(app.error) == 1
    # What was typed stays to be mended.
    assert [one.value for one in app.text_input] == list(texts)
    assert not app.success
    assert officer.store.version() == before


def test_nothing_is_recorded_while_looking_at_a_past_day(officer):
    version = officer.store.version()
    page = page_of(opened("follow/directives", period=NOW, as_of=version))
    assert T("decision.in_the_past") in page.words


def test_a_hostile_reason_stays_text_and_the_register_can_be_taken_away(demo):
    [one] = [one for one in now(demo).concerns if one.key == GRAVEST]
    hostile = '<img src=x onerror=alert(1)>=1+1 "q"'
    directing.dismiss(demo, MACHINE, one, period=NOW, reason=hostile)
    page = page_of(opened("follow/directives", period=NOW))
    assert "<img" not in page.markup
    words = ConcernWords(demo.catalogue, T, Links(), NOW)
    sheet = load_workbook(BytesIO(register.workbook(now(demo), words))).active
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert hostile in cells
    assert T("decision.column.result") in cells


def test_a_silent_unit_is_told_with_all_it_owes_and_a_new_shortfall_with_what_was(demo):
    words = ConcernWords(demo.catalogue, T, Links(), LATER)
    told = {one.key: words.sentence(one) for one in now(demo, LATER).concerns}
    # An Minh sent its dossiers but not the indicator workbook: 14 of its 16 indicators.
    assert any(one.startswith("An Minh chưa báo cáo 14 chỉ tiêu") for one in told.values())
    # 93,7 % against 93,2 in Quý I/2025, 95,1 against 95,5 in Quý II: short since this period only.
    meeting = told["goal.e_meeting_rate.kg"]
    assert "(chậm từ Quý II/2025); kỳ trước còn hơn lộ trình 0,5 điểm" in meeting
    # Phú Quốc has less (88,9 %), but Hòn Đất is further from its own path.
    assert "xa lộ trình nhất là Hòn Đất" in meeting
