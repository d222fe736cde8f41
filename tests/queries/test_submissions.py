"""What a stored file changed when it came, worked by hand on small files."""

import pytest

from kpis.intake import recording
from kpis.intake.reinstating import reinstate
from kpis.queries import submissions
from tests.builders import MACHINE, counts, received, row, seen, store

Q1 = "2021-Q1"


def asked(house, query, submission):
    with house.store.reader(house.store.version()) as con:
        return query(con, submission=submission).to_dict("records")


def summed(house, submission):
    return [tuple(one.values()) for one in asked(house, submissions.changes_by_unit, submission)]


def cells(house, submission):
    return [
        (one["section"], one["item"], one["before"], one["after"], one["kind"])
        for one in asked(house, submissions.changed_cells, submission)
    ]


def rate(unit="kg-899", numerator=1, **options):
    return received(counts("online_payment_rate", unit, numerator, 2, Q1), **options)


def fields(**by_field):
    rows = [row("kg-899", Q1, field, resolved_late=late) for field, late in by_field.items()]
    return received(*rows, form="II.06a")


def test_the_first_file_brings_only_what_is_new(house):
    [one] = store(house, rate())
    assert summed(house, one) == [("kg-899", Q1, 2, 0, 0, 0)]
    assert cells(house, one) == []


def test_a_later_file_changes_one_number_and_repeats_the_other(house):
    store(house, rate())
    [one] = store(house, rate(numerator=2), rate("kg-900"))[:1]
    assert summed(house, one) == [("kg-899", Q1, 0, 1, 1, 0)]
    assert [c[1:] for c in cells(house, one)] == [
        ("online_payment_rate.numerator", 1, 2, "changed")
    ]


def test_a_whole_report_also_says_what_it_no_longer_gives(house):
    store(house, fields(dat_dai=3, ho_tich=4))
    [one] = store(house, fields(dat_dai=5, moi_truong=1))
    assert summed(house, one) == [("kg-899", Q1, 1, 1, 0, 1)]
    found = cells(house, one)
    assert [(c[0], c[2], c[4]) for c in found] == [
        ("dat_dai", 3, "changed"),
        ("ho_tich", 4, "gone"),
    ]
    assert found[0][3] == 5


def test_single_numbers_replace_only_themselves(house):
    store(house, rate())
    part = seen("kg-899", "online_payment_rate.numerator", 2, Q1)
    [one] = store(house, received([part], file="b.xlsx"))
    assert summed(house, one) == [("kg-899", Q1, 0, 1, 0, 0)]


def test_what_was_out_at_that_moment_did_not_stand_before(house):
    first = store(house, rate(numerator=0))[0]
    second = store(house, rate(numerator=1))[0]
    recording.withdraw(house, second, MACHINE, "nhầm")
    [third] = store(house, rate(numerator=2))
    assert [c[2:4] for c in cells(house, third)] == [(0, 2)]
    reinstate(house, second, MACHINE, "rút nhầm")
    recording.withdraw(house, first, MACHINE, "nhầm")
    assert [c[2:4] for c in cells(house, third)] == [(0, 2)]
    fourth = store(house, rate(numerator=1, file="d.xlsx"))[0]
    assert [c[2:4] for c in cells(house, fourth)] == [(2, 1)]


def test_a_file_put_back_before_stood_again(house):
    first = store(house, rate(numerator=1))[0]
    recording.withdraw(house, first, MACHINE, "nhầm")
    reinstate(house, first, MACHINE, "rút nhầm")
    [second] = store(house, rate(numerator=2))
    assert [c[2:4] for c in cells(house, second)] == [(1, 2)]


@pytest.mark.parametrize(
    "query",
    [
        submissions.sheets_of,
        submissions.events_of,
        submissions.changes_by_unit,
        submissions.changed_cells,
    ],
)
def test_nobody_s_file_says_nothing(house, query):
    assert asked(house, query, "000009-abc") == []


def test_sheets_come_in_their_order_those_left_alone_last(house):
    [one] = store(house, rate())
    assert asked(house, submissions.sheets_of, one)[0]["form"] == "KPI-Q"
