"""What reading a file came to, as other people's scripts read it."""

from dataclasses import asdict

from kpis.intake.saying import sentence
from kpis.intake.verdict import Verdict
from kpis.words import Words


def as_json(verdict: Verdict, t: Words, submission: str | None = None) -> dict:
    """Return a verdict as the JSON object of ``check`` and ``import``."""
    return {
        "file": verdict.file,
        "sha256": verdict.sha256,
        "accepted": verdict.accepted,
        "duplicate_of": verdict.duplicate_of,
        "submission": submission,
        "illustrative": verdict.illustrative,
        "sheets": [asdict(one) for one in verdict.sheets],
        "findings": [
            {
                "severity": one.severity,
                "code": one.code,
                "sheet": one.sheet,
                "cell": one.cell,
                "found": one.found,
                "message": sentence(t, one),
            }
            for one in verdict.findings
        ],
        "observations": [asdict(one) for one in verdict.observations],
        "changes": asdict(verdict.changes),
    }
