"""The formula of "Việc cần chỉ đạo", worked by hand."""

import pytest

from kpis.domain.concerns import (
    Cause,
    Concern,
    doubt_priority,
    goal_priority,
    lateness_priority,
    ranked,
    shortlist,
    silence_priority,
)


@pytest.mark.parametrize(
    ("behind", "fallen", "margin", "headline", "priority"),
    [
        # Ten points behind with a margin of five is two margins; a headline goal counts twice.
        (10, 0, 5, False, 2),
        (10, 0, 5, True, 4),
        # Fallen by three points in two quarters: (10 + 3) / 5.
        (10, 3, 5, False, 2.6),
        # Ahead of its path by eight points, but falling: only the fall counts.
        (-8, 3, 5, True, 1.2),
        (-8, -3, 5, True, 0),
        (0.5, 0, 2, False, 0.25),
    ],
)
def test_a_goal_weighs_its_points_in_margins(behind, fallen, margin, headline, priority):
    assert goal_priority(behind, fallen, margin, headline=headline) == pytest.approx(priority)


def test_silence_weighs_the_width_it_gives_the_provinces_range():
    assert silence_priority(2.5, 5, headline=False) == 0.5
    assert silence_priority(2.5, 5, headline=True) == 1


@pytest.mark.parametrize(("streak", "priority"), [(0, 0), (1, 0), (2, 1), (5, 2.5)])
def test_late_once_is_no_streak(streak, priority):
    assert lateness_priority(streak) == priority


def test_each_kind_of_finding_counts_once():
    assert doubt_priority(["unusual_jump", "unusual_jump", "always_full"]) == 1.5
    assert doubt_priority(["magnitude_slip", "same_as_other_unit"]) == 5
    assert doubt_priority(["hidden_rows"]) == 0


def one(cause, priority, about="a"):
    return Concern(cause, 1, priority, indicator=about)


def test_the_gravest_stand_first_and_equals_by_cause_then_name():
    late, off, fall = one(Cause.LATE, 2), one(Cause.OFF_PACE, 2, "b"), one(Cause.OFF_PACE, 2, "a")
    grave, nothing = one(Cause.SUSPICIOUS, 2.5), one(Cause.SILENT, 0)
    assert ranked([late, off, nothing, fall, grave]) == [grave, fall, off, late]


def test_no_cause_takes_all_places():
    goals = [one(Cause.OFF_PACE, 20 - n, f"g{n}") for n in range(9)]
    falling = [one(Cause.FALLING, 5, "f")]
    small = [one(Cause.SILENT, 0.3, "s"), one(Cause.LATE, 1, "l")]
    # Four goals, whether behind or falling; then the two other causes; the seventh place is the
    # fifth goal's, which stands where its priority puts it.
    names = [each.indicator for each in shortlist([*small, *falling, *goals])]
    assert names == ["g0", "g1", "g2", "g3", "g4", "l", "s"]
    assert len(shortlist(goals)) == 7


def test_a_goal_that_is_behind_keeps_its_key_when_it_only_falls():
    behind = Concern(Cause.OFF_PACE, 3, 1, "on_time_rate", "kg")
    falling = Concern(Cause.FALLING, 1, 1, "on_time_rate", "kg")
    assert behind.key == falling.key == "goal.on_time_rate.kg"
    assert Concern(Cause.LATE, 3, 1, org_unit="kg-899").key == "late..kg-899"
