"""What files come to beside the store, and beside each other: the checks that need a memory."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from kpis.catalogue.loading import Catalogue
from kpis.intake.adding_up import check_parts
from kpis.intake.background import Background
from kpis.intake.between_files import Copies, check_other_files
from kpis.intake.carry_over import check_carry_over
from kpis.intake.forms import Forms
from kpis.intake.full_rates import check_full_rates
from kpis.intake.history import UNKNOWN, Known
from kpis.intake.jumps import check_jumps
from kpis.intake.reports import Report, reports_of
from kpis.intake.rules import judged
from kpis.intake.since_last import changes_of, check_decreased, check_repeated
from kpis.intake.verdict import Changes, Finding, Severity, Verdict

_CHECKS = (check_decreased, check_carry_over, check_parts, check_full_rates)
_LOUDNESS = list(Severity)


def compare(
    verdicts: Sequence[Verdict], catalogue: Catalogue, forms: Forms, known: Known = UNKNOWN
) -> list[Verdict]:
    """Return files with what storing them would change, and what looks odd beside other reports.

    The files are taken to be stored together, in this order. The store is asked a few times for
    all of them, however many there are.
    """
    of_files = [reports_of(one, catalogue, forms) for one in verdicts]
    everything = list(chain.from_iterable(of_files))
    fit = {
        id(report)
        for verdict, reports in zip(verdicts, of_files, strict=True)
        if verdict.accepted and not verdict.duplicate_of
        for report in reports
    }
    background = Background(everything, fit, known)
    kept = [one for one in everything if id(one) in fit]
    copies, earlier = Copies(kept, background), _Earlier()
    compared = []
    for verdict, reports in zip(verdicts, of_files, strict=True):
        found = [] if verdict.duplicate_of else list(_file(reports, background, copies, earlier))
        earlier.add(one for one in reports if id(one) in fit)
        changes = [changes_of(one, background) for one in reports]
        compared.append(replace(_with(verdict, found), changes=_total(changes)))
    return compared


class _Earlier:
    """Reports of the files in front of a file, by family of forms, unit and period."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, str], list[Report]] = defaultdict(list)

    def add(self, reports: Iterator[Report]) -> None:
        for one in reports:
            self._found[one.form.family, one.unit.id, one.period.code].append(one)

    def than(self, report: Report) -> list[Report]:
        return self._found[report.form.family, report.unit.id, report.period.code]


def _file(
    reports: Sequence[Report], background: Background, copies: Copies, earlier: _Earlier
) -> Iterator[Finding]:
    """Yield a file's findings, as loud as its forms want them."""
    by_form: dict[str, list[Report]] = defaultdict(list)
    for one in reports:
        by_form[one.form.code].append(one)
    for of_form in by_form.values():
        found = [finding for one in of_form for finding in _report(one, background)]
        for one in of_form:
            found += [*copies.check(one), *check_other_files(one, earlier.than(one))]
        found += check_jumps(of_form, background)
        yield from judged(found, of_form[0].form.rules)


def _report(report: Report, background: Background) -> list[Finding]:
    """Return how a report sits with the unit's others; a mere copy of the last one says it all."""
    if copied := list(check_repeated(report, background)):
        return copied
    return [finding for check in _CHECKS for finding in check(report, background)]


def _with(verdict: Verdict, found: Sequence[Finding]) -> Verdict:
    findings = sorted([*verdict.findings, *found], key=lambda one: _LOUDNESS.index(one.severity))
    return replace(verdict, findings=tuple(findings))


def _total(changes: Sequence[Changes]) -> Changes:
    return Changes(
        sum(one.new for one in changes),
        sum(one.changed for one in changes),
        sum(one.same for one in changes),
        sum(one.gone for one in changes),
    )
