"""What the points of a scorecard must agree on: each row in itself, and rows with their sums."""

from collections.abc import Iterable, Iterator

from kpis.intake.documents import Criterion, Total
from kpis.intake.verdict import Finding, FindingCode, Severity
from kpis.intake.written import Line, WrittenTable

Points = dict[str, float | None]
# Points are printed to two decimals.
TOLERANCE = 0.006


def given_of(points: Points) -> float | None:
    """Return the points a row was given: the result, appraised and survey, or the unit's own."""
    if points["result"] is not None:
        return points["result"]
    both = [points[one] for one in ("appraised", "survey") if points[one] is not None]
    if len(both) == 2 and points["max"] is not None and sum(both) > points["max"] + TOLERANCE:
        return both[0]
    return sum(both) if both else points["self"]


def lost_of(points: Points) -> float | None:
    """Return the points a row lost, as printed; where none are printed, max less given."""
    if points["lost"] is not None:
        return points["lost"]
    given = given_of(points)
    return None if given is None or points["max"] is None else round(points["max"] - given, 4)


def check_points(
    table: WrittenTable, line: Line, points: Points, in_title: float | None = None
) -> Iterator[Finding]:
    """Yield warnings where a row contradicts itself: too many points, or a wrong loss."""
    most, given = points["max"], given_of(points)
    if most is None:
        return
    if in_title is not None and abs(in_title - most) > TOLERANCE:
        yield _contradiction(table, line, "max", most, in_title, table.place(line, table.label))
    if given is None:
        return
    names = [one for one in ("result", "appraised", "survey", "self") if points[one] is not None]
    if given > most + TOLERANCE:
        yield _contradiction(table, line, names[0], given, most, table.place(line, "max"))
    elif points["lost"] is not None and abs(points["lost"] - (most - given)) > TOLERANCE:
        parts = f"{table.place(line, 'max')} − {table.place(line, names[0])}"
        yield _contradiction(table, line, "lost", points["lost"], most - given, parts)


def check_sums(criteria: Iterable[Criterion], totals: Iterable[Total]) -> Iterator[Finding]:
    """Yield warnings where printed sums contradict what they are sums of.

    Many scorecards list only what lost points: then rows may be less than their sum, not more.
    """
    criteria, totals = list(criteria), list(totals)
    areas = [one for one in totals if one.kind == "area"]
    for area in areas:
        yield from _compared(area, _leaves([one for one in criteria if one.area == area.title]))
    appraised, survey, total = (_only(totals, kind) for kind in ("appraised", "survey", "total"))
    if appraised or total:
        yield from _compared(appraised or total, areas)
    if appraised and survey and total:
        yield from _compared(total, [appraised, survey])


def _compared(whole: Total, parts: list[Criterion] | list[Total]) -> Iterator[Finding]:
    # What does not apply is in no sum of points.
    apart = any(getattr(one, "not_applicable", False) for one in parts)
    for name in ("max",) if apart else ("max", "given", "lost"):
        printed = getattr(whole, name)
        values = [_given(one) if name == "given" else getattr(one, name) for one in parts]
        if printed is None or not values or None in values:
            continue
        expected, complete = sum(values), _complete(whole, parts)
        if expected > printed + TOLERANCE or (complete and expected < printed - TOLERANCE):
            facts = {
                "rows": len(parts),
                "expected": round(expected, 2),
                "difference": round(printed - expected, 2),
            }
            code = FindingCode.TOTAL_MISMATCH
            yield Finding(Severity.WARNING, code, whole.sheet, whole.cell, f"{printed:g}", facts)


def _complete(whole: Total, parts: list[Criterion] | list[Total]) -> bool:
    """Tell whether all parts of a sum are listed: their highest points make up its own."""
    points = [one.max for one in parts]
    if whole.max is None or None in points:
        return False
    return abs(sum(points) - whole.max) <= TOLERANCE


def _leaves(criteria: list[Criterion]) -> list[Criterion]:
    codes = [one.code for one in criteria if one.code]
    return [
        one
        for one in criteria
        if not one.code or not any(other.startswith(f"{one.code}.") for other in codes)
    ]


def _given(one: Criterion | Total) -> float | None:
    if isinstance(one, Total):
        return one.given
    points = {name: getattr(one, name) for name in ("max", "self", "appraised", "survey")}
    return given_of(points | {"result": None})


def _only(totals: list[Total], kind: str) -> Total | None:
    found = [one for one in totals if one.kind == kind]
    return found[0] if len(found) == 1 else None


def _contradiction(
    table: WrittenTable, line: Line, item: str, found: float, expected: float, parts: str
) -> Finding:
    facts = {"expected": expected, "difference": round(found - expected, 4), "parts": parts}
    code = FindingCode.IDENTITY_BROKEN
    return table.finding(Severity.WARNING, code, line, item, f"{found:g}", **facts)
