"""Points to try out, as a link says them and as it may say them wrongly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.ui.moves import read_moves, said

KNOWN = {"3.2": 6.0, "1.5": 3.0, "#4": 1.0}


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        (None, ()),
        ("", ()),
        ("3.2:6", (("3.2", 6.0),)),
        ("3.2:6,1.5:0", (("3.2", 6.0), ("1.5", 0.0))),
        ("3.2:6.5,1.5:2.5", (("1.5", 2.5),)),
        ("3.2:-1,9.9:1,1.5:x,,#4:1", (("#4", 1.0),)),
        ("3.2:nan,1.5:inf", ()),
        ("3.2:1,3.2:2", (("3.2", 2.0),)),
        ("<img src=x>", ()),
    ],
)
def test_a_link_moves_what_is_known_within_its_points(text, moves):
    assert read_moves(text, KNOWN) == moves


@given(st.dictionaries(st.sampled_from(sorted(KNOWN)), st.integers(0, 100)))
def test_what_is_said_reads_back(quarters):
    moves = tuple((code, KNOWN[code] * share / 100) for code, share in quarters.items())
    read = read_moves(said(moves), KNOWN)
    assert [code for code, _ in read] == [code for code, _ in moves]
    assert [points for _, points in read] == pytest.approx([points for _, points in moves])
