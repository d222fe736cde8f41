"""The figures of a path as charts draw them, with what is still expected until the goal is due."""

from collections.abc import Sequence

import duckdb
import pandas as pd

from kpis.catalogue.model import Indicator
from kpis.charts.path import Aim, Outlook
from kpis.domain.lineage import Move
from kpis.domain.periods import Period, PeriodKind
from kpis.queries.outlooks import GoalOutlook
from kpis.queries.restated import path_restated
from kpis.queries.targets import path_ahead
from kpis.words import Words

_COLUMNS = [
    *("period", "step", "value", "low", "high", "expected", "status", "illustrative", "series")
]


def drawn_path(
    con: duckdb.DuckDBPyConnection,
    *,
    indicator: str,
    org_unit: str,
    period: str,
    moves: tuple[Move, ...] = (),
) -> pd.DataFrame:
    """Return one unit's path up to a period, in periods of its kind, then the points still ahead.

    With ``moves`` it begins with the units that the present one has taken over from.
    Columns: period, step, value, low, high, expected (percents), status, illustrative, and those
    of ``queries.figures`` that go with a goal (target, due).
    """
    now = Period.parse(period)
    kind = now.kind
    figures = path_restated(con, indicator=indicator, org_unit=org_unit, until=period, moves=moves)
    named = figures.rename(columns={"expected": "expected_units", "expected_now": "expected"})
    drawn = named[[*_COLUMNS, "target", "due"]]
    if drawn.empty or kind not in (PeriodKind.QUARTER, PeriodKind.YEAR):
        return drawn
    last = int(drawn["step"].iloc[-1])
    ahead = path_ahead(con, indicator=indicator, org_unit=org_unit, step=last)
    if ahead.empty:
        return drawn
    ahead = _stepped(ahead, drawn, now.months)
    ahead = ahead.assign(
        period=[_code(step, kind) for step in ahead["step"]],
        status="no_target",
        illustrative=False,
        target=drawn["target"].iloc[-1],
        due=drawn["due"].iloc[-1],
    )
    return pd.concat([drawn, ahead], ignore_index=True)


def _stepped(ahead: pd.DataFrame, drawn: pd.DataFrame, months: int) -> pd.DataFrame:
    """Return the points ahead; before one that is asked for all at once, what stands till then."""
    points, step, standing = [], drawn["step"].iloc[-1], drawn["expected"].iloc[-1]
    for point in ahead.itertuples():
        if point.shape == "step" and point.step - months > step:
            points.append((point.step - months, standing))
        points.append((point.step, point.expected))
        step, standing = point.step, point.expected
    return pd.DataFrame(points, columns=["step", "expected"])


def aim_of(
    drawn: pd.DataFrame,
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
    if len(drawn) and pd.notna(drawn["target"].iloc[-1]):
        target, due = drawn["target"].iloc[-1], drawn["due"].iloc[-1]
        goal |= {"target": target, "due": Period.parse(due).step, "due_label": due}
    if outlook:
        ahead = outlook.projection
        goal["outlook"] = Outlook(ahead.step, ahead.value, ahead.low, ahead.high)
    return Aim(unit=indicator.unit, decimals=indicator.decimals, events=events, **goal)


def _breaks(drawn: pd.DataFrame, indicator: Indicator, t: Words) -> tuple[tuple[int, str], ...]:
    """Return the first step of each new definition that may not be joined to the one before."""
    dated = drawn.dropna(subset=["series"])
    firsts = dated.groupby("series")["step"].min().sort_index()
    breaks = [one for one in indicator.later if one.reason]
    return tuple(
        (int(step), t.own(breaks[int(series) - 2].reason))
        for series, step in firsts.items()
        if series > 1 and step > dated["step"].min()
    )


def _code(step: int, kind: str) -> str:
    year, month = divmod(step - 1, 12)
    return str(year) if kind == PeriodKind.YEAR else Period.quarter(year, month // 3 + 1).code
