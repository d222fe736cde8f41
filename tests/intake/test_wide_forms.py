"""Forms are told apart by title, period and columns; the wide ones add up with or without parts."""

import pytest

from kpis.catalogue.loading import load_catalogue
from kpis.intake.examining import examine
from kpis.intake.verdict import FindingCode, Severity
from tests.intake.builders import FORM_NUMBER, GOOD, by_unit, dossiers, form_file, xlsx
from tests.intake.conftest import SHIPPED

WIDE = [
    ["STT", "Đơn vị", "Tiếp nhận", "", "", "", "", "", "Đã giải quyết", "", "", "Đang giải quyết",
     "", "", "Rút hồ sơ"],
    ["", "", "Tổng số", "Trực tiếp", "Trực tuyến toàn trình", "Trực tuyến một phần",
     "Phi địa giới", "Kỳ trước", "Tổng số", "Đúng và trước hạn", "Quá hạn", "Tổng số",
     "Chưa đến hạn", "Quá hạn", ""],
]  # fmt: skip
MERGES = ("A3:A4", "B3:B4", "C3:H3", "I3:K3", "L3:N3", "O3:O4")


@pytest.fixture(scope="session")
def an_giang():
    return load_catalogue(SHIPPED / "samples" / "an_giang" / "catalogue")


def wide(figures, *, unit="Sở Tư pháp", period="Quý III/2026", title=""):
    rows = [[title or "TỔNG HỢP KẾT QUẢ GIẢI QUYẾT TTHC THEO ĐƠN VỊ"], [period], *WIDE]
    return xlsx([*rows, [1, unit, *figures]], merges=MERGES)


def codes(verdict):
    return [one.code for one in verdict.findings]


#        total direct full part elsewhere before | done not_late late | open within late | withdrawn
FULL = [20, 5, 8, 4, 2, 1, 15, 13, 2, 4, 3, 1, 1]


def test_a_wide_sum_may_count_what_other_systems_count_within(an_giang, forms):
    assert codes(examine(wide(FULL), "a.xlsx", an_giang, forms)) == []
    # Elsewhere (2) counted within direct, and the withdrawn one within what is done.
    within = [20, 7, 8, 4, 2, 1, 16, 14, 2, 4, 3, 1, 1]
    assert codes(examine(wide(within), "a.xlsx", an_giang, forms)) == []


def test_a_wide_sum_that_holds_in_no_way_is_a_warning(an_giang, forms):
    verdict = examine(wide([27, *FULL[1:]]), "a.xlsx", an_giang, forms)
    assert codes(verdict) == [FindingCode.IDENTITY_BROKEN] * 2
    assert verdict.accepted
    assert verdict.findings[0].facts["expected"] == 20


def test_a_file_of_2023_is_no_form_of_2026(read):
    verdict = read(wide(FULL, unit="Huyện Gò Quao", period="Quý III/2023"))
    assert verdict.sheets[0].form == "TH-TTHC"
    assert "received_online_full" not in {one.item for one in verdict.observations}


def test_the_form_of_2020_stays_the_form_of_2026_where_its_columns_do(read, an_giang, forms):
    rows = by_unit([[1, "Sở Tư pháp", *GOOD]], period="Quý I/2026", reporter=None)
    assert examine(form_file(rows), "a.xlsx", an_giang, forms).sheets[0].form == "II.06a"


def test_a_form_before_its_time_is_a_warning(read):
    verdict = read(form_file(dossiers([[1, "Hộ tịch", *GOOD]], period="Quý I/2019")))
    [found] = verdict.findings
    assert (found.code, found.severity) == (FindingCode.FORM_NOT_IN_FORCE, Severity.WARNING)
    assert (found.cell, found.facts) == ("A5", {"form": "II.06a", "period": "2019-Q1"})


def test_equal_columns_are_told_apart_by_the_number_printed(read):
    rows = dossiers([[1, "Hộ tịch", *GOOD]], form=FORM_NUMBER.replace("06a", "06b"))
    assert read(form_file(rows)).sheets[0].form == "II.06b"


def test_a_line_parted_further_is_a_heading_with_its_sum(read):
    double = [2 * one for one in GOOD]
    rows = [[1, "Hộ tịch", *double], ["1.1", "Đăng ký khai sinh", *GOOD],
            ["1.2", "Đăng ký kết hôn", *GOOD], [2, "Đất đai", *GOOD]]  # fmt: skip
    verdict = read(form_file(dossiers(rows)))
    sections = {one.section for one in verdict.observations}
    assert sections == {"Đăng ký khai sinh", "Đăng ký kết hôn", "Đất đai"}
    assert codes(verdict) == []
    outer = [["I", "Sở Tư pháp", *[3 * one for one in GOOD]], *rows]
    assert codes(read(form_file(dossiers(outer)))) == []
    rows[0] = [1, "Hộ tịch", 21, *double[1:]]
    assert FindingCode.TOTAL_MISMATCH in codes(read(form_file(dossiers(rows))))
