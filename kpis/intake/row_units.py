"""Whose figures a table's rows are: the reporter's in its title, or the units' in the rows."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from kpis.domain.names import normalised, plain
from kpis.intake.rows import Row
from kpis.intake.tables import Result, Table
from kpis.intake.units import Match
from kpis.intake.verdict import Finding, FindingCode, Severity

_PROVINCE = "tỉnh"
# Unit and section of a row.
Key = tuple[str, str | None]


def read_reporter(table: Table, result: Result, *, needed: bool) -> str | None:
    """Return the id of the unit in the title, noting it and what is wrong with its name.

    It is needed where the rows name no units; where they do, a reporter outside the catalogue
    (a unit's own office) is only noted, unless it is another province.
    """
    if not (found := table.title.reporter()):
        if needed:
            code, facts = FindingCode.UNKNOWN_ORG_UNIT, {"period": table.period.code}
            one = Finding(Severity.ERROR, code, table.grid.name, None, None, facts)
            result.findings.append(one)
        return None
    name, place = found
    match = table.units.named(name)
    if match.problem:
        problem = table.unit_finding(match, *place, name)
        foreign = normalised(name).type == _PROVINCE
        if problem.code is FindingCode.UNKNOWN_ORG_UNIT and not (needed or foreign):
            problem = replace(problem, severity=Severity.NOTE)
        result.findings.append(problem)
    result.org_unit = match.unit.id if match.unit else None
    return result.org_unit


def units_of(table: Table, lines: list[Row], result: Result) -> Iterator[Key | None]:
    """Yield unit and section of each row; None for a unit that nobody knows."""
    outsiders = []
    for line in lines:
        match = table.units.named(line.label)
        if match.problem and _is_outsider(table, match, line.label):
            outsiders.append(line)
        elif match.problem:
            result.findings.append(table.unit_finding(match, line.row, line.column, line.label))
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
