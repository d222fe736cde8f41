"""What a unit's own files come to: rows, sources, later files, periods reckoned from others."""

import pytest

from kpis.intake import recording
from tests.builders import MACHINE, counts, percent, received, row, seen
from tests.queries.apart import Apart, Case

Q1, Q2, Q3, Q4 = (f"2021-Q{number}" for number in range(1, 5))
H1, NINE, YEAR = "2021-H1", "2021-9M", "2021"


def parts(figure):
    return figure and (figure["numerator"], figure["denominator"])


def test_a_rate_over_several_rows_is_a_ratio_of_sums(province):
    fields = [
        row("d1", Q1, "Đất đai", resolved_early=1, resolved_on_time=1, resolved_total=10),
        row("d1", Q1, "Hộ tịch", resolved_early=60, resolved_on_time=30, resolved_total=90),
    ]
    province.store(received(*fields, form="II.06a"))
    figure = province.figure("on_time", "d1", Q1)
    # (2 + 90) / (10 + 90) = 92 %; the mean of 20 % and 100 % would be 60 %.
    assert (figure["value"], parts(figure)) == (92, (92, 100))


def test_a_row_that_lacks_a_part_is_left_out_of_both_counts(province):
    fields = [
        row("d1", Q1, "Đất đai", resolved_early=3, resolved_on_time=4, resolved_total=10),
        row("d1", Q1, "Hộ tịch", resolved_early=50, resolved_total=100),
        row("d1", Q1, "Đầu tư", resolved_total=1000),
    ]
    province.store(received(*fields, form="II.06a"))
    assert parts(province.figure("on_time", "d1", Q1)) == (7, 10)


def test_rows_of_the_same_field_under_two_headings_stay_apart(province):
    fields = [
        row("d1", Q1, "A / Đất đai", received_online=1, received_direct=1),
        row("d1", Q1, "B / Đất đai", received_online=2, received_direct=4),
    ]
    province.store(received(*fields, form="II.06a"))
    assert parts(province.figure("online", "d1", Q1)) == (3, 8)


def test_the_official_form_goes_before_the_older_one_and_the_workbook(province):
    apart = row("d1", Q1, resolved_early=1, resolved_on_time=2, resolved_total=4)
    together = row("d2", Q1, resolved_not_late=5, resolved_total=8)
    both = row(
        "d3", Q1, resolved_early=1, resolved_on_time=1, resolved_not_late=9, resolved_total=10
    )
    province.store(
        received(apart, together, both, form="II.06a"),
        received(*(counts("on_time", unit, 0, 1, Q1) for unit in ("d1", "d4"))),
    )
    found = {unit: parts(province.figure("on_time", unit, Q1)) for unit in ("d1", "d2", "d3", "d4")}
    # Never two sources added together; the workbook counts where no form does.
    assert found == {"d1": (3, 4), "d2": (5, 8), "d3": (2, 10), "d4": (0, 1)}


def test_a_later_file_takes_the_place_of_the_whole_earlier_one_of_unit_family_and_period(province):
    early = [
        row("d1", Q1, "Đất đai", received_online=1, received_direct=9),
        row("d1", Q1, "Hộ tịch", received_online=5, received_direct=5),
    ]
    other = [row("d2", Q1, received_online=1, received_direct=1)]
    later = row("d1", Q1, "Đất đai", received_online=2, received_direct=8)
    next_quarter = row("d1", Q2, received_online=3, received_direct=3)
    province.store(received(*early, *other, next_quarter, form="II.06a"))
    # Another form of the same family.
    province.store(received(later, form="TH-TTHC"))
    assert parts(province.figure("online", "d1", Q1)) == (2, 10)
    assert parts(province.figure("online", "d2", Q1)) == (1, 2)
    assert parts(province.figure("online", "d1", Q2)) == (3, 6)


def test_of_two_files_stored_together_the_later_one_counts(province):
    earlier, later = (
        received(row("d1", Q1, received_online=n, received_direct=9), form="II.06a") for n in (1, 2)
    )
    province.store(earlier, later)
    assert parts(province.figure("online", "d1", Q1)) == (2, 11)


