"""A file's verdict: everything about it at once, without storing anything."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kpis.catalogue.loading import Catalogue
from kpis.intake.comparing import compare
from kpis.intake.documents import Documents
from kpis.intake.form import Form
from kpis.intake.forms import Forms
from kpis.intake.grids import Book, cell_name
from kpis.intake.history import UNKNOWN, Key, Known, key_of
from kpis.intake.limits import Unreadable
from kpis.intake.reading import read_workbook
from kpis.intake.score_locking import locked
from kpis.intake.set_checks import not_said_before
from kpis.intake.sheets import Aids, Sheet, read_sheet
from kpis.intake.told import Told
from kpis.intake.verdict import Finding, FindingCode, Observation, Severity, Verdict


def examine(
    content: bytes,
    name: str,
    catalogue: Catalogue,
    forms: Forms,
    known: Known = UNKNOWN,
    told: Sequence[Told] = (),
) -> Verdict:
    """Return what a file says and everything wrong with it, beside what the store knows.

    No file makes it fail; nothing is stored. For the arguments see ``read_file``.
    """
    [verdict] = compare(
        [read_file(content, name, catalogue, forms, known, told)], catalogue, forms, known
    )
    return verdict


def read_file(
    content: bytes,
    name: str,
    catalogue: Catalogue,
    forms: Forms,
    known: Known = UNKNOWN,
    told: Sequence[Told] = (),
) -> Verdict:
    """Return what a file says and what is wrong with it in itself; no file makes it fail.

    ``name`` is the file's name, which may name the period; ``told`` is what a person says of it.
    How its figures sit with others, ``compare`` finds, for many files at once.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    verdict = Verdict(name, sha256, duplicate_of=known.submission_with(sha256))
    try:
        book = read_workbook(content, name)
    except Unreadable as problem:
        reason = Finding(Severity.ERROR, problem.code, facts=problem.facts)
        return replace(verdict, findings=(reason,))
    aids = Aids(name, catalogue, forms, tuple(known.confirmed_names()))
    sheets = [read_sheet(grid, aids.for_sheet(told, sha256, grid.name)) for grid in book.grids]
    observations, found = _once(sheets, forms)
    found += _of_file(book, sheets, forms)
    found += _in_sheets(sheets)
    documents = Documents.together(sheet.documents for sheet in sheets)
    found = [*not_said_before(found, documents, known), *locked(documents, known)]
    return replace(
        verdict,
        sheets=tuple(sheet.reading for sheet in sheets),
        findings=tuple(sorted(found, key=_order)),
        observations=tuple(observations),
        **documents.settled(),
        targets=tuple(target for sheet in sheets for target in sheet.targets),
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
        form = forms[sheet.reading.form] if sheet.observations else None
        for one in sheet.observations:
            earlier = first.setdefault((sheet.reading.form, key_of(one)), one)
            if earlier is one:
                earlier = _elsewhere(form, one, whole)
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
    form: Form, one: Observation, whole: dict[tuple[str, str, str], Observation]
) -> Observation:
    """Return where another sheet already gives the whole of a unit's report, or the figure itself.

    A unit in a consolidated sheet and again by fields in its own would be counted twice.
    """
    if form.replaces != "unit":
        return one
    earlier = whole.setdefault((form.family, one.org_unit, one.period), one)
    return one if earlier.sheet == one.sheet else earlier


def _in_sheets(sheets: list[Sheet]) -> Iterator[Finding]:
    """Yield the sheets' findings; an empty form beside others with figures is only noted."""
    filled = any(sheet.observations for sheet in sheets)
    for finding in (finding for sheet in sheets for finding in sheet.findings):
        empty = finding.code is FindingCode.NO_FIGURES
        yield replace(finding, severity=Severity.NOTE) if empty and filled else finding


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
