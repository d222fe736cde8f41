"""What points need, in plain numbers; what was published; a score that lacks something."""

import pandas as pd
import pytest

from kpis.ui.score_sentences import needed_sentence, published, unit_title
from kpis.words import Words

VI, EN = Words("vi"), Words("en")
NEED = {
    "value": 78.52,
    "numerator": 1963,
    "denominator": 2500,
    "points": 1.0,
    "next_points": 1.5,
    "next_value": 80.0,
    "needed": 37.0,
    "rising": True,
}


def needed(t=VI, **facts):
    told = needed_sentence(NEED | facts, "hồ sơ trực tuyến", t)
    return told.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        # 1.963 of 2.500 are 78,52 %; 80 % takes 2.000.
        ({}, "Cần thêm 37 hồ sơ trực tuyến (tổng 2.500 không đổi) để đạt 80 %: thêm 0,5 điểm"),
        (
            {"rising": False},
            "Cần giảm 37 hồ sơ trực tuyến (tổng 2.500 không đổi) để xuống dưới 80 %: thêm 0,5 điểm",
        ),
        ({"needed": None}, "Cần nâng tỷ lệ hồ sơ trực tuyến lên 80 %: thêm 0,5 điểm"),
        (
            {"needed": None, "rising": False},
            "Cần giảm tỷ lệ hồ sơ trực tuyến xuống dưới 80 %: thêm 0,5 điểm",
        ),
        ({"next_points": None}, "Đã đạt điểm tối đa"),
        ({"value": None}, "Chưa có số liệu kỳ này"),
    ],
)
def test_what_more_takes_is_said_in_plain_numbers(facts, sentence):
    assert needed(**facts) == sentence
    assert needed(EN, **facts) != sentence


def card(**facts):
    usual = {
        "score": 87.65, "max": 100.0, "grade_vi": "Tốt", "rank": None, "ranked": 0, "missing": 0,
        "self": None, "appraised": None, "settled": None,
        "published_score": None, "published_rank": None, "published_ranked": None,
        "published_grade": None,
    }  # fmt: skip
    return usual | facts


AREAS = pd.DataFrame({"title": ["Chỉ đạo", "Hiện đại hóa"], "lost": [3.0, 4.5]})


@pytest.mark.parametrize(
    ("facts", "areas", "title"),
    [
        (
            {"rank": 5, "ranked": 22},
            AREAS,
            "A 87,65/100 điểm, xếp loại tốt, hạng 5/22; mất nhiều nhất ở Hiện đại hóa: 4,5 điểm",
        ),
        ({"grade_vi": None}, AREAS.assign(lost=0.0), "A 87,65/100 điểm"),
        (
            {"score": None, "missing": 2},
            AREAS,
            "A: chưa tính được tổng điểm, còn 2 tiêu chí chưa có điểm",
        ),
        (
            {"score": None, "missing": 2, "self": 66.0, "appraised": 63.5},
            AREAS,
            "A: thẩm định 63,5 điểm; còn 2 mục chưa có điểm nên chưa có tổng điểm, xếp hạng",
        ),
    ],
)
def test_a_units_finding_says_what_is_known_of_it(facts, areas, title):
    assert unit_title("A", card(**facts), areas, VI) == title


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({}, ""),
        (
            {"published_score": 87.65, "published_rank": 8, "published_ranked": 11,
             "published_grade": "Tốt"},
            "đã công bố: 87,65 điểm, xếp loại tốt, hạng 8/11",
        ),
        ({"published_rank": 8}, "đã công bố: hạng 8"),
    ],
)  # fmt: skip
def test_published_figures_stand_beside_ours(facts, told):
    assert published(card(**facts), VI) == told
