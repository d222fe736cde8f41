"""What a person says of a file that does not say it itself: its period, its reporting unit."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kpis.domain.periods import Period
from kpis.intake.dating import Dating, contradiction
from kpis.intake.verdict import Finding, FindingCode, Severity


@dataclass(frozen=True, slots=True)
class Told:
    """Period and reporting unit as a person sets them; None where they say nothing.

    ``file`` (a SHA-256) and ``sheet`` say what it is about: everything, where they are None.
    """

    period: Period | None = None
    org_unit: str | None = None
    person: str = ""
    file: str | None = None
    sheet: str | None = None


NOTHING_TOLD = Told()


def told_of(told: Iterable[Told], file: str, sheet: str) -> Told:
    """Return all that is said of one sheet; what is said of fewer sheets goes first."""
    fitting = [one for one in told if one.file in (None, file) and one.sheet in (None, sheet)]
    whole = NOTHING_TOLD
    for one in sorted(fitting, key=lambda one: (one.sheet is None, one.file is None)):
        whole = replace(
            whole,
            period=whole.period or one.period,
            org_unit=whole.org_unit or one.org_unit,
            person=whole.person or one.person,
        )
    return whole


def date_as_told(dating: Dating, told: Told, sheet: str) -> Dating:
    """Return a sheet's period as a person set it, with a note of who did.

    What the sheet itself says goes on as a warning where it is another period. Nothing changes
    where nobody set a period, or the sheet says the same.
    """
    if told.period is None or dating.period == told.period:
        return dating
    facts = {"period": told.period.code, "person": told.person}
    note = Finding(Severity.NOTE, FindingCode.PERIOD_SET_BY_HAND, sheet, facts=facts)
    contradicting = [
        replace(one, severity=Severity.WARNING) for one in dating.findings if one.facts.get("other")
    ]
    if dating.named:
        contradicting.append(contradiction(Severity.WARNING, sheet, dating.named, told.period))
    return Dating(told.period, [note, *contradicting], dating.named)
