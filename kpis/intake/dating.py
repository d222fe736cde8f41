"""One period for a sheet, out of all the places that may name it."""

from dataclasses import dataclass, field

from kpis.domain.periods import Period
from kpis.intake.grids import cell_name
from kpis.intake.periods import Reading, read_periods, read_span
from kpis.intake.titles import Title
from kpis.intake.verdict import Finding, FindingCode, Severity


@dataclass(frozen=True, slots=True)
class Dating:
    """The period meant, and what contradicts it; no period where the title itself disagrees."""

    period: Period | None
    findings: list[Finding] = field(default_factory=list)


def date_sheet(title: Title, sheet: str, file: str, cut_off_day: int) -> Dating:
    """Return the period of a sheet: of its title, or else of its name, or else of the file's.

    A title whose words and dates disagree is an error, as is a sheet's name that disagrees with
    the title: one of the two was left over from another period. A file's name only warns.
    """
    printed = [
        reading for place, text in title.texts for reading in read_periods(text, cut_off_day, place)
    ]
    in_sheet, in_file = (read_periods(name, cut_off_day) for name in (sheet, file))
    certain = _without_bare_years(printed)
    first = next(iter([*certain, *in_sheet, *in_file]), None)
    if first is None:
        return Dating(None, [_finding(Severity.ERROR, sheet, None, "", "")])
    other = next((one for one in [*certain, *in_sheet] if one.period != first.period), None)
    if other or (other := _ends_elsewhere(title, first)):
        return Dating(None, [_contradiction(Severity.ERROR, sheet, first, other)])
    if in_file and first.period not in [one.period for one in in_file]:
        return Dating(first.period, [_contradiction(Severity.WARNING, sheet, first, in_file[0])])
    return Dating(first.period)


def _without_bare_years(readings: list[Reading]) -> list[Reading]:
    """Leave out years where something names a shorter period: "Kế hoạch năm 2024" is no period."""
    shorter = [one for one in readings if one.period.months < 12 or one.dated]
    return shorter or readings


def _ends_elsewhere(title: Title, named: Reading) -> Reading | None:
    """Return dates that end in another month than the period named, whatever day units use."""
    for place, text in title.texts:
        span = read_span(text)
        if span and (span[1].year * 12 + span[1].month) != named.period.step:
            return Reading(named.period, text, place, dated=True)
    return None


def _contradiction(severity: Severity, sheet: str, one: Reading, other: Reading) -> Finding:
    place = one.place or other.place
    return _finding(severity, sheet, place, one.text, other.text)


def _finding(
    severity: Severity, sheet: str, place: tuple[int, int] | None, one: str, other: str
) -> Finding:
    cell = cell_name(*place) if place else None
    facts: dict[str, object] = {"one": one, "other": other}
    return Finding(severity, FindingCode.UNKNOWN_PERIOD, sheet, cell, one or None, facts)
