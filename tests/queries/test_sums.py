"""Province and groups: sums over units, bounds for the silent ones, units that come and go."""

import pytest

from tests.builders import counts, percent, received

Q1, Q2, Q3 = "2021-Q1", "2021-Q2", "2021-Q3"
DISTRICTS = [f"d{number}" for number in range(1, 6)]


def all_but(silent, period, numerator=50, indicator="rate"):
    return [
        counts(indicator, unit, numerator, 100, period) for unit in DISTRICTS if unit not in silent
    ]


def test_the_province_adds_numerators_and_denominators(province):
    province.store(received(counts("rate", "d1", 1, 10, Q1), counts("rate", "d2", 900, 1000, Q1)))
    whole = province.figure("rate", "p", Q1)
    # 901 / 1010; the mean of 10 % and 90 % would be 50 %.
    assert whole["value"] == pytest.approx(89.2079, abs=1e-4)
    assert (whole["numerator"], whole["denominator"], whole["basis"]) == (901, 1010, "sum")


def test_a_group_adds_up_its_level_as_the_province_does(province):
    province.store(received(counts("rate", "d1", 1, 10, Q1), counts("staff", "a1", 3, 10, Q1)))
    assert province.figure("rate", "g-d", Q1)["value"] == 10
    assert province.figure("staff", "g-a", Q1)["value"] == 30
    assert province.figure("rate", "g-a", Q1) is None


def test_an_indicator_may_add_up_to_the_province_from_one_level_alone(province):
    province.store(received(counts("mixed", "a1", 1, 10, Q1), counts("mixed", "d1", 90, 100, Q1)))
    shown = {unit: province.figure("mixed", unit, Q1)["value"] for unit in ("p", "g-a", "g-d")}
    assert shown == {"p": 10, "g-a": 10, "g-d": 90}


def test_bounds_use_the_last_size_and_the_worst_and_best_rate_ever(province):
    rates = {"d1": 90, "d2": 60, "d3": 80, "d4": 70}
    province.store(
        received(counts("rate", "d5", 30, 60, Q1)),
        received(*(counts("rate", unit, rate, 100, Q2) for unit, rate in rates.items())),
    )
    whole = province.figure("rate", "p", Q2)
    # The others have 300/400 = 75 %. District 5 last had 60, at 50 %: between 30 and 45 of 60.
    assert whole["low"] == pytest.approx(100 * 330 / 460)
    assert whole["high"] == pytest.approx(100 * 345 / 460)
    assert (whole["value"], whole["reported"], whole["expected"]) == (75, 4, 5)


def test_who_was_better_than_the_others_now_may_have_fallen_to_them(province):
    province.store(
        received(counts("rate", "d5", 57, 60, Q1)),
        received(*all_but(["d5"], Q2)),
    )
    whole = province.figure("rate", "p", Q2)
    # The others have 200/400 = 50 %: district 5 has between 30 and its own 57 of 60.
    assert whole["low"] == pytest.approx(100 * 230 / 460)
    assert whole["high"] == pytest.approx(100 * 257 / 460)


def test_the_last_size_is_of_the_same_kind_of_period(province):
    province.store(
        received(counts("rate", "d5", 30, 60, Q1), counts("rate", "d5", 0, 2, "2021-05")),
        received(*all_but(["d5"], Q2)),
    )
    # The month, 0 of 2, says nothing of a quarter: 60 at 50 %, as the others have.
    whole = province.figure("rate", "p", Q2)
    assert (whole["low"], whole["high"]) == (50, 50)
    assert province.figure("rate", "p", "2021-05")["denominator"] == 2


def test_a_unit_that_never_reported_gets_the_mean_size_and_the_range_of_the_others(province):
    rates = {"d1": 90, "d2": 60, "d3": 80, "d4": 70}
    province.store(received(*(counts("rate", unit, rate, 100, Q1) for unit, rate in rates.items())))
    whole = province.figure("rate", "p", Q1)
    # 100 more at 60 % to 90 %: 360/500 to 390/500.
    assert (whole["low"], whole["high"]) == (pytest.approx(72), pytest.approx(78))


