"""Reading a published ranking: a row a unit, with its points, place and grade as printed."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import OrgUnit
from kpis.domain.names import plain
from kpis.domain.periods import Period, PeriodKind
from kpis.intake.blocks import Block
from kpis.intake.confirmed import ConfirmedName
from kpis.intake.criteria import read_points
from kpis.intake.documents import Documents
from kpis.intake.form_parts import ValueKind
from kpis.intake.grids import Grid
from kpis.intake.origin import Origin, of_year, read_origin
from kpis.intake.published_rows import PublishedScore
from kpis.intake.ranking_checks import check_places, check_sum
from kpis.intake.ranking_years import LABEL, by_year
from kpis.intake.tables import Table, in_place_of
from kpis.intake.units import Match, Units
from kpis.intake.verdict import Finding, FindingCode, Severity, SheetReading
from kpis.intake.written import Line, WrittenTable, is_sum

_POINTS = ("self", "appraised", "survey", "total")
_MEAN = re.compile(r"^(?:diem )?(?:trung binh|binh quan)\b")
_PLACE = re.compile(r"(?<!\d)(\d{1,3})(?!\d)(?:\s*/\s*(\d{1,3}))?")


def read_ranking(
    grid: Grid, file: str, block: Block, catalogue: Catalogue, confirmed: Sequence[ConfirmedName]
) -> tuple[SheetReading, list[Finding], Documents]:
    """Return how a ranking was understood, what is wrong with it, and its rows, year by year.

    A name that nearly is a unit's is an error, to be confirmed or corrected as in other forms; one
    that is like none stays as printed, with a note: rankings name bodies no catalogue lists.
    """
    code = block.layout.form.code
    origin = read_origin(grid, block.title, file, catalogue, scorecard=True)
    years = by_year(grid, block.layout, origin.year)
    if not years.layouts and not years.findings:
        lacking = Finding(Severity.ERROR, FindingCode.UNKNOWN_PERIOD, grid.name)
        return SheetReading(grid.name, code), [lacking], Documents()
    rows, findings = [], list(years.findings)
    for year, layout in years.layouts.items():
        of = of_year(origin, year, catalogue)
        reader = _Ranking(grid, replace(block, layout=layout), of, catalogue, confirmed)
        rows += reader.all_rows()
        findings += reader.findings
    findings = [*_once(findings), *check_places(rows), *_kept_as_text(rows)]
    shown = origin.year if origin.year in years.layouts else max(years.layouts, default=None)
    sets = Counter(one.set for one in rows if one.year == shown)
    named = sets.most_common(1)[0][0] if sets else origin.set
    period = str(shown) if shown else None
    reading = SheetReading(grid.name, code, period, None, len(rows), None, named)
    return reading, findings, Documents(published=rows)


def _once(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings once: a name that stands for several years is wrong in each of them."""
    first: dict[tuple, Finding] = {}
    for one in findings:
        first.setdefault((one.code, one.severity, one.cell), one)
    return list(first.values())


