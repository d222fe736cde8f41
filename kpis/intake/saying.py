"""Findings as sentences: what was found, what was expected, and what to do about it."""

from datetime import date

from kpis.intake.verdict import Finding, FindingCode, Severity
from kpis.words import Words, formats

# Of a cell that is no number: what it should be, or what it is instead.
_NO_NUMBERS = {
    "day": "not_a_number_day",
    "inside": "not_a_number_in_brackets",
    "rate": "not_a_number_rate",
    "points": "not_a_number_points",
}
_PERIODS = frozenset({"period", "earlier", "whole"})
_LISTS = frozenset({"suggestions"})
_PERIOD_LISTS = frozenset({"periods"})
# Sentences that say more when a fact is there.
_VARIANTS = {
    FindingCode.UNKNOWN_ORG_UNIT: ("suggestion", "unknown_org_unit_suggested"),
    FindingCode.UNKNOWN_PERIOD: ("other", "unknown_period_contradicted"),
    FindingCode.FRACTION_OR_PERCENT: ("percent", "fraction_or_percent_of_rate"),
    FindingCode.ORG_UNIT_SET_BY_HAND: ("named", "org_unit_set_by_hand_contradicted"),
    FindingCode.TARGET_DIFFERS: ("missing", "target_unknown"),
    FindingCode.HIDDEN_ROWS: ("hidden", "hidden_columns_needed"),
    FindingCode.OUT_OF_RANGE: ("rate", "out_of_range_rate"),
    FindingCode.UNKNOWN_COLUMN: ("years", "unknown_column_without_year"),
    FindingCode.DUPLICATE_ROW: ("name", "duplicate_row_named"),
    FindingCode.PARTS_DO_NOT_ADD_UP: ("others", "parts_do_not_add_up_often"),
    FindingCode.UNUSUAL_JUMP: ("more", "unusual_more"),
    FindingCode.MAGNITUDE_SLIP: ("more", "unusual_more"),
    FindingCode.UNUSUAL_RATE: ("more", "unusual_more"),
}


def sentence(t: Words, finding: Finding) -> str:
    """Return the sentence of a finding in the language of ``t``; numbers and dates as written."""
    fact, code = _VARIANTS.get(finding.code, ("", ""))
    named = code if fact and finding.facts.get(fact) else finding.code.value
    named = _special(finding) or named
    facts = {name: _said(t, name, value) for name, value in finding.facts.items()}
    facts["found"] = finding.found or ""
    # A form's definition may have its own sentence for what it checks.
    own = finding.facts.get("wording") if named == finding.code.value else None
    return t.own(own).format(**facts) if own else t.code("finding", named, **facts)


def _special(finding: Finding) -> str | None:
    """Return the sentence for what only some findings of a code have."""
    facts = finding.facts
    if finding.code is FindingCode.UNKNOWN_ORG_UNIT and not finding.found:
        return "unknown_org_unit_unnamed" if finding.found is None else "unknown_org_unit_blank"
    if finding.code is FindingCode.NOT_A_NUMBER:
        return next((said for fact, said in _NO_NUMBERS.items() if fact in facts), None)
    if finding.code is FindingCode.UNKNOWN_ORG_UNIT and len(facts.get("suggestions") or ()) > 1:
        return "unknown_org_unit_several"
    if (
        finding.code is FindingCode.UNKNOWN_PERIOD
        and facts.get("period")
        and not facts.get("other")
    ):
        return "unknown_period_against_told"
    if finding.code is FindingCode.UNKNOWN_PERIOD and facts.get("one"):
        same = facts["one"] == facts.get("other")
        return "unknown_period_several" if same else None
    if finding.code is FindingCode.FRACTION_OR_PERCENT and facts.get("most"):
        return "fraction_or_percent_of_points"
    return None


def severity_word(t: Words, severity: Severity) -> str:
    """Return the word for a severity: Lỗi, Cảnh báo, Ghi chú."""
    return t.code("severity", severity.value)


def _said(t: Words, name: str, value: object) -> str:
    if name in _PERIODS:
        return formats.period(str(value), t.language)
    if name in _LISTS and not isinstance(value, str):
        return "; ".join(map(str, value))
    if name in _PERIOD_LISTS and not isinstance(value, str):
        return " + ".join(formats.period(str(one), t.language) for one in value)
    if isinstance(value, dict):
        return t.own(value)
    if isinstance(value, date):
        return formats.day(value, t.language)
    if name == "difference" and isinstance(value, int | float):
        return formats.signed(value, _decimals(value), t.language)
    if isinstance(value, int | float):
        return formats.number(value, _decimals(value), t.language)
    return str(value)


def _decimals(value: float) -> int:
    return 0 if float(value).is_integer() else 2
