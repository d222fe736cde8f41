"""Figure against target: the path worked by hand, the status at every boundary."""

import pytest

from tests.builders import counts, percent, received
from tests.queries.apart import Apart, Case

FIRST, ASKED = "2021-Q1", "2023-Q1"


def of_1000(percents):
    """Counts of a thousand for percents with one decimal."""
    return {period: (round(value * 10), 1000) for period, value in percents.items()}


def at(province, indicator, percents, unit="d1"):
    """Store percents by period and return the last one's standing."""
    reports = of_1000(percents).items()
    province.store(
        received(*(counts(indicator, unit, *given, period) for period, given in reports))
    )
    return province.figure(indicator, unit, list(percents)[-1])


# The step of Quý I/2021 is March, of Quý IV/2025 December: 9 + 36 + 12 = 57 months between them.
PATHS = {
    # From 40 to 97 in 57 months is one point a month.
    "the baseline itself": ("rate", {FIRST: 40}, 40),
    "three months on": ("rate", {FIRST: 40, "2021-Q2": 50}, 43),
    "two years on": ("rate", {FIRST: 40, ASKED: 50}, 64),
    "a month between quarters": ("rate", {FIRST: 40, "2023-02": 50}, 63),
    "on the day it is due": ("rate", {FIRST: 40, "2025-Q4": 50}, 97),
    "the year ends with its last quarter": ("rate", {FIRST: 40, "2025": 50}, 97),
    "after the day it was due": ("rate", {FIRST: 40, "2026-Q1": 50}, 97),
    # From Quý III/2021 (September) it is 51 months: 46 → 97 is again one a month.
    "a later first report": ("rate", {"2021-Q3": 46, ASKED: 50}, 64),
    "a first report after the first year is no baseline": ("rate", {"2022-Q1": 40, ASKED: 50}, 97),
    "a cumulative report is no baseline": ("rate", {"2021-H1": 40, ASKED: 50}, 97),
    "who starts at the goal holds it": ("rate", {FIRST: 97, ASKED: 98}, 97),
    "who starts beyond the goal holds it": ("rate", {FIRST: 99, ASKED: 98}, 97),
    # From 60 down to 3 in 57 months is one point a month.
    "downwards, two years on": ("late", {FIRST: 60, ASKED: 50}, 36),
    "downwards, who starts at the goal holds it": ("late", {FIRST: 3, ASKED: 50}, 3),
    "downwards, who starts beyond the goal holds it": ("late", {FIRST: 1, ASKED: 50}, 3),
    # From 10 to the 43 of December 2023 are 33 months; from there to 60 are 17 points in 24.
    "before an interim target": ("stepped", {FIRST: 10, ASKED: 50}, 34),
    "on an interim target": ("stepped", {FIRST: 10, "2023-Q4": 50}, 43),
    "after an interim target": ("stepped", {FIRST: 10, "2024-Q4": 50}, 51.5),
}


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    """All of them, each with an indicator of its own."""
    paths = {name: Case(like, of_1000(said)) for name, (like, said, _) in PATHS.items()}
    statuses = {
        name: Case(like, of_1000({FIRST: first, ASKED: now}))
        for name, (like, first, now, _, _) in STATUSES.items()
    }
    return Apart(tmp_path_factory.mktemp("cases"), paths | statuses)


@pytest.mark.parametrize("case", PATHS)
def test_the_path_is_a_straight_line_between_its_points(cases, case):
    _, percents, expected = PATHS[case]
    figure = cases.figure(case, list(percents)[-1])
    assert figure["expected_now"] == pytest.approx(expected)


