"""The demonstration workbooks: which there are, and their bytes."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from io import StringIO
from pathlib import Path

from openpyxl import Workbook

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import OrgUnit, UnitKind
from kpis.demo.dossier_form import dossier_workbook
from kpis.demo.dossiers import Drawn, draw_dossiers
from kpis.demo.indicators import Counts, draw_indicators
from kpis.demo.levels import quarters
from kpis.demo.plans import PlanFile, plan_files, plan_workbook
from kpis.demo.punctuality import (
    DOSSIER_FORM,
    INDICATOR_FORM,
    LATE,
    MISSING,
    NO_SURVEY_NOTE,
    no_survey,
    received_on,
)
from kpis.demo.units import as_written, reporting
from kpis.domain.periods import Period
from kpis.exports.paper import landscape
from kpis.exports.quarterly import draw
from kpis.exports.quarterly_form import HEADER_ROW, Line, asked_of
from kpis.exports.saving import saved
from kpis.exports.template import window_line
from kpis.words import formats

MANIFEST = "manifest.csv"


@dataclass(frozen=True)
class Delivery:
    """One workbook as it came in: the form and period it is of, whose figures it holds."""

    form: str
    period: Period
    units: tuple[OrgUnit, ...]
    received_on: date
    late: bool

    @property
    def file(self) -> str:
        """The workbook's name: ``2023-Q3 II.06a tong hop.xlsx``."""
        part = "bo sung" if self.late else "tong hop"
        return f"{self.period.code} {self.form} {part}.xlsx"

    @property
    def note(self) -> str:
        """One sentence on it, for the manifest."""
        period = formats.period(self.period.code)
        if self.late:
            names = formats.listed(unit.name_vi for unit in self.units)
            return f"Biểu {self.form} {period}, bổ sung đơn vị gửi muộn: {names}"
        count = sum(unit.kind is not UnitKind.PROVINCE for unit in self.units)
        own = " và số liệu chung của tỉnh" if count < len(self.units) else ""
        return f"Biểu {self.form} {period}, tổng hợp {count} đơn vị{own}"


@dataclass(frozen=True)
class Demo:
    """All workbooks of the demonstration, drawn once and written on demand."""

    catalogue: Catalogue
    periods: tuple[Period, ...] = tuple(quarters())

    @cached_property
    def dossiers(self) -> Drawn:
        """What each unit handled."""
        return draw_dossiers(self.catalogue)

    @cached_property
    def counts(self) -> Counts:
        """What each unit counted for the indicators."""
        return draw_indicators(self.catalogue, self.dossiers)

    @cached_property
    def deliveries(self) -> list[Delivery]:
        """Every workbook in the order of coming in."""
        found = [
            one
            for period in self.periods
            for form in (DOSSIER_FORM, INDICATOR_FORM)
            for one in self._of(form, period)
        ]
        return sorted(found, key=lambda one: (one.received_on, one.form))

    def _of(self, form: str, period: Period) -> Iterator[Delivery]:
        days, late_ids = LATE.get((period.code, form), (0, ()))
        missing = MISSING.get((period.code, form), ())
        sent = [one for one in reporting(self.catalogue, period) if one.id not in missing]
        in_time = [one for one in sent if one.id not in late_ids]
        # The province's own figures come with the indicator workbook.
        own = [self.catalogue.province] if form == INDICATOR_FORM else []
        day = received_on(self.catalogue, period)
        yield Delivery(form, period, (*own, *in_time), day, late=False)
        if late := [one for one in sent if one.id in late_ids]:
            day = received_on(self.catalogue, period, days)
            yield Delivery(form, period, tuple(late), day, late=True)

    def workbook(self, delivery: Delivery) -> bytes:
        """Return a delivery as an xlsx file, the same bytes each time."""
        period, province = delivery.period, self.catalogue.province
        window = window_line(period, self.catalogue.calendar.cut_off_day)
        if delivery.form == DOSSIER_FORM:
            rows = [
                (as_written(self.catalogue, unit, period), self.dossiers[unit.id, period.code])
                for unit in delivery.units
            ]
            return dossier_workbook(province, period, window, rows, delivery.received_on)
        book = Workbook()
        sheet = book.active
        lines = [
            self._filled(one, period) for one in asked_of(self.catalogue, delivery.units, period)
        ]
        drawn = draw(sheet, province.name_vi, period, window, lines, many=True, illustrative=True)
        landscape(sheet, f"{HEADER_ROW}:{HEADER_ROW}")
        return saved(book, made_on=delivery.received_on, results=drawn.results)

    def _filled(self, line: Line, period: Period) -> Line:
        unit, indicator = line.unit, line.indicator
        if no_survey(unit.id, indicator.id, period):
            return Line(unit, indicator, note=NO_SURVEY_NOTE)
        return Line(unit, indicator, counts=self.counts[unit.id, indicator.id, period.code])

    @cached_property
    def plans(self) -> list[PlanFile]:
        """The yearly plans; they go with the whole demonstration only."""
        return plan_files() if self.periods == tuple(quarters()) else []

    @property
    def files(self) -> dict[str, Callable[[], bytes]]:
        """Every workbook's name, and how to make it."""
        drawn = {one.file: partial(self.workbook, one) for one in self.deliveries}
        return drawn | {one.file: partial(plan_workbook, self.catalogue, one) for one in self.plans}

    def manifest(self) -> str:
        """Return the list of workbooks as CSV: file, received_on, note_vi."""
        text = StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(("file", "received_on", "note_vi"))
        listed = [(one.file, one.received_on, one.note) for one in (*self.deliveries, *self.plans)]
        writer.writerows(sorted(listed, key=lambda one: one[1]))
        return text.getvalue()


def make(demo: Demo, folder: Path) -> int:
    """Write all workbooks and the manifest into a folder; return how many workbooks there are.

    Workbooks of an earlier run that are no longer made are removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = demo.files
    for stale in {one.name for one in folder.glob("*.xlsx")} - set(files):
        (folder / stale).unlink()
    for name, made in files.items():
        (folder / name).write_bytes(made())
    (folder / MANIFEST).write_text(demo.manifest(), encoding="utf-8")
    return len(files)
