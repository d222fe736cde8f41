"""Files on screen as intake understood them: all of them in one table, one with its sheets."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from kpis.catalogue.definitions import Catalogue
from kpis.intake.recording import Received
from kpis.intake.verdict import Severity, SheetReading, Verdict
from kpis.ui.tables import Column, Line, table
from kpis.words import Words, formats

_COUNTS = ("new", "changed", "same", "gone", "errors", "warnings")
_SHORT = ("state", "form", "period")
_SHEET = ("sheet", "form", "period", "unit", "rows")
# A consolidated workbook names dozens of units: as many as fit a line, then how many more.
_MOST_NAMED = 2


class FileState(StrEnum):
    """What can become of a file, in the order in which a person has to look at files."""

    REFUSED = "refused"
    EXPLAIN = "explain"
    READY = "ready"
    DUPLICATE = "duplicate"


_KINDS = {FileState.REFUSED: "error", FileState.EXPLAIN: "warning"}


def state_of(verdict: Verdict) -> FileState:
    """Return whether a file is there already, refused, waits for a reason, or can be stored."""
    if verdict.duplicate_of:
        return FileState.DUPLICATE
    if not verdict.accepted:
        return FileState.REFUSED
    return FileState.EXPLAIN if verdict.needs_reason else FileState.READY


def worst_first(received: Iterable[Received]) -> list[Received]:
    """Return files with errors first, then those that wait for a reason; else as they came."""
    order = list(FileState)
    return sorted(received, key=lambda one: order.index(state_of(one.verdict)))


def files_table(verdicts: Sequence[Verdict], catalogue: Catalogue, t: Words) -> str:
    """Return one line for each file: what it is, what it would change, what is wrong with it."""
    names = ("state", "file", "form", "unit", "period", *_COUNTS)
    columns = [Column(t.code("column", one), one in _COUNTS, one in _SHORT) for one in names]
    return table(columns, [_file(one, catalogue, t) for one in verdicts], t("upload.files"))


def _file(verdict: Verdict, catalogue: Catalogue, t: Words) -> Line:
    state, changes = state_of(verdict), verdict.changes
    severities = [one.severity for one in verdict.findings]
    read = [one for one in verdict.sheets if not one.skipped]
    # A refused file changes nothing.
    moved = (changes.new, changes.changed, changes.same, changes.gone)
    counts = (
        *(moved if verdict.accepted else [None] * len(moved)),
        *(severities.count(Severity.ERROR), severities.count(Severity.WARNING)),
    )
    periods = dict.fromkeys(one.period for one in read if one.period)
    cells = [
        t.code("upload.state", state),
        verdict.file,
        ", ".join(dict.fromkeys(one.form for one in read if one.form)),
        _units(verdict, read, catalogue, t),
        formats.listed((formats.period(one, t.language) for one in periods), t.language),
        *(formats.number(one, 0, t.language) for one in counts),
    ]
    return Line(cells, _KINDS.get(state, ""))


def _units(verdict: Verdict, sheets: Sequence[SheetReading], catalogue: Catalogue, t: Words) -> str:
    ids = [one.org_unit for one in sheets if one.org_unit]
    ids += [one.org_unit for one in verdict.observations]
    known = [catalogue.org_units[one] for one in dict.fromkeys(ids) if one in catalogue.org_units]
    named = [t.own(one.short) for one in known[:_MOST_NAMED]]
    if len(known) > _MOST_NAMED:
        return t("upload.units_more", units=", ".join(named), count=len(known) - _MOST_NAMED)
    return formats.listed(named, t.language)


def sheets_table(sheets: Sequence[SheetReading], catalogue: Catalogue, t: Words) -> str:
    """Return how each sheet was understood: form, period, unit, rows, or why it was left alone."""
    columns = [Column(t.code("column", one), one == "rows") for one in _SHEET]
    lines = []
    for one in sheets:
        unit = catalogue.org_units.get(one.org_unit or "")
        period = formats.period(one.period, t.language) if one.period else ""
        told = t.code("skipped", one.skipped) if one.skipped else one.form or ""
        rows = formats.number(one.rows, 0, t.language)
        lines.append(Line([one.sheet, told, period, t.own(unit.name) if unit else "", rows]))
    return table(columns, lines)