# Expected by now is 64 upwards and 36 downwards (see PATHS); the margin is 5 points.
STATUSES = {
    "up, at the target": ("rate", 40, 97, "met", 33),
    "up, beyond the target": ("rate", 40, 98, "met", 34),
    "up, short of the target": ("rate", 40, 96.9, "on_track", 32.9),
    "up, at what is expected": ("rate", 40, 64, "on_track", 0),
    "up, just short of what is expected": ("rate", 40, 63.9, "behind", -0.1),
    "up, short by the whole margin": ("rate", 40, 59, "behind", -5),
    "up, short by more than the margin": ("rate", 40, 58.9, "off_track", -5.1),
    "up, below where it started": ("rate", 40, 30, "off_track", -34),
    "up, started at the target and lost it": ("rate", 97, 96, "behind", -1),
    "down, at the target": ("late", 60, 3, "met", 33),
    "down, beyond the target": ("late", 60, 2, "met", 34),
    "down, short of the target": ("late", 60, 3.1, "on_track", 32.9),
    "down, at what is expected": ("late", 60, 36, "on_track", 0),
    "down, just short of what is expected": ("late", 60, 36.1, "behind", -0.1),
    "down, short by the whole margin": ("late", 60, 41, "behind", -5),
    "down, short by more than the margin": ("late", 60, 41.1, "off_track", -5.1),
    "down, worse than where it started": ("late", 60, 70, "off_track", -34),
    "down, started at the target and lost it": ("late", 3, 4, "behind", -1),
}


@pytest.mark.parametrize("case", STATUSES)
def test_the_status_at_each_boundary(cases, case):
    figure, (*_, status, gap) = cases.figure(case, ASKED), STATUSES[case]
    assert (figure["status"], figure["gap"]) == (status, pytest.approx(gap))


def test_a_hair_of_binary_fractions_is_no_shortfall(province):
    # What a division leaves after the sixth decimal decides nothing.
    province.store(received(percent("rate", "d1", 96.9999999, FIRST)))
    assert province.figure("rate", "d1", FIRST)["status"] == "met"


def test_a_unit_without_a_baseline_takes_its_province_s(province):
    districts = [counts("rate", f"d{number}", 40, 100, FIRST) for number in range(1, 5)]
    province.store(received(*districts, counts("rate", "d5", 60, 100, ASKED)))
    figure = province.figure("rate", "d5", ASKED)
    assert (figure["baseline"], figure["expected_now"]) == (40, pytest.approx(64))


def test_a_baseline_takes_enough_reports(province):
    few = [counts("rate", f"d{number}", 10, 100, FIRST) for number in range(1, 4)]
    enough = [counts("rate", f"d{number}", 43, 100, "2021-Q2") for number in range(1, 5)]
    province.store(received(*few), received(*enough))
    figure = province.figure("rate", "p", "2021-Q2")
    assert (figure["baseline"], figure["baseline_step"]) == (43, 2021 * 12 + 6)


def test_a_reduction_starts_from_zero_at_the_end_of_its_first_year(province):
    province.store(
        received(
            counts("cut", "p", 200, 200, FIRST),
            counts("cut", "p", 190, 200, "2023-Q4"),
            counts("cut", "p", 180, 200, "2025-Q4"),
        )
    )
    first, middle, last = (
        province.figure("cut", "p", one) for one in (FIRST, "2023-Q4", "2025-Q4")
    )
    # Ten points in the 48 months from December 2021: five after 24.
    assert (first["expected_now"], first["baseline"]) == (0, 0)
    assert (middle["value"], middle["expected_now"], middle["status"]) == (5, 5, "on_track")
    assert (last["value"], last["status"]) == (10, "met")


def test_without_a_goal_there_is_a_value_and_no_path(province):
    figure = at(province, "free", {FIRST: 40, ASKED: 64})
    assert (figure["status"], figure["value"]) == ("no_target", 64)
    assert figure["expected_now"] is figure["gap"] is figure["target"] is None


def test_a_goal_is_for_its_levels_only(province):
    province.store(received(counts("staff", "a1", 60, 100, FIRST)))
    levels = {unit: province.figure("staff", unit, FIRST) for unit in ("a1", "g-a", "p")}
    assert {unit: one["target"] for unit, one in levels.items()} == {"a1": 50, "g-a": 50, "p": None}
    assert levels["a1"]["own_setting"] is True


def test_the_definition_a_figure_was_reckoned_with_stands_beside_it(province):
    assert at(province, "rate", {FIRST: 40})["definition"] == "rate@2021"
