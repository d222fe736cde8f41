"""Whether what is carried over is what was pending before: columns (6) and (11) of form II.06a."""

from collections import defaultdict
from collections.abc import Iterator

from kpis.domain.periods import Period
from kpis.domain.reckoning import ending_before
from kpis.intake.background import Background
from kpis.intake.reports import Report, Rows, matched
from kpis.intake.verdict import Finding, FindingCode

CARRIED, PENDING = "carried_over", "pending_total"
# The period before and its rows, with what is carried over now and what was pending then.
_Tried = tuple[Period, Rows, float, float]


def check_carry_over(report: Report, background: Background) -> Iterator[Finding]:
    """Yield what was carried over and is not what was pending when the period began.

    A quarter continues from the quarter before it, 6 and 9 months and the year from the end of the
    year before. Where what was pending then is reported twice (Quý II and 6 tháng), agreeing with
    either will do. By field where both reports have the fields, else as a whole.
    """
    allowed = report.form.rules[FindingCode.CARRY_OVER_DIFFERS].tolerance
    for section, tried in _levels(report, background).items():
        if all(abs(now - then) > allowed for *_, now, then in tried):
            yield _finding(report, section, tried[0])


def _levels(report: Report, background: Background) -> dict[str | None, list[_Tried]]:
    found: dict[str | None, list[_Tried]] = defaultdict(list)
    for before in ending_before(report.period):
        rows = background.rows(report, before)
        for section, (now, then) in matched((report.rows, CARRIED), (rows, PENDING)).items():
            found[section].append((before, rows, now, then))
    if len(found) > 1:
        found.pop(None, None)
    return found


def _finding(report: Report, section: str | None, tried: _Tried) -> Finding:
    code, (before, rows, now, then) = FindingCode.CARRY_OVER_DIFFERS, tried
    past = next(row[PENDING] for row in rows.values() if PENDING in row)
    past = past if section is None else rows[section][PENDING]
    facts = {"expected": then, "difference": now - then, "earlier": before.code}
    facts |= {"column": report.heading(CARRIED), "place": past.place}
    if section is None:
        return report.of_whole(code, CARRIED, now, **facts)
    return report.finding(code, report.rows[section][CARRIED], **facts)
