"""The index of Quyết định 766/QĐ-TTg: points of groups, and rows of 34 provinces."""

import pytest

from kpis.catalogue.loading import load_catalogue
from kpis.intake.examining import examine
from kpis.intake.peer_rows import is_province
from kpis.intake.saying import sentence
from kpis.intake.verdict import FindingCode, Severity
from kpis.words import Words
from tests.intake.builders import xlsx
from tests.intake.conftest import SHIPPED

HEADER = ["ID", "TEN", "LOAI_COQUAN", "TDGQ", "MDHL", "MDSH", "TTTT", "CLGQ", "CKMB", "TONG_SCORE"]
# As the portal writes it: every cell is text. 19 + 17.5 + 20 + 9.25 + 8 + 16 = 89.75.
POINTS = ["19", "17.5", "20", "9.25", "8", "16", "89.75"]
FILE = "766_an_giang_2025_10.xlsx"


@pytest.fixture(scope="session")
def an_giang():
    return load_catalogue(SHIPPED / "samples" / "an_giang" / "catalogue")


@pytest.fixture
def look(an_giang, forms):
    def look(*names, points=POINTS, sheet="Điểm tháng", file=FILE):
        rows = [[f"40{at}", name, "1", *points] for at, name in enumerate(names)]
        return examine(xlsx([HEADER, *rows], sheet=sheet), file, an_giang, forms)

    return look


def codes(verdict):
    return [one.code for one in verdict.findings]


def test_other_provinces_are_kept_out_with_one_note(look):
    names = ["UBND tỉnh Cà Mau", "UBND tỉnh An Giang", "UBND Thành phố Hồ Chí Minh"]
    verdict = look(*names)
    [note] = verdict.findings
    assert (note.code, note.severity) == (FindingCode.OTHER_PROVINCES, Severity.NOTE)
    assert (note.cell, note.facts) == ("B2", {"count": 2})
    assert {one.org_unit for one in verdict.observations} == {"ag"}
    assert {one.item: one.value for one in verdict.observations}["total"] == 89.75


def test_a_sheet_of_other_provinces_alone_is_an_error(look):
    verdict = look("UBND tỉnh Cà Mau", "Sở Y tế - tỉnh Cà Mau")
    assert codes(verdict) == [FindingCode.UNKNOWN_ORG_UNIT]
    assert not verdict.accepted


def test_an_unknown_unit_of_the_own_province_is_an_error(look):
    verdict = look("UBND xã An Phú - tỉnh An Giang", "UBND xã Không Có - tỉnh An Giang")
    assert codes(verdict) == [FindingCode.UNKNOWN_ORG_UNIT]
    assert [one.cell for one in verdict.findings] == ["B3"]


def test_units_are_told_by_their_names_without_the_province(look):
    names = ["Thanh tra tỉnh An Giang",
             "Ban Quản lý Khu kinh tế - tỉnh An Giang", "UBND Đặc khu Phú Quốc - tỉnh An Giang",
             "UBND Xã Nhơn Hội - tỉnh An Giang"]  # fmt: skip
    units = {one.org_unit for one in look(*names).observations}
    assert units == {"ag-thanh-tra-tinh", "ag-ban-quan-ly-khu-kinh-te", "ag-dac-khu-phu-quoc",
                     "ag-xa-nhon-hoi"}  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "period"),
    [("Điểm năm", "2025"), ("Điểm tháng", "2025-10"), ("Điểm quý", "2025-Q4"), ("Sở", "2025-10")],
)
def test_the_file_names_the_month_and_the_sheet_the_kind(look, sheet, period):
    assert look("UBND tỉnh An Giang", sheet=sheet).sheets[0].period == period


@pytest.mark.parametrize("file", ["766.xlsx", "766_an_giang_2025.xlsx", "766_2025_13.xlsx"])
def test_a_file_that_names_no_month_has_no_period(look, file):
    verdict = look("UBND tỉnh An Giang", file=file)
    assert codes(verdict) == [FindingCode.UNKNOWN_PERIOD]
    assert verdict.observations == ()


