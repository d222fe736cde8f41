"""Rates made of the wide forms and of survey summaries mean what those of the old forms meant."""

from datetime import date

import pytest

from kpis.catalogue.loading import load_catalogue
from kpis.intake.checking import check_and_record
from kpis.queries.figures import figures
from kpis.settings import ROOT
from tests.conftest import MACHINE
from tests.intake.builders import GOOD, by_unit, form_file, xlsx


def wide(*lines, period="Quý III/2023"):
    header = [
        ["STT", "Đơn vị", "Tiếp nhận", "", "", "", "", "Đã giải quyết", "", ""],
        ["", "", "Tổng số", "Toàn trình", "Một phần", "Trực tiếp", "Kỳ trước", "Tổng số",
         "Đúng và trước hạn", "Quá hạn"],
    ]  # fmt: skip
    merges = ("A3:A4", "B3:B4", "C3:G3", "H3:J3")
    rows = [["Biểu số 07a/BTP"], [period], *header, *lines]
    return xlsx(rows, merges=merges)


@pytest.fixture
def stored(house):
    def stored(*contents):
        files = [(f"{at}.xlsx", content) for at, content in enumerate(contents)]
        for file in files:
            check_and_record(house, [file], MACHINE, "thử", date(2023, 9, 20))
        with house.store.reader(house.store.version()) as con:
            table = figures(con, org_unit="kg-907", period="2023-Q3")
        return {one.indicator: (one.numerator, one.denominator) for one in table.itertuples()}

    return stored


def test_online_is_full_and_partial_of_all_received_in_the_period(stored):
    # 20 in all, 2 of them carried over: 12 of 18.
    found = stored(wide([1, "Huyện Gò Quao", 20, 8, 4, 6, 2, 16, 15, 1]))
    assert found["online_dossier_rate"] == (12, 18)
    assert found["on_time_rate"] == (15, 16)


def test_a_wide_form_takes_the_place_of_the_old_one_and_is_not_added(stored):
    old = form_file(by_unit([[1, "Huyện Gò Quao", *GOOD]]))
    found = stored(old, wide([1, "Huyện Gò Quao", 20, 8, 4, 6, 2, 16, 15, 1]))
    assert found["on_time_rate"] == (15, 16)
    assert found["online_dossier_rate"] == (12, 18)


def test_a_row_without_its_carried_over_dossiers_is_in_neither(stored):
    found = stored(wide([1, "Huyện Gò Quao", 20, 8, 4, 6, "-", 16, 15, 1]))
    assert "online_dossier_rate" not in found


@pytest.mark.parametrize(
    ("header", "line"),
    [(["Số phiếu hợp lệ", "Rất hài lòng", "Hài lòng", "Không hài lòng"], [50, 30, 15, 5]),
     (["Số phiếu hợp lệ", "Hài lòng và rất hài lòng", "Không hài lòng"], [50, 45, 5])],
)  # fmt: skip
def test_satisfaction_is_that_of_the_survey_summary(stored, header, line):
    head = ["STT", "Đơn vị", *header]
    rows = [["KHẢO SÁT MỨC ĐỘ HÀI LÒNG"], ["Quý III/2023"], head, [1, "Huyện Gò Quao", *line]]
    assert stored(xlsx(rows))["satisfaction_rate"] == (45, 50)


def test_the_workbook_still_asks_for_satisfaction():
    catalogue = load_catalogue(ROOT / "data" / "catalogue")
    assert catalogue.indicators["satisfaction_rate"].asked_in_workbook
