"""The page of lost points: order, owners, what waits for others, tasks, and trying out."""

from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from kpis.exports.scorecard_form import Filled
from kpis.intake.checking import check_and_record
from kpis.queries.lost_points import lost_points
from kpis.queries.point_tasks import NO_TASKS
from kpis.ui.score_takeaway import lost_workbook
from kpis.words import Words
from tests.conftest import DAY, MACHINE
from tests.intake.documents import PLAN_HEAD, plan, task
from tests.pages.conftest import come
from tests.pages.reading import page_of
from tests.pages.scorecards import AN_MINH, GO_QUAO, KIEN_HAI, SET, send

T = Words()
PLAN_TITLE = "KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH NĂM 2023"


@pytest.fixture
def scored(filled):
    return filled(send)


@pytest.fixture
def planned(filled):
    return filled(send, add_plan)


def add_plan(house):
    rows = [
        ["I", "CHỈ ĐẠO"],
        task(1, "Nâng điểm tiêu chí thành phần 1.2", due="Quý I/2023"),
        task(2, "Đôn đốc đề án vị trí việc làm", due="Quý II/2023"),
    ]
    content = plan(rows, PLAN_HEAD, title=PLAN_TITLE)
    assert check_and_record(house, [("kh 2023.xlsx", content)], MACHINE, "đủ", DAY)[0][1]


def shown(**link):
    app = come("score/lost_points", **{"lang": "vi", "set": SET, **link})
    assert not app.exception
    return app


def words(**link):
    return page_of(shown(**link)).words


def test_the_title_says_what_was_lost_and_can_be_won_back(scored):
    # Gò Quao 1.5 + 1 + 3, An Minh 3; the threes wait for the province.
    told = "Toàn khối mất 8,5 điểm ở 4 mục, có thể tự giành lại 2,5 điểm; 4 mục chưa có nhiệm vụ"
    assert told in words()


def test_one_unit_alone_is_told_by_name(scored):
    assert "Huyện An Minh mất 3 điểm ở 1 mục, có thể tự giành lại 0 điểm" in words(unit=AN_MINH)


def test_what_can_be_won_back_stands_first_and_what_waits_last(scored):
    markup = page_of(shown()).markup
    places = [markup.index(f">{code} ") for code in ("1.2", "2.1", "5.1")]
    assert places == sorted(places)


def test_what_waits_for_another_body_costs_all_units_together(scored):
    told = "Chờ cấp trên: toàn khối mất 6 điểm; nhiều nhất do UBND tỉnh: Bố trí công chức"
    assert told in words()


@pytest.mark.parametrize(
    ("show", "told"),
    [
        ("criteria", "Báo cáo định kỳ đủ số lượng, đúng thời hạn"),
        ("owners", "Phòng Nội vụ"),
        ("lonely", "4 mục mất điểm chưa có nhiệm vụ"),
    ],
)
def test_every_view_lists_them_its_own_way(scored, show, told):
    assert told in words(show=show)


def test_a_task_that_names_the_criterion_stands_beside_it_and_leads_to_the_plan(planned):
    page = page_of(shown())
    assert "Nâng điểm tiêu chí thành phần 1.2" in page.words
    assert "3 mục chưa có nhiệm vụ" in page.words
    assert "/tasks?" in page.markup
    assert "1.2 Báo cáo" not in words(show="lonely")


def test_lost_points_stand_beside_the_scorecard_of_the_year_after(scored):
    assert T("lost.column.since") not in words()
    won = {"1.2": Filled(self=Decimal(2), appraised=Decimal("1.5"), owner="Phòng Nội vụ")}
    send(scored, {GO_QUAO: won, AN_MINH: {}}, "kg-huyen-2023")
    # 1.2 of Gò Quao: 0,5 of 2 points, then 1,5.
    assert "2023: 1,5/2 (+1)" in words()
    assert "2023: mất 0,5/4, giành lại 1" in words(show="criteria")
    assert "2023: mất 0/6, giành lại 6" in words(show="criteria")


def test_a_criterion_measured_by_an_indicator_leads_there(scored):
    late = {"3.2": Filled(self=Decimal(6), appraised=Decimal(3))}
    send(scored, {KIEN_HAI: late}, "kg-huyen-2023")
    markup = page_of(shown(set="kg-huyen-2023", show="criteria")).markup
    assert "indicator=on_time_rate&amp;detail=chain" in markup


