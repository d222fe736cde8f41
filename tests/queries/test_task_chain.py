"""From a lost point to its task, by the year it was lost in; and what it has come to since."""

from datetime import date
from decimal import Decimal

import pytest

from kpis.domain.task_status import Clock
from kpis.exports.scorecard_form import Filled
from kpis.intake import tasks_reporting
from kpis.intake.checking import check_and_record
from kpis.intake.tasks_reporting import TaskId
from kpis.queries.point_tasks import point_tasks
from kpis.queries.points_since import since, since_by_code
from kpis.queries.task_chain import Linked, links_of
from kpis.queries.tasks import plans_at
from kpis.queries.tied_criteria import tied_criteria
from tests.conftest import DAY, MACHINE
from tests.intake.documents import PLAN_HEAD, plan, task
from tests.pages.scorecards import AN_MINH, GO_QUAO, KIEN_HAI, send

CLOCK = Clock(date(2025, 6, 14), 15, 14)
HEAD = [*PLAN_HEAD, "Tiêu chí khắc phục"]
STI = "kg-so-tu-phap"


def lost(code, points, given):
    return {code: Filled(self=Decimal(points), appraised=Decimal(given))}


def send_cards(house):
    """1.2 (2 points) lost by districts in 2022 and 2023 and by an agency in 2023."""
    send(house, {GO_QUAO: lost("1.2", 2, "0.5"), AN_MINH: lost("1.2", 2, 1)}, "kg-huyen-2022")
    of_2023 = {GO_QUAO: lost("1.2", 2, "1.5"), AN_MINH: lost("1.2", 2, 1), KIEN_HAI: {}}
    send(house, of_2023, "kg-huyen-2023")
    send(house, {STI: lost("1.2", 2, 0)}, "kg-so-2023")


@pytest.fixture
def scored(filled):
    return filled(send_cards)


def planned(house, year, *rows):
    title = f"KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH NĂM {year}"
    content = plan(list(rows), HEAD, title=title)
    [(read, submission)] = check_and_record(house, [(f"{year}.xlsx", content)], MACHINE, "", DAY)
    assert submission, read.verdict.findings
    return f"ke-hoach-cchc-{year}"


def links(house, set_):
    with house.store.reader(house.store.version()) as con:
        [found] = plans_at(con, clock=CLOCK, set_=set_)
        return [links_of(con, found)[one.key] for one in found.tasks], found


def targets(house, set_):
    found, _ = links(house, set_)
    return [[(one.target_set, one.target) for one in of_task] for of_task in found]


def test_a_plan_s_column_of_criteria_is_kept_as_written_and_links(scored):
    set_ = planned(scored, 2023, [*task(1), "1.2"], [*task(2, "Kiểm tra"), ""])
    [[one], none], found = links(scored, set_)
    assert none == ()
    assert found.tasks[0].row["criteria"] == "1.2"
    # Gò Quao lost 1,5 and An Minh 1 of 2022.
    title = "Báo cáo định kỳ đủ số lượng, đúng thời hạn"
    assert one == Linked("criterion", "1.2", "kg-huyen-2022", title, 2.5, 2, None)


def test_a_code_means_what_was_lost_the_year_before(scored):
    set_ = planned(scored, 2024, [*task(1, "Khắc phục TCTP 1.2"), ""])
    assert targets(scored, set_) == [[("kg-huyen-2023", "1.2"), ("kg-so-2023", "1.2")]]


def test_it_may_be_named_for_one_block_only(scored):
    rows = ([*task(1), "1.2 (cấp huyện)"], [*task(2, "Kiểm tra"), "1.2 (sở, ngành)"])
    set_ = planned(scored, 2024, *rows)
    assert targets(scored, set_) == [[("kg-huyen-2023", "1.2")], [("kg-so-2023", "1.2")]]


def test_without_a_scorecard_of_the_year_before_it_means_the_plan_s_own(scored):
    assert targets(scored, planned(scored, 2022, [*task(1), "1.2"])) == [[("kg-huyen-2022", "1.2")]]


