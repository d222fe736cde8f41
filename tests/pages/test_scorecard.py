"""The scorecard page: a block, a card before and after appraisal, its set, opening it again."""

import pytest

from kpis.domain.scorecards import Picture
from kpis.intake.checking import check_and_record
from kpis.ui import answers
from kpis.words import Words
from tests.conftest import DAY, MACHINE
from tests.pages.conftest import come
from tests.pages.reading import page_of
from tests.pages.scorecards import AN_MINH, GO_QUAO, LOST, SET, send
from tests.pages.workbooks import SOUND, fields_of_a_unit

T = Words()


@pytest.fixture
def scored(filled):
    return filled(send)


@pytest.fixture
def reported(filled):
    return filled(send, report)


def report(house):
    """Gò Quao resolves 95 of 100 dossiers in time in Quý III/2023, and gets 70 of 120 online."""
    content = fields_of_a_unit({"Đất đai": SOUND}, unit="UBND huyện Gò Quao")
    [(received, stored)] = check_and_record(house, [("q3.xlsx", content)], MACHINE, "đủ", DAY)
    assert stored, received.verdict.findings


def shown(**link):
    app = come("score/scorecard", **{"lang": "vi", "set": SET, **link})
    assert not app.exception
    return app


def words(**link):
    return page_of(shown(**link)).words


@pytest.mark.parametrize(
    ("lang", "finding"),
    [
        ("vi", "3 cấp huyện được chấm điểm: 3 xuất sắc; cao nhất Kiên Hải 100, thấp nhất"),
        ("en", "3 scored (districts): 3 excellent; highest Kiên Hải 100, lowest Gò Quao 94.5"),
    ],
)
def test_a_block_says_its_grades_the_first_and_the_last(scored, lang, finding):
    assert finding in words(lang=lang)


def test_a_block_shows_points_and_shares_by_area_with_places(scored):
    page = page_of(shown())
    # Gò Quao: 13.5 of 15, 5 of 6, and 5 of the 8 points of area 5, which is under 65 %.
    assert "Đạt 13,5/15 điểm (90,0\xa0%), mất 1,5" in page.words
    assert "Đạt 5/8 điểm (62,5\xa0%), mất 3" in page.words
    assert 'class="k-s-off_track" title="Đạt 5/8 điểm' in page.markup
    # One column, one number of decimals.
    assert "94,5 Xuất sắc" in page.words
    assert "100,0 Xuất sắc" in page.words


def test_a_block_can_be_seen_before_appraisal_as_a_card_can(scored):
    app = shown(stage="self")
    [stage] = [one for one in app.button_group if one.label == T("score.stage")]
    assert stage.options == [T.code("score.stage", one) for one in Picture]
    page = page_of(app)
    # Everybody gave themselves full points; the table of the gap below still tells what became.
    assert "cao nhất Gò Quao 100, thấp nhất Kiên Hải 100" in page.words
    assert T.code("score.stage", "self") + " · " in page.words.partition("<h2")[0]
    heat = page.markup.split('<table class="k-heat">')[1].split("</table>")[0]
    assert heat.count("100 Xuất sắc") == 3
    assert "show=card&amp;stage=self" in heat
    assert "Chênh lệch" in page.words


def test_points_of_one_area_have_the_same_decimals(scored):
    page = page_of(shown())
    heat = page.markup.split('<table class="k-heat">')[1].split("</table>")[0]
    # Gò Quao's 13.5 of 15, and the 15 of the others.
    assert ">13,5<" in heat
    assert heat.count(">15,0<") == 2


def test_the_gap_between_self_scoring_and_appraisal_is_told(scored):
    # 1.5 + 1 + 3 points more than was given, and 3 of An Minh.
    told = "2/3 đơn vị tự chấm cao hơn kết quả thẩm định; chênh nhiều nhất: Gò Quao 5,5 điểm"
    assert told in words()


def test_a_card_says_points_grade_place_and_where_most_was_lost(scored):
    title = "Huyện Gò Quao 94,5/100 điểm, xếp loại xuất sắc, hạng 3/3; mất nhiều nhất ở"
    page = page_of(shown(show="card", unit=GO_QUAO))
    assert f"{title} Cải cách chế độ công vụ: 3 điểm" in page.words
    assert page.alts == [page.alts[0]]
    assert "Từ 100 điểm tối đa còn 94,5 điểm; mất nhiều nhất:" in page.alts[0]


