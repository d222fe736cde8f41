"""Whether periods that were all reported add up: 6 tháng = Quý I + Quý II, and the like."""

from collections.abc import Iterator
from dataclasses import dataclass

from kpis.domain.periods import Period
from kpis.domain.reckoning import sums_with
from kpis.intake.background import Background
from kpis.intake.reports import Report, Rows, matched
from kpis.intake.verdict import Finding, FindingCode


@dataclass(frozen=True)
class _Gap:
    """A figure that is not what the other periods leave for it."""

    item: str
    section: str | None
    now: float
    expected: float
    # Where another period's figure stands.
    rows: Rows


def check_parts(report: Report, background: Background) -> Iterator[Finding]:
    """Yield one finding for each sum of periods that a unit's figures do not keep.

    Only counts of what happened within the period add up, and only where every period was
    reported, at the finest level that all reports share. Of several ways to part a period the
    best one that can be tested decides.
    """
    tested: set[Period] = set()
    for whole, parts in sums_with(report.period):
        if whole in tested:
            continue
        gaps = list(_gaps(report, background, whole, parts))
        if gaps:
            tested.add(whole)
        allowed = report.form.rules[FindingCode.PARTS_DO_NOT_ADD_UP].tolerance
        broken = [one for one in gaps if abs(one.now - one.expected) > allowed]
        if broken:
            yield _finding(report, whole, parts, broken)


def _gaps(
    report: Report, background: Background, whole: Period, parts: tuple[Period, ...]
) -> Iterator[_Gap]:
    others = [one for one in (whole, *parts) if one != report.period]
    reports = [background.rows(report, one) for one in others]
    if not all(reports):
        return
    for item in report.largest:
        if item in report.form.mixed or not (report.counts(item) and report.flows(item)):
            continue
        columns = [(rows, item) for rows in (report.rows, *reports)]
        for section, (now, first, *rest) in matched(*columns).items():
            if all(float(one).is_integer() for one in (now, first, *rest)):
                expected = first - sum(rest) if others[0] == whole else first + sum(rest)
                yield _Gap(item, section, now, expected, reports[0])


def _finding(
    report: Report, whole: Period, parts: tuple[Period, ...], broken: list[_Gap]
) -> Finding:
    worst = max(broken, key=lambda one: abs(one.now - one.expected))
    past = next(row[worst.item] for row in worst.rows.values() if worst.item in row)
    past = past if worst.section is None else worst.rows[worst.section][worst.item]
    facts = {
        "column": report.heading(worst.item),
        "period": report.period.code,
        "whole": whole.code,
        "periods": [part.code for part in parts],
        "expected": worst.expected,
        "difference": worst.now - worst.expected,
        "others": len(broken) - 1,
        "place": past.place,
    }
    code = FindingCode.PARTS_DO_NOT_ADD_UP
    if worst.section is None:
        return report.of_whole(code, worst.item, worst.now, **facts)
    return report.finding(code, report.rows[worst.section][worst.item], **facts)
