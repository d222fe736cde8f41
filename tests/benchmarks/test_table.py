"""The benchmarks' own table; the times themselves are no part of the suite."""

import pytest

from tests.benchmarks.table import RUNS, Row, rendered, timed


def test_a_ratio_and_a_limit_make_a_verdict():
    assert Row("a", 0.3, 0.1, most_times=4).verdict == "ok"
    assert Row("a", 0.5, 0.1, most_times=4).verdict == "MISSED"
    assert Row("a", 1.6, 0.5, most_times=15, most=1.5).verdict == "MISSED"
    assert Row("a", 120, unit="MB").verdict == ""


def test_the_table_says_what_was_measured_against_what():
    lines = rendered([Row("page", 0.25, 0.1, 4), Row("memory", 300, unit="MB")]).splitlines()
    assert lines[0].split() == ["what", "measured", "floor", "ratio", "limit", "verdict"]
    assert lines[1].split() == ["page", "250", "ms", "100", "ms", "2.50x", "4x", "ok"]
    assert lines[2].split() == ["memory", "300.00", "MB"]


def test_a_time_is_the_median_of_steps_that_take_turns_without_what_they_prepare():
    done = []

    def prepared():
        done.append("prepare")
        return lambda: done.append("run")

    one, other = timed(lambda: lambda: done.append("floor"), prepared)
    assert max(one, other) < 0.1
    assert done == ["floor", "prepare", "run"] * RUNS


@pytest.mark.parametrize("seconds", [0.0004, 2.5])
def test_short_times_are_told_in_milliseconds(seconds):
    assert ("ms" in Row("a", seconds).cells()[1]) == (seconds < 1)
