"""One period for a sheet, out of all the places that may name it."""

from dataclasses import dataclass, field

from kpis.domain.periods import Period
from kpis.intake.grids import cell_name
from kpis.intake.periods import Reading, read_periods, read_span
from kpis.intake.titles import Title
from kpis.intake.verdict import Finding, FindingCode, Severity

_DAYS_OF_A_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Dating:
    """The period meant, and what contradicts it; no period where the title itself disagrees.

    ``named`` is the text that names the period, where one does.
    """

    period: Period | None
    findings: list[Finding] = field(default_factory=list)
    named: Reading | None = None


def date_sheet(title: Title, sheet: str, file: str, cut_off_day: int) -> Dating:
    """Return the period of a sheet: of its title, or else of its name, or else of the file's.

    A title that names two periods is an error unless its dates say which of them is meant, as is
    a sheet's name that disagrees with the title: one of the two was left over from another
    period. A file's name only warns.
    """
    year = _year(title, sheet, file, cut_off_day)
    printed = _certain(_printed(title, cut_off_day, year))
    in_sheet, in_file = (read_periods(one, cut_off_day, year=year) for one in (sheet, file))
    decisive = [*printed, *in_sheet] or in_file
    if not decisive:
        return Dating(None, [_finding(Severity.ERROR, sheet, None, "", "")])
    first = decisive[0]
    other = next((one for one in decisive if one.period != first.period), None)
    if other or (other := _dated_otherwise(title, first)):
        return Dating(None, [contradiction(Severity.ERROR, sheet, first, other)])
    if first.period is None:
        return Dating(None, [_finding(Severity.ERROR, sheet, first.place, first.text, "")])
    if in_file and first.period not in [one.period for one in in_file]:
        warned = contradiction(Severity.WARNING, sheet, first, in_file[0])
        return Dating(first.period, [warned], first)
    return Dating(first.period, named=first)


def _printed(title: Title, cut_off_day: int, year: int | None = None) -> list[Reading]:
    return [
        reading
        for place, text in title.texts
        for reading in read_periods(text, cut_off_day, place, year)
    ]


def _year(title: Title, sheet: str, file: str, cut_off_day: int) -> int | None:
    """Return the year of a quarter named without one: of the title, the sheet's or file's name.

    None where the first of them that names years names several.
    """
    places = (_printed(title, cut_off_day), *(read_periods(x, cut_off_day) for x in (sheet, file)))
    for readings in places:
        if years := {one.period.year for one in readings if one.period}:
            return years.pop() if len(years) == 1 else None
    return None


def _certain(readings: list[Reading]) -> list[Reading]:
    """Return what decides among a title's readings.

    A bare year does not where anything else is named: "Kế hoạch năm 2024" is no period. Dates
    do where words name several periods and the dates are those of one of them.
    """
    firm = [one for one in readings if not one.bare] or readings
    dated = {one.period for one in firm if one.dated}
    named = {one.period for one in firm if not one.dated}
    if len(named) > 1 and len(dated) == 1 and dated <= named:
        return [one for one in firm if one.period in dated]
    return firm


def _dated_otherwise(title: Title, named: Reading) -> Reading | None:
    """Return dates that end in another month or last longer, whatever day units use."""
    if named.period is None:
        return None
    for place, text in title.texts:
        if not (span := read_span(text)):
            continue
        months = round((span[1] - span[0]).days / _DAYS_OF_A_MONTH)
        ends = span[1].year * 12 + span[1].month
        if (ends, months) != (named.period.step, named.period.months):
            return Reading(None, text, place, dated=True)
    return None


def contradiction(severity: Severity, sheet: str, one: Reading, other: Reading | Period) -> Finding:
    """Return the finding that two places name two periods; a bare ``Period`` was set by hand."""
    if isinstance(other, Period):
        facts: dict[str, object] = {"period": other.code}
        return _finding(severity, sheet, one.place, one.text, "", **facts)
    codes = [each.period.code for each in (one, other) if each.period]
    facts = {"periods": tuple(codes)} if len(codes) > 1 else {}
    return _finding(severity, sheet, one.place or other.place, one.text, other.text, **facts)


def _finding(
    severity: Severity,
    sheet: str,
    place: tuple[int, int] | None,
    one: str,
    other: str,
    **more: object,
) -> Finding:
    cell = cell_name(*place) if place else None
    facts: dict[str, object] = {"one": one, "other": other, **more}
    return Finding(severity, FindingCode.UNKNOWN_PERIOD, sheet, cell, one or None, facts)
