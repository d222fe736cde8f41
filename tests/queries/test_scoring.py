"""Scorecards through the importer: what they come to, and what is kept beside it."""

import pytest

from kpis.intake import recording
from kpis.intake.checking import check, check_and_record
from kpis.intake.score_errors import ScorecardNotLocked
from kpis.intake.score_locking import reopen
from kpis.intake.verdict import FindingCode
from kpis.queries.criteria_sets import criteria_set, earlier_set, sets
from kpis.queries.lost_points import (
    lost_by_owner,
    lost_points,
    own_losses,
    waiting_for_others,
)
from kpis.queries.provisional import provisional, provisional_score
from kpis.queries.score_events import score_events
from kpis.queries.score_views import areas, compared, gaps, waterfall
from kpis.queries.scorecards import scored_units
from kpis.queries.scoring import scorecard, summary
from kpis.queries.what_if import what_if
from tests.conftest import DAY, MACHINE
from tests.intake.documents import scorecard as sheet

HEAD = ["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Điểm thẩm định", "Điểm ĐTXHH", "Lý do",
        "Cơ quan thực hiện", "Thời hạn", "Phụ thuộc cấp trên", "Điểm đề nghị"]  # fmt: skip
SET = "cham-diem-2022"
# Two areas of 10 and a survey of 5; 1.2 waits for the province, 2.1 is disputed.
GO_QUAO = [
    ["1", "CHỈ ĐẠO", 10],
    ["1.1", "Kế hoạch", 4, 4, 3, "", "Chậm", "Phòng Nội vụ", "Quý II/2023"],
    ["1.2", "Vị trí việc làm", 6, 6, 4.5, "", "Chưa duyệt đề án", "Phòng Nội vụ", "", "UBND tỉnh"],
    ["2", "THỦ TỤC", 10],
    ["2.1", "Công khai", 10, 10, 8, "", "Thiếu", "Văn phòng", "Quý I/2023", "", 9],
    ["3", "ĐIỀU TRA", 5],
    ["3.1", "Người dân", 5, "", "", 4.25],
]
AN_MINH = [
    ["1", "CHỈ ĐẠO", 10],
    ["1.1", "Kế hoạch", 4, 4, 4],
    ["1.2", "Vị trí việc làm", 6, 6, 3, "", "Chưa duyệt", "Phòng Nội vụ", "", "UBND tỉnh"],
    ["2", "THỦ TỤC", 10],
    ["2.1", "Công khai", 10, 9, 9],
    ["3", "ĐIỀU TRA", 5],
    ["3.1", "Người dân", 5, "", "", 3.75],
]


def card(rows, issuer="UBND HUYỆN GÒ QUAO", **more):
    return sheet(rows, HEAD, issuer, **more)


def put(house, *contents, reason="đủ"):
    files = [(f"{at}.xlsx", one) for at, one in enumerate(contents)]
    stored = check_and_record(house, files, MACHINE, reason, DAY)
    assert all(submission for _, submission in stored), [one.verdict.findings for one, _ in stored]
    return [submission for _, submission in stored]


@pytest.fixture
def ask(house):
    def ask(query, **facts):
        with house.store.reader(house.store.version()) as con:
            return query(con, **facts)

    return ask


def put_two(house):
    put(house, card(GO_QUAO), card(AN_MINH, "UBND HUYỆN AN MINH"))


@pytest.fixture
def two(filled):
    return filled(put_two)


# Kế hoạch 119/KH-UBND of 28/8/2017, Tịnh Biên; the rank as its first sentence gives it.
TINH_BIEN = [
    ["I", "Chỉ đạo, điều hành", 36, 33, 3],
    ["1.5.3", "Sáng kiến", 2, 0, 2, "Không có"],
    ["1.7.2", "Giờ làm việc", 2, 1, 1, "Phản ánh"],
    ["II", "Thủ tục hành chính", 4, 3.5, 0.5],
    ["3.2", "Niêm yết", 1, 0.5, 0.5, "Thẩm quyền"],
    ["III", "Đội ngũ", 5, 3.5, 1.5],
    ["5.2", "Vị trí việc làm", 1, 0, 1, "Chưa duyệt"],
    ["5.3.3", "Trình độ", 1, 0.5, 0.5, "80 – 100 %"],
    ["IV", "Hiện đại hóa", 7, 5, 2],
    ["7.1.5", "Trực tuyến", 3, 1, 2, "Không có"],
    ["V", "Còn lại", 18, 18, 0],
    ["", "Điểm thẩm định", 70, 63, 7],
    ["", "Điểm điều tra xã hội học", 30, "24.65", 5.35],
    ["", "TỔNG CỘNG", 100, 87.65, 12.35],
    ["", "Xếp loại", "", "Tốt"],
    ["", "Xếp hạng", "", "8/11"],
]


