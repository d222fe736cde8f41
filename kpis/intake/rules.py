"""How strict each check of figures is: the usual rule, and what a form says instead."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from string import Formatter
from typing import Literal

from pydantic import Field, model_validator

from kpis.catalogue.fields import Definition, Texts
from kpis.intake.verdict import Finding, FindingCode, Severity
from kpis.words import messages


@dataclass(frozen=True)
class Rule:
    """What a check asks for before it speaks, and how loud it is; no severity: not tested."""

    severity: Severity | None = Severity.WARNING
    # What a difference may be before it counts; in times the usual for jumps, in points for rates.
    tolerance: float = 0
    # How many dossiers, people or things must be at stake.
    least: float = 0
    # The sentence of the form's own, by language.
    wording: dict[str, str] | None = None


# The usual rule of every check; a form's [[check]] says what differs for it.
RULES = {
    FindingCode.IDENTITY_BROKEN: Rule(),
    FindingCode.TOTAL_MISMATCH: Rule(),
    FindingCode.PRINTED_RATE_CONTRADICTS_COUNTS: Rule(),
    FindingCode.CUMULATIVE_DECREASED: Rule(),
    FindingCode.SAME_AS_LAST_PERIOD: Rule(least=5),
    FindingCode.CARRY_OVER_DIFFERS: Rule(),
    FindingCode.PARTS_DO_NOT_ADD_UP: Rule(),
    FindingCode.UNUSUAL_JUMP: Rule(tolerance=3, least=50),
    FindingCode.MAGNITUDE_SLIP: Rule(least=50),
    FindingCode.UNUSUAL_RATE: Rule(tolerance=10, least=20),
    FindingCode.ALWAYS_FULL: Rule(Severity.NOTE, least=100),
    FindingCode.SAME_IN_OTHER_FILE: Rule(Severity.NOTE),
    FindingCode.DIFFERS_FROM_OTHER_FILE: Rule(),
    FindingCode.SAME_AS_OTHER_UNIT: Rule(least=5),
    FindingCode.NO_FIGURES: Rule(Severity.ERROR),
}


class Check(Definition):
    """What a form says of one check; what it leaves out stays as usual."""

    code: FindingCode
    severity: Literal["error", "warning", "note", "off"] | None = None
    tolerance: float | None = Field(default=None, ge=0)
    least: float | None = Field(default=None, ge=0)
    wording: Texts | None = None

    @model_validator(mode="after")
    def _can_be_said(self) -> "Check":
        if self.code not in RULES:
            raise ValueError(f"“{self.code.value}” is no check that a form can set")
        known = _facts(messages("vi")[f"finding.{self.code.value}"])
        for text in (self.wording or {}).values():
            if unknown := sorted(_facts(text) - known):
                raise ValueError(f"the wording has no “{{{unknown[0]}}}”, only {sorted(known)}")
        return self

    @property
    def rule(self) -> Rule:
        """The usual rule with what is said here."""
        said = {name: getattr(self, name) for name in ("tolerance", "least", "wording")}
        usual = replace(RULES[self.code], **{k: v for k, v in said.items() if v is not None})
        if self.severity is None:
            return usual
        return replace(usual, severity=None if self.severity == "off" else Severity(self.severity))


def judged(findings: Iterable[Finding], rules: dict[FindingCode, Rule]) -> Iterator[Finding]:
    """Yield findings as loud as the rules want them, with a form's own sentence where it has one.

    Those of checks that are not tested are left out; findings under no rule stay as they are.
    """
    for one in findings:
        rule = rules.get(one.code)
        if rule is None:
            yield one
        elif rule.severity:
            wording = {"wording": rule.wording} if rule.wording else {}
            yield replace(one, severity=rule.severity, facts={**one.facts, **wording})


def _facts(text: str) -> set[str]:
    """Return the names between braces; anything cleverer than a name is one that nobody knows."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError as error:
        raise ValueError(f"the wording cannot be read: {error}") from error
    return {name + (f":{form}" if form else "") for _, name, form, _ in parts if name is not None}
