"""What a published ranking must agree on: points with their total, places with the points."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from kpis.intake.published_rows import PublishedScore
from kpis.intake.score_checks import TOLERANCE
from kpis.intake.verdict import Finding, FindingCode, Severity
from kpis.intake.written import Line, WrittenTable


def check_sum(table: WrittenTable, line: Line, one: PublishedScore) -> Iterator[Finding]:
    """Yield a warning where appraised points and those of surveys are not the printed total."""
    parts = (one.appraised, one.survey)
    if None in parts or one.total is None or abs(sum(parts) - one.total) <= TOLERANCE:
        return
    expected = round(sum(parts), 2)
    facts = {
        "expected": expected,
        "difference": round(one.total - expected, 2),
        "parts": f"{table.place(line, 'appraised')} + {table.place(line, 'survey')}",
    }
    code, found = FindingCode.IDENTITY_BROKEN, f"{one.total:g}"
    yield table.finding(Severity.WARNING, code, line, "total", found, **facts)


def check_places(rows: Sequence[PublishedScore]) -> Iterator[Finding]:
    """Yield a warning for each unit that is placed before another with more points.

    Places count within what was ranked together; equal points may share a place or not.
    """
    for _, group in groupby(rows, lambda one: (one.set, one.ranked)):
        placed = [one for one in group if None not in (one.rank, one.total)]
        placed.sort(key=lambda one: (one.rank, -one.total))
        best = None
        for one in reversed(placed):
            if best and one.total < best.total - TOLERANCE and one.rank < best.rank:
                facts = {"rank": one.rank, "points": one.total, "other": best.unit_name}
                facts["other_rank"] = best.rank
                code = FindingCode.RANK_CONTRADICTS_POINTS
                found = f"{one.total:g}"
                yield Finding(Severity.WARNING, code, one.sheet, one.cell, found, facts)
            if best is None or one.total > best.total:
                best = one
