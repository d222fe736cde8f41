"""Scorecards that are sent out come back through the importer as they are."""

from datetime import date
from decimal import Decimal

import pytest

from kpis.domain.criteria import Judged
from kpis.exports.scorecard_form import Filled
from kpis.exports.scorecard_template import (
    scorecard_template,
    scorecard_workbook,
    template_name,
)
from kpis.intake.examining import examine
from kpis.intake.forms import load_forms
from kpis.settings import settings


@pytest.fixture
def read(shipped):
    return lambda content: examine(content, "diem.xlsx", shipped, load_forms(settings().forms))


@pytest.mark.parametrize(
    ("set_", "unit"),
    [
        ("kg-huyen-2023", "kg-899"),
        ("kg-huyen-2021", "kg-907"),
        ("kg-so-2024", "kg-thanh-tra-tinh"),
        ("kg-so-2021", "kg-so-lao-dong-thuong-binh-va-xa-hoi"),
        ("kg-so-2022", "kg-ban-quan-ly-khu-kinh-te-phu-quoc"),
    ],
)
def test_an_empty_template_is_known_for_what_it_is(shipped, read, set_, unit):
    defined = shipped.criteria_sets[set_]
    verdict = read(scorecard_template(defined, shipped.org_units[unit]))
    [sheet] = verdict.sheets
    assert (sheet.form, sheet.set, sheet.org_unit) == ("CHAM-DIEM", set_, unit)
    assert sheet.period == str(defined.year)
    assert verdict.findings == ()
    assert {one.code for one in verdict.criteria} >= {one.code for one in defined.leaves}
    assert {(one.self, one.appraised, one.evidence) for one in verdict.criteria} == {
        (None, None, None)
    }
    assert verdict.illustrative


def test_what_is_filled_in_comes_back_with_the_sums(shipped, read, values):
    defined = shipped.criteria_sets["kg-huyen-2023"]
    rows = {
        one.code: Filled(survey=one.max - 1)
        if one.judged is Judged.SURVEY
        else Filled(self=one.max, appraised=one.max)
        for one in defined.leaves
    }
    rows["1.1.1"] = Filled(
        self=Decimal(2), appraised=Decimal("0.5"), claimed=Decimal("1.5"), evidence="Kế hoạch 5",
        reason="Chậm", explanation="Đã gửi", depends_on="UBND tỉnh", solution="Đôn đốc",
        owner="Sở Nội vụ", deadline="Quý II/2024",
    )  # fmt: skip
    unit = shipped.org_units["kg-907"]
    content = scorecard_workbook(defined, [(unit, rows)], date(2024, 3, 14))
    verdict = read(content)
    assert verdict.findings == ()
    found = {one.code: one for one in verdict.criteria}
    one = found["1.1.1"]
    assert (one.self, one.appraised, one.claimed, one.lost) == (2, 0.5, 1.5, 1.5)
    assert (one.evidence, one.reason, one.explanation, one.depends_on) == (
        "Kế hoạch 5", "Chậm", "Đã gửi", "UBND tỉnh"
    )  # fmt: skip
    assert (one.owner_units, one.due.dates) == (("kg-so-noi-vu",), (date(2024, 6, 30),))
    sums = {each.code: (each.max, each.self, each.given) for each in verdict.totals}
    assert sums["1"] == (13, 13, 11.5)
    assert sums["8"] == (30, None, 28)
    # A program that computes nothing sees the sums too.
    assert [row[3:5] for row in values(content) if row[0] == "1"] == [[13, 11.5]]


def test_only_what_is_to_be_filled_in_is_unlocked(shipped, opened):
    defined = shipped.criteria_sets["kg-huyen-2023"]
    book = opened(scorecard_template(defined, shipped.org_units["kg-907"]))
    sheet = book.active
    assert sheet.protection.sheet
    row = next(one for one in sheet.iter_rows() if one[0].value == "1.1.1")
    assert [cell.protection.locked for cell in row[:6]] == [True, True, True, False, False, True]
    limits = {str(rule.sqref): rule.formula2 for rule in sheet.data_validations.dataValidation}
    assert any(row[3].coordinate in area and most == "2" for area, most in limits.items())


def test_a_template_has_a_name_of_its_own(shipped):
    defined = shipped.criteria_sets["kg-so-2023"]
    name = template_name(defined, shipped.org_units["kg-so-ke-hoach-va-dau-tu"])
    assert name == "kg-so-2023 so kh-dt.xlsx"
