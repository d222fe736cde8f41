from datetime import UTC, date, datetime

import pandas as pd
import pytest

from kpis.exports.rates import rate
from kpis.exports.workbook import Kind, TableColumn, table_workbook
from kpis.words import Words

COLUMNS = [
    TableColumn("unit", "Đơn vị"),
    TableColumn("done", "Đúng hạn", Kind.COUNT),
    TableColumn("all", "Đã giải quyết", Kind.COUNT),
    TableColumn("rate", "Tỷ lệ", Kind.PERCENT, numerator="done", denominator="all"),
    TableColumn("score", "Điểm", Kind.NUMBER, decimals=2),
    TableColumn("day", "Ngày nhận", Kind.DATE),
]


@pytest.fixture
def frame() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "unit": ["Huyện Gò Quao", "Huyện An Minh", "Thành phố Hà Tiên"],
            "done": pd.array([1481, 0, None], dtype="Int64"),
            "all": pd.array([5998, 0, 12], dtype="Int64"),
            "rate": [1481 / 59.98, None, None],
            "score": [87.65, float("nan"), 1.0],
            "day": [pd.Timestamp("2024-03-31"), pd.NaT, date(2024, 4, 1)],
            "not_asked": [1, 2, 3],
        }
    )


def test_a_table_opens_with_its_title_lines_source_and_mark(frame, vi, values):
    told = ["Kỳ: Quý I/2024", "Khối huyện"]
    rows = values(
        table_workbook("Hồ sơ", told, frame, COLUMNS, vi, source="Biểu II.06a", illustrative=True)
    )
    above = [row[0] for row in rows[:7]]
    assert above[0] == "Hồ sơ"
    assert "MINH HOẠ" in above[1]
    assert above[2:5] == [*told, "Nguồn: Biểu II.06a"]
    assert rows[6][:2] == ["Đơn vị", "Đúng hạn"]
    assert len(rows) == 7 + 3


def test_real_figures_carry_no_mark(frame, vi, values):
    rows = values(table_workbook("Hồ sơ", [], frame, COLUMNS, vi))
    assert not any("MINH HOẠ" in str(cell) for row in rows for cell in row)


def test_numbers_are_numbers_dates_are_dates_and_missing_is_empty(frame, vi, opened):
    sheet = opened(table_workbook("Hồ sơ", [], frame, COLUMNS, vi)).active
    first, second, third = sheet.iter_rows(min_row=4, values_only=True)
    assert first[1:3] == (1481, 5998)
    assert first[4:] == (87.65, datetime(2024, 3, 31))
    assert second[4:] == (None, None)
    assert third[1] is None
    assert third[5] == datetime(2024, 4, 1)
    assert sheet["B4"].number_format == "#,##0"
    assert sheet["D4"].number_format == '#,##0.0" %"'
    assert sheet["F4"].number_format == "dd/mm/yyyy"


def test_rates_are_live_formulas_that_also_show_where_nothing_computes(frame, vi, opened, values):
    content = table_workbook("Hồ sơ", [], frame, COLUMNS, vi)
    assert opened(content).active["D4"].value == '=IF(AND(ISNUMBER(B4),N(C4)>0),100*B4/C4,"")'
    shown = [row[3] for row in values(content)[3:]]
    assert shown[0] == pytest.approx(24.69, abs=0.01)  # 1.481 / 5.998
    assert shown[1:] == ["", ""]


def test_a_reduction_is_what_went_away(opened, vi):
    columns = [
        TableColumn("now", "Hiện có", Kind.COUNT),
        TableColumn("then", "Năm 2021", Kind.COUNT),
        TableColumn("cut", "Giảm", Kind.PERCENT, 1, "now", "then", reduction=True),
    ]
    frame = pd.DataFrame({"now": [90], "then": [100], "cut": [10.0]})
    sheet = opened(table_workbook("Giảm", [], frame, columns, vi)).active
    assert sheet["C4"].value == '=IF(AND(ISNUMBER(A4),N(B4)>0),100*(B4-A4)/B4,"")'


def test_a_rate_without_its_counts_is_none():
    assert rate(90, 100, reduction=True) == 10
    assert rate(1, 4) == 25
    assert rate(None, 4) is None
    assert rate(1, 0) is None
    assert rate(1, None) is None


HOSTILE = [
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "+84 297",
    "-cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula(text, vi, opened, values):
    frame = pd.DataFrame({"unit": [text]})
    column = TableColumn("unit", text)
    content = table_workbook(text, [text], frame, [column], vi, source=text)
    sheet = opened(content).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert len(cells) == 5
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells if cell.value[0] in "=+-@\t\r")
    assert text.strip() in str(values(content)[-1][0])


def test_control_characters_and_endless_texts_do_not_break_the_file(vi, values):
    frame = pd.DataFrame({"unit": ["Gò\x00 Quao\x0b", "x" * 40_000]})
    rows = values(table_workbook("a/b:c*[d]?\\" * 9, [], frame, [TableColumn("unit", "A")], vi))
    assert rows[-2][0] == "Gò Quao"
    assert len(rows[-1][0]) == 32_767


def test_an_empty_table_still_has_its_header(vi, opened):
    frame = pd.DataFrame({"unit": []})
    sheet = opened(table_workbook("[]", [], frame, [TableColumn("unit", "Đơn vị")], vi)).active
    assert sheet["A3"].value == "Đơn vị"
    assert sheet.title == "1"
    assert sheet.auto_filter.ref is None


def test_booleans_and_moments_with_a_time_zone_are_written_as_excel_can(vi, opened):
    when = datetime(2024, 3, 31, 8, 30, tzinfo=UTC)
    frame = pd.DataFrame({"a": [True], "b": [pd.Timestamp(when)]})
    columns = [TableColumn("a", "A"), TableColumn("b", "B", Kind.DATE, width=20)]
    sheet = opened(table_workbook("T", [], frame, columns, vi)).active
    assert sheet["A4"].value == "True"
    assert sheet["B4"].value == datetime(2024, 3, 31, 8, 30)
    assert sheet.column_dimensions["B"].width == 20


def test_the_same_table_gives_the_same_bytes_in_either_language(frame):
    for language in ("vi", "en"):
        words = Words(language)
        once = table_workbook("Hồ sơ", [], frame, COLUMNS, words, illustrative=True)
        assert once == table_workbook("Hồ sơ", [], frame, COLUMNS, words, illustrative=True)


def test_the_table_prints_landscape_with_its_header_on_each_page(frame, vi, opened):
    sheet = opened(table_workbook("Hồ sơ", ["Kỳ"], frame, COLUMNS, vi)).active
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9  # A4
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.freeze_panes == "B5"