def test_later_reports_say_nothing_of_earlier_silence(province):
    province.store(received(*all_but(["d5"], Q1), counts("rate", "d5", 1, 1000, Q2)))
    whole = province.figure("rate", "p", Q1)
    assert (whole["low"], whole["high"]) == (50, 50)


def test_a_complete_sum_has_no_range(province):
    province.store(received(*all_but([], Q1)))
    whole = province.figure("rate", "p", Q1)
    assert whole["low"] == whole["high"] == whole["value"] == 50


def test_bounds_of_nothing_to_divide_are_missing(province):
    province.store(received(*(counts("rate", unit, 0, 0, Q1) for unit in DISTRICTS[:4])))
    whole = province.figure("rate", "p", Q1)
    assert (whole["value"], whole["low"], whole["high"]) == (None, None, None)


@pytest.mark.parametrize(
    ("silent", "status"),
    [([], "met"), (["d5"], "met"), (["d4", "d5"], "not_enough_data")],
    ids=["all reported", "four of five are exactly 80 %", "three of five are too few"],
)
def test_a_status_takes_eighty_percent_of_the_expected_reports(province, silent, status):
    province.store(received(*all_but(silent, Q1, numerator=97)))
    whole = province.figure("rate", "p", Q1)
    assert (whole["status"], whole["value"]) == (status, 97)


def test_the_province_s_own_statement_stands_until_the_sum_is_complete(province):
    own = counts("rate", "p", 800, 1000, Q1)
    province.store(received(own, *all_but(["d5"], Q1)))
    stated = province.figure("rate", "p", Q1)
    assert (stated["value"], stated["basis"], stated["expected"]) == (80, "stated", 1)
    assert province.figure("rate", "g-d", Q1)["basis"] == "sum"
    province.store(received(counts("rate", "d5", 50, 100, Q1)))
    summed = province.figure("rate", "p", Q1)
    assert (summed["value"], summed["basis"], summed["expected"]) == (50, "sum", 5)


def test_a_percent_the_province_states_stands_like_its_counts(province):
    province.store(received(percent("rate", "p", 66, Q1), *all_but(["d5"], Q1)))
    stated = province.figure("rate", "p", Q1)
    assert (stated["value"], stated["numerator"], stated["basis"]) == (66, None, "stated")


def test_what_only_the_province_reports_is_its_own(province):
    province.store(received(counts("cut", "p", 190, 200, Q1)))
    assert province.figure("cut", "p", Q1)["basis"] == "own"


def test_a_unit_is_expected_while_it_exists_on_the_last_day_of_the_window(province):
    # Quý II ends on 14/6, Quý III on 14/9: agency 2 closed on 31/8, agency 3 began on 1/9.
    province.store(
        received(counts("staff", "a1", 1, 2, Q2), counts("staff", "a2", 1, 2, Q2)),
        received(counts("staff", "a1", 1, 2, Q3), counts("staff", "a3", 1, 2, Q3)),
    )
    wholes = [province.figure("staff", "g-a", period) for period in (Q2, Q3)]
    assert [(one["reported"], one["expected"]) for one in wholes] == [(2, 2), (2, 2)]


def test_a_closed_unit_says_so_and_one_not_founded_yet_is_not_there(province):
    province.store(
        received(counts("staff", "a1", 1, 2, Q2)), received(counts("staff", "a1", 1, 2, Q3))
    )
    assert province.figure("staff", "a2", Q2)["status"] == "not_enough_data"
    assert province.figure("staff", "a2", Q3)["status"] == "closed"
    assert province.figure("staff", "a3", Q2) is None
    assert province.figure("staff", "a3", Q3)["status"] == "not_enough_data"


def test_a_sum_of_reckoned_quarters_is_a_sum(province):
    half = [counts("rate", unit, 60, 100, "2021-H1") for unit in DISTRICTS]
    first = [counts("rate", unit, 20, 50, Q1) for unit in DISTRICTS]
    province.store(received(*half, *first))
    whole = province.figure("rate", "p", Q2)
    # Five times (60 − 20) / (100 − 50).
    assert (whole["numerator"], whole["denominator"], whole["value"]) == (200, 250, 80)
