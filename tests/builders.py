"""Files as intake has read them, made the short way from real verdicts."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from kpis.accounts.roles import Actor
from kpis.intake import recording
from kpis.intake.house import House
from kpis.intake.recording import Received
from kpis.intake.verdict import Finding, FindingCode, Observation, Severity, SheetReading, Verdict

MACHINE = Actor.at_the_machine("kiem-tra")
SHEET = "Biểu"
WARNING = Finding(Severity.WARNING, FindingCode.HIDDEN_ROWS, SHEET, "A1")
ERROR = Finding(Severity.ERROR, FindingCode.NOT_A_NUMBER, SHEET, "B2", "mười")


def seen(
    org_unit: str, item: str, value: float, period: str, section: str | None = None
) -> Observation:
    """Return one number of one unit; its cell is given when it goes into a file."""
    return Observation(org_unit, item, section, period, value, f"{value:g}", SHEET, "")


def counts(
    indicator: str, org_unit: str, numerator: float, denominator: float, period: str
) -> list[Observation]:
    """Return numerator and denominator as the indicator workbook carries them."""
    parts = (("numerator", numerator), ("denominator", denominator))
    return [seen(org_unit, f"{indicator}.{part}", value, period) for part, value in parts]


def percent(indicator: str, org_unit: str, value: float, period: str) -> list[Observation]:
    """Return a percent that came without counts."""
    return [seen(org_unit, f"{indicator}.value", value, period)]


def row(
    org_unit: str, period: str, section: str | None = None, **items: float
) -> list[Observation]:
    """Return a row of the dossier form: only the items given."""
    return [seen(org_unit, item, value, period, section) for item, value in items.items()]


def received(
    *parts: Iterable[Observation],
    form: str = "KPI-Q",
    file: str = "bieu.xlsx",
    day: date = date(2024, 7, 1),
    illustrative: bool = False,
    findings: tuple[Finding, ...] = (),
) -> Received:
    """Return a file of one sheet that says all this; two files differ if anything in them does."""
    said = [one for part in parts for one in part]
    said = [replace(one, cell=f"D{place}") for place, one in enumerate(said, start=8)]
    content = repr((form, file, said, findings)).encode()
    sheet = SheetReading(SHEET, form, said[0].period if said else None, None, len(said))
    verdict = Verdict(
        file,
        hashlib.sha256(content).hexdigest(),
        (sheet,),
        findings,
        tuple(said),
        illustrative=illustrative,
    )
    return Received(content, verdict, day)


def store(house: House, *files: Received, reason: str = "") -> list[str | None]:
    """Store files as one new version and return their submissions."""
    return recording.record(house, files, MACHINE, reason)
