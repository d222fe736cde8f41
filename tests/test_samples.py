"""Another province is another folder: the sample works as a data folder as it is."""

import shutil
from datetime import date

import pytest

from kpis.catalogue.kinds import UnitKind
from kpis.intake.checking import check_and_record
from kpis.intake.house import open_house
from kpis.intake.recording import establish
from kpis.queries.scoring import summary
from kpis.settings import ROOT
from tests.conftest import MACHINE
from tests.intake.builders import xlsx

SAMPLE = ROOT / "data" / "samples" / "an_giang"
HEADER = ["ID", "TEN", "TDGQ", "MDHL", "MDSH", "TTTT", "CLGQ", "CKMB", "TONG_SCORE", "ROW_STT"]
POINTS = ["19", "17.5", "20", "9.25", "8", "16", "89.75", "1"]


@pytest.fixture
def an_giang(data_folder):
    shutil.copytree(SAMPLE, data_folder, dirs_exist_ok=True)
    house = open_house()
    establish(house, MACHINE)
    return house


def test_the_sample_has_a_province_its_agencies_and_its_communes(an_giang):
    catalogue = an_giang.catalogue
    assert catalogue.province.id == "ag"
    assert len(catalogue.units_of(UnitKind.AGENCY)) == 15
    assert len(catalogue.units_of(UnitKind.COMMUNE)) == 102
    assert catalogue.units_of(UnitKind.DISTRICT) == []
    assert all(one.id.startswith("ag") for one in catalogue.org_units.values())


def test_every_unit_is_read_as_the_portal_writes_it(an_giang):
    units = an_giang.catalogue.units_of(UnitKind.AGENCY, UnitKind.COMMUNE)
    rows = [[str(at), f"{one.name_vi} - tỉnh An Giang", *POINTS] for at, one in enumerate(units)]
    file = ("766_an_giang_2025_10.xlsx", xlsx([HEADER, *rows], sheet="Xã Phường"))
    [(read, submission)] = check_and_record(an_giang, [file], MACHINE, "", date(2025, 11, 5))
    assert submission
    assert read.verdict.findings == ()
    assert {one.org_unit for one in read.verdict.observations} == {one.id for one in units}


def test_communes_have_dates_on_which_reports_are_due(an_giang):
    with an_giang.store.reader(an_giang.store.version()) as con:
        due = con.execute(
            "SELECT due_on FROM due WHERE kind = 'commune' AND period = '2026-Q1'"
        ).fetchall()
    assert due == [(date(2026, 3, 16),)]


def test_communes_add_up_to_the_province_and_their_group(an_giang):
    head = [
        ["STT", "Đơn vị", "Tiếp nhận", "", "", "", "", "Đã giải quyết", "", ""],
        ["", "", "Tổng số", "Toàn trình", "Một phần", "Trực tiếp", "Kỳ trước", "Tổng số",
         "Đúng và trước hạn", "Quá hạn"],
    ]  # fmt: skip
    lines = [[1, "UBND xã An Phú", 20, 8, 4, 6, 2, 16, 15, 1],
             [2, "UBND phường Long Xuyên", 30, 10, 10, 8, 2, 24, 20, 4]]  # fmt: skip
    rows = [["Biểu số 07a/BTP"], ["Quý I/2026"], *head, *lines]
    file = ("bieu.xlsx", xlsx(rows, merges=("A3:A4", "B3:B4", "C3:G3", "H3:J3")))
    check_and_record(an_giang, [file], MACHINE, "", date(2026, 3, 15))
    with an_giang.store.reader(an_giang.store.version()) as con:
        found = con.execute(
            """
            SELECT org_unit, numerator, denominator, reported, expected FROM figure
            WHERE indicator = 'on_time_rate' AND period = '2026-Q1'
                AND org_unit IN ('ag', 'ag-cap-xa') ORDER BY org_unit
            """
        ).fetchall()
    assert found == [("ag", 35, 40, 2, 117), ("ag-cap-xa", 35, 40, 2, 102)]


def test_the_district_s_published_points_load_and_come_out_as_published(house):
    [path] = (SAMPLE.parent / "documents").glob("*.xlsx")
    [(_, submission)] = check_and_record(
        house, [(path.name, path.read_bytes())], MACHINE, "thử", date(2017, 8, 28)
    )
    assert submission
    with house.store.reader(house.store.version()) as con:
        [one] = summary(con, set_="cham-diem-tinh-bien-2016").to_dict("records")
    assert (one["appraised"], one["survey"], one["score"]) == (63, 24.65, 87.65)
    assert (one["grade_vi"], one["published_rank"], one["published_ranked"]) == ("Tốt", 8, 11)