def test_the_published_card_of_a_district_gives_its_published_figures(house, ask):
    title = "BẢNG ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2016"
    put(house, sheet(TINH_BIEN, issuer="UBND HUYỆN TỊNH BIÊN", title=title))
    set_ = "cham-diem-tinh-bien-2016"
    by_area = ask(areas, set_=set_).set_index("code")
    assert by_area.loc[["I", "II", "III", "IV"], "given"].tolist() == [33, 3.5, 3.5, 5]
    assert by_area.loc[["I", "II", "III", "IV"], "lost"].tolist() == [3, 0.5, 1.5, 2]
    [one] = ask(summary, set_=set_).to_dict("records")
    assert (one["appraised"], one["survey"], one["score"], one["max"]) == (63, 24.65, 87.65, 100)
    assert (one["grade"], one["grade_vi"]) == ("good", "Tốt")
    published = ("published_score", "published_rank", "published_ranked", "published_grade")
    assert [one[name] for name in published] == [87.65, 8, 11, "Tốt"]
    # Alone it has no rank of ours: the published one stands beside it.
    assert one["rank"] is None


def test_a_published_figure_stays_beside_another_that_is_reckoned(house, ask):
    rows = [["1.1", "Kế hoạch", 4, 3, 1], ["1.2", "Hồ sơ", 6, 5, 1], ["", "Tổng điểm", 10, 9, 1]]
    put(house, sheet(rows))
    [one] = ask(summary, set_=SET).to_dict("records")
    assert (one["score"], one["published_score"]) == (8, 9)


def test_every_unit_comes_to_its_score_rank_and_sums(two, ask):
    first, second = ask(summary, set_=SET).to_dict("records")
    # 4 + 3 + 9 + 3.75, and 3 + 4.5 + 8 + 4.25: equal scores share the first place.
    assert [one["score"] for one in (first, second)] == [19.75, 19.75]
    assert [(one["rank"], one["ranked"]) for one in (first, second)] == [(1, 2), (1, 2)]
    go_quao = next(one for one in (first, second) if one["org_unit"] == "kg-907")
    assert (go_quao["self"], go_quao["appraised"], go_quao["survey"]) == (20, 15.5, 4.25)
    assert (go_quao["lost"], go_quao["disputed"], go_quao["missing"]) == (5.25, 1, 0)
    assert go_quao["grade"] is None  # Nobody defined this set's thresholds.


def test_a_card_is_a_tree_with_what_its_rows_say(two, ask):
    lines = ask(scorecard, set_=SET, org_unit="kg-907").set_index("code")
    assert lines["depth"].to_dict() == {
        "1": 0, "1.1": 1, "1.2": 1, "2": 0, "2.1": 1, "3": 0, "3.1": 1
    }  # fmt: skip
    assert lines.loc["1", ["max", "self", "appraised", "given", "lost"]].tolist() == [
        10, 10, 7.5, 7.5, 2.5
    ]  # fmt: skip
    assert lines.loc["2.1", ["dispute", "claimed", "given"]].tolist() == ["open", 9, 8]
    assert lines.loc["1.2", ["depends_on", "reason"]].tolist() == ["UBND tỉnh", "Chưa duyệt đề án"]
    assert lines.loc["3.1", "state"] == "surveyed"
    assert ask(scorecard, set_=SET, org_unit="kg-900").empty


def test_the_waterfall_leads_from_the_highest_to_the_score(two, ask):
    steps = ask(waterfall, set_=SET, org_unit="kg-907")
    assert list(zip(steps["kind"], steps["points"], steps["after"], strict=True)) == [
        ("start", 25, 25), ("area", -2.5, 22.5), ("area", -2, 20.5), ("area", -0.75, 19.75),
        ("score", 19.75, 19.75),
    ]  # fmt: skip


