"""What is carried over must be what was pending; periods that were all reported must add up."""

import pytest

from kpis.intake.saying import sentence
from kpis.intake.verdict import FindingCode, Severity
from kpis.words import Words
from tests.intake.counting import of_fields, of_units, row

UNIT = "Huyện Gò Quao"
CARRY, PARTS = FindingCode.CARRY_OVER_DIFFERS, FindingCode.PARTS_DO_NOT_ADD_UP


@pytest.fixture
def told(read, store):
    """Read files after others were stored: ``told([earlier, …], now)``."""

    def tell(earlier, now):
        for name, content in earlier.items():
            store.keep(read(content, name))
        return read(now, known=store)

    return tell


def found(verdict, code):
    return [
        (one.cell, one.found, one.facts["expected"]) for one in verdict.findings if one.code is code
    ]


def one(period, counts):
    return of_units(period, {UNIT: counts})


def test_a_difference_names_both_cells_and_what_to_do(told):
    earlier = {"q2.xlsx": one("Quý II/2023", row(100, pending=7))}
    verdict = told(earlier, one("Quý III/2023", row(90, 5, pending=4)))
    assert found(verdict, CARRY) == [("F9", "5", 7)]
    assert verdict.findings[0].severity is Severity.WARNING
    said = sentence(Words(), verdict.findings[0])
    assert "ghi 5, nhưng cột (11) “Đang giải quyết” cuối Quý II/2023 là 7" in said
    assert "q2.xlsx · Biểu 06a!K9" in said
    assert "chênh lệch −2" in said


def test_what_agrees_is_no_finding(told):
    earlier = {"q2.xlsx": one("Quý II/2023", row(100, pending=7))}
    assert told(earlier, one("Quý III/2023", row(90, 7))).findings == ()


def test_what_was_never_reported_is_no_finding(told):
    earlier = {"q1.xlsx": one("Quý I/2023", row(100, pending=7))}
    assert told(earlier, one("Quý III/2023", row(90, 5))).findings == ()


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("Quý II/2023", "Quý III/2023", [7]),
        ("6 tháng đầu năm 2023", "Quý III/2023", [7]),
        ("9 tháng năm 2023", "Quý IV/2023", [7]),
        ("Năm 2022", "Quý I/2023", [7]),
        ("Năm 2022", "6 tháng đầu năm 2023", [7]),
        ("Quý IV/2022", "9 tháng năm 2023", [7]),
        ("Quý IV/2022", "Năm 2023", [7]),
        ("Năm 2022", "Năm 2023", [7]),
        # A cumulative period starts with the year, not with its last quarter.
        ("Quý I/2023", "6 tháng đầu năm 2023", []),
        ("Quý III/2023", "Năm 2023", []),
        ("6 tháng đầu năm 2022", "6 tháng đầu năm 2023", []),
    ],
)
def test_a_period_continues_from_the_one_that_ends_where_it_starts(told, before, now, expected):
    verdict = told({"a.xlsx": one(before, row(100, pending=7))}, one(now, row(300, 5)))
    assert [value for *_, value in found(verdict, CARRY)] == expected


def test_agreeing_with_either_of_two_reports_will_do(told):
    earlier = {
        "q2.xlsx": one("Quý II/2023", row(100, pending=7)),
        "h1.xlsx": one("6 tháng đầu năm 2023", row(200, pending=9)),
    }
    assert found(told(earlier, one("Quý III/2023", row(90, 9))), CARRY) == []
    assert found(told(earlier, one("Quý III/2023", row(90, 8))), CARRY) == [("F9", "8", 7)]


def test_fields_are_held_against_fields(told):
    before = {"Hộ tịch": row(50, pending=3), "Đất đai": row(80, pending=9)}
    now = {"Đất đai": row(70, 8), "HỘ TỊCH": row(60, 3), "Y tế": row(10, 6)}
    verdict = told({"q1.xlsx": of_fields("Quý I/2023", before)}, of_fields("Quý II/2023", now))
    assert found(verdict, CARRY) == [("F9", "8", 9)]


@pytest.mark.parametrize(("carried", "expected"), [(12, []), (11, [12])])
def test_fields_are_held_against_a_row_of_the_whole_as_their_sum(told, carried, expected):
    before = {"Hộ tịch": row(50, pending=3), "Đất đai": row(80, pending=9)}
    now = one("Quý II/2023", row(130, carried))
    verdict = told({"q1.xlsx": of_fields("Quý I/2023", before)}, now)
    assert [value for *_, value in found(verdict, CARRY)] == expected


def test_a_sum_that_lacks_a_row_is_held_against_nothing(told):
    gap = ["" if at == 8 else count for at, count in enumerate(row(80, pending=9))]
    before = {"Hộ tịch": row(50, pending=3), "Đất đai": gap}
    verdict = told({"q1.xlsx": of_fields("Quý I/2023", before)}, one("Quý II/2023", row(130, 3)))
    assert found(verdict, CARRY) == []


def test_quarters_that_make_another_half_year_are_a_finding_at_the_largest_difference(told):
    # Received 100 + 120 = 220, the half year says 250: 30 too many. Resolved 100 − 7 = 93 and
    # 120 + 7 − 5 = 122, together 215; the half year says 250 − 5 = 245: 30 as well, all early.
    earlier = {
        "q1.xlsx": one("Quý I/2023", row(100, pending=7)),
        "q2.xlsx": one("Quý II/2023", row(120, 7, pending=5)),
    }
    verdict = told(earlier, one("6 tháng đầu năm 2023", row(250, pending=5)))
    [finding] = [each for each in verdict.findings if each.code is PARTS]
    assert (finding.cell, finding.facts["difference"], finding.facts["others"]) == ("E9", 30, 2)
    said = sentence(Words(), finding)
    assert "để Quý I/2023 + Quý II/2023 cộng lại bằng 6 tháng đầu năm 2023" in said
    assert "2 số liệu khác" in said
    assert "q1.xlsx · Biểu 06a!" in said


def test_periods_that_add_up_are_no_finding(told):
    earlier = {
        "q1.xlsx": one("Quý I/2023", row(100, 4, pending=7)),
        "q2.xlsx": one("Quý II/2023", row(120, 7, pending=5)),
    }
    assert told(earlier, one("6 tháng đầu năm 2023", row(220, 4, pending=5))).findings == ()


def test_a_quarter_that_comes_last_is_what_the_others_leave(told):
    earlier = {
        "h1.xlsx": one("6 tháng đầu năm 2023", row(220)),
        "q1.xlsx": one("Quý I/2023", row(100)),
    }
    assert found(told(earlier, one("Quý II/2023", row(119))), PARTS) == [("E9", "119", 120)]


def test_a_sum_with_a_period_that_nobody_reported_is_not_tested(told):
    earlier = {"q1.xlsx": one("Quý I/2023", row(100)), "q3.xlsx": one("Quý III/2023", row(50))}
    assert found(told(earlier, one("Năm 2023", row(900))), PARTS) == []


def test_what_is_open_at_the_start_of_each_quarter_does_not_add_up_over_time(told):
    # Column (3): 100, then 120 + 50 carried over. The half year received 220, not 270; it
    # resolved 50 + 110 = 160 and has 60 pending.
    earlier = {
        "q1.xlsx": one("Quý I/2023", row(100, pending=50)),
        "q2.xlsx": one("Quý II/2023", row(120, 50, pending=60)),
    }
    assert told(earlier, one("6 tháng đầu năm 2023", row(220, pending=60))).findings == ()
