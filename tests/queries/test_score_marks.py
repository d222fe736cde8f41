"""What officers record of a card on the page: its points, its pictures, its lock, its story."""

import shutil
from decimal import Decimal

import duckdb
import pytest

from kpis.accounts.roles import Actor, Role, Via
from kpis.domain.score_marks import Mark, MarkKind
from kpis.errors import ExplanationMissing, NotAllowed, NotSignedIn
from kpis.intake import recording, score_marking
from kpis.intake.checking import check
from kpis.intake.score_components import CardId
from kpis.intake.score_errors import (
    AppraisalIncomplete,
    BodyMissing,
    ClaimTooLow,
    DisputesOpen,
    MarkNotPossible,
    NothingToAccept,
    PointsOutOfRange,
)
from kpis.intake.score_locking import reopen
from kpis.intake.verdict import FindingCode
from kpis.queries.criteria_sets import sets
from kpis.queries.lost_points import lost_points, waiting_for_others
from kpis.queries.published import published
from kpis.queries.score_events import score_events
from kpis.queries.score_views import gaps
from kpis.queries.scorecards import reckoned
from kpis.queries.scoring import scorecard, summary
from kpis.queries.what_if import effect_of
from kpis.store.deriving import derive
from kpis.store.versions import Store
from tests.builders import counts, received, store
from tests.conftest import DAY, MACHINE
from tests.queries.test_scoring import AFTER, SET, card, put

D = Decimal
CARD = CardId(SET, "kg-907")
CARD_TABLES = ("card_file", "standing_card", "card_picture", "card_row")
# 4 + 6 + 10 points of its own; nobody has judged them yet.
OWN = [["1.1", "Kế hoạch", 4, 4], ["1.2", "Vị trí việc làm", 6, 6], ["2.1", "Công khai", 10, 10]]


@pytest.fixture
def ask(house):
    def ask(query, **facts):
        with house.store.reader(house.store.version()) as con:
            return query(con, set_=SET, **facts)

    return ask


@pytest.fixture
def mark(house):
    def mark(code, kind, points=None, body="", reason="vì sao", actor=MACHINE):
        points = None if points is None else D(str(points))
        what = Mark(MarkKind(kind), points, body)
        score_marking.record_mark(house, actor, CARD, code, what, reason)

    return mark


def put_own(house):
    put(house, card(OWN))


@pytest.fixture
def scored(filled):
    return filled(put_own)


def line(ask, code, **facts):
    return ask(scorecard, org_unit="kg-907", **facts).set_index("code").loc[code]


def whole(ask, **facts):
    return ask(summary, **facts).set_index("org_unit").loc["kg-907"]


def test_appraised_points_count_with_their_reason_and_the_card_stays_open(scored, ask, mark):
    mark("1.1", "appraised", 2.5, reason="Kế hoạch ban hành chậm")
    one = line(ask, "1.1")
    assert (one["self"], one["appraised"], one["given"], one["lost"]) == (4, 2.5, 2.5, 1.5)
    assert one["reason"] == "Kế hoạch ban hành chậm"
    assert (whole(ask)["score"], whole(ask)["stage"], whole(ask)["locked"]) == (18.5, "self", False)
    mark("1.1", "appraised", 3)
    assert (line(ask, "1.1")["given"], whole(ask)["score"]) == (3, 19)


def test_what_is_foretold_is_what_comes(scored, ask, mark):
    kinds = [("1.1", "appraised", 2.5, ""), ("1.1", "disputed", 4, ""), ("1.1", "settled", 3, ""),
             ("1.2", "not_applicable", None, ""), ("2.1", "waiting", None, "UBND tỉnh"),
             ("1.2", "applicable", None, "")]  # fmt: skip
    for code, kind, points, body in kinds:
        told = Mark(MarkKind(kind), None if points is None else D(str(points)), body)
        after = ask(effect_of, org_unit="kg-907", code=code, mark=told)
        mark(code, kind, points, body)
        now = whole(ask)
        assert (after["score"], after["applicable"]) == (now["score"], now["applicable"]), kind


