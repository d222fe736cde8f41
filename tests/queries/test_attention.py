"""What asks for a decision, on a province small enough to reckon by hand."""

from datetime import date

import pytest

from kpis.intake import recording
from kpis.intake.chasing import grant_extension
from kpis.intake.verdict import Finding, FindingCode, Severity
from kpis.queries.attention import doubts, judged_at, moves, silences
from kpis.queries.findings import findings_about
from tests.builders import MACHINE, SHEET, counts, received

Q1, Q2, Q3 = (f"2021-Q{number}" for number in (1, 2, 3))
UNITS = [f"d{number}" for number in range(1, 6)]


def everybody(indicator, rates, units=UNITS):
    """Reports of all units: so many of a hundred each, quarter by quarter."""
    return [
        counts(indicator, unit, rate, 100, period)
        for period, rate in zip((Q1, Q2, Q3), rates, strict=False)
        if rate is not None
        for unit in units
    ]


def moved(province, indicator, period=Q3):
    [found] = province.ask(moves, period=period, subjects=[(indicator, "p")])
    return found


@pytest.mark.parametrize(
    ("indicator", "rates", "fallen"),
    [
        ("rate", (60, 58, 55), 5),
        ("rate", (60, 58, 59), 0),
        ("rate", (60, 61, 55), 0),
        # What does not show in the decimals printed is no fall.
        ("rate", (60, 59.98, 55), 0),
        # Less is better: two rises are two falls.
        ("late", (3, 5, 9), 6),
        ("late", (9, 5, 3), 0),
    ],
)
def test_two_falls_in_a_row_are_told_by_what_was_lost(province, indicator, rates, fallen):
    province.store(received(*everybody(indicator, rates)))
    found = moved(province, indicator)
    assert found["fallen"] == pytest.approx(fallen)
    assert found["since"] == Q2


def test_a_quarter_without_enough_reports_makes_no_fall(province):
    all_, few = everybody("rate", (60, None, 55)), counts("rate", "d1", 58, 100, Q2)
    province.store(received(*all_, few))
    assert moved(province, "rate")["fallen"] == 0


def test_it_is_told_since_when_a_goal_has_been_behind(province):
    # From 40 in Quý I/2021 the path leads up by a point a month: 43 and 46 are asked for.
    province.store(received(*everybody("rate", (40, 43, 45))))
    found = moved(province, "rate")
    assert (found["status"], found["short_since"]) == ("behind", Q3)
    assert (found["gap"], found["gap_before"]) == (pytest.approx(-1), pytest.approx(0))
    province.store(received(*everybody("rate", (40, 42, 45))))
    assert moved(province, "rate")["short_since"] == Q2
    assert moved(province, "rate", Q1)["short_since"] is None


def test_silence_is_worth_the_range_it_makes(province):
    first = [counts("free", unit, rate, 100, Q1) for unit, rate in zip(
        UNITS, (50, 50, 50, 50, 20), strict=True
    )]  # fmt: skip
    second = [counts("free", unit, 60, 100, Q2) for unit in UNITS[:4]]
    province.store(received(*first, *second))
    found = province.ask(silences, period=Q2, parents=["p"])
    # d5 had 20 of 100: at worst 20 again, at best the others' 60 %. (60 - 20) / 500 = 8 points.
    assert [(one["org_unit"], one["indicator"], one["last_period"]) for one in found] == [
        ("d5", "free", Q1)
    ]
    assert (found[0]["width"], found[0]["size"]) == (pytest.approx(8), 100)
    assert found[0]["unreported"] == 1
    figure = province.figure("free", "p", Q2)
    assert (figure["low"], figure["high"]) == (pytest.approx(52), pytest.approx(60))


