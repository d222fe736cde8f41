"""One sheet: its tables found, dated and read, or the reason why it was left alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kpis.catalogue.loading import Catalogue
from kpis.intake.blocks import Block, find_blocks
from kpis.intake.confirmed import ConfirmedName
from kpis.intake.dating import Dating, date_sheet
from kpis.intake.documents import Documents
from kpis.intake.dossiers import read_counts
from kpis.intake.export_dates import date_export
from kpis.intake.forms import Forms
from kpis.intake.grids import Grid, cell_name, letters
from kpis.intake.headers import Header, find_headers, fit
from kpis.intake.indicators import read_indicators
from kpis.intake.leaving_out import left_out
from kpis.intake.lists import read_list
from kpis.intake.neighbours import neighbours
from kpis.intake.ranking import read_ranking
from kpis.intake.ranking_years import every_year
from kpis.intake.row_parts import Row
from kpis.intake.rules import judged
from kpis.intake.tables import Result, Table, nothing_filled_in
from kpis.intake.target_annex import read_targets
from kpis.intake.texts import LAYOUTS, read_text
from kpis.intake.titles import Title
from kpis.intake.told import NOTHING_TOLD, Told, date_as_told, told_of
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


@dataclass(frozen=True, slots=True)
class Aids:
    """What a sheet is read with: its file's name, the definitions, and what people have said."""

    file: str
    catalogue: Catalogue
    forms: Forms
    confirmed: tuple[ConfirmedName, ...] = ()
    told: Told = NOTHING_TOLD

    def for_sheet(self, told: Sequence[Told], sha256: str, sheet: str) -> "Aids":
        """Return the same with what is said of one sheet of the file with this hash."""
        return replace(self, told=told_of(told, sha256, sheet))


@dataclass
class Sheet:
    """What a sheet came to: how it was understood, what is wrong, what its cells say."""

    reading: SheetReading
    findings: list[Finding] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    illustrative: bool = False
    targets: list[GivenTarget] = field(default_factory=list)
    documents: Documents = field(default_factory=Documents)
    # Rows with figures that are none of the form's.
    aside: list[Row] = field(default_factory=list)


def read_sheet(grid: Grid, aids: Aids) -> Sheet:
    """Return what a sheet says; one that is no form is skipped with a reason.

    Reasons: ``hidden``, ``empty``, ``no_table`` (nothing begins with STT), ``unknown_table``
    (no form has these columns) and ``another_form`` (it prints the number of another form).
    """
    if reason := _reason(grid):
        return Sheet(SheetReading(grid.name, skipped=reason))
    headers = find_headers(grid, aids.forms.first_columns)
    if not headers:
        return Sheet(SheetReading(grid.name, skipped="no_table"))
    parts = neighbours(grid, headers[0], aids.forms)
    if len(parts) == 1:
        return _read_tables(grid, headers, aids)
    headings = [find_headers(one) for one in parts]
    tables = [_read_tables(*one, aids) for one in zip(parts, headings, strict=True)]
    alike = [one for one in tables if one.reading.form == tables[0].reading.form]
    sheet = _joined(alike)
    for table, [header, *_] in zip(tables, headings, strict=True):
        if table not in alike:
            sheet.findings.append(_another(grid, header, table.reading.form))
    return sheet


def _read_tables(grid: Grid, headers: list[Header], aids: Aids) -> Sheet:
    """Return what tables say that stand one below the other."""
    blocks = find_blocks(grid, headers, aids.forms, lambda title: _dated(grid, title, aids).period)
    if not blocks:
        return _unread(grid, aids, "unknown_table")
    titled = [one for one in blocks if not one.title.names_another(one.layout.form)]
    if not titled:
        return _unread(grid, aids, "another_form")
    alike = [one for one in titled if one.layout.form is titled[0].layout.form]
    sheet = _joined([_read(grid, one, aids) for one in alike])
    sheet.findings += left_out(grid, [every_year(grid, one.layout) for one in alike], sheet.aside)
    for layout in (one.layout for one in titled if one not in alike):
        sheet.findings.append(_another(grid, layout.header, layout.form.code))
    return sheet