def test_what_does_not_apply_leaves_the_whole(scored, ask, mark):
    mark("1.1", "appraised", 2)
    mark("1.2", "not_applicable", reason="Không có đơn vị sự nghiệp")
    now = whole(ask)
    # 2 of 4 and 10 of 10: 12 of 14 are as 17.14 of 20.
    assert (now["given"], now["applicable"], now["score"]) == (12, 14, 17.14)
    assert line(ask, "1.2")[["state", "reason"]].tolist() == [
        "not_applicable", "Không có đơn vị sự nghiệp"
    ]  # fmt: skip
    mark("1.2", "applicable")
    assert whole(ask)["score"] == 18


def test_what_waits_for_another_body_is_counted_for_all_units(scored, ask, mark):
    mark("1.2", "appraised", 4)
    mark("1.2", "waiting", body="UBND tỉnh", reason="Chưa duyệt đề án")
    [one] = ask(waiting_for_others).to_dict("records")
    assert (one["depends_on"], one["code"], one["lost"]) == ("UBND tỉnh", "1.2", 2)
    assert ask(lost_points).iloc[0]["recovery"] == "other_body"
    mark("1.2", "not_waiting")
    assert ask(waiting_for_others).empty


def test_a_card_goes_from_self_to_appraised_to_heard_and_each_can_be_seen(scored, house, ask, mark):
    mark("1.1", "appraised", 2)
    assert score_marking.accept_own(house, MACHINE, CARD, "Đủ tài liệu") == 2
    score_marking.lock(house, MACHINE, CARD, "Biên bản số 5")
    assert whole(ask)[["stage", "locked", "score"]].tolist() == ["appraised", True, 18]
    mark("1.1", "disputed", 4, reason="Đã gửi bổ sung")
    assert whole(ask)[["score", "disputed"]].tolist() == [18, 1]
    with pytest.raises(DisputesOpen):
        score_marking.lock(house, MACHINE, CARD, "Biên bản số 9")
    mark("1.1", "settled", 3.5, reason="Chấp nhận một phần")
    score_marking.lock(house, MACHINE, CARD, "Biên bản số 9")
    scores = [whole(ask, picture=one)["score"] for one in ("self", "appraised", "final")]
    assert scores == [20, 18, 19.5]
    one = line(ask, "1.1")
    assert one[["self", "appraised", "claimed", "settled", "given"]].tolist() == [4, 2, 4, 3.5, 3.5]
    assert one[["dispute", "explanation", "settled_reason"]].tolist() == [
        "partly", "Đã gửi bổ sung", "Chấp nhận một phần"
    ]  # fmt: skip
    assert line(ask, "1.1", picture="appraised")[["given", "settled"]].isna().tolist() == [
        False, True
    ]  # fmt: skip
    assert whole(ask)[["self", "appraised", "settled"]].tolist() == [20, 18, 19.5]
    [gap] = ask(gaps).to_dict("records")
    assert (gap["gap"], gap["final"], gap["won"]) == (2, 19.5, 1.5)


