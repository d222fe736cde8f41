"""Scorecards sent out with what is known: they come back, and change nothing unless filled in."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest

from kpis.domain.score_marks import Mark, MarkKind
from kpis.exports.scorecard_form import HEADER_ROW, PLACES, Filled
from kpis.exports.scorecard_set import card_to_send, cards_to_send, units_of
from kpis.exports.scorecard_template import scorecard_workbook
from kpis.intake import score_marking
from kpis.intake.checking import check, check_and_record
from kpis.intake.score_components import CardId
from kpis.intake.verdict import FindingCode
from kpis.queries.card_rows import card_texts
from kpis.queries.scorecards import reckoned
from kpis.queries.scoring import scorecard, summary
from tests.conftest import DAY, MACHINE
from tests.pages.scorecards import GO_QUAO, SET

D = Decimal
# Where a row stands, and the sums its file prints, are another file's whatever it says.
_ELSEWHERE = ["submission", "sheet", "cell", "printed", "rule"]


@pytest.fixture
def sent(house):
    """Return a unit's card as it is sent out now."""

    def sent(unit=GO_QUAO):
        with house.store.reader(house.store.version()) as con:
            known = reckoned(con, SET), card_texts(con, set_=SET)
        defined = house.catalogue.criteria_sets[SET]
        return card_to_send(defined, house.catalogue.org_units[unit], *known)

    return sent


@pytest.fixture
def seen(house):
    """Return all that is known of a card, in each of its pictures."""

    def seen(unit=GO_QUAO):
        with house.store.reader(house.store.version()) as con:
            asked = [{"set_": SET, "picture": one} for one in ("final", "appraised", "self")]
            lines = [scorecard(con, org_unit=unit, **one) for one in asked]
            sums = [summary(con, **one).set_index("org_unit").loc[[unit]] for one in asked]
        return [one.drop(columns=_ELSEWHERE) for one in lines], sums

    return seen


def same(first, second):
    for before, after in zip([*first[0], *first[1]], [*second[0], *second[1]], strict=True):
        pair = [
            one.astype(object).where(one.notna(), None).to_dict("list") for one in (before, after)
        ]
        assert pair[0] == pair[1]


def edited(content, changes):
    """Return a card with other words in some cells, by code and column."""
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book.active
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=HEADER_ROW + 1)}
    for (code, name), value in changes.items():
        rows[code][PLACES[name] - 1].value = value
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def mark(house, code, kind, points=None, body=""):
    what = Mark(MarkKind(kind), None if points is None else D(points), body)
    score_marking.record_mark(house, MACHINE, CardId(SET, GO_QUAO), code, what, "vì sao")


def send(house, *, appraised):
    """Store Gò Quao's card, which lost points at 1.2 and 2.1 and waits for the province at 5.1."""
    defined = house.catalogue.criteria_sets[SET]
    rows = {one.code: Filled(self=one.max) for one in defined.leaves if one.judged != "survey"}
    rows |= {
        "1.2": Filled(self=D("1.5"), reason="Báo cáo chậm", owner="Sở Nội vụ",
                      deadline="Quý II/2023", evidence="Báo cáo số 12", solution="Đôn đốc"),
        "5.1": Filled(self=D(0), depends_on="UBND tỉnh", reason="Chưa duyệt đề án"),
    }  # fmt: skip
    if appraised:
        rows = {code: replace(one, appraised=one.self) for code, one in rows.items()}
        rows["2.1"] = replace(rows["2.1"], appraised=D(2), claimed=D("2.5"), explanation="Đã gửi")
        rows |= {one.code: Filled(survey=one.max) for one in defined.leaves
                 if one.judged == "survey"}  # fmt: skip
    unit = house.catalogue.org_units[GO_QUAO]
    book = scorecard_workbook(defined, [(unit, rows)], date(2022, 12, 31))
    [(received, stored)] = check_and_record(house, [("a.xlsx", book)], MACHINE, "", DAY)
    assert stored, received.verdict.findings


def send_own(house):
    send(house, appraised=False)


def send_appraised(house):
    send(house, appraised=True)


