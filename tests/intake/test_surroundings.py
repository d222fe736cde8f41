"""A cell in its place: neighbours, the column's title, the row's name, merged areas."""

import time
from io import BytesIO

import pytest
from openpyxl import Workbook

from kpis.intake.surroundings import extracts
from tests.pages.workbooks import SOUND, fields_of_a_unit


def workbook(fill):
    book = Workbook()
    fill(book.active)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def one(content, cell, sheet="Sheet"):
    return extracts(content, "a.xlsx", [(sheet, cell)])[sheet, cell]


def texts(extract):
    return {row: [spot.text for spot in spots] for row, spots in extract.rows}


def test_the_cell_stands_in_the_middle_with_the_columns_title_and_the_rows_name():
    fields = {"Đất đai": SOUND, "Hộ tịch": (-3, *SOUND[1:]), "Môi trường": SOUND}
    extract = one(fields_of_a_unit(fields), "J12", "Biểu 06a")
    assert extract.columns == ("B", "H", "I", "J", "K", "L")
    assert [row for row, _ in extract.rows] == [9, 11, 12, 13]
    shown = texts(extract)
    assert shown[9] == [
        "Lĩnh vực giải quyết",
        "Trước hạn",
        "Đúng hạn",
        "Quá hạn",
        "Tổng số",
        "Trong hạn",
    ]
    assert shown[12] == ["Hộ tịch", "60", "35", "5", "20", "18"]
    meant = [(row, spot.text) for row, spots in extract.rows for spot in spots if spot.meant]
    assert meant == [(12, "5")]


def test_what_is_in_sight_already_is_not_shown_twice():
    extract = one(fields_of_a_unit({"Đất đai": SOUND}), "C11", "Biểu 06a")
    assert extract.columns == ("A", "B", "C", "D", "E")
    assert [row for row, _ in extract.rows] == [9, 10, 11, 12]


def test_a_cell_in_the_corner_has_neighbours_on_one_side():
    extract = one(workbook(lambda sheet: sheet.append(["một", 2, "=1+1"])), "A1")
    assert extract.columns == ("A", "B", "C", "D", "E")
    assert texts(extract) == {1: ["một", "2", "", "", ""], 2: [""] * 5}


def test_a_merged_area_is_one_spot_as_far_as_it_is_in_sight():
    def fill(sheet):
        sheet["B2"] = "gộp"
        sheet.merge_cells("B2:Z9")
        sheet["Z20"] = "cuối"

    extract = one(workbook(fill), "D4")
    assert extract.columns == ("B", "C", "D", "E", "F")
    [(row, [spot]), *below] = extract.rows
    assert (row, spot.text, spot.meant, spot.row_span, spot.column_span) == (3, "gộp", True, 3, 5)
    assert all(spots == () for _, spots in below)


def test_a_share_shown_as_a_percentage_reads_as_excel_shows_it():
    def fill(sheet):
        sheet["A1"] = 0.0802
        sheet["A1"].number_format = "0.00%"
        sheet["B1"] = 0.0802

    assert texts(one(workbook(fill), "A1"))[1][:2] == ["8.02%", "0.0802"]


@pytest.mark.parametrize("cell", ["", "A", "12", "A0", "A1:B2", "ABCD1", "A12345678", "a1", "<b>"])
def test_a_place_that_is_no_cell_has_no_surroundings(cell):
    content = workbook(lambda sheet: sheet.append([1]))
    assert extracts(content, "a.xlsx", [("Sheet", cell), ("Trang khác", "A1")]) == {}


@pytest.mark.parametrize("content", [b"", b"\x00" * 99, b"PK\x03\x04 broken"])
def test_a_file_that_cannot_be_read_has_no_surroundings(content):
    assert extracts(content, "a.xlsx", [("Sheet", "A1")]) == {}


def test_a_cell_far_outside_what_is_filled_is_shown_empty():
    extract = one(workbook(lambda sheet: sheet.append(["một", 2])), "XFD1048576")
    assert all(spot.text == "" for _, spots in extract.rows for spot in spots)


def test_five_hundred_places_and_a_thousand_merged_areas_take_no_time():
    def fill(sheet):
        for row in range(1, 1001):
            sheet.append(["tên", *range(12)])
            sheet.merge_cells(start_row=row, end_row=row, start_column=14, end_column=16)

    content = workbook(fill)
    places = [("Sheet", f"J{row}") for row in range(300, 800)]
    started = time.perf_counter()
    assert len(extracts(content, "a.xlsx", places)) == 500
    assert time.perf_counter() - started < 5
