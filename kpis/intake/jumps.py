"""Figures far from what the same unit usually reports, and slips of typing among them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from operator import attrgetter
from statistics import median

from kpis.domain.surprise import count_surprise, rate_surprise, slip, times_apart
from kpis.intake.background import Background
from kpis.intake.form_parts import Ratio
from kpis.intake.reports import Report
from kpis.intake.verdict import Finding, FindingCode

# Fewer periods of the same kind say too little about what is usual.
_LEAST_PERIODS = 5
# Usual deviations from the median before anything is asked.
_FAR = 6
# What is new grows fast: less than twice the period right before is no jump.
_GROWTH = 2
# Units of a file that are named one by one; the others are counted.
_MOST_NAMED = 5


@dataclass(frozen=True)
class Jump:
    """A unit's strongest deviation: how many usual ones it is, and what to say."""

    strength: float
    finding: Finding


def check_jumps(reports: Iterable[Report], background: Background) -> list[Finding]:
    """Return at most one finding for each unit of a file, the strongest first.

    Beyond five units one more finding counts the others: then something is wrong with the file
    rather than with every unit.
    """
    found = [one for report in reports for one in _strongest(report, background)]
    found.sort(key=attrgetter("strength"), reverse=True)
    named, others = found[:_MOST_NAMED], found[_MOST_NAMED:]
    findings = [one.finding for one in named]
    if others:
        rest = others[0].finding
        findings.append(replace(rest, facts={**rest.facts, "more": len(others)}))
    return findings


def _strongest(report: Report, background: Background) -> list[Jump]:
    history = [sums for _, sums in background.earlier_sums(report)]
    found = [*_counts(report, history), *_rates(report, history)]
    # Of equals the first column: what was received, before what was made of it.
    return [max(found, key=attrgetter("strength"))] if found else []


def _counts(report: Report, history: list[dict[str, float]]) -> Iterator[Jump]:
    rules = report.form.rules
    jump, typing = rules[FindingCode.UNUSUAL_JUMP], rules[FindingCode.MAGNITUDE_SLIP]
    for item, value in report.sums.items():
        before = [sums[item] for sums in history if item in sums]
        if len(before) < _LEAST_PERIODS:
            continue
        factor = slip(before, value) if typing.severity else None
        code = FindingCode.MAGNITUDE_SLIP if factor else FindingCode.UNUSUAL_JUMP
        usual = median(before)
        apart = times_apart(value, usual) >= jump.tolerance and (
            times_apart(value, before[0]) >= _GROWTH
        )
        if not apart or abs(value - usual) < rules[code].least or not rules[code].severity:
            continue
        if (strength := count_surprise(before, value)) >= _FAR:
            facts = {"column": report.heading(item), **_usual(report, before, decimals=0)}
            facts |= {"suggestion": round(value / factor)} if factor else {}
            yield Jump(strength, report.of_whole(code, item, value, **facts))


def _rates(report: Report, history: list[dict[str, float]]) -> Iterator[Jump]:
    code = FindingCode.UNUSUAL_RATE
    rule = report.form.rules[code]
    for ratio in report.ratios if rule.severity else ():
        before = [pair for sums in history if (pair := pair_of(ratio, sums)) and pair[1]]
        now = pair_of(ratio, report.sums)
        if now is None or len(before) < _LEAST_PERIODS or not 0 <= now[0] <= now[1] > 0:
            continue
        rates = [100 * part / whole for part, whole in before]
        points = abs(100 * now[0] / now[1] - median(rates))
        strength = rate_surprise(before, *now)
        at_stake = points / 100 * now[1]
        if strength >= _FAR and points >= rule.tolerance and at_stake >= rule.least:
            facts = {
                "title": ratio.title,
                **_usual(report, rates, decimals=1),
                "rate": 100 * now[0] / now[1],
            }
            one = report.largest[ratio.numerator[0]]
            yield Jump(strength, report.finding(code, one, **facts))


def _usual(report: Report, before: list[float], *, decimals: int) -> dict[str, object]:
    return {
        "unit": report.unit.name,
        "count": len(before),
        "expected": round(median(before), decimals),
        "low": round(min(before), decimals),
        "high": round(max(before), decimals),
    }


def pair_of(ratio: Ratio, sums: dict[str, float]) -> tuple[float, float] | None:
    """Return a rate's part and whole out of sums by item; none where a part is missing."""
    if not {*ratio.numerator, *ratio.denominator} <= set(sums):
        return None
    parts = ratio.numerator, ratio.denominator
    part, whole = (sum(sums[item] for item in items) for items in parts)
    return part, whole
