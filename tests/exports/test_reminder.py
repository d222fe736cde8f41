from datetime import date

import pytest

from kpis.exports.reminder import MOST_ITEMS, reminder
from kpis.words import Words

TODAY = date(2024, 9, 20)
TITLES = {"II.06a": "Giải quyết hồ sơ", "KPI-Q": "Chỉ tiêu hằng quý"}
REPORT = {
    "form": "II.06a",
    "period": "2024-Q3",
    "state": "not_sent",
    "cells": 0,
    "expected_cells": 11,
    "due_on": date(2024, 9, 16),
    "extension": None,
    "remarks": None,
}


@pytest.fixture
def letter(shipped):
    def write(*reports, unit="kg-903", language="vi"):
        words = Words(language)
        return reminder(shipped.org_units[unit], reports, TITLES, shipped, words, today=TODAY)

    return write


def test_a_letter_names_the_committee_the_form_and_the_date(letter):
    text = letter((REPORT, []))
    assert "Kính gửi: Ủy ban nhân dân huyện Hòn Đất" in text
    assert "1. Biểu II.06a – Giải quyết hồ sơ: chưa gửi; hạn gửi 16/09/2024." in text
    assert "đến hết ngày 20/09/2024" in text
    assert "Quý III/2024" in text
    assert "{" not in text


def test_an_agency_is_addressed_by_its_name(letter):
    assert "Kính gửi: Sở Tư pháp\n" in letter((REPORT, []), unit="kg-so-tu-phap")


def test_in_english_the_committee_keeps_the_district_s_name(letter):
    assert "People's Committee of Hòn Đất District" in letter((REPORT, []), language="en")


def test_what_is_missing_is_named_item_by_item(letter):
    part = {**REPORT, "state": "incomplete", "cells": 20, "expected_cells": 22}
    gaps = [("received_online", "Hộ tịch"), ("carried_over", "")]
    text = letter((part, gaps))
    assert "mới có 20/22 số liệu" in text
    assert (
        "   Còn thiếu:\n   - Tiếp nhận trực tuyến: Hộ tịch\n   - Từ kỳ trước chuyển sang\n" in text
    )


def test_counts_of_one_indicator_stand_on_one_line(letter, shipped):
    part = {**REPORT, "form": "KPI-Q", "state": "incomplete", "cells": 25, "expected_cells": 27}
    gaps = [(f"online_payment_rate.{part}", "") for part in ("numerator", "denominator")]
    title = shipped.indicators["online_payment_rate"].title["vi"]
    assert f"   - {title} (tử số, mẫu số)\n" in letter((part, gaps))


def test_a_long_list_ends_with_how_much_more(letter):
    part = {**REPORT, "state": "incomplete", "cells": 1, "expected_cells": 99}
    text = letter((part, [("carried_over", f"Lĩnh vực {n}") for n in range(MOST_ITEMS + 7)]))
    assert "và 7 số liệu khác" in text
    assert text.count("Từ kỳ trước chuyển sang") == MOST_ITEMS


def test_an_extension_and_remarks_are_told(letter):
    back = {**REPORT, "state": "returned", "remarks": "lệch cột (3)", "extension": TODAY}
    text = letter((REPORT, []), ({**back, "due_on": TODAY}, []))
    assert "2. Biểu II.06a" in text
    assert (
        "đã được trả lại để chỉnh sửa (lệch cột (3)); hạn gửi 20/09/2024 (đã được gia hạn)" in text
    )
