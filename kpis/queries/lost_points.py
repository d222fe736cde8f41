"""Lost points: what can be won back, who answers for it, and what waits for another body."""

from collections.abc import Iterator
from datetime import date

import duckdb
import pandas as pd

from kpis.domain.criteria import Judged, Part
from kpis.domain.recovery import Recovery, body_key, recovery_of
from kpis.queries.scorecards import UnitCard, leaves, reckoned

_COLUMNS = [
    *("org_unit", "code", "title", "area", "area_title", "max", "given", "lost", "recovery"),
    *("reason", "solution", "owner", "owner_units", "deadline", "due_on", "depends_on"),
    *("indicator", "dispute", "claimed", "submission", "sheet", "cell"),
]


def lost_points(
    con: duckdb.DuckDBPyConnection, *, set_: str, org_unit: str | None = None
) -> pd.DataFrame:
    """Return the components that lost points, what can be won back first.

    The order: points the unit can win back itself, then those of surveys, then those that wait
    for another body; among these the more points, the earlier deadline, the code. Columns:
    org_unit, code, title, area, area_title, max, given, lost, recovery (own, survey, other_body),
    reason, solution, owner, owner_units, deadline, due_on (its first day), depends_on, indicator,
    dispute, claimed, submission, sheet, cell. All units unless one is named.
    """
    units = reckoned(con, set_).units
    chosen = [one for unit, one in units.items() if org_unit is None or unit == org_unit]
    rows = sorted((row for one in chosen for row in _lost(one)), key=_order)
    return pd.DataFrame(rows, columns=_COLUMNS)


def _lost(one: UnitCard) -> Iterator[dict]:
    area: Part | None = None
    known = {part.code for part in leaves(one)}
    for part in one.tree.parts:
        area = part if part.parent is None else area
        line = one.card.lines[part.code]
        if part.code in known and line.lost and line.lost > 0:
            yield {
                "org_unit": one.org_unit,
                "code": part.code,
                "title": part.title,
                "area": area.code,
                "area_title": area.title,
                **{name: float(getattr(line, name)) for name in ("max", "given", "lost")},
                "indicator": part.indicator,
                "dispute": line.dispute.value if line.dispute else None,
                **_told(one, part),
            }


def _told(one: UnitCard, part: Part) -> dict:
    """Return what a component's row says of its loss, and who can win it back."""
    row, entry = one.rows.get(part.code, {}), one.entries.get(part.code)
    days = row.get("due_dates") or []
    by_survey = part.judged is Judged.SURVEY or one.card.lines[part.code].state == "surveyed"
    texts = ("reason", "solution", "owner_units", "deadline", "depends_on")
    return {
        **{name: row.get(name) for name in (*texts, "submission", "sheet", "cell")},
        "recovery": recovery_of(by_survey=by_survey, depends_on=row.get("depends_on")).value,
        "owner": row.get("owner") or part.owner,
        "due_on": min(days) if days else None,
        "claimed": float(entry.claimed) if entry and entry.claimed is not None else None,
    }


def _order(row: dict) -> tuple:
    rank = list(Recovery).index(Recovery(row["recovery"]))
    return rank, -row["lost"], row["due_on"] or date.max, row["code"]


def lost_by_owner(
    con: duckdb.DuckDBPyConnection, *, set_: str, org_unit: str | None = None
) -> pd.DataFrame:
    """Return lost points by who answers for them, the most that can be won back first.

    Columns: owner (as written; None where nobody is named), criteria, units, lost, own (points
    that can be won back), survey, other_body, due_on (the earliest deadline).
    """
    return by_owner(lost_points(con, set_=set_, org_unit=org_unit))


def by_owner(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of ``lost_points`` by who answers for them, as of ``lost_by_owner``."""
    columns = ["owner", "criteria", "units", "lost", *map(str, Recovery), "due_on"]
    if table.empty:
        return pd.DataFrame(columns=columns)
    split = {
        str(one): table["lost"].where(table["recovery"] == one, 0.0).astype(float)
        for one in Recovery
    }
    grouped = table.assign(**split).groupby("owner", dropna=False, sort=False)
    found = grouped.agg(
        criteria=("code", "nunique"),
        units=("org_unit", "nunique"),
        lost=("lost", "sum"),
        **{str(one): (str(one), "sum") for one in Recovery},
        due_on=("due_on", lambda days: min((one for one in days if pd.notna(one)), default=None)),
    ).reset_index()
    found[["lost", *map(str, Recovery)]] = found[["lost", *map(str, Recovery)]].round(2)
    order = ["own", "lost"]
    return found.sort_values(order, ascending=False, kind="stable", ignore_index=True)[columns]


def waiting_for_others(con: duckdb.DuckDBPyConnection, *, set_: str) -> pd.DataFrame:
    """Return what it costs all units together that another body has not acted, by body.

    The dearest body first, and of each the dearest component; a body that is written in several
    ways is one. Columns: depends_on (the body, as most cards write it), code, title, units (how
    many), lost (points together), body_units and body_lost (of all that waits for the body).
    """
    return waiting_in(lost_points(con, set_=set_))


def waiting_in(table: pd.DataFrame) -> pd.DataFrame:
    """Return what waits for other bodies of the rows of ``lost_points``."""
    columns = ["depends_on", "code", "title", "units", "lost", "body_units", "body_lost"]
    waiting = table[table["depends_on"].notna()]
    if waiting.empty:
        return pd.DataFrame(columns=columns)
    keys = waiting["depends_on"].map(body_key)
    names = waiting["depends_on"].groupby(keys).agg(lambda one: one.mode().iloc[0])
    waiting = waiting.assign(depends_on=keys.map(names))
    by_body = waiting.groupby("depends_on")
    grouped = waiting.groupby(["depends_on", "code", "title"], sort=False)
    found = grouped.agg(units=("code", "size"), lost=("lost", "sum")).reset_index()
    sums = {
        "body_units": found["depends_on"].map(by_body["org_unit"].nunique(dropna=False)),
        "body_lost": found["depends_on"].map(by_body["lost"].sum()).round(2),
    }
    found = found.assign(lost=found["lost"].round(2), **sums)
    order = ["body_lost", "depends_on", "lost", "code"]
    up = [False, True, False, True]
    return found.sort_values(order, ascending=up, kind="stable", ignore_index=True)[columns]