def test_a_sum_of_groups_that_differs_is_a_warning(look):
    verdict = look("UBND tỉnh An Giang", points=[*POINTS[:-1], "88,75"])
    assert codes(verdict) == [FindingCode.IDENTITY_BROKEN]
    assert verdict.accepted


@pytest.mark.parametrize(
    ("points", "code"),
    [("20.01", FindingCode.OUT_OF_RANGE), ("-1", FindingCode.OUT_OF_RANGE),
     ("95%", FindingCode.NOT_A_NUMBER), ("chờ", FindingCode.NOT_A_NUMBER)],
)  # fmt: skip
def test_points_no_group_can_have_are_an_error(look, points, code):
    verdict = look("UBND tỉnh An Giang", points=[points, *POINTS[1:]])
    assert codes(verdict) == [code]
    assert not verdict.accepted


@pytest.mark.parametrize(
    "shares",
    [["0.19", "0,17", "0.2", "0.09", "0.08", "0.16", "0.89"],
     ["0.95", "1", "0.9", "1", "1", "0.8", "89"]],
    ids=["of the whole", "of each group"],
)  # fmt: skip
def test_a_row_of_shares_in_place_of_points_is_asked_about(look, shares):
    verdict = look("UBND tỉnh Cà Mau", "UBND tỉnh An Giang", points=shares)
    asked = [one for one in verdict.findings if one.code is FindingCode.FRACTION_OR_PERCENT]
    assert [(one.severity, one.cell) for one in asked] == [
        (Severity.WARNING, "D2"), (Severity.WARNING, "D3")
    ]  # fmt: skip
    told = sentence(Words(), asked[1])
    assert "UBND tỉnh An Giang" in told
    assert "tối đa 20" in told
    assert verdict.needs_reason


@pytest.mark.parametrize(
    "points",
    [["0", "0", "0", "0", "0", "0", "0"], ["1", "1", "1", "1", "1", "1", "6"],
     ["0.5", "1.2", "0", "0", "0", "0", "1.7"], ["0.5", "-", "-", "-", "-", "-", "0.5"]],
    ids=["nothing", "whole", "little", "one group"],
)  # fmt: skip
def test_few_points_are_points(look, points):
    assert codes(look("UBND tỉnh An Giang", points=points)) == []


def test_points_that_are_not_given_are_missing(look):
    verdict = look("UBND tỉnh An Giang", points=["-", *POINTS[1:]])
    assert codes(verdict) == []
    assert "progress" not in {one.item for one in verdict.observations}


def test_points_of_other_provinces_are_kept_beside_ours_and_never_as_ours(look):
    verdict = look("UBND tỉnh Cà Mau", "UBND tỉnh An Giang", "UBND Thành phố Hồ Chí Minh",
                   "Sở Y tế - tỉnh Cà Mau", "UBND thành phố Cà Mau - tỉnh Cà Mau")  # fmt: skip
    assert {one.name for one in verdict.peers} == {"UBND tỉnh Cà Mau", "UBND Thành phố Hồ Chí Minh"}
    totals = [one for one in verdict.peers if one.item == "total"]
    assert [(one.value, one.raw, one.period, one.cell) for one in totals] == [
        (89.75, "89.75", "2025-10", "J2"), (89.75, "89.75", "2025-10", "J4")
    ]  # fmt: skip
    assert len(verdict.peers) == 2 * len(POINTS)
    assert {one.org_unit for one in verdict.observations} == {"ag"}


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("UBND tỉnh Hà Tĩnh", True),
        ("UBND Thành phố Hồ Chí Minh", True),
        ("Tỉnh Cà Mau", True),
        ("UBND thành phố Hà Tĩnh - tỉnh Hà Tĩnh", False),
        ("Thanh tra tỉnh Cà Mau", False),
        ("UBND xã Tân Hội - tỉnh Cà Mau", False),
    ],
)
def test_a_province_is_told_from_what_lies_in_it(name, is_one):
    assert is_province(name) is is_one
