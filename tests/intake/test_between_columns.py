"""Tables beside each other, columns of units and fields, columns and rows that nothing stores."""

import pytest

from kpis.intake.verdict import FindingCode, Severity
from tests.intake.builders import DOSSIER_HEADINGS, GOOD, dossiers, form_file, indicators
from tests.intake.builders import xlsx as book

TWICE = [2 * one for one in GOOD]


def keys(verdict):
    return sorted({(one.org_unit, one.section) for one in verdict.observations})


def said(verdict):
    return [(one.code, one.cell) for one in verdict.findings]


def side_by_side(left, right):
    """Return the rows of two tables with an empty column between them."""
    width = max(map(len, left)) + 1
    return [
        [*one, *[""] * (width - len(one)), *other] for one, other in zip(left, right, strict=True)
    ]


def test_two_forms_side_by_side_are_both_read(read):
    left = dossiers([[1, "Hộ tịch", *GOOD]], reporter="Sở Tư pháp")
    right = dossiers([[1, "Dược", *GOOD]], reporter="Sở Y tế")
    verdict = read(book(side_by_side(left, right)))
    assert keys(verdict) == [("kg-so-tu-phap", "Hộ tịch"), ("kg-so-y-te", "Dược")]
    cells = [one.cell for one in verdict.observations if one.item == "received_total"]
    assert cells == ["C9", "Q9"]
    assert verdict.findings == ()


def test_one_title_may_stand_over_a_table_that_goes_on_beside_itself(read):
    left, right = dossiers([[1, "Hộ tịch", *GOOD]]), dossiers([[2, "Đất đai", *GOOD]])
    verdict = read(book([*left[:4], *side_by_side(left[4:], right[4:])]))
    assert keys(verdict) == [("kg-907", "Hộ tịch"), ("kg-907", "Đất đai")]
    assert verdict.findings == ()


def test_a_form_beside_another_form_is_refused_not_lost(read):
    left = dossiers([[1, "Hộ tịch", *GOOD]], reporter="Sở Tư pháp")
    right = indicators([[1, "satisfaction_rate", "", 5, 10]], period="Quý III/2023")
    right = [*right[:3], [], right[4], [], [], [], right[5]]
    verdict = read(book(side_by_side(left, right)))
    assert said(verdict) == [(FindingCode.SEVERAL_FORMS, "O5")]
    assert keys(verdict) == [("kg-so-tu-phap", "Hộ tịch")]


def test_a_second_number_column_alone_parts_nothing(read):
    rows = dossiers([[1, "Hộ tịch", *GOOD, 7]])
    rows[4] = [*rows[4], "TT"]
    verdict = read(form_file(rows))
    assert said(verdict) == [(FindingCode.UNKNOWN_COLUMN, "N7")]
    assert keys(verdict) == [("kg-907", "Hộ tịch")]


def paired(rows, merges=()):
    """Return a consolidated form with a column of units and one of their fields."""
    table = [list(one) for one in dossiers(rows, reporter="UBND tỉnh Kiên Giang")]
    for heading in table[4:8]:
        heading.insert(2, "")
    table[4][1:3] = ["Đơn vị", "Lĩnh vực"]
    return book(table, merges=merges)


FIELDS = [[1, "Sở Tư pháp", "Hộ tịch", *GOOD], ["", "", "Chứng thực", *GOOD],
          [2, "Sở Y tế", "Dược", *GOOD]]  # fmt: skip
READ = [("kg-so-tu-phap", "Chứng thực"), ("kg-so-tu-phap", "Hộ tịch"), ("kg-so-y-te", "Dược")]


@pytest.mark.parametrize("merges", [(), ("B9:B10",)], ids=["blank", "merged"])
def test_a_unit_is_that_of_all_its_fields(read, merges):
    total = ["", "TỔNG CỘNG", "", *[3 * one for one in GOOD]]
    verdict = read(paired([*FIELDS, total], merges))
    assert keys(verdict) == READ
    assert verdict.findings == ()


