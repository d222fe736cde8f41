"""Distances, real differences and changes of rank among peers, worked by hand."""

import pytest

from kpis.domain.peers import Peer, extremes, interval, is_small, moved, places


def test_distances_are_to_the_next_better_figure_and_to_the_median():
    peers = [
        *(Peer("a", 1, 96.0), Peer("b", 2, 90.0), Peer("c", 2, 90.0), Peer("d", 4, 80.0)),
        Peer("silent", None, None),
    ]
    found = places(peers, 1)
    assert "silent" not in found
    # Four ranked units; the median of 96, 90, 90 and 80 is 90.
    assert {one: (p.rank, p.of, p.to_next, p.to_median) for one, p in found.items()} == {
        "a": (1, 4, None, 6.0),
        "b": (2, 4, 6.0, 0.0),
        "c": (2, 4, 6.0, 0.0),
        "d": (4, 4, 10.0, -10.0),
    }


def test_where_less_is_better_the_signs_turn():
    found = places([Peer("a", 1, 2.0), Peer("b", 2, 5.0)], -1)
    assert (found["b"].to_next, found["b"].to_median) == (3.0, -1.5)
    assert (found["a"].to_next, found["a"].to_median) == (None, 1.5)


def test_wilsons_interval_by_the_textbook():
    # 15 of 20: 0.531 to 0.888 (Newcombe 1998, method 3, gives such values for 95 %).
    low, high = interval(15, 20)
    assert (round(low, 3), round(high, 3)) == (0.531, 0.888)
    assert interval(0, 10)[0] == pytest.approx(0, abs=1e-12)
    assert interval(10, 10)[1] == pytest.approx(1)


def test_few_cases_make_no_difference_and_many_do():
    few = [Peer("a", 1, 100.0, 2, 2), Peer("b", 2, 50.0, 1, 2)]
    assert {one.alike for one in places(few, 1).values()} == {(1, 2)}
    many = [Peer("a", 1, 99.0, 9900, 10000), Peer("b", 2, 95.0, 9500, 10000)]
    assert [one.alike for one in places(many, 1).values()] == [(1,), (2,)]


def test_percents_without_counts_and_reductions_are_taken_as_they_are():
    peers = [Peer("a", 1, 10.0), Peer("b", 2, -5.0, -5, 100), Peer("c", 2, -5.0)]
    assert [one.alike for one in places(peers, 1).values()] == [(1,), (2,), (2,)]
    assert places([], 1) == {}


def test_a_change_of_rank_needs_both_ranks():
    assert moved({"a": 1, "b": 5, "new": 2}, {"a": 3, "b": 2, "gone": 1}) == {"a": 2, "b": -3}


def test_who_improved_and_who_fell_most():
    changes = {"a": 1.0, "b": -2.0, "c": 4.0, "d": 0.0, "e": 1.0, "f": 0.5}
    assert extremes(changes) == (["c", "a", "e"], ["b"])
    assert extremes({}) == ([], [])


@pytest.mark.parametrize(("cases", "small"), [(None, False), (0, False), (2, True), (30, False)])
def test_fewer_than_thirty_cases_are_few(cases, small):
    assert is_small(cases) is small
