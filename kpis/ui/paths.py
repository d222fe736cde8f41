"""The figures of a path as charts draw them, with what is still expected until the goal is due."""

from collections.abc import Iterator, Mapping, Sequence

import duckdb

from kpis.catalogue.model import Indicator
from kpis.charts.path import Aim, Outlook, Point
from kpis.domain.lineage import Move
from kpis.domain.periods import Period, PeriodKind
from kpis.queries.outlooks import GoalOutlook
from kpis.queries.paths import paths_until
from kpis.queries.pictures import Figure
from kpis.queries.restated import path_restated
from kpis.queries.subjects import Subject
from kpis.queries.targets import paths_ahead
from kpis.words import Words

_AHEAD = {
    **dict.fromkeys(("value", "low", "high", "series")),
    "status": "no_target",
    "illustrative": False,
}


def drawn_path(
    con: duckdb.DuckDBPyConnection,
    *,
    indicator: str,
    org_unit: str,
    period: str,
    moves: tuple[Move, ...] = (),
) -> list[Point]:
    """Return one unit's path up to a period, in periods of its kind, then the points still ahead.

    With ``moves`` it begins with the units that the present one has taken over from.
    Keys: period, step, value, low, high, expected (percents), status, illustrative, and those of
    ``queries.figures`` that go with a goal (series, target, due).
    """
    asked = {"indicator": indicator, "org_unit": org_unit}
    path = path_restated(con, **asked, until=period, moves=moves)
    drawn = _continued(con, {(indicator, org_unit): path} if path else {}, period)
    return drawn.get((indicator, org_unit), [])


def drawn_paths(
    con: duckdb.DuckDBPyConnection, *, period: str, subjects: Sequence[Subject]
) -> dict[Subject, list[Point]]:
    """Return the paths of (indicator, org_unit) pairs as ``drawn_path`` does, all at once."""
    return _continued(con, paths_until(con, period=period, subjects=subjects), period)


def _continued(
    con: duckdb.DuckDBPyConnection, paths: Mapping[Subject, Sequence[Figure]], period: str
) -> dict[Subject, list[Point]]:
    now = Period.parse(period)
    ahead = {}
    if now.kind in (PeriodKind.QUARTER, PeriodKind.YEAR):
        ahead = paths_ahead(con, figures=[path[-1] for path in paths.values()])
    return {
        subject: [
            *({**one, "expected": one["expected_now"]} for one in path),
            *_ahead(path[-1], ahead.get(subject, ()), now),
        ]
        for subject, path in paths.items()
    }


def _ahead(last: Figure, points: Sequence[Mapping], now: Period) -> Iterator[Point]:
    """Yield what is expected after a figure; before a point asked for all at once, what stands."""
    goal = {"target": last["target"], "due": last["due"]}
    for step, expected in _stepped(last, points, now.months):
        code = _code(step, now.kind)
        yield {**_AHEAD, **goal, "period": code, "step": step, "expected": expected}


def _stepped(
    last: Figure, points: Sequence[Mapping], months: int
) -> Iterator[tuple[int, float | None]]:
    step, standing = last["step"], last["expected_now"]
    for point in points:
        if point["shape"] == "step" and point["step"] - months > step:
            yield point["step"] - months, standing
        step, standing = point["step"], point["expected"]
        yield step, standing


def aim_of(
    drawn: Sequence[Mapping],
    indicator: Indicator,
    t: Words | None = None,
    *,
    bridged: bool = False,
    outlook: GoalOutlook | None = None,
    events: Sequence[tuple[int, str]] = (),
) -> Aim:
    """Return what a path leads to, read from its last row, and where it is heading.

    With words it has the breaks of the definition, each with its reason; ``bridged`` joins the
    figures before and after where the definitions give a rule for it. ``events`` of the unit are
    marked and join.
    """
    goal = {"breaks": _breaks(drawn, indicator, t), "bridged": bridged} if t else {}
    if drawn and drawn[-1]["target"] is not None:
        target, due = drawn[-1]["target"], drawn[-1]["due"]
        goal |= {"target": target, "due": Period.parse(due).step, "due_label": due}
    if outlook:
        ahead = outlook.projection
        goal["outlook"] = Outlook(ahead.step, ahead.value, ahead.low, ahead.high)
    return Aim(unit=indicator.unit, decimals=indicator.decimals, events=events, **goal)


def _breaks(
    drawn: Sequence[Mapping], indicator: Indicator, t: Words
) -> tuple[tuple[int, str], ...]:
    """Return the first step of each new definition that may not be joined to the one before."""
    firsts: dict[int, int] = {}
    for one in drawn:
        if one["series"] is not None:
            firsts.setdefault(one["series"], one["step"])
    breaks = [one for one in indicator.later if one.reason]
    return tuple(
        (step, t.own(breaks[series - 2].reason))
        for series, step in sorted(firsts.items())
        if series > 1 and step > min(firsts.values())
    )


def _code(step: int, kind: str) -> str:
    year, month = divmod(step - 1, 12)
    return str(year) if kind == PeriodKind.YEAR else Period.quarter(year, month // 3 + 1).code
