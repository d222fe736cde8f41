"""How a report sits with what the unit sent before: changed, sent again, or fallen."""

from collections.abc import Iterator

from kpis.domain.reckoning import starting_with
from kpis.intake.background import Background
from kpis.intake.reports import Report
from kpis.intake.verdict import Changes, Finding, FindingCode


def changes_of(report: Report, background: Background) -> Changes:
    """Return what storing a report would do to the figures that stand.

    On a form that a unit sends as a whole, all figures go that the new report does not give.
    """
    stored = background.stored(report)
    before = {(one.item, one.section): one.value for one in stored if one.form == report.form.code}
    keys = {(one.item, one.section): one.value for one in report.cells}
    new = sum(key not in before for key in keys)
    same = sum(before.get(key) == value for key, value in keys.items())
    whole = report.form.replaces == "unit" and len(keys) > 0
    gone = len(stored) - len(before.keys() & keys.keys()) if whole else 0
    return Changes(new, len(keys) - new - same, same, gone)


def check_repeated(report: Report, background: Background) -> Iterator[Finding]:
    """Yield one finding where all figures of a report are those of the period before."""
    code = FindingCode.SAME_AS_LAST_PERIOD
    earlier = report.period.earlier()
    before = background.rows(report, earlier)
    if len(report.cells) < report.form.rules[code].least or not any(
        one.value for one in report.cells
    ):
        return
    for section, row in report.rows.items():
        then = before.get(section, {})
        if any(item not in then or then[item].value != one.value for item, one in row.items()):
            return
    facts = {"period": report.period.code, "earlier": earlier.code, "count": len(report.cells)}
    yield report.finding(code, report.cells[0], org_unit=report.unit.id, **facts)


def check_decreased(report: Report, background: Background) -> Iterator[Finding]:
    """Yield cumulative figures that are smaller than those of a part of their period."""
    code = FindingCode.CUMULATIVE_DECREASED
    parts = [(one, background.rows(report, one)) for one in starting_with(report.period)]
    for section, row in report.rows.items():
        for item, one in row.items():
            if not (report.counts(item) and report.flows(item)):
                continue
            for part, rows in parts:
                least = rows[section][item].value if item in rows.get(section, {}) else None
                if least is not None and one.value < least - report.form.rules[code].tolerance:
                    facts = {"expected": least, "earlier": part.code, "period": one.period}
                    yield report.finding(code, one, **facts)
                    break