def _unread(grid: Grid, aids: Aids, reason: str) -> Sheet:
    """Return a sheet that no form reads; an error where hidden columns are in the way."""
    shown = replace(grid, hidden_columns=frozenset())
    layouts = [one for header in find_headers(shown) for one in fit(header, aids.forms)[:1]]
    hidden = [
        at for one in layouts for at in sorted(grid.hidden_columns & {*one.items, *one.rates})
    ]
    if not hidden:
        return Sheet(SheetReading(grid.name, skipped=reason))
    form, names = layouts[0].form.code, ", ".join(letters(one) for one in dict.fromkeys(hidden))
    facts: dict[str, object] = {"form": form, "hidden": names}
    place, code = cell_name(layouts[0].header.top, hidden[0]), FindingCode.HIDDEN_ROWS
    found = Finding(Severity.ERROR, code, grid.name, place, None, facts)
    return Sheet(SheetReading(grid.name, form), [found])


def _another(grid: Grid, header: Header, form: str | None) -> Finding:
    """Return the error of a table of another form than the first: one sheet holds one form."""
    place = cell_name(header.top, header.number)
    where = (grid.name, place, None, {"form": form or ""})
    return Finding(Severity.ERROR, FindingCode.SEVERAL_FORMS, *where)


def _reason(grid: Grid) -> str | None:
    if grid.hidden:
        return "hidden"
    return "empty" if all(grid.blank(row) for row in range(len(grid.rows))) else None


def _read(grid: Grid, block: Block, aids: Aids) -> Sheet:
    form, catalogue = block.layout.form, aids.catalogue
    if form.layout == "targets":
        found = read_targets(grid, block.layout, block.end, catalogue)
        reading = SheetReading(grid.name, form.code, rows=len(found.targets))
        return Sheet(reading, found.findings, targets=found.targets)
    if form.layout == "ranking":
        read = read_ranking(grid, aids.file, block, catalogue, aids.confirmed)
        return Sheet(*read[:2], illustrative=block.title.illustrative, documents=read[2])
    if form.layout in LAYOUTS:
        where = (block.end, block.again)
        read = read_text(grid, aids.file, block.layout, block.title, where, catalogue)
        return Sheet(*read[:2], illustrative=block.title.illustrative, documents=read[2])
    dating = _dated_in_force(grid, block, aids)
    if not dating.period:
        return Sheet(SheetReading(grid.name, form.code), dating.findings)
    units, where = Units(catalogue, dating.period, aids.confirmed), (block.end, block.again)
    table = Table(grid, block.layout, block.title, dating.period, units, *where, aids.told)
    result: Result = _READERS[form.layout](table)
    reading = SheetReading(grid.name, form.code, dating.period.code, result.org_unit, result.rows)
    found = [*dating.findings, *result.findings, *nothing_filled_in(table, result)]
    findings = list(judged(found, form.rules))
    told = (reading, findings, result.observations, block.title.illustrative)
    return Sheet(*told, documents=Documents(peers=result.peers), aside=result.aside)


def _dated(grid: Grid, title: Title, aids: Aids) -> Dating:
    """Return a table's period: the one that a person has set, or else what the file says."""
    dating = date_sheet(title, grid.name, aids.file, aids.catalogue.calendar.cut_off_day)
    return date_as_told(dating, aids.told, grid.name)


def _dated_in_force(grid: Grid, block: Block, aids: Aids) -> Dating:
    """Return a table's period, with a warning where its form is not in force then."""
    form, header = block.layout.form, block.layout.header
    if form.dated_by_file:
        return date_as_told(date_export(form, grid.name, aids.file), aids.told, grid.name)
    dating = _dated(grid, block.title, aids)
    if dating.period and not form.valid_on(dating.period.ends):
        place, code = cell_name(header.top, header.number), FindingCode.FORM_NOT_IN_FORCE
        facts: dict[str, object] = {"form": form.code, "period": dating.period.code}
        old = Finding(Severity.WARNING, code, grid.name, place, None, facts)
        return replace(dating, findings=[*dating.findings, old])
    return dating


def _joined(tables: list[Sheet]) -> Sheet:
    """Return a sheet's tables as one; the first says what the sheet is."""
    first = tables[0].reading
    rows = sum(one.reading.rows for one in tables)
    reading = replace(first, rows=rows)
    findings = [finding for one in tables for finding in one.findings]
    observations = [figure for one in tables for figure in one.observations]
    illustrative = any(one.illustrative for one in tables)
    targets = [target for one in tables for target in one.targets]
    documents = Documents.together(one.documents for one in tables)
    aside = [row for one in tables for row in one.aside]
    return Sheet(reading, findings, observations, illustrative, targets, documents, aside)
