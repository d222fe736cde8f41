"""Whose figures a table's rows are: the reporter's in its title, or the units' in the rows."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from kpis.domain.names import normalised, plain
from kpis.intake.grids import cell_name
from kpis.intake.rows import Row
from kpis.intake.tables import Result, Table
from kpis.intake.units import Match
from kpis.intake.verdict import Finding, FindingCode, Severity

_PROVINCE = "tỉnh"
# Unit and section of a row.
Key = tuple[str, str | None]
# A name as a cell has it, and the cell.
Written = tuple[str, tuple[int, int]]


def read_reporter(
    table: Table, result: Result, *, needed: bool, alone: Written | None = None
) -> str | None:
    """Return the id of the unit in the title, noting it and what is wrong with its name.

    It is needed where the rows name no units: then a unit set by hand goes before the title's.
    Where they do, a reporter outside the catalogue (a unit's own office) is only noted, unless it
    is another province. ``alone`` is a unit's name that stands in the title without a label.
    """
    found = table.title.reporter() or alone
    if needed and table.told.org_unit:
        result.org_unit = _set_by_hand(table, result, found)
        return result.org_unit
    if not found:
        if needed:
            code, facts = FindingCode.UNKNOWN_ORG_UNIT, {"period": table.period.code}
            one = Finding(Severity.ERROR, code, table.grid.name, None, None, facts)
            result.findings.append(one)
        return None
    name, place = found
    match = table.units.named(name)
    foreign = normalised(name).type == _PROVINCE
    for one in table.name_findings(match, *place, name):
        mild = one.code is FindingCode.UNKNOWN_ORG_UNIT and not (needed or foreign)
        result.findings.append(replace(one, severity=Severity.NOTE) if mild else one)
    result.org_unit = match.unit.id if match.unit else None
    return result.org_unit


def _set_by_hand(table: Table, result: Result, found: Written | None) -> str | None:
    """Return the unit that a person set for a sheet, with a note of who did.

    It warns where the title names another unit that is known. A unit that does not exist in the
    period stays an error.
    """
    told, units = table.told, table.units
    name, place = found or (None, None)
    named = units.named(name).unit if name else None
    if named and named.id == told.org_unit:
        result.findings += table.name_findings(units.named(name), *place, name)
        return named.id
    match = units.coded(told.org_unit)
    facts = {"person": told.person, "period": table.period.code, **match.facts}
    if match.unit:
        facts |= {"unit": match.unit.name_vi, "named": named.name_vi if named else ""}
    severity = Severity.WARNING if named else Severity.NOTE
    one = Finding(
        Severity.ERROR if match.problem else severity,
        match.problem or FindingCode.ORG_UNIT_SET_BY_HAND,
        table.grid.name,
        cell_name(*place) if place else None,
        told.org_unit if match.problem else name,
        facts,
    )
    result.findings.append(one)
    return match.unit.id if match.unit else None


def units_of(table: Table, lines: list[Row], result: Result) -> Iterator[Key | None]:
    """Yield unit and section of each row; None for a unit that nobody knows."""
    outsiders = []
    for line in lines:
        match = table.units.named(line.label)
        if match.problem and _is_outsider(table, match, line.label):
            outsiders.append(line)
        else:
            result.findings += table.name_findings(match, line.row, line.column, line.label)
        yield (match.unit.id, line.heading) if match.unit else None
    if outsiders:
        result.findings.append(_kept_out(table, outsiders, alone=len(outsiders) == len(lines)))


def _is_outsider(table: Table, match: Match, name: str) -> bool:
    unknown = match.problem is FindingCode.UNKNOWN_ORG_UNIT and not match.facts["suggestion"]
    return table.layout.form.outsiders == "note" and unknown and table.units.elsewhere(name)


def _kept_out(table: Table, lines: list[Row], *, alone: bool) -> Finding:
    """Return one note for all rows of other provinces; an error where there is no other row."""
    first = lines[0]
    if alone:
        match = table.units.named(first.label)
        return table.unit_finding(match, first.row, first.column, first.label)
    code, where = FindingCode.OTHER_PROVINCES, (first.row, first.column)
    return table.finding(Severity.NOTE, code, *where, count=len(lines))


def fields_of(lines: list[Row], reporter: str | None) -> Iterator[Key | None]:
    """Yield the reporting unit and the field of each row.

    A field that stands under several headings is told apart by them.
    """
    places = {(plain(line.label), line.heading) for line in lines}
    often = Counter(label for label, _ in places)
    for line in lines:
        several = line.heading and often[plain(line.label)] > 1
        section = f"{line.heading} / {line.label}" if several else line.label
        yield (reporter, section) if reporter else None
