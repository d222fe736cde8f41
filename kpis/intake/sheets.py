"""One sheet: its tables found, dated and read, or the reason why it was left alone."""

from dataclasses import dataclass, field, replace

from kpis.catalogue.loading import Catalogue
from kpis.domain.periods import Period
from kpis.intake.dating import Dating, date_sheet
from kpis.intake.documents import Documents
from kpis.intake.dossiers import read_counts
from kpis.intake.export_dates import date_export
from kpis.intake.forms import Forms
from kpis.intake.grids import Grid, cell_name
from kpis.intake.headers import Header, Layout, find_headers, fit
from kpis.intake.indicators import read_indicators
from kpis.intake.leaving_out import left_out
from kpis.intake.lists import read_list
from kpis.intake.tables import Result, Table
from kpis.intake.target_annex import read_targets
from kpis.intake.texts import LAYOUTS, read_text
from kpis.intake.titles import Title, read_title
from kpis.intake.units import Units
from kpis.intake.verdict import (
    Finding,
    FindingCode,
    GivenTarget,
    Observation,
    Severity,
    SheetReading,
)

_READERS = {"counts": read_counts, "indicators": read_indicators, "list": read_list}


@dataclass
class Sheet:
    """What a sheet came to: how it was understood, what is wrong, what its cells say."""

    reading: SheetReading
    findings: list[Finding] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    illustrative: bool = False
    targets: list[GivenTarget] = field(default_factory=list)
    documents: Documents = field(default_factory=Documents)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with its form, the title above it, and where its rows end."""

    layout: Layout
    title: Title
    end: int
    again: frozenset[int]


def read_sheet(grid: Grid, file: str, catalogue: Catalogue, forms: Forms) -> Sheet:
    """Return what a sheet says; one that is no form is skipped with a reason.

    Reasons: ``hidden``, ``empty``, ``no_table`` (nothing begins with STT), ``unknown_table``
    (no form has these columns) and ``another_form`` (it prints the number of another form).
    """
    if reason := _reason(grid):
        return Sheet(SheetReading(grid.name, skipped=reason))
    headers = find_headers(grid, forms.first_columns)
    if not headers:
        return Sheet(SheetReading(grid.name, skipped="no_table"))
    blocks = _blocks(grid, file, headers, forms, catalogue.calendar.cut_off_day)
    if not blocks:
        return Sheet(SheetReading(grid.name, skipped="unknown_table"))
    titled = [one for one in blocks if not one.title.names_another(one.layout.form)]
    if not titled:
        return Sheet(SheetReading(grid.name, skipped="another_form"))
    sheet = _joined([_read(grid, file, one, catalogue) for one in titled], grid)
    sheet.findings += left_out(grid, [one.layout for one in titled])
    return sheet


def _reason(grid: Grid) -> str | None:
    if grid.hidden:
        return "hidden"
    return "empty" if all(grid.blank(row) for row in range(len(grid.rows))) else None


def _blocks(
    grid: Grid, file: str, headers: list[Header], forms: Forms, cut_off_day: int
) -> list[Block]:
    """Return the tables of a sheet that are forms; a heading printed again starts none."""
    starts: list[tuple[Header, Layout | None, set[int]]] = []
    for header in headers:
        if starts and starts[-1][0].labels == header.labels:
            starts[-1][2].update(range(header.top, header.bottom + 1))
            continue
        title = read_title(grid, 0, header.top)
        period = date_sheet(title, grid.name, file, cut_off_day).period
        starts.append((header, _choose(fit(header, forms), title, period), set()))
    blocks, above = [], 0
    for at, (header, layout, again) in enumerate(starts):
        end = starts[at + 1][0].top if at + 1 < len(starts) else len(grid.rows)
        title = read_title(grid, above, header.top)
        if layout:
            blocks.append(Block(layout, title, end, frozenset(again)))
        above = 0 if not title.texts else header.top
    return blocks


def _choose(layouts: list[Layout], title: Title, period: Period | None) -> Layout | None:
    """Return the form that explains most columns, of those in force in the period if any is.

    A form whose number is printed goes before all others. Of equals it is the one that the title
    names, and a form before its variants.
    """

    def rank(one: Layout) -> tuple[bool, bool, int, bool, bool]:
        form = one.form
        in_force = period is None or form.valid_on(period.ends)
        named = title.names(form)
        return not title.names_another(form), in_force, one.score, named, form.like is None

    return max(layouts, key=rank, default=None)


def _read(grid: Grid, file: str, block: Block, catalogue: Catalogue) -> Sheet:
    form = block.layout.form
    if form.layout == "targets":
        found = read_targets(grid, block.layout, block.end, catalogue)
        reading = SheetReading(grid.name, form.code, rows=len(found.targets))
        return Sheet(reading, found.findings, targets=found.targets)
    if form.layout in LAYOUTS:
        where = (block.end, block.again)
        read = read_text(grid, file, block.layout, block.title, where, catalogue)
        return Sheet(*read[:2], illustrative=block.title.illustrative, documents=read[2])
    dating = _dated(grid, file, block, catalogue)
    if not dating.period:
        return Sheet(SheetReading(grid.name, form.code), dating.findings)
    units = Units(catalogue, dating.period)
    table = Table(grid, block.layout, block.title, dating.period, units, block.end, block.again)
    result: Result = _READERS[form.layout](table)
    reading = SheetReading(grid.name, form.code, dating.period.code, result.org_unit, result.rows)
    findings = [*dating.findings, *result.findings]
    return Sheet(reading, findings, result.observations, block.title.illustrative)


def _dated(grid: Grid, file: str, block: Block, catalogue: Catalogue) -> Dating:
    """Return a table's period, with a warning where its form is not in force then."""
    form, header = block.layout.form, block.layout.header
    if form.dated_by_file:
        return date_export(form, grid.name, file)
    dating = date_sheet(block.title, grid.name, file, catalogue.calendar.cut_off_day)
    if dating.period and not form.valid_on(dating.period.ends):
        place, code = cell_name(header.top, header.number), FindingCode.FORM_NOT_IN_FORCE
        facts: dict[str, object] = {"form": form.code, "period": dating.period.code}
        old = Finding(Severity.WARNING, code, grid.name, place, None, facts)
        return Dating(dating.period, [*dating.findings, old])
    return dating


def _joined(tables: list[Sheet], grid: Grid) -> Sheet:
    """Return a sheet's tables as one; the first says what the sheet is."""
    first = tables[0].reading
    rows = sum(one.reading.rows for one in tables)
    reading = replace(first, rows=rows)
    findings = [finding for one in tables for finding in one.findings]
    observations = [figure for one in tables for figure in one.observations]
    illustrative = any(one.illustrative for one in tables)
    targets = [target for one in tables for target in one.targets]
    documents = Documents.together(one.documents for one in tables)
    return Sheet(reading, findings, observations, illustrative, targets, documents)