def appraise(house):
    mark(house, "1.3", "appraised", "1")
    mark(house, "4.1", "not_applicable")
    mark(house, "4.2", "waiting", body="UBND tỉnh")
    score_marking.accept_own(house, MACHINE, CardId(SET, GO_QUAO), "đủ")
    score_marking.lock(house, MACHINE, CardId(SET, GO_QUAO), "Biên bản 1")


def hear(house):
    mark(house, "1.3", "disputed", "2")
    mark(house, "1.3", "settled", "1.5")
    score_marking.lock(house, MACHINE, CardId(SET, GO_QUAO), "Biên bản 2")


# What has been done with Gò Quao's card by each stage, with everything that may be recorded.
STAGES = {
    "self": [send_own],
    "appraised file": [send_appraised],
    "appraised page": [send_own, appraise],
    "heard": [send_own, appraise, hear],
}


@pytest.mark.parametrize("stage", STAGES)
def test_what_comes_back_unchanged_is_no_finding_and_changes_nothing(filled, sent, seen, stage):
    house = filled(*STAGES[stage])
    before = seen()
    [(received, submission)] = check_and_record(house, [("a.xlsx", sent())], MACHINE, "", DAY)
    assert received.verdict.findings == ()
    assert submission
    same(before, seen())


def test_a_locked_card_comes_back_with_what_the_unit_claims_and_nothing_else(filled, sent, seen):
    house = filled(*STAGES["appraised page"])
    claims = {("1.3", "claimed"): 1.5, ("1.3", "explanation"): "Đã gửi bổ sung"}
    [(received, submission)] = check_and_record(
        house, [("a.xlsx", edited(sent(), claims))], MACHINE, "", DAY
    )
    assert submission, received.verdict.findings
    one = seen()[0][0].set_index("code").loc["1.3"]
    assert one[["appraised", "claimed", "dispute", "explanation"]].tolist() == [
        1, 1.5, "open", "Đã gửi bổ sung"
    ]  # fmt: skip
    wrong = edited(sent(), {("1.3", "appraised"): 2})
    [again] = check(house, [("b.xlsx", wrong)], DAY)
    assert [one.code for one in again.verdict.findings] == [FindingCode.SCORECARD_LOCKED]


def test_points_that_may_still_change_are_not_told(filled, sent, values):
    house = filled(*STAGES["self"])
    mark(house, "1.2", "appraised", "0.5")
    [row] = [one for one in values(sent()) if one[0] == "1.2"]
    assert (row[PLACES["self"] - 1], row[PLACES["appraised"] - 1]) == (1.5, "")


def test_a_card_says_what_each_component_asks_for(house, sent, values):
    rows = {one[0]: one[PLACES["asked"] - 1] for one in values(sent())}
    assert rows["1.1.1"] == "Kế hoạch đã ban hành"
    assert rows["1.1.2"].startswith("từ 100 %: 3; 80 % – dưới 100 %: 2; dưới 80 %: 0\n")


def test_what_does_not_apply_has_a_column_of_its_own(filled, sent, seen):
    house = filled(*STAGES["self"])
    told = edited(sent(), {("4.1", "not_applicable"): "Không có đơn vị trực thuộc"})
    [(received, _)] = check_and_record(house, [("a.xlsx", told)], MACHINE, "đã hỏi", DAY)
    assert [one.code for one in received.verdict.findings] == [FindingCode.NOT_EXEMPT]
    one = seen()[0][0].set_index("code").loc["4.1"]
    assert one[["state", "reason"]].tolist() == ["not_applicable", "Không có đơn vị trực thuộc"]


def test_an_archive_holds_a_card_for_every_unit_of_the_block(demo):
    defined = demo.catalogue.criteria_sets["kg-huyen-2024"]
    with demo.store.reader(demo.store.version()) as con:
        known = reckoned(con, defined.id), card_texts(con, set_=defined.id)
    units = units_of(defined, demo.catalogue)
    content = cards_to_send(defined, units, *known)
    assert content == cards_to_send(defined, units, *known)
    archive = ZipFile(BytesIO(content))
    assert len(archive.namelist()) == len(units) == 15
    first = archive.read(archive.namelist()[0])
    [one] = check(demo, [("a.xlsx", first)], DAY)
    assert one.verdict.accepted
    assert not one.verdict.needs_reason
