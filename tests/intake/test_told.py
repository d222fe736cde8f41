"""Periods and reporting units that a person sets for a file that does not say them itself."""

import pytest

from kpis.domain.periods import Period
from kpis.intake.checking import check_and_record
from kpis.intake.told import NOTHING_TOLD, Told, told_of
from kpis.intake.verdict import FindingCode, Severity
from tests.conftest import DAY, MACHINE
from tests.intake.builders import GOOD, by_unit, dossiers, form_file, xlsx

GO_QUAO = "kg-907"
Q3 = Told(Period.parse("2023-Q3"), person="lan")
UNIT = Told(org_unit=GO_QUAO, person="lan")


def report(reporter="UBND huyện Gò Quao", period="Quý III/2023"):
    return form_file(dossiers([[1, "Hộ tịch", *GOOD]], reporter=reporter, period=period))


@pytest.fixture
def told(catalogue, forms, read):
    def examined(content, *said, name="bieu.xlsx"):
        return read(content, name, told=said)

    return examined


def kinds(verdict):
    return sorted((one.code.value, one.severity.value) for one in verdict.findings)


def test_a_file_without_a_period_gets_the_one_that_was_set_and_says_who_did(told):
    assert kinds(told(report(period=""))) == [("unknown_period", "error")]
    verdict = told(report(period=""), Q3)
    assert verdict.accepted
    assert verdict.sheets[0].period == "2023-Q3"
    assert {one.period for one in verdict.observations} == {"2023-Q3"}
    [note] = verdict.findings
    assert (note.severity, note.code) == (Severity.NOTE, FindingCode.PERIOD_SET_BY_HAND)
    assert note.facts == {"period": "2023-Q3", "person": "lan"}


def test_a_contradiction_within_the_title_stays_as_a_warning(told):
    content = report(period="Quý III và 9 tháng năm 2023")
    assert kinds(told(content)) == [("unknown_period", "error")]
    verdict = told(content, Q3)
    assert kinds(verdict) == [("period_set_by_hand", "note"), ("unknown_period", "warning")]
    assert verdict.sheets[0].period == "2023-Q3"


def test_a_sheet_that_names_another_period_warns_with_what_it_says(told):
    verdict = told(report(period="Quý II/2023"), Q3)
    assert verdict.sheets[0].period == "2023-Q3"
    warning = next(one for one in verdict.findings if one.severity is Severity.WARNING)
    assert (warning.code, warning.cell) == (FindingCode.UNKNOWN_PERIOD, "C3")
    assert (warning.found, warning.facts["period"]) == ("Kỳ báo cáo: Quý II/2023", "2023-Q3")
    assert verdict.needs_reason


def test_setting_what_the_sheet_says_itself_is_nothing_to_note(told):
    assert told(report(), Q3).findings == ()


def test_the_form_is_chosen_for_the_period_that_was_set(told):
    # The same columns are another form before 2020.
    verdict = told(report(period=""), Told(Period.parse("2019-Q3"), person="lan"))
    assert FindingCode.FORM_NOT_IN_FORCE in {one.code for one in verdict.findings}


def test_a_sheet_without_a_reporter_gets_the_unit_that_was_set(told):
    assert kinds(told(report(None))) == [("unknown_org_unit", "error")]
    verdict = told(report(None), UNIT)
    assert kinds(verdict) == [("org_unit_set_by_hand", "note")]
    assert verdict.findings[0].facts["unit"] == "Huyện Gò Quao"
    assert verdict.sheets[0].org_unit == GO_QUAO
    assert {one.org_unit for one in verdict.observations} == {GO_QUAO}


def test_an_unknown_reporter_gives_way_and_a_known_other_one_warns(told):
    assert kinds(told(report("Huyện Gồng Riềng"), UNIT)) == [("org_unit_set_by_hand", "note")]
    verdict = told(report("UBND huyện An Biên"), UNIT)
    assert kinds(verdict) == [("org_unit_set_by_hand", "warning")]
    assert verdict.findings[0].facts["named"] == "Huyện An Biên"
    assert told(report(), UNIT).findings == ()


def test_a_unit_that_has_ended_by_then_stays_an_error(told):
    verdict = told(report(None, "Quý III/2025"), UNIT)
    assert kinds(verdict) == [("closed_org_unit", "error")]
    assert verdict.observations == ()


def test_rows_that_name_their_units_keep_them(told):
    content = form_file(by_unit([[1, "Huyện An Biên", *GOOD], [2, "Sở Y tế", *GOOD]]))
    assert told(content, UNIT).findings == ()
    assert len({one.org_unit for one in told(content, UNIT).observations}) == 2


def statistics(name, line=("2.1", "Tổng số VBQPPL ban hành", "văn bản", 12)):
    """A list whose reporting unit stands alone above it."""
    head = ["STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số liệu", "Ghi chú"]
    above = [[name], ["PHỤ LỤC THỐNG KÊ"], ["Kỳ báo cáo: Quý I/2024"], head]
    return xlsx([*above, list(line)], sheet="Phụ lục")


def test_a_unit_s_name_alone_above_a_list_gives_way_with_a_warning_too(told):
    assert kinds(told(statistics("PHỤ LỤC"), UNIT)) == [("org_unit_set_by_hand", "note")]
    verdict = told(statistics("UBND TỈNH KIÊN GIANG"), UNIT)
    assert kinds(verdict) == [("org_unit_set_by_hand", "warning")]
    assert {one.org_unit for one in verdict.observations} == {GO_QUAO}


def test_what_is_said_of_a_sheet_goes_before_what_is_said_of_its_file_and_of_all():
    q1, q2, q4 = (Period.parse(f"2024-Q{one}") for one in (1, 2, 4))
    said = [Told(q1, GO_QUAO, "a"), Told(q2, None, "b", "f"), Told(q4, None, "c", "f", "s")]
    assert told_of(said, "f", "s") == Told(q4, GO_QUAO, "c")
    assert told_of(said, "f", "x") == Told(q2, GO_QUAO, "b")
    assert told_of(said, "g", "s") == Told(q1, GO_QUAO, "a")
    assert told_of([], "f", "s") == NOTHING_TOLD


def test_who_set_a_period_is_stored_with_the_file(house):
    files = [("bieu.xlsx", report(period=""))]
    [(one, submission)] = check_and_record(house, files, MACHINE, "", DAY, [Q3])
    assert one.verdict.accepted
    with house.store.reader(house.store.version()) as con:
        [(period,)] = con.execute("SELECT period FROM sheet").fetchall()
        [(kept, code, facts)] = con.execute(
            "SELECT submission, code, facts FROM finding"
        ).fetchall()
    assert (period, kept, code) == ("2023-Q3", submission, "period_set_by_hand")
    assert '"person": "lan"' in facts