def test_the_widths_of_all_silent_units_add_up_to_the_range(province):
    sizes = dict(zip(UNITS, (100, 200, 50, 400, 80), strict=True))
    first = [
        counts("free", unit, size * share, size, Q1)
        for (unit, size), share in zip(sizes.items(), (0.5, 0.2, 0.9, 0.4, 0.1), strict=True)
    ]
    second = [counts("free", unit, 60, 100, Q2) for unit in ("d1", "d3", "d4")]
    province.store(received(*first, *second))
    found = province.ask(silences, period=Q2, parents=["p"])
    assert [one["org_unit"] for one in found] == ["d2", "d5"]
    figure = province.figure("free", "p", Q2)
    assert sum(one["width"] for one in found) == pytest.approx(figure["high"] - figure["low"])


def test_who_never_reported_is_silent_since_ever(province):
    province.store(received(*everybody("free", (50,), UNITS[:4])))
    [one] = province.ask(silences, period=Q1, parents=["p"])
    assert (one["org_unit"], one["last_period"]) == ("d5", None)


def doubtful(code=FindingCode.UNUSUAL_JUMP, severity=Severity.WARNING):
    return Finding(severity, code, SHEET, "D8")


def test_a_doubt_stays_with_the_figure_that_counts(province):
    said = received(
        *everybody("free", (50,)),
        findings=(doubtful(), Finding(Severity.NOTE, FindingCode.HIDDEN_ROWS, SHEET, "D8")),
    )
    [submission] = province.store(said, reason="đã kiểm tra")
    [found] = province.ask(doubts, period=Q1)
    assert (found["org_unit"], found["code"], found["reason"]) == (
        *("d1", "unusual_jump"),
        "đã kiểm tra",
    )
    assert not province.ask(doubts, period=Q2)
    about = province.ask(findings_about, org_unit="d1", until=Q1)
    assert set(about["code"]) == {"unusual_jump", "hidden_rows"}
    assert province.ask(findings_about, org_unit="d2", until=Q1).empty
    recording.withdraw(province.house, submission, MACHINE, "nhầm")
    assert not province.ask(doubts, period=Q1)


def test_a_pair_is_judged_where_there_is_a_goal_and_enough_reports(province):
    province.store(received(*everybody("rate", (60, None, 55)), counts("rate", "d1", 58, 100, Q2)))
    asked = [("rate", "p"), ("free", "p")]
    assert province.ask(judged_at, period=Q1, subjects=asked) == {("rate", "p")}
    assert province.ask(judged_at, period=Q2, subjects=asked) == set()


def test_a_corrected_figure_is_doubted_no_more(province):
    province.store(received(*everybody("free", (50,)), findings=(doubtful(),)), reason="x")
    province.store(received(counts("free", "d1", 51, 100, Q1)))
    assert not province.ask(doubts, period=Q1)


def test_an_extension_granted_counts_for_every_figure(demo):
    late = date(2025, 6, 23)

    def figure():
        with demo.store.reader(demo.store.version()) as con:
            return con.execute(
                """
                SELECT received_on, due_on FROM picture
                WHERE indicator = 'on_time_rate' AND org_unit = 'kg-909' AND period = '2025-Q2'
                """
            ).fetchone()

    assert figure() == (late, date(2025, 6, 16))
    about = {"org_unit": "kg-909", "family": "dossiers", "period": "2025-Q2"}
    grant_extension(demo, MACHINE, **about, due_on=date(2025, 6, 25), reason="mất điện")
    assert figure() == (late, date(2025, 6, 25))


def test_a_column_sent_later_makes_late_and_a_correction_does_not(province):
    def arrived():
        with province.house.store.reader(province.house.store.version()) as con:
            return con.execute(
                "SELECT received_on FROM figure WHERE indicator = 'rate' AND org_unit = 'd1'"
            ).fetchone()[0]

    province.store(received(counts("rate", "d1", 50, 100, Q1), day=date(2021, 3, 15)))
    province.store(received(counts("rate", "d1", 51, 100, Q1), day=date(2021, 4, 1)))
    assert arrived() == date(2021, 3, 15)
    province.store(received(counts("free", "d1", 51, 100, Q1), day=date(2021, 4, 2)))
    assert arrived() == date(2021, 4, 2)
