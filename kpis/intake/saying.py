"""Findings as sentences: what was found, what was expected, and what to do about it."""

from datetime import date

from kpis.intake.verdict import Finding, FindingCode, Severity
from kpis.words import Words, formats

_PERIODS = frozenset({"period", "earlier"})
# Sentences that say more when a fact is there.
_VARIANTS = {
    FindingCode.UNKNOWN_ORG_UNIT: ("suggestion", "unknown_org_unit_suggested"),
    FindingCode.UNKNOWN_PERIOD: ("other", "unknown_period_contradicted"),
    FindingCode.FRACTION_OR_PERCENT: ("percent", "fraction_or_percent_of_rate"),
    FindingCode.TARGET_DIFFERS: ("missing", "target_unknown"),
}


def sentence(t: Words, finding: Finding) -> str:
    """Return the sentence of a finding in the language of ``t``; numbers and dates as written."""
    fact, code = _VARIANTS.get(finding.code, ("", ""))
    named = code if fact and finding.facts.get(fact) else finding.code.value
    if finding.code is FindingCode.UNKNOWN_ORG_UNIT and finding.found is None:
        named = "unknown_org_unit_unnamed"
    facts = {name: _said(t, name, value) for name, value in finding.facts.items()}
    return t.code("finding", named, **{**facts, "found": finding.found or ""})


def severity_word(t: Words, severity: Severity) -> str:
    """Return the word for a severity: Lỗi, Cảnh báo, Ghi chú."""
    return t.code("severity", severity.value)


def skipped_word(t: Words, reason: str) -> str:
    """Return why a sheet was left alone."""
    return t.code("skipped", reason)


def _said(t: Words, name: str, value: object) -> str:
    if name in _PERIODS:
        return formats.period(str(value), t.language)
    if isinstance(value, date):
        return formats.day(value, t.language)
    if name == "difference" and isinstance(value, int | float):
        return formats.signed(value, _decimals(value), t.language)
    if isinstance(value, int | float):
        return formats.number(value, _decimals(value), t.language)
    return str(value)


def _decimals(value: float) -> int:
    return 0 if float(value).is_integer() else 2