@pytest.mark.parametrize(
    ("made", "problem"),
    [
        (("1.1", "appraised", 4.5), PointsOutOfRange),
        (("1.1", "appraised", -1), PointsOutOfRange),
        (("1.1", "appraised", None), PointsOutOfRange),
        (("1.1", "disputed", 4), MarkNotPossible),
        (("1.2", "disputed", 5), ClaimTooLow),
        (("1.2", "settled", 5), MarkNotPossible),
        (("1.1", "applicable"), MarkNotPossible),
        (("1.1", "not_waiting"), MarkNotPossible),
        (("9.9", "appraised", 1), MarkNotPossible),
        (("1.1", "waiting"), BodyMissing),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_no_trace(scored, ask, mark, made, problem):
    mark("1.2", "appraised", 5)
    before = scored.store.version()
    with pytest.raises(problem):
        mark(*made)
    assert scored.store.version() == before


def test_a_reason_is_needed_but_for_points_as_the_unit_scored_itself(scored, mark):
    with pytest.raises(ExplanationMissing):
        mark("1.1", "appraised", 3, reason=" ")
    mark("1.1", "appraised", 4, reason="")


def test_only_who_may_records(scored, mark):
    with pytest.raises(NotSignedIn):
        mark("1.1", "appraised", 3, actor=None)
    looking_back = Actor("lan", Role.OFFICER, Via.PASSWORD, looking_back=True)
    with pytest.raises(NotAllowed):
        mark("1.1", "appraised", 3, actor=looking_back)
    mark("1.1", "appraised", 3, actor=Actor("lan", Role.OFFICER, Via.PASSWORD))


def test_a_card_is_locked_only_when_all_is_appraised(scored, house, mark):
    mark("1.1", "appraised", 3)
    with pytest.raises(AppraisalIncomplete) as found:
        score_marking.lock(house, MACHINE, CARD, "Biên bản")
    assert found.value.facts == {"count": 2}
    score_marking.accept_own(house, MACHINE, CARD, "đủ")
    with pytest.raises(NothingToAccept):
        score_marking.accept_own(house, MACHINE, CARD, "đủ")
    with pytest.raises(ExplanationMissing):
        score_marking.lock(house, MACHINE, CARD, "")


def test_a_locked_card_takes_disputes_alone_until_it_is_reopened(scored, house, ask, mark):
    mark("1.1", "appraised", 3)
    score_marking.accept_own(house, MACHINE, CARD, "đủ")
    score_marking.lock(house, MACHINE, CARD, "Biên bản")
    [verdict] = [one.verdict for one in check(house, [("a.xlsx", card(OWN))], DAY)]
    assert [one.code for one in verdict.findings] == [FindingCode.SCORECARD_LOCKED]
    for kind, points in (("appraised", 2), ("not_applicable", None)):
        with pytest.raises(MarkNotPossible):
            mark("1.1", kind, points)
    reopen(house, SET, "kg-907", MACHINE, "Chấm sót")
    mark("1.1", "appraised", 2)
    assert whole(ask)[["locked", "score"]].tolist() == [False, 18]
    score_marking.lock(house, MACHINE, CARD, "Biên bản bổ sung")
    assert whole(ask)[["locked", "stage"]].tolist() == [True, "appraised"]
    mark("1.1", "disputed", 4)
    mark("1.1", "settled", 4)
    score_marking.lock(house, MACHINE, CARD, "Biên bản")
    with pytest.raises(MarkNotPossible):
        mark("1.1", "disputed", 4)


def test_a_later_card_of_the_unit_leaves_what_was_appraised(scored, house, ask, mark):
    mark("1.1", "appraised", 2)
    put(house, card([*OWN[:2], ["2.1", "Công khai", 10, 9]]))
    assert whole(ask)["score"] == 17
    # A card that was appraised elsewhere takes the place of what was recorded.
    put(
        house, card([["1.1", "Kế hoạch", 4, 4, 3.5], ["1.2", "B", 6, 6, 6], ["2.1", "C", 10, 9, 9]])
    )
    assert whole(ask)[["score", "stage", "locked"]].tolist() == [18.5, "appraised", True]


def test_a_card_made_after_disputes_keeps_what_was_appraised_before(house, ask):
    put(house, card([["1.1", "Kế hoạch", 4, 4, 2, "", "", "", "", "", 4]]))
    put(house, card([["1.1", "Kế hoạch", 4, 4, 3]], title=AFTER))
    one = line(ask, "1.1")
    assert one[["appraised", "claimed", "settled", "given"]].tolist() == [2, 4, 3, 3]
    assert one["dispute"] == "partly"
    assert [whole(ask, picture=one)["score"] for one in ("self", "appraised", "final")] == [4, 2, 3]


def test_of_a_claim_on_the_page_and_one_in_a_file_the_later_counts(house, ask, mark):
    row = ["1.1", "Kế hoạch", 4, 4, 2, "", "", "", "", "", ""]
    put(house, card([row]))
    mark("1.1", "disputed", 4)
    assert line(ask, "1.1")["claimed"] == 4
    put(house, card([[*row[:-1], 3]]))
    assert line(ask, "1.1")[["claimed", "appraised"]].tolist() == [3, 2]
    mark("1.1", "disputed", 3.5)
    assert line(ask, "1.1")["claimed"] == 3.5


def test_withdrawing_the_file_takes_what_was_recorded_of_it(scored, house, ask, mark):
    [later] = put(house, card([*OWN[:2], ["2.1", "Công khai", 10, 9]]))
    mark("1.1", "appraised", 1)
    assert whole(ask)["score"] == 16
    recording.withdraw(house, later, MACHINE, "nhầm")
    assert whole(ask)["score"] == 20


def test_the_story_tells_everything_recorded_in_its_order(scored, house, ask, mark):
    mark("1.1", "appraised", 3, reason="Chậm")
    score_marking.accept_own(house, MACHINE, CARD, "đủ")
    score_marking.lock(house, MACHINE, CARD, "Biên bản số 5")
    rows = ask(score_events, org_unit="kg-907")
    assert rows["kind"].tolist() == ["file", "appraised", "appraised", "appraised", "locked"]
    assert rows["code"].tolist()[1:4] == ["1.1", "1.2", "2.1"]
    assert rows["points"].tolist()[1:4] == [3, 6, 10]
    assert rows["person"].tolist()[1:] == [MACHINE.name] * 4
    assert rows["reason"].tolist()[1:] == ["Chậm", "đủ", "đủ", "Biên bản số 5"]


def test_units_outside_the_catalogue_have_cards_of_their_own(house, ask):
    title = "BẢNG CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2022"
    for name, points in (("Cục Thuế tỉnh", 3), ("Bảo hiểm xã hội tỉnh", 2)):
        told = f"{title}\nĐơn vị báo cáo: {name}"
        put(house, card([["1.1", "Kế hoạch", 4, 4, points]], "SỞ NỘI VỤ", title=told))
    table = ask(summary)
    assert dict(zip(table["org_unit"], table["score"], strict=True)) == {
        "-Cục Thuế tỉnh": 3, "-Bảo hiểm xã hội tỉnh": 2
    }  # fmt: skip
    assert table["rank"].tolist() == [1, 2]


def test_a_version_from_before_anything_could_be_recorded_reads_as_it_did(house, tmp_path):
    put(house, card([["1.1", "Kế hoạch", 4, 4, 3, "", "Chậm", "", "", "", 4]]))
    older = tmp_path / "older.duckdb"
    shutil.copyfile(house.store.path(house.store.version()), older)
    with duckdb.connect(str(older)) as con:
        for table in ("card_row", "card_picture", "card_file", "score_mark", "published_score"):
            con.execute(f"DROP TABLE {table}")
        con.execute("ALTER TABLE standing_card DROP COLUMN locked")
        [one] = summary(con, set_=SET).to_dict("records")
        assert (one["score"], one["disputed"], one["locked"]) == (3, 1, True)
        assert scorecard(con, set_=SET, org_unit="kg-907").iloc[-1]["claimed"] == 4
        assert len(score_events(con, set_=SET, org_unit="kg-907")) == 1
        assert len(lost_points(con, set_=SET)) == 1
        assert published(con, set_=SET).empty
        assert sets(con).set_index("set").loc[SET, ["units", "published"]].tolist() == [1, 0]


def test_cards_stand_while_other_reports_come_in_and_change_with_their_marks(scored, ask, mark):
    first = ask(reckoned)
    store(scored, received(counts("on_time_rate", "kg-899", 90, 100, "2024-Q2")))
    assert ask(reckoned) is first
    mark("1.1", "appraised", 2.5)
    assert ask(reckoned).units["kg-907"].card.score == first.units["kg-907"].card.score - D("1.5")


def test_what_stands_of_cards_is_what_a_whole_reckoning_gives(scored, mark, tmp_path):
    mark("1.1", "appraised", 2.5)
    store(scored, received(counts("on_time_rate", "kg-899", 90, 100, "2024-Q2")))
    whole = shutil.copyfile(scored.store.path(scored.store.version()), tmp_path / "whole.duckdb")
    with duckdb.connect(str(whole)) as con:
        standing = [sorted(map(repr, con.table(one).fetchall())) for one in CARD_TABLES]
        con.execute("DROP TABLE cards_rest_on")
        derive(con)
        assert [sorted(map(repr, con.table(one).fetchall())) for one in CARD_TABLES] == standing
        assert all(standing)


def test_cards_of_another_store_are_others(scored, ask, tmp_path):
    ask(reckoned)
    other = Store(tmp_path / "other")
    other.folder.mkdir()
    version = scored.store.version()
    shutil.copyfile(scored.store.path(version), other.folder / scored.store.path(version).name)
    with duckdb.connect(str(other.path(version))) as con:
        con.execute("UPDATE card_row SET appraised = 1 WHERE code = '1.1'")
    with other.reader(version) as con:
        assert reckoned(con, SET).units["kg-907"].entries["1.1"].appraised == 1