def test_gaps_are_between_what_both_have_scored(two, ask):
    first, second = ask(gaps, set_=SET).to_dict("records")
    assert (first["org_unit"], first["self"], first["appraised"], first["gap"]) == (
        "kg-907", 20, 15.5, 4.5
    )  # fmt: skip
    assert (first["most_code"], first["most"], first["higher"]) == ("2.1", 2, 3)
    assert (second["gap"], second["same"]) == (3, 2)


def test_lost_points_are_sorted_by_what_can_be_won_back(two, ask):
    rows = ask(lost_points, set_=SET)
    told = (rows[name] for name in ("org_unit", "code", "recovery", "lost"))
    assert list(zip(*told, strict=True)) == [
        ("kg-907", "2.1", "own", 2), ("kg-907", "1.1", "own", 1), ("kg-909", "2.1", "own", 1),
        ("kg-909", "3.1", "survey", 1.25), ("kg-907", "3.1", "survey", 0.75),
        ("kg-909", "1.2", "other_body", 3), ("kg-907", "1.2", "other_body", 1.5),
    ]  # fmt: skip
    assert rows["lost"].sum() == pytest.approx(2 * 25 - 2 * 19.75)


def test_what_units_can_win_back_themselves_leaves_surveys_and_other_bodies(two, ask):
    assert ask(own_losses, set_=SET) == {"kg-907": 3, "kg-909": 1}


def test_units_stand_best_first_whatever_their_place_in_the_catalogue(house, ask):
    put(house, card([["1.1", "Kế hoạch", 4, 4, 2.5, "", "", "", "", ""]]),
        card([["1.1", "Kế hoạch", 4, 4, 3, "", "", "", "", ""]], "UBND HUYỆN AN MINH"))  # fmt: skip
    assert ask(scored_units, set_=SET) == ["kg-909", "kg-907"]
    assert ask(summary, set_=SET)["org_unit"].tolist() == ["kg-909", "kg-907"]


def test_lost_points_are_grouped_by_who_answers_for_them(two, ask):
    rows = ask(lost_by_owner, set_=SET).set_index("owner")
    columns = ["criteria", "units", "lost", "own", "other_body"]
    assert rows.loc["Phòng Nội vụ", columns].tolist() == [2, 2, 5.5, 1, 4.5]
    assert rows.loc["Văn phòng", "own"] == 2


def test_what_another_body_costs_all_units_together(two, ask):
    [one] = ask(waiting_for_others, set_=SET).to_dict("records")
    assert one == {"depends_on": "UBND tỉnh", "code": "1.2", "title": "Vị trí việc làm",
                   "units": 2, "lost": 4.5, "body_units": 2, "body_lost": 4.5}  # fmt: skip


def test_what_waits_is_grouped_by_the_body_however_it_is_written(house, ask):
    def row(code, given, body):
        return [code, f"Mục {code}", 4, 4, given, "", "", "", "", body]

    put(house, card([row("1.1", 3, "UBND tỉnh"), row("1.2", 0, "Bộ Nội vụ"),
                     row("1.3", 1.5, "Ủy ban nhân dân Tỉnh")]),
        card([row("1.1", 2.5, "UBND tỉnh"), row("1.2", 4, ""), row("1.3", 4, "")],
             "UBND HUYỆN AN MINH"))  # fmt: skip
    rows = ask(waiting_for_others, set_=SET)
    # 2.5 and 1 + 1.5 at the province, of two units; 4 at the ministry, of one.
    told = zip(*(rows[name] for name in rows.columns if name != "title"), strict=True)
    assert list(told) == [
        ("UBND tỉnh", "1.1", 2, 2.5, 2, 5), ("UBND tỉnh", "1.3", 1, 2.5, 2, 5),
        ("Bộ Nội vụ", "1.2", 1, 4, 1, 4),
    ]  # fmt: skip


def test_what_if_moves_score_and_rank_and_nothing_without_a_move(two, ask):
    same = ask(what_if, set_=SET, org_unit="kg-907", moves=())
    assert (same["change"], same["score"], same["rank"]) == (0, 19.75, 1)
    better = ask(what_if, set_=SET, org_unit="kg-907", moves=(("2.1", 10),))
    assert (better["score"], better["change"], better["rank"]) == (21.75, 2, 1)
    worse = ask(what_if, set_=SET, org_unit="kg-907", moves=(("2.1", 7.5), ("khong-co", 9)))
    assert (worse["score"], worse["rank_before"], worse["rank"]) == (19.25, 1, 2)
    assert worse["lines"] == [("2.1", 8, 7.5)]
    too_much = ask(what_if, set_=SET, org_unit="kg-907", moves=(("2.1", 99),))
    assert too_much["score"] == 21.75
    assert ask(what_if, set_=SET, org_unit="kg-900", moves=()) is None