def test_a_later_indicator_workbook_replaces_item_by_item(province):
    province.store(received(counts("rate", "d1", 1, 10, Q1), counts("free", "d1", 2, 10, Q1)))
    province.store(received(counts("rate", "d1", 5, 10, Q1)))
    assert parts(province.figure("rate", "d1", Q1)) == (5, 10)
    assert parts(province.figure("free", "d1", Q1)) == (2, 10)


def test_one_corrected_count_goes_with_the_other_as_it_was(province):
    province.store(received(counts("rate", "d1", 1, 10, Q1)))
    province.store(received([seen("d1", "rate.numerator", 7, Q1)]))
    assert parts(province.figure("rate", "d1", Q1)) == (7, 10)


def test_withdrawing_brings_the_earlier_file_back(province):
    earlier, later = (received(counts("rate", "d1", n, 10, Q1)) for n in (1, 5))
    province.store(earlier)
    [submission] = province.store(later)
    recording.withdraw(province.house, submission, MACHINE, "gửi nhầm")
    assert parts(province.figure("rate", "d1", Q1)) == (1, 10)


def test_withdrawing_the_only_file_leaves_no_figure(province):
    [submission] = province.store(received(counts("rate", "d1", 1, 10, Q1)))
    recording.withdraw(province.house, submission, MACHINE, "gửi nhầm")
    assert province.figures().empty


def test_a_percent_without_counts_is_shown_and_left_out_of_sums(province):
    others = [counts("rate", unit, 50, 100, Q1) for unit in ("d1", "d2", "d3", "d4")]
    province.store(received(*others, percent("rate", "d5", 90, Q1)))
    bare = province.figure("rate", "d5", Q1)
    assert (bare["value"], parts(bare), bare["basis"]) == (90, (None, None), "own")
    whole = province.figure("rate", "p", Q1)
    assert (whole["value"], parts(whole)) == (50, (200, 400))
    assert (whole["reported"], whole["expected"]) == (4, 5)


def test_counts_go_before_a_percent_of_the_same_unit(province):
    province.store(received(percent("rate", "d1", 90, Q1), counts("rate", "d1", 1, 2, Q1)))
    assert province.figure("rate", "d1", Q1)["value"] == 50


def test_nought_of_nought_is_no_rate_and_nought_of_some_is_zero(province):
    province.store(received(counts("rate", "d1", 0, 0, Q1), counts("rate", "d2", 0, 5, Q1)))
    nothing, zero = (province.figure("rate", unit, Q1) for unit in ("d1", "d2"))
    assert (nothing["value"], nothing["status"]) == (None, "not_enough_data")
    assert (zero["value"], zero["reported"]) == (0, 1)


def test_a_silent_unit_has_no_value_rather_than_zero(province):
    province.store(received(counts("rate", "d1", 5, 10, Q1)))
    silent = province.figure("rate", "d2", Q1)
    assert (silent["value"], silent["reported"], silent["status"]) == (None, 0, "not_enough_data")


