"""Plans and scorecards on the pages that take files in."""

from kpis.intake.checking import check_and_record
from tests.conftest import DAY, MACHINE
from tests.intake.documents import PLAN_HEAD, plan, scorecard, task
from tests.intake.test_ranking import BOTH, DISTRICTS, OVER, YEARS
from tests.intake.test_ranking import table as ranking
from tests.pages.reading import page_of

HOSTILE = "<b>=1+1</b> **đậm** $x$"


def test_an_uploaded_plan_shows_its_tasks_and_what_their_deadlines_mean(house, open_page):
    app = open_page("collect/upload")
    app.file_uploader[0].upload("kh.xlsx", plan([task(1, HOSTILE), task(2)]), "").run()
    page = page_of(app)
    assert not page.exceptions
    assert all(one in page.words for one in ("2 nhiệm vụ", HOSTILE, "31/03/2022", "Năm 2022"))
    assert "<b>=1" not in page.markup


def test_an_uploaded_plan_shows_the_criteria_it_is_to_win_back(house, open_page):
    rows = [[*task(1), "1.2; 3.3 (cấp huyện)"], [*task(2), ""]]
    app = open_page("collect/upload")
    content = plan(rows, [*PLAN_HEAD, "Tiêu chí khắc phục"])
    app.file_uploader[0].upload("kh.xlsx", content, "").run()
    page = page_of(app)
    assert not page.exceptions
    assert "1.2; 3.3 (cấp huyện)" in page.words


def test_an_uploaded_scorecard_shows_points_reasons_and_sums(house, open_page):
    rows = [["1.1", "Kế hoạch", 2, 1.5, 0.5, "Chậm"], ["", "Tổng điểm", 2, 1.5, 0.5]]
    app = open_page("collect/upload")
    app.file_uploader[0].upload("diem.xlsx", scorecard(rows), "").run()
    page = page_of(app)
    assert not page.exceptions
    assert all(one in page.words for one in ("1 tiêu chí", "Kế hoạch", "1,5", "Chậm", "Tổng điểm"))


def test_an_uploaded_ranking_shows_places_and_units_as_printed(house, open_page):
    rows = [*DISTRICTS, [4, "Cục Hải quan vùng", 50, 20, 70, 4, ""]]
    app = open_page("collect/upload")
    app.file_uploader[0].upload("xep hang.xlsx", ranking(rows), "").run()
    page = page_of(app)
    assert not page.exceptions
    told = ("4 đơn vị có điểm, hạng đã công bố", "2/4", "87,65", "Cục Hải quan vùng")
    assert all(one in page.words for one in told)


def test_an_uploaded_ranking_of_several_years_counts_its_units_once(house, open_page):
    app = open_page("collect/upload")
    app.file_uploader[0].upload("xep hang.xlsx", ranking(BOTH, YEARS, OVER), "").run()
    page = page_of(app)
    assert not page.exceptions
    assert "2 đơn vị có điểm, hạng đã công bố của các năm 2022 và 2023" in page.words
    # Points of one column have the same decimals.
    assert all(one in page.words.split("\n") for one in ("82,00", "87,65", "85,50", "84,00"))


def test_the_history_lists_them_as_files(house, open_page):
    check_and_record(house, [("kh.xlsx", plan([task(1)]))], MACHINE, "", DAY)
    page = page_of(open_page("collect/history"))
    assert not page.exceptions
    assert all(one in page.words for one in ("kh.xlsx", "KE-HOACH", "Năm 2022"))
