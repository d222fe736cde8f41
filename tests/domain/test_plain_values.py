"""Values in plain cells: whatever the store holds says the same after Excel's own format."""

from datetime import date, datetime
from io import BytesIO

import pytest
import python_calamine as calamine
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from kpis.domain.plain_values import LONGEST, joined, pieces
from kpis.exports.province_workbook import _as_cell

TEXTS = (
    "",
    " ",
    '"',
    '"a"',
    "=1+1",
    "-",
    "#N/A",
    "a\r\nb",
    "_x000D_",
    "\x0b",
    "\ufffe",
    "[1]",
    "x ",
)


def there_and_back(value, kind, room=1):
    book = Workbook(write_only=True)
    sheet = book.create_sheet("a")
    # A last cell that is filled: a row's empty end would be cut off.
    sheet.append([*(_as_cell(sheet, one) for one in pieces(value, room)), "end"])
    written = BytesIO()
    book.save(written)
    written.seek(0)
    [row] = calamine.load_workbook(written).get_sheet_by_index(0).to_python()
    return joined(row[:-1], kind)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_that_excel_would_change_comes_back_letter_by_letter(text):
    assert there_and_back(text, "VARCHAR") == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_number_comes_back_to_the_last_digit(number):
    assert there_and_back(number, "DOUBLE") == number


@given(st.text(max_size=30))
def test_any_text_comes_back_letter_by_letter(text):
    assert there_and_back(text, "VARCHAR") == text


def test_a_long_text_goes_over_several_cells():
    text = "Quý III\n" * LONGEST
    assert there_and_back(text, "VARCHAR", room=8) == text
    assert there_and_back("ngắn", "VARCHAR", room=3) == "ngắn"


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (None, "VARCHAR"),
        (None, "DOUBLE"),
        (0.0, "DOUBLE"),
        (0.1 + 0.2, "DOUBLE"),
        (12345678901, "BIGINT"),
        (True, "BOOLEAN"),
        (False, "BOOLEAN"),
        (date(2024, 6, 14), "DATE"),
        (datetime(2024, 6, 14, 7, 8, 9, 123456), "TIMESTAMP"),
        (datetime(2024, 6, 14), "TIMESTAMP"),
        (["kg-899", "a, b"], "VARCHAR[]"),
        ([], "VARCHAR[]"),
        ([date(2024, 6, 14)], "DATE[]"),
    ],
)
def test_every_kind_of_value_comes_back(value, kind):
    assert there_and_back(value, kind) == value


def test_a_cell_that_cannot_be_what_its_column_holds_is_refused():
    for cell, kind in (("mười", "DOUBLE"), ("14/6/2024", "DATE"), ("có lẽ", "BOOLEAN")):
        with pytest.raises((ValueError, KeyError)):
            joined([cell], kind)
