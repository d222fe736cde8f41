"""One sheet: its tables found, dated and read, or the reason why it was left alone."""

from dataclasses import dataclass, field

from kpis.catalogue.loading import Catalogue
from kpis.intake.dating import date_sheet
from kpis.intake.dossiers import Result, Table, read_counts
from kpis.intake.forms import Forms
from kpis.intake.grids import Grid
from kpis.intake.headers import Header, Layout, find_headers, fit
from kpis.intake.indicators import read_indicators
from kpis.intake.leaving_out import left_out
from kpis.intake.titles import Title, read_title
from kpis.intake.units import Units
from kpis.intake.verdict import Finding, Observation, SheetReading


@dataclass
class Sheet:
    """What a sheet came to: how it was understood, what is wrong, what its cells say."""

    reading: SheetReading
    findings: list[Finding] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    illustrative: bool = False


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
    headers = find_headers(grid)
    if not headers:
        return Sheet(SheetReading(grid.name, skipped="no_table"))
    blocks = _blocks(grid, headers, forms)
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


def _blocks(grid: Grid, headers: list[Header], forms: Forms) -> list[Block]:
    """Return the tables of a sheet that are forms; a heading printed again starts none."""
    starts: list[tuple[Header, Layout | None, set[int]]] = []
    for header in headers:
        if starts and starts[-1][0].labels == header.labels:
            starts[-1][2].update(range(header.top, header.bottom + 1))
            continue
        title = read_title(grid, 0, header.top)
        starts.append((header, _choose(fit(header, forms), title), set()))
    blocks, above = [], 0
    for at, (header, layout, again) in enumerate(starts):
        end = starts[at + 1][0].top if at + 1 < len(starts) else len(grid.rows)
        title = read_title(grid, above, header.top)
        if layout:
            blocks.append(Block(layout, title, end, frozenset(again)))
        above = 0 if not title.texts else header.top
    return blocks


def _choose(layouts: list[Layout], title: Title) -> Layout | None:
    """Return the form that explains most columns; of equals, the one that the title names."""
    best = [one for one in layouts if one.score == layouts[0].score]
    named = [one for one in best if title.names(one.form)]
    return next(iter(named or best), None)


def _read(grid: Grid, file: str, block: Block, catalogue: Catalogue) -> Sheet:
    form = block.layout.form
    dating = date_sheet(block.title, grid.name, file, catalogue.calendar.cut_off_day)
    if not dating.period:
        return Sheet(SheetReading(grid.name, form.code), dating.findings)
    units = Units(catalogue, dating.period)
    table = Table(grid, block.layout, block.title, dating.period, units, block.end, block.again)
    read = read_indicators if form.layout == "indicators" else read_counts
    result: Result = read(table)
    reading = SheetReading(grid.name, form.code, dating.period.code, result.org_unit, result.rows)
    findings = [*dating.findings, *result.findings]
    return Sheet(reading, findings, result.observations, block.title.illustrative)


def _joined(tables: list[Sheet], grid: Grid) -> Sheet:
    """Return a sheet's tables as one; the first says what the sheet is."""
    first = tables[0].reading
    rows = sum(one.reading.rows for one in tables)
    reading = SheetReading(grid.name, first.form, first.period, first.org_unit, rows)
    findings = [finding for one in tables for finding in one.findings]
    observations = [figure for one in tables for figure in one.observations]
    illustrative = any(one.illustrative for one in tables)
    return Sheet(reading, findings, observations, illustrative)
