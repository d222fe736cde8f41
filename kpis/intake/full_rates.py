"""Rates of exactly 100 % period after period: worth a question, not an accusation."""

from collections.abc import Iterator

from kpis.domain.periods import Period
from kpis.domain.reckoning import ways_for_stock
from kpis.intake.background import Background, before
from kpis.intake.form_parts import Ratio
from kpis.intake.jumps import pair_of
from kpis.intake.reports import Report
from kpis.intake.verdict import Finding, FindingCode

# This period and the three before it.
_RUNNING = 4


def check_full_rates(report: Report, background: Background) -> Iterator[Finding]:
    """Yield one finding where a rate is exactly 100 % in this and the three periods before.

    Only wholes that are no trifle count. A quarter that was only reported within 6 tháng, 9 tháng
    or the year is as full as that is.
    """
    code = FindingCode.ALWAYS_FULL
    least, earlier = report.form.rules[code].least, before(report.period)[: _RUNNING - 1]
    for ratio in report.ratios:
        if not (ratio.ask_when_full and _full(ratio, report.sums, least)):
            continue
        if all(_full(ratio, _sums(report, background, one), least) for one in earlier):
            facts = {
                "title": ratio.title,
                "unit": report.unit.name,
                "count": _RUNNING,
                "earlier": earlier[-1].code,
                "period": report.period.code,
                "expected": pair_of(ratio, report.sums)[1],
            }
            yield report.finding(code, report.largest[ratio.numerator[0]], **facts)
            return


def _full(ratio: Ratio, sums: dict[str, float], least: float) -> bool:
    pair = pair_of(ratio, sums)
    return bool(pair) and pair[0] == pair[1] >= least


def _sums(report: Report, background: Background, period: Period) -> dict[str, float]:
    twins = [twin for [(_, twin)] in ways_for_stock(period)]
    longer = [one for one in twins if one.months > period.months]
    found = (background.sums(report, one) for one in (period, *longer))
    return next(filter(None, found), {})
