"""From an indicator to the criteria it decides and the tasks that are to raise it."""

from kpis.intake import tasks_reporting
from kpis.intake.tasks_reporting import TaskId
from kpis.queries.tasks import plans_at
from kpis.words import Words
from tests.conftest import MACHINE
from tests.pages.conftest import come
from tests.pages.reading import page_of
from tests.pages.test_tasks import clock

T = Words()


def chain(indicator, **link):
    asked = {"lang": "vi", "indicator": indicator, "period": "2025-Q2", "detail": "chain", **link}
    app = come("follow/indicator", **asked)
    assert not app.exception
    return page_of(app)


def test_an_indicator_names_its_criteria_with_points_and_tasks(demo):
    page = chain("on_time_rate")
    assert "3.2 Hồ sơ giải quyết đúng hạn (6 điểm)" in page.words
    assert "2024 · Sở, ban, ngành" in page.words
    assert "Cắt giảm thời gian giải quyết thủ tục hành chính lĩnh vực đất đai" in page.words
    assert T("chain.no_task") in page.words
    assert "lost_points?" in page.markup


def test_a_task_linked_to_the_indicator_stands_there(demo):
    with demo.store.reader(demo.store.version()) as con:
        [found] = plans_at(con, clock=clock(), set_="ke-hoach-cchc-2025")
    about = TaskId(found.set, found.tasks[0].key)
    tasks_reporting.link(demo, MACHINE, about, kind="indicator", target="payroll_reduction")
    page = chain("payroll_reduction")
    assert T("chain.no_criterion") in page.words
    assert "Ban hành Kế hoạch cải cách hành chính năm 2025" in page.words
    assert f"task={about.key}" in page.markup