def test_points_of_other_years_are_none_of_a_plan_s(scored):
    assert targets(scored, planned(scored, 2021, [*task(1), "1.2"])) == [[]]
    assert targets(scored, planned(scored, 2025, [*task(1), "1.2"])) == [[]]


def test_an_officer_takes_away_what_the_plan_names(scored):
    set_ = planned(scored, 2023, [*task(1), "1.2"])
    _, found = links(scored, set_)
    about = TaskId(set_, found.tasks[0].key)
    what = {"kind": "criterion", "target": "1.2", "target_set": "kg-huyen-2022"}
    tasks_reporting.link(scored, MACHINE, about, **what, linked=False)
    assert targets(scored, set_) == [[]]


def test_each_criterion_and_indicator_knows_its_tasks(scored):
    set_ = planned(scored, 2023, [*task(1), "1.2"])
    _, found = links(scored, set_)
    about = TaskId(set_, found.tasks[0].key)
    tasks_reporting.link(scored, MACHINE, about, kind="indicator", target="on_time_rate")
    with scored.store.reader(scored.store.version()) as con:
        now = point_tasks(con, clock=CLOCK)
        of_2023 = point_tasks(con, clock=CLOCK, year=2023)
    assert [one.key for one in now.of("kg-huyen-2022", "1.2")] == [about.key]
    assert [one.key for one in now.by_indicator["on_time_rate"]] == [about.key]
    assert now.of("kg-huyen-2023", "1.2") == of_2023.of("kg-huyen-2023", "1.2") == ()


def test_a_point_stands_beside_itself_a_year_later(scored):
    with scored.store.reader(scored.store.version()) as con:
        table = since(con, set_="kg-huyen-2022")
        [one] = [each for code, each in since_by_code(con, set_="kg-huyen-2022").items()
                 if code == "1.2"]  # fmt: skip
    rows = table[table["code"] == "1.2"].to_dict("records")
    # Kiên Hải has no card of 2022: it is no part of what changed.
    assert [(row["org_unit"], row["given"], row["later_given"]) for row in rows] == [
        (GO_QUAO, 0.5, 1.5), (AN_MINH, 1, 1)
    ]  # fmt: skip
    assert (one.units, one.max, one.lost, one.later_lost, one.won) == (2, 4, 2.5, 1.5, 1)
    assert (one.later_set, one.later_code) == ("kg-huyen-2023", "1.2")


def test_of_two_sets_only_what_is_stated_to_match_is_compared(house):
    # 3.3 of 2022 became 3.4; 1.5 was worth other points and is stated to match nothing.
    send(house, {GO_QUAO: lost("3.3", 3, 1) | lost("1.5", 3, 0)}, "kg-huyen-2022")
    send(house, {GO_QUAO: lost("3.4", 3, 2) | lost("3.3", 3, 0)}, "kg-huyen-2023")
    with house.store.reader(house.store.version()) as con:
        found = since_by_code(con, set_="kg-huyen-2022")
    one = found["3.3"]
    assert (one.later_code, one.lost, one.later_lost, one.won) == ("3.4", 2, 1, 1)
    assert (found["3.4"].later_code, found["3.4"].won) == ("3.3", -3)
    assert "1.5" not in found


def test_without_a_later_scorecard_nothing_is_said(scored):
    with scored.store.reader(scored.store.version()) as con:
        assert since_by_code(con, set_="kg-so-2023") == {}
        assert since(con, set_="cham-diem-2016").empty


def test_an_indicator_knows_the_criteria_that_it_decides(house):
    send(house, {GO_QUAO: lost("3.2", 6, 3), AN_MINH: {}}, "kg-huyen-2023")
    with house.store.reader(house.store.version()) as con:
        [one] = tied_criteria(con, indicator="on_time_rate").to_dict("records")
        none = tied_criteria(con, indicator="payroll_reduction")
    assert (one["set"], one["code"], one["max"], one["scored"]) == ("kg-huyen-2023", "3.2", 6, 2)
    assert (one["lost"], one["units"]) == (3, 1)
    assert none.empty
