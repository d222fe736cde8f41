"""Who carries on what a unit was: worked by hand, and over random courses of events."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpis.domain.lineage import Move, Succession, moves

D1, D2, D3 = date(2022, 1, 1), date(2023, 1, 1), date(2024, 1, 1)
END = date(2025, 1, 1)


def parts(found, unit, day):
    """What becomes of a unit's report that ends on a day: heir → share."""
    return {
        one.heir: one.share
        for one in found
        if one.org_unit == unit and one.starts <= day <= one.ends
    }


def whole(on, unit, heir):
    return Succession(on, unit, ((heir, 1.0),))


def split(on, unit, **shares):
    return Succession(on, unit, tuple(shares.items()))


def test_a_merger_takes_both_over_until_the_day_before():
    found = moves([whole(D1, "a", "c"), whole(D1, "b", "c")], END)
    assert {(one.org_unit, one.heir, one.share) for one in found} == {("a", "c", 1), ("b", "c", 1)}
    assert {one.ends for one in found} == {D1 - timedelta(days=1)}
    assert not any(one.estimate for one in found)


def test_what_has_not_happened_yet_moves_nothing():
    assert moves([whole(D2, "a", "b")], D2 - timedelta(days=1)) == ()
    assert moves([whole(D2, "a", "b")], D2) != ()


def test_shares_of_a_chain_are_multiplied_and_stay_estimates():
    course = [whole(D1, "a", "b"), split(D2, "b", c=0.25, d=0.75), split(D3, "d", e=0.4, f=0.6)]
    found = moves(course, END)
    assert parts(found, "a", D1 - timedelta(days=1)) == {
        "c": 0.25, "e": pytest.approx(0.3), "f": pytest.approx(0.45),
    }  # fmt: skip
    assert all(one.estimate for one in found if one.org_unit == "a")


def test_what_comes_together_again_is_whole_and_no_estimate():
    course = [split(D1, "a", b=0.3, c=0.7), whole(D2, "b", "d"), whole(D2, "c", "d")]
    [one] = [one for one in moves(course, END) if one.org_unit == "a"]
    assert (one.heir, one.share, one.estimate) == ("d", pytest.approx(1), False)


def test_a_split_without_shares_leaves_it_all_undivided():
    found = moves([split(D1, "a", b=None, c=None)], END)
    assert parts(found, "a", date.min) == {None: 1, "b": None, "c": None}


def test_a_split_without_shares_is_known_once_one_unit_has_all_of_it():
    course = [split(D1, "a", b=None, c=None), whole(D2, "b", "d"), whole(D2, "c", "d")]
    assert parts(moves(course, END), "a", date.min) == {"d": 1}


def test_only_the_part_without_shares_is_undivided():
    course = [split(D1, "a", b=0.6, c=0.4), split(D2, "c", d=None, e=None)]
    assert parts(moves(course, END), "a", date.min) == {"b": 0.6, None: 0.4, "d": None, "e": None}


def test_who_gives_a_part_away_keeps_its_later_reports():
    found = moves([split(D1, "a", a=0.9, b=0.1)], END)
    assert parts(found, "a", D1 - timedelta(days=1)) == {"a": 0.9, "b": 0.1}
    assert parts(found, "a", D1) == {}


def test_what_happens_on_one_day_happens_at_once():
    """A unit that joins on the day of a carving-out is not carved itself."""
    course = [whole(D1, "x", "a"), split(D1, "a", a=0.5, b=0.5)]
    assert parts(moves(course, END), "x", date.min) == {"a": 1}


def test_each_stretch_between_two_events_goes_its_own_way():
    course = [split(D1, "a", a=0.5, b=0.5), whole(D2, "a", "c")]
    found = moves(course, END)
    assert parts(found, "a", D1 - timedelta(days=1)) == {"c": 0.5, "b": 0.5}
    assert parts(found, "a", D1) == {"c": 1}
    assert parts(found, "a", D2) == {}


@st.composite
def courses(draw):
    """Units that pass on, day after day: merged, split with and without shares, renamed."""
    living, made = [f"u{number}" for number in range(draw(st.integers(2, 6)))], []
    for step in range(draw(st.integers(1, 6))):
        day, unit = D1 + timedelta(days=100 * step), draw(st.sampled_from(living))
        news = [f"n{step}.{number}" for number in range(draw(st.integers(1, 3)))]
        kind = draw(st.sampled_from(("pass", "join", "carve")))
        others = [one for one in living if one != unit]
        if kind == "join" and others:
            made.append(whole(day, unit, draw(st.sampled_from(others))))
            living.remove(unit)
            continue
        heirs = [unit, *news] if kind == "carve" else news
        known = draw(st.booleans()) or len(heirs) == 1
        shares = [1 / len(heirs) if known else None for _ in heirs]
        made.append(Succession(day, unit, tuple(zip(heirs, shares, strict=True))))
        living = [one for one in living if one != unit] + heirs
    return made, living


@settings(max_examples=300, deadline=None)
@given(courses())
def test_nothing_of_a_report_is_lost_or_counted_twice(drawn):
    made, living = drawn
    found = moves(made, END)
    shares = defaultdict(float)
    for one in found:
        shares[one.org_unit, one.starts] += one.share or 0
        assert one.heir is None or one.heir in living
    assert all(total == pytest.approx(1) for total in shares.values())
    assert {one.org_unit for one in made} == {unit for unit, _ in shares}
    assert all(isinstance(one, Move) for one in found)
