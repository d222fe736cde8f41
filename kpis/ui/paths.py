"""The figures of a path as charts draw them, with what is still expected until the goal is due."""

import duckdb
import pandas as pd

from kpis.catalogue.model import Indicator
from kpis.charts.path import Aim
from kpis.domain.periods import Period, PeriodKind
from kpis.queries.figures import path_until
from kpis.queries.targets import path_ahead

_COLUMNS = ["period", "step", "value", "low", "high", "expected", "status", "illustrative"]


def drawn_path(
    con: duckdb.DuckDBPyConnection, *, indicator: str, org_unit: str, period: str
) -> pd.DataFrame:
    """Return one unit's path up to a period, in periods of its kind, then the points still ahead.

    Columns: period, step, value, low, high, expected (percents), status, illustrative, and those
    of ``queries.figures`` that go with a goal (target, due).
    """
    kind = Period.parse(period).kind
    figures = path_until(con, indicator=indicator, org_unit=org_unit, until=period)
    named = figures.rename(columns={"expected": "expected_units", "expected_now": "expected"})
    drawn = named[[*_COLUMNS, "target", "due"]]
    if drawn.empty or kind not in (PeriodKind.QUARTER, PeriodKind.YEAR):
        return drawn
    last = int(drawn["step"].iloc[-1])
    ahead = path_ahead(con, indicator=indicator, org_unit=org_unit, step=last)
    if ahead.empty:
        return drawn
    ahead = ahead.assign(
        period=[_code(step, kind) for step in ahead["step"]],
        status="no_target",
        illustrative=False,
        target=drawn["target"].iloc[-1],
        due=drawn["due"].iloc[-1],
    )
    return pd.concat([drawn, ahead], ignore_index=True)


def aim_of(drawn: pd.DataFrame, indicator: Indicator) -> Aim:
    """Return what a path leads to, read from its last row."""
    goal = {}
    if len(drawn) and pd.notna(drawn["target"].iloc[-1]):
        target, due = drawn["target"].iloc[-1], drawn["due"].iloc[-1]
        goal = {"target": target, "due": Period.parse(due).step, "due_label": due}
    return Aim(unit=indicator.unit, decimals=indicator.decimals, **goal)


def _code(step: int, kind: str) -> str:
    year, month = divmod(step - 1, 12)
    return str(year) if kind == PeriodKind.YEAR else Period.quarter(year, month // 3 + 1).code