def test_a_units_sum_above_or_below_its_fields_is_a_checksum(read):
    wrong = [TWICE[0] + 1, *TWICE[1:]]
    rows = [[1, "Sở Tư pháp", "", *wrong], ["", "", "Hộ tịch", *GOOD], ["", "", "Đất", *GOOD],
            [2, "Sở Y tế", "Dược", *GOOD], ["", "", "Khám", *GOOD], ["", "", "Cộng", *wrong],
            ["", "TỔNG CỘNG", "", *[4 * one for one in GOOD]]]  # fmt: skip
    verdict = read(paired(rows))
    assert len(verdict.observations) == 4 * len(GOOD)
    assert said(verdict) == [
        (FindingCode.TOTAL_MISMATCH, "D9"),
        (FindingCode.TOTAL_MISMATCH, "D14"),
    ]


def test_an_unknown_unit_is_said_once_for_all_its_fields(read):
    rows = [[1, "Sở Lạ", "Hộ tịch", *GOOD], ["", "", "Chứng thực", *GOOD], FIELDS[2]]
    verdict = read(paired(rows))
    assert said(verdict) == [(FindingCode.UNKNOWN_ORG_UNIT, "B9")]
    assert keys(verdict) == READ[2:]


def test_columns_of_shares_and_running_sums_are_told_in_one_note(read):
    rows = dossiers([[1, "Hộ tịch", *GOOD, 87.5, 12, 4], ["", "So với kỳ trước", *GOOD]])
    rows[4] = [*rows[4], "Tỷ lệ đúng hạn (%)", "Lũy kế từ đầu năm", "Hồ sơ rút"]
    verdict = read(form_file(rows))
    assert said(verdict) == [(FindingCode.LEFT_OUT, "B10"), (FindingCode.UNKNOWN_COLUMN, "P7")]
    note = verdict.findings[0]
    assert note.severity is Severity.NOTE
    assert (note.facts["count"], note.facts["cells"]) == (3, "B10, N7, O7")


@pytest.mark.parametrize("column", ["G", "H"])
def test_a_hidden_column_that_the_form_needs_is_named(read, column):
    def hide(_, page):
        page.column_dimensions[column].hidden = True

    verdict = read(form_file(dossiers([[1, "Hộ tịch", *GOOD]]), change=hide))
    assert said(verdict) == [(FindingCode.HIDDEN_ROWS, f"{column}5")]
    assert verdict.findings[0].facts == {"form": "II.06a", "hidden": column}
    assert not verdict.accepted


@pytest.mark.parametrize("merges", [(), ("C10:M10",)], ids=["each", "merged"])
def test_a_field_without_number_whose_cells_are_words_is_not_lost(read, merges):
    words = ["đang cập nhật"] * (1 if merges else len(GOOD))
    rows = dossiers([[1, "Hộ tịch", *GOOD], ["", "Đất đai", *words], ["", "Cộng", *GOOD]])
    verdict = read(book(rows, merges=merges))
    assert {one.code for one in verdict.findings} == {FindingCode.NOT_A_NUMBER}
    assert verdict.findings[0].cell == "C10"
    assert not verdict.accepted


@pytest.mark.parametrize(
    "again",
    [DOSSIER_HEADINGS[:2], [["", "Lĩnh vực", *DOSSIER_HEADINGS[0][2:]]], DOSSIER_HEADINGS],
    ids=["upper rows", "without STT", "whole"],
)
def test_a_heading_printed_again_in_part_starts_nothing(read, again):
    rows = [[1, "Hộ tịch", *GOOD], *again, [2, "Đất đai", *GOOD]]
    verdict = read(form_file(dossiers(rows)))
    assert keys(verdict) == [("kg-907", "Hộ tịch"), ("kg-907", "Đất đai")]
    assert verdict.findings == ()


@pytest.mark.parametrize("typed", ["-", "x", "không có", ""])
def test_an_empty_form_says_where_to_begin(read, typed):
    verdict = read(form_file(dossiers([[1, "Hộ tịch", *[typed] * len(GOOD)]])))
    assert said(verdict) == [(FindingCode.NO_FIGURES, "C9")]
    assert not verdict.accepted
