"""Scorecards of the districts' set of 2022, as they come back filled in."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from kpis.domain.criteria import Judged
from kpis.exports.scorecard_form import Filled
from kpis.exports.scorecard_template import scorecard_workbook
from kpis.intake.checking import check_and_record
from tests.conftest import DAY, MACHINE

SET = "kg-huyen-2022"
GO_QUAO, AN_MINH, KIEN_HAI = "kg-907", "kg-909", "kg-912"
# What each unit has but full points; 1.2 is worth 2, 2.1 and 2.2 three, 5.1 three.
LOST = {
    GO_QUAO: {
        "1.2": Filled(
            self=Decimal(2), appraised=Decimal("0.5"), reason="Báo cáo chậm <b>hai</b> kỳ",
            owner="Phòng Nội vụ", deadline="Quý II/2023", evidence="Báo cáo số 12",
        ),
        "2.1": Filled(self=Decimal(3), appraised=Decimal(2), claimed=Decimal("2.5"),
                      explanation="Đã gửi hồ sơ"),
        "5.1": Filled(self=Decimal(3), appraised=Decimal(0), depends_on="UBND tỉnh",
                      reason="Chưa duyệt đề án"),
    },
    AN_MINH: {
        "5.1": Filled(self=Decimal(3), appraised=Decimal(0), depends_on="UBND tỉnh"),
    },
    KIEN_HAI: {},
}  # fmt: skip


def card(defined, lost):
    """Return rows that give every component its highest points, but those that lose some."""
    full = {
        one.code: Filled(survey=one.max)
        if one.judged is Judged.SURVEY
        else Filled(self=one.max, appraised=one.max)
        for one in defined.leaves
    }
    return full | lost


def unappraised(lost):
    """Return what the units themselves say, before anybody has judged it."""
    return {code: replace(one, appraised=None) for code, one in lost.items()}


def own_card(defined, lost):
    """Return rows with the units' own points alone, before anybody has judged or asked people."""
    rows = {code: one for code, one in card(defined, lost).items() if one.self is not None}
    return unappraised(rows)


def send(house, lost=LOST, set_=SET, reason="đủ", filled=card):
    """Store the cards of some units as one file; its submission."""
    defined = house.catalogue.criteria_sets[set_]
    units = house.catalogue.org_units
    book = scorecard_workbook(
        defined,
        [(units[unit], filled(defined, rows)) for unit, rows in lost.items()],
        date(defined.year, 12, 31),
    )
    [(received, submission)] = check_and_record(
        house, [(f"{set_}.xlsx", book)], MACHINE, reason, DAY
    )
    assert submission, received.verdict.findings
    return submission
