"""Whose reports a later unit's figure rests on, worked by hand, and over what happened to units."""

from datetime import date

import pytest

from kpis.catalogue.unit_history import moves_until
from kpis.queries.restated import restated
from kpis.queries.restated_chain import figure_restated, heirs_of, pieces_of
from tests.builders import counts, percent, received
from tests.queries.test_restated import NOW, ON, event, province, unit


@pytest.fixture
def changed(data_folder):
    """Two units become one; another gives 40 % to it and the rest to a new one; one as unknown."""
    known = province(
        data_folder / "catalogue",
        [
            *(unit(one, ends="2023-02-28") for one in ("a", "b", "halved", "torn")),
            *(unit(one, ON) for one in ("c", "rest", "half", "other")),
            unit("d"),
        ],
        [
            event("merge", ON, "a", "c"),
            event("merge", ON, "b", "c"),
            event("split", ON, "halved", "c", 0.4),
            event("split", ON, "halved", "rest", 0.6),
            event("split", ON, "torn", "half"),
            event("split", ON, "torn", "other"),
        ],
    )
    known.store(
        received(
            counts("rate", "a", 10, 100, "2022-Q4"),
            counts("rate", "b", 270, 300, "2022-Q4"),
            counts("rate", "halved", 50, 100, "2022-Q4"),
            counts("rate", "torn", 7, 9, "2022-Q4"),
            counts("rate", "d", 5, 10, "2022-Q4"),
            percent("rate", "a", 40, "2022-Q3"),
            counts("rate", "b", 3, 4, "2022-Q3"),
            counts("rate", "c", 320, 400, "2023-Q1"),
        )
    )
    return known


def asked(known, question, unit, period="2022-Q4", now=NOW):
    moves = moves_until(known.house.catalogue, now)
    return known.ask(question, indicator="rate", org_unit=unit, period=period, moves=moves)


def parts(known, unit, period="2022-Q4"):
    found = asked(known, pieces_of, unit, period).astype(object)
    found = found.where(found.notna(), None)
    return {
        one["org_unit"]: (one["share"], one["numerator"], one["denominator"])
        for one in found.to_dict("records")
    }


def test_a_sum_is_made_of_wholes_and_shares_of_what_others_reported(changed):
    found = parts(changed, "c")
    assert found == {"a": (1, 10, 100), "b": (1, 270, 300), "halved": (0.4, 50, 100)}
    figure = asked(changed, figure_restated, "c")
    # 10 + 270 + 0,4 × 50 = 300 of 100 + 300 + 0,4 × 100 = 440.
    assert (figure["numerator"], figure["denominator"]) == (300, 440)
    assert figure["value"] == pytest.approx(100 * 300 / 440)
    assert sum(share * above for share, above, _ in found.values()) == figure["numerator"]


def test_an_unknown_part_is_told_as_unknown(changed):
    assert parts(changed, "half") == {"torn": (None, 7, 9)}
    figure = asked(changed, figure_restated, "half")
    assert figure["undone"] == "no_share"
    assert figure["value"] is None


def test_a_percent_without_counts_is_among_the_parts(changed):
    assert parts(changed, "c", "2022-Q3")["a"] == (1, None, None)
    assert asked(changed, figure_restated, "c", "2022-Q3")["undone"] == "no_counts"


def test_a_units_own_report_is_its_own(changed):
    assert parts(changed, "c", "2023-Q1") == {"c": (1, 320, 400)}
    assert asked(changed, figure_restated, "c", "2023-Q1")["sources"] is None
    assert parts(changed, "d") == {"d": (1, 5, 10)}


def test_a_report_leads_to_those_who_carry_it_on(changed):
    assert asked(changed, heirs_of, "a") == (("c", 1),)
    assert sorted(asked(changed, heirs_of, "halved")) == [("c", 0.4), ("rest", 0.6)]
    assert sorted(asked(changed, heirs_of, "torn")) == [("half", None), ("other", None)]
    assert asked(changed, heirs_of, "c", "2023-Q1") == ()
    assert asked(changed, heirs_of, "a", now=date(2023, 2, 28)) == ()


def test_every_restated_figure_is_the_sum_of_its_parts(changed):
    moves = moves_until(changed.house.catalogue, NOW)
    found = changed.ask(restated, moves=moves, indicator="rate")
    of_units = [one for one in found if one["org_unit"]]
    for one in of_units:
        if one["undone"] is None:
            rests_on = parts(changed, one["org_unit"], one["period"]).values()
            total = sum(share * below for share, _, below in rests_on)
            assert total == pytest.approx(one["denominator"])
    assert len(of_units) >= 6


def test_without_moves_a_figure_is_the_one_that_was_reported(changed):
    asked = {"indicator": "rate", "org_unit": "a", "period": "2022-Q4"}
    assert changed.ask(figure_restated, **asked)["numerator"] == 10
    assert changed.ask(figure_restated, **{**asked, "org_unit": "c"}) is None
