"""A scorecard against the criteria set it says it belongs to."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import OrgUnit
from kpis.domain.criteria import Part
from kpis.intake.documents import Criterion, Documents
from kpis.intake.history import Known
from kpis.intake.verdict import Finding, FindingCode, Severity


def against_set(
    criteria: Iterable[Criterion], catalogue: Catalogue, unit: OrgUnit | None
) -> Iterator[Finding]:
    """Yield warnings where rows contradict their set: a code or maximum that it does not have.

    A set that lists only a part of what its document counts knows nothing of other codes.
    """
    for one in criteria:
        if not (known := catalogue.criteria_sets.get(one.set)) or not one.code:
            continue
        part = known.by_code.get(one.code)
        if part is None:
            if known.is_listed_whole:
                yield _found(one, FindingCode.UNKNOWN_CRITERION, one.code, set=one.set)
            continue
        if None not in (part.max, one.max) and Decimal(str(one.max)) != part.max:
            expected = float(part.max)
            yield _found(one, FindingCode.MAX_DIFFERS, f"{one.max:g}", expected=expected)
        if one.not_applicable and not _is_exempt(part, unit):
            yield _found(one, FindingCode.NOT_EXEMPT, one.code, title=part.title)


def not_said_before(
    findings: Iterable[Finding], documents: Documents, known: Known
) -> Iterator[Finding]:
    """Yield findings but those on what does not apply to a unit as the store says already.

    Whoever recorded it has given the reason; the card that goes out and comes back needs no other.
    """
    rows = {(one.sheet, one.cell): one for one in documents.criteria if one.not_applicable}
    for one in findings:
        row = rows.get((one.sheet, one.cell))
        if one.code is FindingCode.NOT_EXEMPT and row:
            before = known.card_points(row.set, row.whose).get(row.code)
            if before and before.not_applicable:
                continue
        yield one


def _is_exempt(part: Part, unit: OrgUnit | None) -> bool:
    return unit is None or bool({unit.id, unit.kind.value} & set(part.exempt))


def _found(one: Criterion, code: FindingCode, found: str, **facts: object) -> Finding:
    return Finding(Severity.WARNING, code, one.sheet, one.cell, found, facts)