# What was reported (numerator, denominator) by period, the period asked for, and its counts.
FLOWS = {
    "quarter II is the half year less quarter I": ({H1: (50, 100), Q1: (20, 30)}, Q2, (30, 70)),
    "quarter III is nine months less the half": ({NINE: (70, 150), H1: (50, 100)}, Q3, (20, 50)),
    "quarter III from nine months and two quarters": (
        {NINE: (70, 150), Q1: (20, 30), Q2: (30, 70)}, Q3, (20, 50)),
    "quarter IV is the year less nine months": ({YEAR: (90, 200), NINE: (70, 150)}, Q4, (20, 50)),
    # 90 − 50 − 20, 200 − 100 − 50
    "quarter IV is the year less half and quarter III": (
        {YEAR: (90, 200), H1: (50, 100), Q3: (20, 50)}, Q4, (20, 50)),
    "quarter IV is the year less three quarters": (
        {YEAR: (90, 200), Q1: (20, 30), Q2: (30, 70), Q3: (20, 50)}, Q4, (20, 50)),
    # The other way would give 90 − 50 − 10 of 200 − 100 − 40.
    "of two ways the one with fewer parts": (
        {YEAR: (90, 200), NINE: (70, 150), H1: (50, 100), Q3: (10, 40)}, Q4, (20, 50)),
    "the half is two quarters": ({Q1: (20, 30), Q2: (30, 70)}, H1, (50, 100)),
    "nine months are half and quarter III": ({H1: (50, 100), Q3: (20, 50)}, NINE, (70, 150)),
    "the year is four quarters": (
        {Q1: (1, 10), Q2: (2, 10), Q3: (3, 10), Q4: (4, 10)}, YEAR, (10, 40)),
    "a report of its own goes before any reckoning": (
        {H1: (50, 100), Q1: (20, 30), Q2: (1, 2)}, Q2, (1, 2)),
    "a way that lacks a part is no way": ({H1: (50, 100)}, Q2, None),
    "a cumulative count that fell gives nothing": ({H1: (10, 100), Q1: (20, 30)}, Q2, None),
    "a denominator that fell gives nothing": ({H1: (20, 20), Q1: (20, 30)}, Q2, None),
    "more than all gives nothing": ({H1: (60, 60), Q1: (20, 30)}, Q2, None),
    # Quý II would be 30/70 from the half year; the half year is not reckoned to serve as a part.
    "reckoned figures serve no further reckoning": (
        {NINE: (70, 150), Q3: (20, 50), Q1: (20, 30)}, Q2, None),
}  # fmt: skip


@pytest.mark.parametrize("case", FLOWS)
def test_a_flow_of_a_period_nobody_reported(cases, case):
    reported, asked, expected = FLOWS[case]
    figure = cases.figure(case, asked)
    assert parts(figure) == (expected or (figure and (None, None)))
    assert bool(figure and figure["basis"] == "reckoned") == bool(
        expected and asked not in reported
    )


STOCKS = {
    "quarter II stands where the half year does": (H1, Q2, (5, 8)),
    "the year stands where quarter IV does": (Q4, YEAR, (5, 8)),
    "nine months stand where quarter III does": (Q3, NINE, (5, 8)),
    "quarter I stands alone": (Q1, H1, None),
}


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    """All of them, each with an indicator of its own."""
    flows = {name: Case("rate", reported) for name, (reported, _, _) in FLOWS.items()}
    stocks = {name: Case("level", {period: (5, 8)}) for name, (period, _, _) in STOCKS.items()}
    return Apart(tmp_path_factory.mktemp("cases"), flows | stocks)


@pytest.mark.parametrize("case", STOCKS)
def test_a_stock_of_a_period_nobody_reported(cases, case):
    _, asked, expected = STOCKS[case]
    assert parts(cases.figure(case, asked)) == expected


def test_a_reduction_counts_what_is_gone(province):
    province.store(received(counts("cut", "p", 190, 200, Q4)))
    figure = province.figure("cut", "p", Q4)
    # 100 × (200 − 190) / 200
    assert (figure["value"], parts(figure)) == (5, (10, 200))


def test_a_reduction_that_turned_into_growth_stands_in_the_twin_period_too(province):
    province.store(received(counts("cut", "p", 210, 200, H1)))
    assert [province.figure("cut", "p", one)["value"] for one in (H1, Q2)] == [-5, -5]


def test_a_figure_is_illustrative_if_any_part_of_it_is(province):
    province.store(
        received(counts("rate", "d1", 1, 2, H1), illustrative=True),
        received(counts("rate", "d1", 1, 1, Q1)),
        received(counts("rate", "d2", 1, 2, Q2)),
    )
    marks = {unit: province.figure("rate", unit, Q2)["illustrative"] for unit in ("d1", "d2", "p")}
    assert marks == {"d1": True, "d2": False, "p": True}
