"""Figures far from the unit's own history are asked about; small numbers, growth and swings not."""

import pytest

from kpis.intake.saying import sentence
from kpis.intake.verdict import FindingCode, Severity
from kpis.words import Words
from tests.intake.counting import of_fields, of_units, row

UNIT = "Huyện Gò Quao"
QUARTERS = ["Quý I/2022", "Quý II/2022", "Quý III/2022", "Quý IV/2022", "Quý I/2023"]
JUMPS = {FindingCode.UNUSUAL_JUMP, FindingCode.MAGNITUDE_SLIP, FindingCode.UNUSUAL_RATE}


@pytest.fixture
def after(read, store):
    """Read a quarter's rows by unit after the quarters before it."""

    def read_after(history, now, period="Quý II/2023"):
        for name, units in zip(QUARTERS, history, strict=False):
            store.keep(read(of_units(name, units)))
        return read(of_units(period, now), known=store)

    return read_after


def jumps(verdict):
    return [one for one in verdict.findings if one.code in JUMPS]


def usual(*counts):
    return [{UNIT: row(one, late=one // 50)} for one in counts]


STEADY = (200, 210, 190, 205, 195)


def test_ten_times_the_usual_is_named_as_a_slip_of_typing(after):
    [finding] = jumps(after(usual(*STEADY), {UNIT: row(2000, late=40)}))
    assert (finding.code, finding.cell) == (FindingCode.MAGNITUDE_SLIP, "C9")
    assert finding.severity is Severity.WARNING
    said = sentence(Words(), finding)
    assert "là 2000, trong khi 5 kỳ trước ở khoảng 200 (từ 190 đến 210)" in said
    assert "khoảng 200 mới hợp" in said
    assert "Huyện Gò Quao" in said


def test_a_figure_that_no_slip_explains_is_a_jump(after):
    [finding] = jumps(after(usual(*STEADY), {UNIT: row(800, late=16)}))
    assert (finding.code, finding.found) == (FindingCode.UNUSUAL_JUMP, "800")
    assert "khác hẳn 5 kỳ trước của đơn vị (mức giữa 200, từ 190 đến 210)" in sentence(
        Words(), finding
    )


def test_a_fall_is_a_jump_too(after):
    [finding] = jumps(after(usual(*STEADY), {UNIT: row(40)}))
    assert finding.code is FindingCode.UNUSUAL_JUMP


@pytest.mark.parametrize(
    ("history", "now"),
    [
        ((2, 3, 2, 1, 2), 7),
        ((2, 3, 2, 1, 2), 30),
        ((0, 0, 0, 0, 0), 40),
        (STEADY, 400),
        (STEADY, 100),
        # Something new grows: three times the median, but not twice the last quarter.
        ((20, 45, 100, 170, 260), 450),
        # It swings like this all the time.
        ((50, 400, 120, 800, 230), 900),
        # Four quarters do not make a habit.
        (STEADY[:4], 2000),
    ],
)
def test_nothing_is_asked_about(after, history, now):
    assert jumps(after(usual(*history), {UNIT: row(now)})) == []


def test_another_kind_of_period_is_no_history(after):
    verdict = after(usual(*STEADY), {UNIT: row(2000, late=40)}, "6 tháng đầu năm 2023")
    assert jumps(verdict) == []


def test_a_rate_that_drops_is_asked_about_with_both_rates(after):
    [finding] = jumps(after(usual(*STEADY), {UNIT: row(200, late=44)}))
    assert finding.code is FindingCode.UNUSUAL_RATE
    said = sentence(Words(), finding)
    # Late were 4 of 200, 4 of 210, 3 of 190, 4 of 205, 3 of 195: 98,0 98,1 98,42 98,05 98,46 %.
    assert "là 78 %, khác hẳn 5 kỳ trước của đơn vị (mức giữa 98,10 %, từ 98 đến" in said


def test_a_few_late_ones_among_few_are_no_finding(after):
    assert jumps(after(usual(10, 9, 11, 10, 10), {UNIT: row(10, late=4)})) == []


def test_fields_are_summed_and_the_cell_is_the_largest(read, store):
    for period in QUARTERS:
        fields = {"Hộ tịch": row(100), "Đất đai": row(100)}
        store.keep(read(of_fields(period, fields)))
    fields = {"Hộ tịch": row(100), "Đất đai": row(900)}
    [finding] = jumps(read(of_fields("Quý II/2023", fields), known=store))
    assert (finding.cell, finding.found) == ("C10", "1000")


def test_a_unit_is_asked_once_and_a_file_about_five_units(after):
    names = ["Gò Quao", "An Biên", "An Minh", "Giồng Riềng", "Hòn Đất", "Tân Hiệp", "Vĩnh Thuận"]
    history = [{f"Huyện {name}": row(one) for name in names} for one in STEADY]
    now = {f"Huyện {name}": row(2000 + 100 * at) for at, name in enumerate(names)}
    asked = jumps(after(history, now))
    assert [one.cell for one in asked] == ["C15", "C14", "C13", "C12", "C11", "C10"]
    assert asked[-1].facts["more"] == 2
    assert "Còn 2 đơn vị khác trong tệp" in sentence(Words(), asked[-1])


def full(periods, counts, read, store):
    for period in periods:
        store.keep(read(of_units(period, {UNIT: row(counts)})))


@pytest.mark.parametrize(
    ("periods", "counts", "late", "asked"),
    [
        (["Quý II/2022", "Quý III/2022", "Quý IV/2022"], 150, 0, ["H9"]),
        # Quý IV was only reported within the year.
        (["Quý II/2022", "Quý III/2022", "Năm 2022"], 150, 0, ["H9"]),
        (["Quý II/2022", "Quý III/2022", "Quý IV/2022"], 150, 1, []),
        (["Quý II/2022", "Quý III/2022", "Quý IV/2022"], 60, 0, []),
        (["Quý I/2022", "Quý II/2022", "Quý III/2022"], 150, 0, []),
        (["Quý III/2022", "Quý IV/2022"], 150, 0, []),
    ],
)
def test_always_in_time_is_a_question_and_needs_no_reason(
    read, store, periods, counts, late, asked
):
    full(periods, counts, read, store)
    verdict = read(of_units("Quý I/2023", {UNIT: row(counts + 3, late=late)}), known=store)
    found = [one for one in verdict.findings if one.code is FindingCode.ALWAYS_FULL]
    assert [one.cell for one in found] == asked
    assert not verdict.needs_reason
    for one in found:
        assert one.severity is Severity.NOTE
        assert "từ Quý II/2022 đến Quý I/2023 (153 trong kỳ này)" in sentence(Words(), one)
        assert "Đề nghị đơn vị cho biết" in sentence(Words(), one)