class _Ranking:
    """Reads the rows of one table; units are those of the ranking's year."""

    def __init__(
        self,
        grid: Grid,
        block: Block,
        origin: Origin,
        catalogue: Catalogue,
        confirmed: Sequence[ConfirmedName],
    ) -> None:
        period = Period(PeriodKind.YEAR, origin.year)
        units = Units(catalogue, period, confirmed)
        self.written = WrittenTable(grid, block.layout, LABEL, block.end, block.again)
        self.table = Table(grid, block.layout, block.title, period, units, block.end, block.again)
        self.origin, self.catalogue = origin, catalogue
        self.rows: list[tuple[int, PublishedScore]] = []
        self.findings: list[Finding] = []
        self.section = 0
        self.first: dict[str, str] = {}

    def all_rows(self) -> Iterator[PublishedScore]:
        """Yield the rows of the table, read from top to bottom."""
        for line in self.written.lines:
            self.read(line)
        yield from self.finished()

    def read(self, line: Line) -> None:
        """Add what a row says; sums, means and headings of sections are no unit's."""
        points = {item: self._points(line, item) for item in _POINTS}
        place, ranked = self._place(line)
        if is_sum(line.label) or _MEAN.match(plain(line.label)):
            return
        if all(one is None for one in points.values()) and place is None:
            # A unit without figures of the year is no heading.
            self.section += bool(line.label) and not self.table.units.named(line.label).unit
            return
        match = self.table.units.named(line.label)
        if match.confirmed or not line.label or not self._is_like_none(match):
            where = (line.row, self.written.columns[LABEL])
            self.findings += self.table.name_findings(match, *where, line.label)
            if not match.unit:
                return
        self._add(line, match.unit, {**points, "rank": place, "ranked": ranked})

    @staticmethod
    def _is_like_none(match: Match) -> bool:
        """Tell whether a name is neither a unit's nor nearly so."""
        return match.problem is FindingCode.UNKNOWN_ORG_UNIT and not match.facts["suggestion"]

    def _add(self, line: Line, unit: OrgUnit | None, figures: dict[str, float | None]) -> None:
        """Keep a row; of two of one unit the first stands."""
        one = PublishedScore(
            set=self._set_of(unit.kind.value if unit else None),
            year=self.origin.year,
            org_unit=unit.id if unit else None,
            unit_name=line.label,
            **figures,
            grade=line.text("grade") or None,
            sheet=self.table.grid.name,
            cell=self.written.place(line, LABEL),
        )
        first = self.first.setdefault(one.org_unit or plain(one.unit_name), one.cell)
        if first != one.cell:
            code = FindingCode.DUPLICATE_ROW
            place = (line.row, self.written.columns[LABEL])
            self.findings.append(self.table.finding(Severity.ERROR, code, *place, first=first))
            return
        self.findings += check_sum(self.written, line, one)
        self.rows.append((self.section, one))

    def finished(self) -> Iterator[PublishedScore]:
        """Yield the rows with the set of those around them, and how many were ranked together."""
        whole = Counter(one.set for _, one in self.rows if one.org_unit)
        for section, one in self.rows:
            beside = [row for at, row in self.rows if at == section]
            known = Counter(row.set for row in beside if row.org_unit) or whole
            set_ = one.set if one.org_unit or not known else known.most_common(1)[0][0]
            placed = sum(row.rank is not None for row in beside)
            ranked = one.ranked or (placed if one.rank is not None else None)
            yield replace(one, set=set_, ranked=ranked)

    def _set_of(self, block: str | None) -> str:
        """Return the set that units of a level were scored by in the year."""
        sets = self.catalogue.criteria_sets
        if self.origin.set in sets:
            return self.origin.set
        of_year = (one for one in sets.values() if one.year == self.origin.year)
        return next((one.id for one in of_year if one.block.value == block), self.origin.set)

    def _points(self, line: Line, item: str) -> float | None:
        if (column := self.written.columns.get(item)) is None or not line.text(item):
            return None
        value = self.table.grid.value(line.row, column)
        cell = read_points(value)
        if cell.problem:
            where, facts = (line, item, line.text(item)), in_place_of(value, ValueKind.SCORE)
            self.findings.append(
                self.written.finding(Severity.ERROR, cell.problem, *where, **facts)
            )
        return cell.value

    def _place(self, line: Line) -> tuple[int | None, int | None]:
        """Return a printed place, and among how many where it says so: ``8/11``."""
        text = line.text("rank") or ""
        if not (found := _PLACE.search(text.removesuffix(".0"))):
            return None, None
        return int(found[1]), int(found[2]) if found[2] else None


def _kept_as_text(rows: Sequence[PublishedScore]) -> Iterator[Finding]:
    """Yield the note on units that the catalogue does not have."""
    outside = [one for one in rows if one.org_unit is None]
    if outside:
        named = list(dict.fromkeys(one.unit_name for one in outside))
        facts = {"names": "; ".join(named[:6]), "count": len(named)}
        first = outside[0]
        code = FindingCode.UNITS_AS_TEXT
        yield Finding(Severity.NOTE, code, first.sheet, first.cell, None, facts)
