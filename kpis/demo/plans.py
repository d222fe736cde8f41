"""The yearly plans of the demonstration as workbooks, with what was done of them by its end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kpis.catalogue.loading import Catalogue
from kpis.demo.chance import chance
from kpis.demo.plan_tasks import AREAS, Draft
from kpis.domain.deadlines import DeadlineKind, read_deadline
from kpis.domain.occurrences import days_of, is_ongoing
from kpis.domain.periods import Period
from kpis.exports.cells import Look, put
from kpis.exports.looks import BOLD, CENTRE, HEADER_FILL, ONE_LINE, TITLE, WARNING
from kpis.exports.paper import landscape
from kpis.exports.saving import saved

YEARS = range(2021, 2026)
# The province's first scorecards are those of 2021: what they lost, plans answer from then on.
_FIRST_SCORED = 2021
HEAD = (
    *("TT", "Nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành"),
    *("Tiêu chí khắc phục", "Kết quả thực hiện", "Ngày hoàn thành", "Ghi chú"),
)
_WIDTHS = (6, 52, 22, 24, 26, 20, 18, 26, 20, 14)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")
# The last year ends with the districts: its plan is looked at after half of it.
_UNTIL = {2025: date(2025, 6, 14)}
# Chances of a day kept, and of one that is missed but made up for; the rest is still open.
_KEPT, _MADE_UP = 0.7, 0.17


@dataclass(frozen=True)
class PlanFile:
    """A year's plan as it came back: its file's name, the day it came in, what it is."""

    year: int
    file: str
    received_on: date
    note: str


def plan_files() -> list[PlanFile]:
    """Return the plans in the order of coming in."""
    return [
        PlanFile(
            year,
            f"{year} Ke hoach CCHC va ket qua.xlsx",
            _until(year) + timedelta(days=2),
            f"Kế hoạch cải cách hành chính năm {year}, kèm kết quả thực hiện",
        )
        for year in YEARS
    ]


def plan_workbook(catalogue: Catalogue, plan: PlanFile) -> bytes:
    """Return a year's annex with its results as an xlsx file, the same bytes each time."""
    sheet = (book := Workbook()).active
    sheet.title = "Phụ lục"
    _heading(sheet, catalogue, plan.year)
    row = 6
    for roman, (area, drafts) in zip(_ROMAN, AREAS.items(), strict=False):
        put(sheet.cell(row, 1), roman, Look(font=BOLD))
        put(sheet.cell(row, 2), area, Look(font=BOLD))
        sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=len(HEAD))
        for draft in drafts:
            row += 1
            for column, text in enumerate(_cells(area, draft, plan.year), start=1):
                put(sheet.cell(row, column), text or None)
        row += 1
    landscape(sheet, "5:5")
    return saved(book, made_on=plan.received_on)


def _heading(sheet: Worksheet, catalogue: Catalogue, year: int) -> None:
    name = catalogue.province.name_vi.removeprefix("Tỉnh ").upper()
    title = f"PHỤ LỤC KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH NĂM {year}"
    told = ((f"UBND TỈNH {name}", BOLD), (title, TITLE), ("Số liệu minh hoạ", WARNING))
    for row, (text, font) in enumerate(told, start=1):
        put(sheet.cell(row, 1), text, Look(font=font, align=ONE_LINE, framed=False))
    for column, (text, width) in enumerate(zip(HEAD, _WIDTHS, strict=True), start=1):
        put(sheet.cell(5, column), text, Look(font=BOLD, align=CENTRE, fill=HEADER_FILL))
        sheet.column_dimensions[get_column_letter(column)].width = width


def _cells(area: str, draft: Draft, year: int) -> tuple[str, ...]:
    texts = [one.format(year=year, last=year - 1) for one in draft]
    code, text, product, lead, partners, deadline, criteria, note = texts
    named = criteria if year > _FIRST_SCORED else ""
    drawn = chance("cchc", year, area, draft.code)
    days = list(_done_on(deadline, year, drawn))
    result = ""
    if days:
        kind = product.split(",")[0] if product not in ("", "-") else "Báo cáo"
        result = f"{kind} số {drawn.randint(12, 480)}/{year}"
    done = "; ".join(f"{day:%d/%m/%Y}" for day in days)
    return (code, text, product, lead, partners, deadline, named, result, done, note)


def _done_on(deadline: str, year: int, drawn: Random) -> Iterator[date]:
    """Yield the days on which a task was done: near each of its days, or once a quarter."""
    due = read_deadline(deadline, year)
    days = days_of(due, (year, year))
    if not days and (is_ongoing(deadline) or due.kind is DeadlineKind.RECURRENT):
        for number in range(1, 5):
            last = Period.quarter(year, number).window()[1]
            if drawn.random() < _KEPT and last <= _until(year):
                yield last - timedelta(days=drawn.randint(0, 12))
        return
    for day in days:
        lot, early, late = drawn.random(), drawn.randint(0, 14), drawn.randint(3, 28)
        done = day - timedelta(days=early) if lot < _KEPT else day + timedelta(days=late)
        if lot < _KEPT + _MADE_UP and done <= _until(year):
            yield done


def _until(year: int) -> date:
    return _UNTIL.get(year, date(year, 12, 17))
