"""A file's verdict: everything about it at once, without storing anything."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import Measure
from kpis.intake.documents import Documents
from kpis.intake.forms import Forms
from kpis.intake.grids import Book, cell_name
from kpis.intake.history import UNKNOWN, Key, Known, compare, key_of
from kpis.intake.limits import Unreadable
from kpis.intake.reading import read_workbook
from kpis.intake.sheets import Sheet, read_sheet
from kpis.intake.verdict import Changes, Finding, FindingCode, Observation, Severity, Verdict


def examine(
    content: bytes, name: str, catalogue: Catalogue, forms: Forms, known: Known = UNKNOWN
) -> Verdict:
    """Return what a file says and everything wrong with it; no file makes it fail.

    ``name`` is the file's name, which may name the period. Nothing is stored.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    verdict = Verdict(name, sha256, duplicate_of=known.submission_with(sha256))
    try:
        book = read_workbook(content, name)
    except Unreadable as problem:
        reason = Finding(Severity.ERROR, problem.code, facts=problem.facts)
        return replace(verdict, findings=(reason,))
    sheets = [read_sheet(grid, name, catalogue, forms) for grid in book.grids]
    observations, found = _once(sheets, forms)
    changes, odd = _compared(sheets, observations, catalogue, forms, known)
    found += [*_of_file(book, sheets, forms), *odd]
    found += [finding for sheet in sheets for finding in sheet.findings]
    documents = Documents.together(sheet.documents for sheet in sheets)
    return replace(
        verdict,
        sheets=tuple(sheet.reading for sheet in sheets),
        findings=tuple(sorted(found, key=_order)),
        observations=tuple(observations),
        tasks=tuple(documents.tasks),
        criteria=tuple(documents.criteria),
        totals=tuple(documents.totals),
        targets=tuple(target for sheet in sheets for target in sheet.targets),
        changes=changes,
        illustrative=any(sheet.illustrative for sheet in sheets),
    )


def _order(finding: Finding) -> int:
    return list(Severity).index(finding.severity)


def _once(sheets: list[Sheet], forms: Forms) -> tuple[list[Observation], list[Finding]]:
    """Return each figure once, and one finding for every sheet that says figures again."""
    first: dict[tuple[str | None, Key], Observation] = {}
    doubles: dict[tuple[str, str], Finding] = {}
    whole: dict[tuple[str, str, str], Observation] = {}
    for sheet in sheets:
        for one in sheet.observations:
            earlier = first.setdefault((sheet.reading.form, key_of(one)), one)
            if earlier is one:
                earlier = _elsewhere(sheet, one, forms, whole)
            if earlier is one:
                continue
            place = f"{earlier.sheet}!{earlier.cell}"
            finding = Finding(
                Severity.ERROR,
                FindingCode.DUPLICATE_ROW,
                one.sheet,
                one.cell,
                one.raw,
                {"first": place},
            )
            doubles.setdefault((one.sheet, one.org_unit), finding)
    return list(first.values()), list(doubles.values())


def _elsewhere(
    sheet: Sheet, one: Observation, forms: Forms, whole: dict[tuple[str, str, str], Observation]
) -> Observation:
    """Return where another sheet already gives the whole of a unit's report, or the figure itself.

    A unit in a consolidated sheet and again by fields in its own would be counted twice.
    """
    form = forms[sheet.reading.form]
    if form.replaces != "unit":
        return one
    earlier = whole.setdefault((form.family, one.org_unit, one.period), one)
    return one if earlier.sheet == one.sheet else earlier


def _compared(
    sheets: list[Sheet],
    observations: list[Observation],
    catalogue: Catalogue,
    forms: Forms,
    known: Known,
) -> tuple[Changes, list[Finding]]:
    """Return changes and oddities against the store, form by form."""
    form_of = {sheet.reading.sheet: sheet.reading.form for sheet in sheets}
    by_form: dict[str, list[Observation]] = defaultdict(list)
    for one in observations:
        by_form[form_of[one.sheet] or ""].append(one)
    total, findings = Changes(), []
    for code, ones in by_form.items():
        stocks = forms[code].stocks | _stocks(catalogue)
        changes, odd = compare(ones, code, stocks, known)
        new, changed = total.new + changes.new, total.changed + changes.changed
        total = Changes(new, changed, total.same + changes.same)
        findings += odd
    return total, findings


def _stocks(catalogue: Catalogue) -> frozenset[str]:
    """Return the indicator workbook's items that may fall within a year: stocks, and rates."""
    stocks = [one.id for one in catalogue.indicators.values() if one.measure is Measure.STOCK]
    items = {f"{one}.{part}" for one in stocks for part in ("numerator", "denominator")}
    return frozenset(items | {f"{one}.value" for one in catalogue.indicators})


def _of_file(book: Book, sheets: list[Sheet], forms: Forms) -> Iterator[Finding]:
    """Yield what concerns the file as a whole or the look of its sheets."""
    if all(sheet.reading.skipped for sheet in sheets):
        codes = ", ".join(form.code for form in forms)
        yield Finding(Severity.ERROR, FindingCode.UNKNOWN_FORM, facts={"forms": codes})
    for grid in book.grids:
        if grid.converted:
            facts = {"encoding": book.legacy, "count": len(grid.converted)}
            place = cell_name(*grid.converted[0])
            yield Finding(Severity.NOTE, FindingCode.LEGACY_FONT, grid.name, place, None, facts)
