"""What reading a file came to, as other people's scripts read it."""

from dataclasses import asdict

from kpis.intake.saying import sentence
from kpis.intake.verdict import Finding, Verdict, fields_of
from kpis.words import Words


def outline(verdict: Verdict, t: Words, submission: str | None = None) -> dict:
    """Return what a person is told of a file: all but what its cells say."""
    return {
        "file": verdict.file,
        "sha256": verdict.sha256,
        "accepted": verdict.accepted,
        "duplicate_of": verdict.duplicate_of,
        "submission": submission,
        "illustrative": verdict.illustrative,
        "sheets": [asdict(one) for one in verdict.sheets],
        "findings": [_finding(one, t) for one in verdict.findings],
        "changes": asdict(verdict.changes),
    }


def as_json(verdict: Verdict, t: Words, submission: str | None = None) -> dict:
    """Return a verdict as the JSON object of ``check`` and ``import``."""
    return outline(verdict, t, submission) | {
        "observations": [fields_of(one) for one in verdict.observations],
        "tasks": [asdict(one) for one in verdict.tasks],
        "criteria": [asdict(one) for one in verdict.criteria],
        "totals": [asdict(one) for one in verdict.totals],
        "published": [asdict(one) for one in verdict.published],
        "targets": [asdict(one) for one in verdict.targets],
    }


def _finding(one: Finding, t: Words) -> dict:
    return {
        "severity": one.severity,
        "code": one.code,
        "sheet": one.sheet,
        "cell": one.cell,
        "found": one.found,
        "message": sentence(t, one),
    }
