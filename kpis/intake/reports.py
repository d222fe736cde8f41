"""One unit's report in one file: its figures of one form and period, to be compared with others."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import Formula, Indicator, Measure, OrgUnit
from kpis.domain.names import plain
from kpis.domain.periods import Period
from kpis.intake.form import Form
from kpis.intake.form_parts import Ratio
from kpis.intake.forms import Forms
from kpis.intake.history import Past
from kpis.intake.verdict import Finding, FindingCode, Observation, Severity, Verdict

# Figures by section, as sections are compared, and item.
Rows = dict[str, dict[str, Observation | Past]]
_COUNTED = ("numerator", "denominator")


@dataclass(frozen=True, eq=False)
class Report:
    """What a file says of one unit, form and period."""

    file: str
    form: Form
    unit: OrgUnit
    period: Period
    cells: tuple[Observation, ...]
    catalogue: Catalogue
    illustrative: bool

    @cached_property
    def rows(self) -> Rows:
        """Its figures by section and item."""
        return by_row(self.cells)

    @cached_property
    def past(self) -> list[Past]:
        """Its figures as if they stood already."""
        about = self.form.code, self.illustrative, self.file
        kept = attrgetter("org_unit", "item", "section", "period", "value")
        return [Past(*kept(one), *about, one.sheet, one.cell) for one in self.cells]

    @cached_property
    def sums(self) -> dict[str, float]:
        """What its rows add up to, by item; only of what can be added."""
        found: dict[str, float] = defaultdict(float)
        for one in self.cells:
            if self.counts(one.item):
                found[one.item] += one.value
        return found

    @cached_property
    def largest(self) -> dict[str, Observation]:
        """The cell of each item that makes up most of its sum."""
        found: dict[str, Observation] = {}
        for one in self.cells:
            if one.item not in found or one.value > found[one.item].value:
                found[one.item] = one
        return found

    def counts(self, item: str) -> bool:
        """Tell whether an item counts things, so that its rows add up."""
        _, dot, part = item.rpartition(".")
        return part in _COUNTED if dot else item in self.form.counts

    def flows(self, item: str) -> bool:
        """Tell whether an item counts what happened within the period."""
        indicator, dot, _ = item.rpartition(".")
        if dot:
            return self.catalogue.indicators[indicator].measure is Measure.FLOW
        return item not in self.form.stocks

    def heading(self, item: str) -> str:
        """Return what the form calls an item; in the indicator workbook the indicator's title."""
        indicator, dot, _ = item.rpartition(".")
        if dot:
            return self.catalogue.indicators[indicator].title["vi"]
        return self.form.headings[item]

    @cached_property
    def ratios(self) -> list[Ratio]:
        """Rates that its counts make."""
        indicators = {one.item.rpartition(".")[0] for one in self.cells} - {""}
        found = (self.catalogue.indicators[one] for one in sorted(indicators))
        return [*self.form.ratio, *(_ratio(one) for one in found if one.formula is Formula.RATIO)]

    def finding(self, code: FindingCode, one: Observation, **facts: object) -> Finding:
        """Return a finding at one of its cells; how loud it is, the form's rule says."""
        return Finding(Severity.WARNING, code, one.sheet, one.cell, one.raw, facts)

    def of_whole(self, code: FindingCode, item: str, total: float, **facts: object) -> Finding:
        """Return a finding on what its rows add up to, at the cell that makes up most of it."""
        one = self.finding(code, self.largest[item], **facts)
        alone = total == self.largest[item].value
        written = str(int(total)) if float(total).is_integer() else str(total)
        return one if alone else replace(one, found=written)


def _ratio(indicator: Indicator) -> Ratio:
    parts = {part: [f"{indicator.id}.{part}"] for part in _COUNTED}
    return Ratio(title=indicator.title, **parts)


def reports_of(verdict: Verdict, catalogue: Catalogue, forms: Forms) -> list[Report]:
    """Return what a file says, unit by unit, form by form and period by period."""
    form_of = {one.sheet: one.form for one in verdict.sheets if not one.skipped}
    parts: dict[tuple[str, str, str], list[Observation]] = defaultdict(list)
    for one in verdict.observations:
        parts[form_of[one.sheet] or "", one.org_unit, one.period].append(one)
    return [
        Report(
            verdict.file,
            forms[form],
            catalogue.org_units[unit],
            Period.parse(period),
            tuple(cells),
            catalogue,
            verdict.illustrative,
        )
        for (form, unit, period), cells in parts.items()
    ]


def by_row(figures: Iterable[Observation | Past]) -> Rows:
    """Return figures by section and item."""
    rows: Rows = defaultdict(dict)
    for one in figures:
        rows[plain(one.section or "")][one.item] = one
    return rows


def column_of(rows: Rows, item: str) -> dict[str, float]:
    """Return an item's figures by section."""
    return {section: row[item].value for section, row in rows.items() if item in row}


def matched(*columns: tuple[Rows, str]) -> dict[str | None, list[float]]:
    """Return items of several reports side by side, at the finest level that all have.

    Sections that every report has, or, where they share none, the whole under None. A report that
    lacks the item in a row has no whole. Unlike levels are never put side by side.
    """
    found = [column_of(rows, item) for rows, item in columns]
    shared = set(found[0]).intersection(*found[1:])
    if shared:
        return {one: [column[one] for column in found] for one in found[0] if one in shared}
    whole = all(
        len(column) == len(rows) > 0 for column, (rows, _) in zip(found, columns, strict=True)
    )
    return {None: [sum(column.values()) for column in found]} if whole else {}
