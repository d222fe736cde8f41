"""The scorecard page where officers appraise: what is recorded, foretold, locked, and seen."""

import pytest

from kpis.intake.checking import check_and_record
from kpis.words import Words
from tests.conftest import DAY, MACHINE
from tests.intake.documents import scorecard
from tests.intake.test_ranking import DISTRICTS, table
from tests.pages.reading import page_of
from tests.pages.scorecards import AN_MINH, GO_QUAO, own_card, send
from tests.pages.test_scorecard import shown

T = Words()


def send_own(house):
    send(house, filled=own_card)


@pytest.fixture
def own(filled):
    return filled(send_own)


@pytest.fixture
def officer(person, browser):
    browser(person())


def appraise(**link):
    return shown(**({"show": "appraise", "unit": GO_QUAO} | link))


def pressed(app, label, reason):
    [button] = [one for one in app.button if one.label == label]
    form = button.form_id
    fields = [one for one in [*app.text_input, *app.text_area] if one.form_id == form]
    fields[-1].set_value(reason)
    return button.click().run()


def test_a_reader_sees_the_components_and_is_told_to_sign_in(own):
    told = page_of(appraise(part="1.2")).words
    assert "1.2 Báo cáo định kỳ đủ số lượng, đúng thời hạn" in told
    assert T("score.sign_in_to_appraise") in told
    assert T("score.foretold") not in told


def test_points_are_foretold_then_recorded_and_the_next_component_waits(own, officer):
    app = appraise(part="1.2", mark="appraised")
    [box] = [one for one in app.selectbox if one.key.startswith("points_appraised")]
    app = box.select("1,5").run()
    told = page_of(app).words
    assert "70 → 69,5" in told
    assert T("score.foretold") in told
    version = own.store.version()
    app = pressed(app, T("score.record"), "")
    assert page_of(app).errors == [T("problem.explanation_missing")]
    assert own.store.version() == version
    page = page_of(pressed(app, T("score.record"), "Báo cáo chậm một kỳ"))
    assert not page.errors
    assert "Tối đa 2 · Tự chấm 2 · Thẩm định 1,5 · Đạt 1,5 · Mất 0,5" in page.words
    assert "Báo cáo chậm một kỳ" in page.words
    story = page_of(appraise(show="card")).words
    assert "Thẩm định mục 1.2: 1,5 điểm" in story


def test_a_card_is_appraised_locked_disputed_and_settled_on_the_page(own, officer):
    app = appraise(part="2.1", mark="appraised")
    [box] = [one for one in app.selectbox if one.key.startswith("points_appraised")]
    app = pressed(box.select("2").run(), T("score.record"), "Thiếu hồ sơ")
    rest = [one.label for one in app.button if "mục còn lại" in one.label]
    app = pressed(app, rest[0], "Đủ tài liệu")
    app = pressed(app, T("score.lock.appraised"), "Biên bản số 5")
    assert T("score.standing.appraised") in page_of(app).words
    app = appraise(part="2.1", mark="disputed")
    [box] = [one for one in app.selectbox if one.key.startswith("points_disputed")]
    app = pressed(box.select("2,5").run(), T("score.record"), "Đã gửi bổ sung")
    assert "1 mục có giải trình, 1 mục chưa kết luận" in page_of(app).words
    app = appraise(part="2.1", mark="settled")
    page = page_of(pressed(app, T("score.record"), "Chấp nhận"))
    assert "Giải trình được chấp nhận: đề nghị 2,5, thẩm định 2, kết luận 2,5" in page.words
    first, last = (
        page_of(appraise(show="card", stage=one)).words for one in ("appraised", "final")
    )
    # 70 points without the survey, of which 1 was taken off and half of that given back.
    assert ("69,5" in first, T("score.column.settled") in first) == (False, False)
    assert ("69,5" in last, T("score.column.settled") in last) == (True, True)


def test_what_does_not_apply_shows_the_set_s_rule_and_both_totals(own, officer):
    told = page_of(appraise(part="1.2", mark="not_applicable")).words
    assert T("score.not_applicable.rescale") in told
    assert T("score.not_exempt") in told


def test_what_waits_names_a_body_and_leaves_the_points(own, officer):
    app = appraise(part="1.2", mark="waiting")
    [field] = [one for one in app.text_input if one.key == "other_1.2"]
    app = field.set_value("Bộ Nội vụ").run()
    page = page_of(pressed(app, T("score.record"), "Chưa có hướng dẫn"))
    assert "Bộ Nội vụ" in page.words
    assert T("score.waiting_moves_nothing") in page.words


def test_a_locked_card_with_full_points_takes_nothing(house, officer):
    send(house, {AN_MINH: {}})
    assert T("score.nothing_to_record") in page_of(appraise(unit=AN_MINH, part="1.2")).words


@pytest.mark.parametrize("link", [{"part": "9.9"}, {"mark": "x"}, {"part": "<b>"}])
def test_nonsense_in_the_link_opens_the_usual(own, officer, link):
    assert not appraise(**link).error


def ranking(house, title):
    content = table(DISTRICTS, title=[["UBND TỈNH KIÊN GIANG"], [title]])
    assert check_and_record(house, [("kq.xlsx", content)], MACHINE, "đủ", DAY)[0][1]


def ranking_of_2021(house):
    ranking(house, "KẾT QUẢ XẾP HẠNG CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2021")


def test_a_published_ranking_stands_beside_the_cards(filled):
    house = filled(send)
    ranking(house, "KẾT QUẢ XẾP HẠNG CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2022")
    told = page_of(shown()).words
    # Gò Quao alone has both: 94.5 by its card, 87.65 as published.
    assert (
        "khớp với bảng chấm điểm ở 0/1 đơn vị; lệch nhiều nhất: Gò Quao (bảng điểm +6,85)" in told
    )
    assert "đã công bố: 87,65 điểm" in page_of(shown(show="card", unit=GO_QUAO)).words


@pytest.mark.parametrize("show", ["units", "card", "appraise", "provisional"])
def test_a_ranking_without_cards_is_shown_alone(filled, show):
    filled(ranking_of_2021)
    told = page_of(shown(set="kg-huyen-2021", show=show)).words
    finding = "Kết quả công bố của 3 đơn vị: cao nhất Châu Thành 89,5, thấp nhất TP Rạch Giá 84"
    assert (finding if show == "units" else T("score.no_cards")) in told


def test_units_outside_the_catalogue_are_called_as_their_card_prints_them(house):
    content = scorecard([["1.1", "Kế hoạch", 4, 3, 1]], issuer="UBND HUYỆN TỊNH BIÊN")
    assert check_and_record(house, [("tb.xlsx", content)], MACHINE, "đủ", DAY)[0][1]
    link = {"set": "cham-diem-tinh-bien-2022", "unit": "-UBND HUYỆN TỊNH BIÊN"}
    for show in ("units", "card", "appraise"):
        page = page_of(shown(**link, show=show))
        assert "UBND HUYỆN TỊNH BIÊN" in page.words
        assert T("score.outside") not in page.words