SELF = [[code, title, most, own, *[""] * 2] for code, title, most, own in (
    ("1.1", "Kế hoạch", 4, 4), ("1.2", "Hồ sơ", 6, 5))]  # fmt: skip
APPRAISED = [["1.1", "Kế hoạch", 4, "", 3], ["1.2", "Hồ sơ", 6, "", 5, "", "", "", "", "", 6]]
HEARD = [["1.1", "Kế hoạch", 4, "", 3], ["1.2", "Hồ sơ", 6, "", 6]]
AFTER = "BẢNG CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2022 (SAU GIẢI TRÌNH)"


def refused(house, content):
    [one] = check(house, [("moi.xlsx", content)], DAY)
    return [finding.code for finding in one.verdict.findings if finding.severity == "error"]


def test_each_stage_is_a_snapshot_and_the_latest_counts(house, ask):
    put(house, card(SELF))
    [one] = ask(summary, set_=SET).to_dict("records")
    assert (one["stage"], one["score"], one["self"]) == ("self", 9, 9)
    put(house, card(APPRAISED))
    [one] = ask(summary, set_=SET).to_dict("records")
    # The unit's own points stay from its own card.
    assert (one["stage"], one["score"], one["self"], one["disputed"]) == ("appraised", 8, 9, 1)
    put(house, card(HEARD, title=AFTER))
    [one] = ask(summary, set_=SET).to_dict("records")
    assert (one["stage"], one["score"], one["disputed"]) == ("heard", 9, 0)
    lines = ask(scorecard, set_=SET, org_unit="kg-907").set_index("code")
    assert lines.loc["1.2", ["dispute", "claimed"]].tolist() == ["upheld", 6]


def test_an_appraised_card_is_locked_until_it_is_reopened_with_a_reason(house, ask):
    put(house, card(SELF))
    assert refused(house, card(SELF[:1])) == []
    put(house, card(APPRAISED))
    assert refused(house, card(SELF)) == [FindingCode.SCORECARD_LOCKED]
    assert refused(house, card(APPRAISED[:1])) == [FindingCode.SCORECARD_LOCKED]
    assert refused(house, card(APPRAISED, "UBND HUYỆN AN MINH")) == []
    reopen(house, SET, "kg-907", MACHINE, "Chấm sót một tiêu chí")
    put(house, card(APPRAISED[:1]))
    assert refused(house, card(APPRAISED[1:])) == [FindingCode.SCORECARD_LOCKED]
    with house.store.reader(house.store.version()) as con:
        [told] = con.execute("SELECT * EXCLUDE (reopened_at, mark) FROM score_reopening").fetchall()
    assert told[:2] + told[3:] == (SET, "kg-907", "Chấm sót một tiêu chí", MACHINE.name)


def test_the_story_of_a_card_names_every_file_and_reopening(house, ask):
    put(house, card(SELF))
    put(house, card(APPRAISED), reason="thẩm định")
    reopen(house, SET, "kg-907", MACHINE, "Chấm sót")
    [last] = put(house, card(APPRAISED[:1]))
    recording.withdraw(house, last, MACHINE, "nhầm")
    rows = ask(score_events, set_=SET, org_unit="kg-907")
    assert list(zip(rows["kind"], rows["counts"], rows["withdrawn"], strict=True)) == [
        ("file", False, False), ("file", True, False), ("reopened", False, False),
        ("file", False, True),
    ]  # fmt: skip
    assert rows["stage"].dropna().tolist() == ["self", "appraised", "appraised"]
    assert rows["reason"].tolist()[1:3] == ["thẩm định", "Chấm sót"]
    assert ask(score_events, set_=SET, org_unit="kg-900").empty


def test_a_card_that_is_not_locked_cannot_be_reopened(house):
    with pytest.raises(ScorecardNotLocked):
        reopen(house, SET, "kg-907", MACHINE, "vì sao")