def test_a_card_tells_reason_owner_deadline_dispute_and_what_waits(scored):
    page = page_of(shown(show="card", unit=GO_QUAO))
    for told in (
        "Báo cáo chậm <b>hai</b> kỳ",
        "Phòng Nội vụ · Quý II/2023",
        "Báo cáo số 12",
        "Đang giải trình: đề nghị 2,5, thẩm định 2",
        "Đã gửi hồ sơ",
        "Phụ thuộc UBND tỉnh",
        T("score.told.no_task"),
    ):
        assert told in page.words
    assert "<b>hai" not in page.markup


def test_only_lost_points_leave_out_the_rest(scored):
    every, lost = (words(show="card", unit=GO_QUAO, rows=one) for one in ("every", "lost"))
    assert "Công khai tài chính" in every
    assert "Công khai tài chính" not in lost
    assert "Rà soát văn bản quy phạm pháp luật" in lost


def test_before_appraisal_the_unit_has_its_own_points(scored):
    own = words(show="card", unit=GO_QUAO, stage="self")
    assert "Huyện Gò Quao 100/100 điểm" in own
    assert "94,5" not in own.partition(T("score.whole"))[0]


def test_a_card_that_lacks_points_says_so_instead_of_a_total(house):
    rows = dict(LOST[AN_MINH])
    rows["6.1"] = type(rows["5.1"])()
    send(house, {AN_MINH: rows})
    told = "Huyện An Minh: chưa tính được tổng điểm, còn 1 tiêu chí chưa có điểm"
    assert told in words(show="card", unit=AN_MINH)


def test_a_set_shows_rules_proofs_and_what_is_not_published(scored):
    told = words(show="set")
    assert "27 mục chấm điểm, tối đa 100 điểm" in told
    assert "từ 100 %: 3; 80 % – dưới 100 %: 2; dưới 80 %: 0" in told
    assert "Kế hoạch đã ban hành" in told
    national = words(show="set", set="par-index-tinh-2024")
    assert T("score.unpublished") in national
    assert "8 lĩnh vực, 37 tiêu chí, 88 tiêu chí thành phần" in national


def test_sets_can_be_read_before_any_card_has_come_in(house):
    assert "27 mục chấm điểm" in words()


def test_without_figures_there_are_no_provisional_points(scored):
    assert T("score.not_tied") in words(show="provisional", unit=GO_QUAO)


def test_a_quarter_gives_provisional_points_and_says_what_more_takes(reported):
    told = words(show="provisional", unit=GO_QUAO)
    # 95 % gives 3 of 6 points, 97 % takes 97 of the same 100.
    assert "tạm tính 91,5 điểm theo số liệu Quý III/2023 (bảng điểm 94,5), xếp loại" in told
    needed = "Cần thêm 2 hồ sơ giải quyết trước hạn và đúng hạn (tổng 100 không đổi) để đạt 97"
    assert needed in told
    assert "thêm 2 điểm" in told
    assert T("score.need.nothing") in told


def test_a_reader_is_told_to_sign_in(scored):
    told = words(show="card", unit=GO_QUAO)
    assert T("score.sign_in_first") in told


def test_an_officer_opens_a_card_again_with_a_reason(scored, person, browser):
    browser(person())
    app = shown(show="card", unit=GO_QUAO)

    def reopened(reason):
        app.text_input[0].set_value(reason)
        [button] = [one for one in app.button if one.label == T("score.reopen")]
        return page_of(button.click().run())

    assert reopened("  ").errors == [T("problem.explanation_missing")]
    page = reopened("Bổ sung hồ sơ 2.1")
    assert not page.errors
    assert "Bổ sung hồ sơ 2.1" in page.words
    # It is open now: there is nothing to open again.
    assert T("score.reopen") not in [one.label for one in shown(show="card", unit=GO_QUAO).button]
    assert scored.store.version() == answers.store().version()


@pytest.mark.parametrize("link", [{"set": "x"}, {"unit": "<b>"}, {"show": "?"}, {"stage": "-"}])
def test_nonsense_in_the_link_shows_the_usual(scored, link):
    app = shown(**({"show": "card"} | link))
    assert not app.error
    assert app.query_params["set"] == SET


def test_the_units_own_page_tells_its_latest_card_and_dearest_lost_points(reported):
    app = come("follow/unit", lang="vi", unit=GO_QUAO)
    assert not app.exception
    page = page_of(app)
    assert "Gò Quao 94,5/100 điểm, xếp loại xuất sắc, hạng 3/3" in page.words
    assert "Bảng điểm năm 2022: 3 mục mất điểm" in page.words
    assert "/scorecard?" in page.markup