def test_an_officer_links_a_lost_point_to_a_task_and_takes_it_away(planned, person, browser):
    browser(person())

    def linked(away):
        app = shown()
        box = {one.label: one for one in app.selectbox}
        box[T("lost.point")].set_value("5.1")
        task_box = box[T("lost.task")]
        task_box.select_index(len(task_box.options) - 1)
        if away:
            app.checkbox[0].check()
        [button] = [one for one in app.button if one.label == T("lost.link")]
        page = page_of(button.click().run())
        assert not page.errors
        return page.words

    assert "Đôn đốc đề án vị trí việc làm" in linked(away=False)
    assert "1 mục chưa có nhiệm vụ" in words()
    linked(away=True)
    assert "3 mục chưa có nhiệm vụ" in words()


def test_without_a_plan_there_is_no_answer_to_a_directive(scored):
    assert T("lost.no_plan") in words(show="answers")


def test_the_answers_to_a_directive_go_by_the_next_years_plan(planned):
    told = words(show="answers")
    assert "trước ngày 14/06/2023" in told
    assert "Mất 8,5 điểm" in told


def test_a_department_s_criteria_open_with_cause_remedy_and_tasks(planned):
    told = words(show="answers", owner=GO_QUAO)
    assert "Gò Quao: 3 tiêu chí mất điểm" in told
    assert "Báo cáo chậm <b>hai</b> kỳ" in told
    assert "1,5/2" in told
    assert T("score.waits_for", body="UBND tỉnh") in told
    assert "Nâng điểm tiêu chí thành phần 1.2" in told
    # What waits for the province is none of the district's to win back.
    assert "có thể giành lại 2,5 điểm" in told


def test_the_days_of_answering_say_how_far_they_are(planned):
    # Without figures the day is the end of the plan's year, 14/12/2023.
    told = words(show="answers")
    assert "trước ngày 14/06/2023" in told
    assert "đã qua 184 ngày" in told
    assert "đã qua 30 ngày" in told


def test_trying_out_moves_score_and_place_and_stores_nothing(scored):
    before = scored.store.version()
    told = words(show="what_if", unit=GO_QUAO, moves="5.1:3,1.2:2")
    assert "nếu 2 tiêu chí đạt như giả định thì +4,5 điểm, thành 99 điểm, hạng 2/3" in told
    assert "94,5 → 99" in told
    assert "3/3 → 2/3" in told
    assert scored.store.version() == before


def test_without_a_move_nothing_changes(scored):
    told = words(show="what_if", unit=GO_QUAO)
    assert T("lost.choose_first") in told
    assert "→" not in told


def test_choosing_components_and_points_writes_the_link(scored):
    app = shown(show="what_if", unit=GO_QUAO)
    app.multiselect[0].set_value(["2.1"]).run()
    assert app.query_params["moves"] == "2.1:3"
    [box] = [one for one in app.selectbox if one.key == "try_2.1"]
    app = box.set_value(2.5).run()
    assert not app.exception
    assert app.query_params["moves"] == "2.1:2.5"
    assert "+0,5 điểm, thành 95 điểm" in page_of(app).words


@pytest.mark.parametrize("moves", ["9.9:1", "5.1:99", "x", "<b>:1", "5.1:nan"])
def test_a_move_that_cannot_be_is_left_out(scored, moves):
    app = shown(show="what_if", unit=GO_QUAO, moves=moves)
    assert not app.error
    assert app.query_params["moves"] == ""


def test_lost_points_go_along_as_a_workbook(scored):
    with scored.store.reader(scored.store.version()) as con:
        lost = lost_points(con, set_=SET)
    chosen = {"set": SET, "illustrative": True}
    content = lost_workbook("Điểm mất", "Bộ 2023", lost, chosen, NO_TASKS, scored.catalogue, T)
    sheet = load_workbook(BytesIO(content)).active
    above = [row[0].value for row in sheet.iter_rows(max_row=4)]
    assert "Bộ 2023" in above
    assert any(scored.store.version() in (one or "") for one in above)
    rows = [row for row in sheet.iter_rows(values_only=True) if row[1] in ("1.2", "2.1", "5.1")]
    assert [(row[1], row[6], row[7]) for row in rows][:2] == [
        ("1.2", 1.5, "Tự giành lại"),
        ("2.1", 1, "Tự giành lại"),
    ]
    assert len(rows) == len(lost) == 4


def test_a_criterion_over_others_does_not_lose_their_points_again(planned):
    # 1.1 stands over 1.1.1 and 1.1.2: its own row repeats what they have lost.
    lost = {"1.1.2": Filled(self=Decimal(3), appraised=Decimal(1), owner="Phòng Nội vụ")}
    send(planned, {KIEN_HAI: lost}, set_="kg-huyen-2023")
    assert "Mất 2 điểm" in words(show="answers", set="kg-huyen-2023")