def test_withdrawing_an_appraisal_leaves_the_unit_s_own_card(house, ask):
    put(house, card(SELF))
    [later] = put(house, card(APPRAISED))
    recording.withdraw(house, later, MACHINE, "nhầm")
    [one] = ask(summary, set_=SET).to_dict("records")
    assert (one["stage"], one["score"]) == ("self", 9)


def test_the_demonstration_ranks_15_districts_and_22_agencies_a_year(demo):
    with demo.store.reader(demo.store.version()) as con:
        for prefix, count in (("kg-huyen", 15), ("kg-so", 22)):
            for year in range(2021, 2025):
                table = summary(con, set_=f"{prefix}-{year}")
                assert len(table) == count
                assert table["score"].between(40, 100).all()
                assert table["illustrative"].all()
                assert (table["stage"] == "appraised").all()
                assert table["before"].notna().all() == (year > 2021)


def test_the_demonstration_answers_each_question(demo):
    with demo.store.reader(demo.store.version()) as con:
        listed = sets(con).set_index("set")
        assert listed.loc["kg-huyen-2024", "units"] == 15
        lost = lost_points(con, set_="kg-huyen-2024")
        assert lost["reason"][lost["recovery"] != "survey"].notna().all()
        assert lost["due_on"][lost["recovery"] == "own"].notna().all()
        waiting = waiting_for_others(con, set_="kg-huyen-2022")
        assert (waiting["depends_on"] == "UBND tỉnh").all()
        assert len(waiting) == 1
        # Ban Dân tộc has nothing to do with three components: its score is of the rest.
        table = summary(con, set_="kg-so-2023").set_index("org_unit")
        one = table.loc["kg-ban-dan-toc"]
        assert (one["rescaled"], one["max"], one["applicable"]) == (True, 100, 92)
        assert one["score"] == round(one["given"] * 100 / 92, 2)
        assert table["rescaled"].sum() == 2


def test_years_are_compared_only_by_what_the_catalogue_matches(demo):
    with demo.store.reader(demo.store.version()) as con:
        assert earlier_set(con, set_="kg-huyen-2021") is None
        assert earlier_set(con, set_="kg-huyen-2024")[0] == "kg-huyen-2023"
        rows = compared(con, set_="kg-huyen-2023", org_unit="kg-907").set_index("code")
        assert rows.loc["3.3", "before_code"] == "3.4"
        assert "1.5" not in rows.index  # Its highest points have changed.
        assert "7.5" not in rows.index  # There was none before.
        assert compared(con, set_="cham-diem-tinh-bien-2016", org_unit=None).empty


def test_provisional_points_follow_the_figures_of_the_period(demo):
    with demo.store.reader(demo.store.version()) as con:
        rows = provisional(con, set_="kg-huyen-2023", period="2023-Q4", org_unit="kg-907")
        card_ = scorecard(con, set_="kg-huyen-2023", org_unit="kg-907").set_index("code")
        tied = {one.code for one in criteria_set(con, set_="kg-huyen-2023").leaves if one.indicator}
        assert set(rows["code"]) == tied
        for one in rows.to_dict("records"):
            # The demonstration's appraisers scored by the year's last quarter.
            assert one["points"] == card_.loc[one["code"], "given"], one
            if one["points"] < one["max"]:
                more = one["numerator"] + one["needed"]
                assert 100 * more >= one["next_value"] * one["denominator"]
                assert 100 * (more - 1) < one["next_value"] * one["denominator"]
        assert provisional(con, set_="kg-huyen-2023", period="2030-Q1").empty
        assert provisional(con, set_="khac", period="2023-Q4").empty
        asked = {"set_": "kg-huyen-2023", "org_unit": "kg-907"}
        assert provisional_score(con, **asked, period="2023-Q4")["change"] == 0
        assert provisional_score(con, **asked, period="2021-Q1")["change"] < 0
        assert provisional_score(con, **{**asked, "org_unit": "kg"}, period="2023-Q4") is None


def test_a_version_from_before_scorecards_were_reckoned_has_none(house, ask):
    with house.change(MACHINE, "init", "") as con:
        for table in ("criteria_set", "criteria_grade", "criteria_part", "criteria_match"):
            con.execute(f"DROP TABLE {table}")
    assert ask(sets).empty
    assert ask(criteria_set, set_="kg-huyen-2023") is None
    assert ask(summary, set_=SET).empty
