"""Places, leader and median, worked by hand."""

import pytest

from kpis.domain.rankings import (
    Field,
    Published,
    Standing,
    among,
    distance,
    field_of,
    standing_of,
)

# Five provinces, all with points: median 64; best a with 70.
FULL = [Published(name, value) for name, value in zip("abcde", (70, 66, 64, 64, 60), strict=True)]
# Two of five with points, and one rank that was published.
THIN = [Published("a", 90.0, 1), Published("b", None, 5), Published("c", 85.0)]


def test_the_median_and_the_leader_of_a_full_field():
    assert field_of(FULL, 5, enough=0.8) == Field(5, 5, 64, "a", 70)


def test_where_less_is_better_the_lowest_leads():
    assert field_of(FULL, 5, enough=0.8, higher_is_better=False).leader == "e"


def test_a_thin_field_has_no_median_and_only_a_published_leader():
    assert field_of(THIN, 5, enough=0.8) == Field(2, 5, None, "a", 90.0)
    assert field_of(THIN[1:], 5, enough=0.8) == Field(1, 5)


def test_enough_is_a_share_and_the_limit_itself_is_enough():
    assert field_of(FULL[:4], 5, enough=0.8).median == 65
    assert field_of(FULL[:3], 5, enough=0.8).median is None


def test_nothing_known_is_no_field():
    assert field_of([], 0, enough=0.0) == Field(0, 0)
    assert standing_of([], "a", 0, enough=0.0) == Standing()


def test_a_published_rank_is_never_counted_anew():
    ranked = [Published("a", 60, 1), Published("b", 70, 2)]
    assert standing_of(ranked, "a", 2, enough=0.8) == Standing(60, 1, 2, counted=False)


@pytest.mark.parametrize(("mine", "rank"), [("a", 1), ("b", 2), ("c", 3), ("d", 3), ("e", 5)])
def test_a_place_is_counted_where_none_was_published(mine, rank):
    standing = standing_of(FULL, mine, 6, enough=0.8)
    assert (standing.rank, standing.of, standing.counted) == (rank, 5, True)


def test_a_place_is_not_counted_among_a_few():
    assert standing_of(THIN, "c", 5, enough=0.8) == Standing(85.0)


def test_counting_where_less_is_better_starts_from_the_lowest():
    assert standing_of(FULL, "e", 5, enough=0.8, higher_is_better=False).rank == 1


def test_a_region_counts_its_own_members_only():
    near = among([Published("a", 70, 1), Published("b", 66, 2)], {"b"})
    assert near == [Published("b", 66)]
    assert standing_of(near, "b", 1, enough=0.8) == Standing(66, 1, 1, counted=True)


def test_places_do_not_depend_on_the_order_of_lines():
    for mine in "abcde":
        forth = standing_of(FULL, mine, 5, enough=0.8)
        assert forth == standing_of(FULL[::-1], mine, 5, enough=0.8)


def test_a_distance_needs_both_ends():
    assert distance(60, 64) == -4
    assert distance(None, 64) is None
    assert distance(60, None) is None
