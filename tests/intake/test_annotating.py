import re
import zipfile
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from kpis.intake.annotating import annotate
from kpis.intake.saying import sentence, severity_word
from kpis.intake.verdict import Finding, FindingCode, Severity
from kpis.words import LANGUAGES, Words
from tests.intake.builders import GOOD, by_unit, dossiers, form_file, html, xls

VI = Words("vi")
WRONG = by_unit([[1, "Huyện Gồng Riềng", *GOOD], [2, "Sở Y tế", "98,5%", *GOOD[1:]],
                 ["", "TỔNG CỘNG", 20, 13, *[2 * one for one in GOOD[2:]]]])  # fmt: skip
FACTS = {
    "forms": "II.06a", "period": "2024-Q1", "earlier": "2023-Q4", "suggestion": "", "unit": "A",
    "closed": "", "successor": "B", "options": "a, b", "one": "", "other": "", "rows": 2,
    "expected": 24.69, "difference": -1.0, "parts": "D1 + E1", "first": "B1", "count": 3,
    "columns": 0, "encoding": "TCVN3", "name": "x", "indicator": "y",
    "allowed": "0, 1", "person": "lan", "day": date(2024, 3, 1), "named": "",
    "names": "a, b", "form": "A", "due": "2025", "missing": False,
    "column": "x", "place": "a.xlsx", "whole": "2024-H1", "periods": ["2024-Q1", "2024-Q2"],
    "set": "kg-so-2024", "cells": "B1, B2", "hidden": "",
    "others": 0, "more": 0, "low": 1, "high": 9, "rate": 50.0, "title": {"vi": "T", "en": "T"},
    "rank": 3, "other_rank": 2, "points": 87.5,
}  # fmt: skip


@pytest.fixture
def annotated(read):
    def annotated(content, words=VI):
        out = annotate(content, "bieu.xlsx", read(content), words)
        return openpyxl.load_workbook(BytesIO(out)), out

    return annotated


def test_each_finding_is_a_comment_at_its_cell_and_a_row_of_the_last_sheet(annotated):
    book, _ = annotated(form_file(WRONG))
    page = book["Biểu 06a"]
    assert "Huyện Giồng Riềng" in page["B9"].comment.text
    assert page["B9"].fill.fgColor.rgb.endswith("FFC7B8")
    assert page["D11"].comment.text.startswith("Cảnh báo")
    assert page["A5"].comment is None
    summary = book["Kết quả kiểm tra"]
    assert summary["A4"].value == "Lỗi"
    assert summary.max_row == 6


@pytest.mark.parametrize("content", [xls(WRONG), html(WRONG)], ids=["xls", "html"])
def test_other_kinds_come_back_as_xlsx_of_the_same_cells(annotated, content):
    book, _ = annotated(content)
    assert book.worksheets[0]["B9"].value == "Huyện Gồng Riềng"
    assert book.worksheets[0]["B9"].comment


def test_an_unreadable_file_comes_back_as_its_findings(annotated):
    book, _ = annotated(b"")
    assert book.sheetnames == ["Kết quả kiểm tra"]
    assert "không phải bảng tính" in book.worksheets[0]["D4"].value


def test_a_clean_file_says_that_nothing_is_wrong(annotated):
    book, _ = annotated(form_file(dossiers([[1, "Hộ tịch", *GOOD]])))
    assert book["Kết quả kiểm tra"]["A4"].value == "Không có lỗi hay cảnh báo nào."


def test_no_text_becomes_a_formula_and_none_reaches_outside(annotated):
    def harm(book, page):
        page["B9"].value, page["B9"].data_type = "=SUM(1+1)", "s"
        page["O1"] = '=HYPERLINK("http://x","y")'
        page["O2"] = "=cmd|' /C calc'!A0"
        page["O3"] = "=SUM(C9:C9)"
        page["O4"].hyperlink = "http://x"
        page.merge_cells("B9:B10")

    rows = by_unit([[1, "x", *GOOD]])
    book, out = annotated(form_file(rows, change=harm))
    sheets = zipfile.ZipFile(BytesIO(out)).read("xl/worksheets/sheet1.xml")
    assert re.findall(rb"<f>([^<]*)</f>", sheets) == [b"SUM(C9:C9)"]
    page = book["Biểu 06a"]
    text = page["B9"]
    assert (text.value, text.data_type, text.quotePrefix) == ("=SUM(1+1)", "s", True)
    assert page["O4"].hyperlink is None


def test_a_sheet_of_the_same_name_is_kept(annotated):
    book, _ = annotated(form_file(WRONG, sheet="Kết quả kiểm tra"))
    assert book.sheetnames == ["Kết quả kiểm tra", "Kết quả kiểm tra +"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", FindingCode)
def test_every_finding_has_a_sentence_in_every_language(language, code):
    said = sentence(Words(language), Finding(Severity.ERROR, code, "A", "B1", "{x}", FACTS))
    assert len(said) > 20
    assert "{name}" not in said


@pytest.mark.parametrize(
    ("code", "facts", "part"),
    [(FindingCode.UNKNOWN_ORG_UNIT, {"suggestion": "Huyện Gò Quao"}, "Có phải là “Huyện Gò Quao”"),
     (FindingCode.UNKNOWN_PERIOD, {"one": "Quý I", "other": "Quý II"}, "“Quý I” và “Quý II”"),
     (FindingCode.FRACTION_OR_PERCENT, {"percent": 98.5}, "98,50 %"),
     (FindingCode.TOTAL_MISMATCH, {"expected": 1234.0, "difference": 1.0}, "1.234 (chênh lệch")],
)  # fmt: skip
def test_a_sentence_says_what_its_facts_say(code, facts, part):
    finding = Finding(Severity.ERROR, code, "A", "B1", "x", {**FACTS, **facts})
    assert part in sentence(VI, finding)


def test_dates_are_written_as_in_vietnam():
    facts = {**FACTS, "closed": date(2025, 2, 28)}
    finding = Finding(Severity.ERROR, FindingCode.CLOSED_ORG_UNIT, "A", "B1", "x", facts)
    assert "28/02/2025" in sentence(VI, finding)


def test_a_missing_name_is_said_as_such():
    finding = Finding(Severity.ERROR, FindingCode.UNKNOWN_ORG_UNIT, "A", None, None, FACTS)
    assert "Đơn vị báo cáo" in sentence(VI, finding)


def test_severities_and_reasons_have_words():
    assert [severity_word(VI, one) for one in Severity] == ["Lỗi", "Cảnh báo", "Ghi chú"]
    for reason in ("hidden", "empty", "no_table", "unknown_table", "another_form"):
        assert VI.code("skipped", reason)
