"""The plan page: its finding, filters in the link, one task opened, what an officer says of it."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from kpis.domain.task_status import Clock
from kpis.intake import tasks_reporting
from kpis.intake.checking import check_and_record
from kpis.intake.tasks_reporting import TaskId
from kpis.queries.tasks import plans_at
from kpis.ui.plan_takeaway import tasks_workbook
from kpis.words import Words
from tests.conftest import DAY, MACHINE
from tests.intake.documents import plan, scorecard, task
from tests.intake.test_tasks_reporting import SET, standing_plan
from tests.pages.conftest import come
from tests.pages.reading import page_of

T = Words()
ROWS = [
    ["I", "CẢI CÁCH THỂ CHẾ"],
    task(1, "Rà soát văn bản", due="Quý I/2022"),
    task(2, "Kiểm tra văn bản", due="Quý II/2022"),
    ["II", "CÔNG TÁC CHỈ ĐẠO"],
    task(1, "Báo cáo các kỳ", lead="Sở Nội vụ", due="Trước ngày 26 tháng 2, 5, 8 và 20/11"),
    task(2, "Tuyên truyền", lead="Sở Nội vụ", due="Thường xuyên"),
    task(3, "<b>Đề án</b> **đậm** $x$", lead="Sở Y tế", due="Theo kế hoạch"),
]


def add_plan(house):
    check_and_record(house, [("kh 2022.xlsx", plan(ROWS))], MACHINE, "", DAY)


@pytest.fixture
def planned(filled):
    return filled(add_plan)


@pytest.fixture
def officer(planned, person, browser):
    browser(person())
    return planned


def open_tasks(**link):
    app = come("plan/tasks", **{"lang": "vi", "plan": SET, "period": "2022-Q2", **link})
    assert not app.exception
    return app


def key(house, place):
    return standing_plan(house).tasks[place].key


@pytest.mark.parametrize(
    ("lang", "finding"),
    [
        ("vi", "2/5 nhiệm vụ quá hạn: Sở Tư pháp 1, Sở Nội vụ 1"),
        ("en", "2/5 tasks overdue: Sở Tư pháp 1, Sở Nội vụ 1"),
    ],
)
def test_the_title_says_the_finding(planned, lang, finding):
    # On 14/6/2022 Quý I is past, and so are 25/2 and 25/5.
    words = page_of(open_tasks(lang=lang)).words
    assert finding in words
    assert "14/06/2022" in words


def test_every_status_stands_in_a_word_with_its_days(planned):
    words = page_of(open_tasks()).words
    for told in ("75 ngày", "còn 16 ngày", "Thường xuyên, chưa báo cáo", "Chưa rõ thời hạn"):
        assert told in words


def test_a_text_from_outside_stays_text(planned):
    page = page_of(open_tasks(task=key(planned, 4)))
    assert "<b>Đề án" not in page.markup
    assert "<b>Đề án</b> **đậm** $x$" in page.words


@pytest.mark.parametrize(
    ("link", "shown", "hidden"),
    [
        ({"lead": "kg-so-noi-vu"}, "Tuyên truyền", "Rà soát văn bản"),
        ({"area": "CẢI CÁCH THỂ CHẾ"}, "Kiểm tra văn bản", "Tuyên truyền"),
        ({"due": "4"}, "Báo cáo các kỳ", "Kiểm tra văn bản"),
        ({"status": "unreported"}, "Tuyên truyền", "Báo cáo các kỳ"),
    ],
)
def test_the_link_narrows_the_tasks(planned, link, shown, hidden):
    app = open_tasks(**link)
    words = page_of(app).words
    assert shown in words
    assert hidden not in words
    assert link.items() <= page_of(app).link.items()


def test_a_later_quarter_moves_the_day(planned):
    words = page_of(open_tasks(period="2022-Q4")).words
    assert "3/5 nhiệm vụ quá hạn: Sở Tư pháp 2, Sở Nội vụ 1" in words
    assert "166 ngày" not in words
    assert "167 ngày" in words


def test_the_timeline_names_the_day_and_every_mark(planned):
    page = page_of(open_tasks(shown="time"))
    assert "Ngày 14/06/2022" in page.words
    assert "Quá hạn: hạn 25/02/2022" in page.words
    assert page.markup.count('class="k-l-name"') == 5


def test_an_opened_task_says_where_it_stands_and_how_it_is_read(planned):
    words = page_of(open_tasks(task=key(planned, 2))).words
    assert "kh 2022.xlsx · Phụ lục!B8" in words
    assert "25/02/2022, 25/05/2022, 25/08/2022 và 19/11/2022" in words
    assert T("task.sign_in_first") in words


def record(app):
    [button] = [one for one in app.button if one.label == T("task.record")]
    return button.click().run()


def test_an_officer_reports_a_task_done(officer):
    app = open_tasks(task=key(officer, 0), say="done")
    day, document, note = app.text_input
    day.set_value("20/03/2022")
    document.set_value("15/BC-STP")
    note.set_value("đủ")
    app = record(app)
    assert not app.error
    assert "15/BC-STP" in page_of(app).words
    assert "1/5 nhiệm vụ quá hạn" in page_of(app).words


@pytest.mark.parametrize(
    ("day", "document", "problem"),
    [
        ("20/03/2022", "", "problem.product_missing"),
        ("31/02/2022", "15/BC", None),
        ("01/01/2090", "15/BC", "problem.done_in_future"),
    ],
)
def test_what_an_officer_cannot_say_is_refused_in_words(officer, day, document, problem):
    before = officer.store.version()
    app = open_tasks(task=key(officer, 0), say="done")
    app.text_input[0].set_value(day)
    app.text_input[1].set_value(document)
    app = record(app)
    assert len(app.error) == 1
    assert problem is None or app.error[0].value == T(problem)
    assert officer.store.version() == before


def test_an_officer_clarifies_a_deadline(officer):
    app = open_tasks(task=key(officer, 4), say="clarify")
    deadline, reason = app.text_input
    deadline.set_value("Quý I/2022")
    reason.set_value("CV 15/SNV")
    app = record(app)
    assert not app.error
    assert "3/5 nhiệm vụ quá hạn" in page_of(app).words


UNCLEAR = [task(1, due="Đầu năm 2022"), task(2, "Kiểm tra", due="Đầu năm 2022"), task(3, "Họp")]


def test_a_deadline_with_two_meanings_is_asked_once_for_all_tasks_worded_so(officer):
    check_and_record(officer, [("kh 2022.xlsx", plan(UNCLEAR))], MACHINE, "", DAY)
    app = open_tasks()
    assert "2 nhiệm vụ ghi thời hạn có thể hiểu nhiều cách" in page_of(app).words
    deadline, reason = app.text_input
    deadline.set_value("Tháng 02/2022")
    reason.set_value("CV 15/SNV")
    [button] = [one for one in app.button if one.label == T("unclear.record")]
    app = button.click().run()
    assert not app.error
    words = page_of(app).words
    assert "có thể hiểu nhiều cách" not in words
    assert "3/3 nhiệm vụ quá hạn" in words


def test_an_unclear_answer_is_refused_in_words(officer):
    check_and_record(officer, [("kh 2022.xlsx", plan(UNCLEAR))], MACHINE, "", DAY)
    app = open_tasks()
    app.text_input[0].set_value("Giữa năm")
    app.text_input[1].set_value("CV 15/SNV")
    [button] = [one for one in app.button if one.label == T("unclear.record")]
    app = button.click().run()
    assert [one.value for one in app.error] == [T("problem.deadline_unclear", found="Giữa năm")]


def test_a_reader_sees_which_deadlines_are_unclear_and_is_asked_nothing(planned):
    check_and_record(planned, [("kh 2022.xlsx", plan(UNCLEAR))], MACHINE, "", DAY)
    app = open_tasks()
    assert "2 nhiệm vụ ghi thời hạn có thể hiểu nhiều cách" in page_of(app).words
    assert not app.text_input


def test_an_opened_task_shows_what_its_points_did_since(demo):
    with demo.store.reader(demo.store.version()) as con:
        moment = Clock(DAY.replace(year=2024, month=12, day=14), 15, 14)
        [found] = plans_at(con, clock=moment, set_="ke-hoach-cchc-2024")
    [one] = [each for each in found.tasks if each.row["criteria"] == "5.2"]
    page = page_of(open_tasks(plan=found.set, period="2024-Q4", task=one.key))
    # Agencies lost 12 of 44 points there in 2023, and 7 in 2024.
    assert (
        "Tiêu chí 5.2 Cán bộ, công chức đạt chuẩn chức danh (2023 · Sở, ban, ngành)" in page.words
    )
    assert "Năm 2023 mất 12/44 điểm, năm 2024 mất 7/44 điểm (22 đơn vị): giành lại 5" in page.words
    assert "lost_points?" in page.markup


def test_an_officer_reports_on_a_standing_task_and_takes_it_back(officer):
    app = open_tasks(task=key(officer, 3), say="ongoing")
    app.text_area[0].set_value("20 tin, bài")
    assert "Thường xuyên, đã báo cáo" in page_of(record(app)).words
    app = open_tasks(task=key(officer, 3), say="take_back")
    app.text_input[0].set_value("nhầm quý")
    app = record(app)
    assert not app.error
    assert "đã rút: nhầm quý" in page_of(app).words


def test_lost_points_stand_by_department_with_their_tasks(officer):
    rows = [["1.1", "Báo cáo", 2, 1.5, 0.5, "Chậm", "Sở Nội vụ", "Quý I/2023"]]
    check_and_record(officer, [("diem.xlsx", scorecard(rows))], MACHINE, "", DAY)
    words = page_of(open_tasks(shown="answers")).words
    assert "Mất 0,5 điểm, có thể giành lại 0,5 điểm; 1 cơ quan chịu trách nhiệm" in words
    assert "1 tiêu chí mất điểm chưa có nhiệm vụ" in words
    assert "trước ngày 14/06/2022" in words
    app = open_tasks(task=key(officer, 2), say="link", shown="answers")
    [target] = [one for one in app.selectbox if any("1.1" in name for name in one.options)]
    target.set_value("cham-diem-2022|1.1")
    app = record(app)
    assert not app.error
    assert "tiêu chí mất điểm chưa có nhiệm vụ" not in page_of(app).words


def test_the_tasks_can_be_taken_away_with_their_status(planned):
    found = standing_plan(planned, "2022-06-14")
    from_page = (found.tasks, found, "Kế hoạch", clock(), planned.catalogue, T)
    sheet = load_workbook(BytesIO(tasks_workbook(*from_page))).active
    rows = list(sheet.iter_rows(values_only=True))
    [late] = [row for row in rows if row[2] == "Rà soát văn bản"]
    assert (late[5], late[9], late[10]) == ("Sở Tư pháp", "Quá hạn", 75)
    assert late[8].date().isoformat() == "2022-03-31"
    assert len([row for row in rows if row[1] in ("CẢI CÁCH THỂ CHẾ", "CÔNG TÁC CHỈ ĐẠO")]) == 5


def clock():
    return Clock(DAY.replace(year=2022, month=6, day=14), 15, 14)


@pytest.mark.parametrize(
    ("year", "period", "indicator", "told"),
    [
        # 268.156 of 270.879 dossiers, then 275.322 of 277.575.
        ("2025", "2025-Q2", "on_time_rate", "99,0\xa0% → Quý II/2025: 99,2\xa0% (+0,2 điểm), đạt"),
        ("2022", "2022-Q4", "online_service_rate", "định nghĩa đã thay đổi nên không so được"),
    ],
)
def test_a_task_shows_what_its_indicator_did_since(demo, year, period, indicator, told):
    set_ = f"ke-hoach-cchc-{year}"
    with demo.store.reader(demo.store.version()) as con:
        [found] = plans_at(con, clock=clock(), set_=set_)
    about = TaskId(set_, found.tasks[0].key)
    tasks_reporting.link(demo, MACHINE, about, kind="indicator", target=indicator)
    words = page_of(open_tasks(plan=set_, period=period, task=about.key)).words
    assert T("task.chain_note.indicator") in words
    assert told in words


def test_a_plan_with_nothing_late_says_so(house):
    rows = [task(1, due="Quý IV/2022")]
    check_and_record(house, [("kh 2022.xlsx", plan(rows))], MACHINE, "", DAY)
    assert T("task.none_late") in page_of(open_tasks()).words


def test_a_house_without_plans_says_how_to_load_one(house):
    app = come("plan/tasks", lang="vi")
    assert not app.exception
    assert T("task.how_to_load") in page_of(app).words


def test_the_demonstration_has_a_plan_for_every_year(demo):
    for year in range(2021, 2026):
        page = page_of(open_tasks(plan=f"ke-hoach-cchc-{year}", period=f"{year}-Q2"))
        assert f"Kế hoạch CCHC của tỉnh năm {year}" in page.words
        assert T("frame.illustrative") in page.words
        assert "/24 nhiệm vụ" in page.words or "24 nhiệm vụ" in page.words


def test_a_unit_s_page_shows_what_it_still_has_to_do(demo):
    app = come("follow/unit", lang="vi", unit="kg-so-noi-vu-2025", period="2025-Q2")
    assert not app.exception
    assert T("task.unit_tasks") in page_of(app).words
    assert "nhiệm vụ cần xử lý trong" in page_of(app).words


def test_overdue_tasks_of_the_year_s_plan_stand_among_what_needs_a_decision(demo):
    page = page_of(come("follow/directives", lang="vi", period="2025-Q2"))
    assert "quá hạn, lâu nhất 109 ngày" in page.words
    assert "tasks?" in page.markup
