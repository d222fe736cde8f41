"""Where goals are heading: quarters so far, projected to the day each goal is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import duckdb

from kpis.domain.periods import Period
from kpis.domain.projection import Outlook, Projection, project
from kpis.queries.subjects import WANTED, Subject, facts_of


@dataclass(frozen=True, slots=True)
class GoalOutlook:
    """What a goal's figure will be when it is due, and whether that meets it."""

    projection: Projection
    target: float
    due: str
    outlook: Outlook


def outlooks_at(
    con: duckdb.DuckDBPyConnection, *, period: str, subjects: Sequence[Subject]
) -> dict[Subject, GoalOutlook]:
    """Return the outlook of (indicator, org_unit) pairs as known at the end of a period.

    Left out are pairs without enough history of one definition or without a goal still to come,
    goals that are a range or a yes or no, and quarters without enough reports. Rates stay between
    0 and 100 %.
    """
    rows = con.execute(
        f"""
        WITH {WANTED}
        SELECT p.indicator, p.org_unit, p.step, p.value, p.series, p.target, p.due, a.sign,
            a.due_step, i.formula = 'ratio' AND i.unit = '%' AS is_rate
        FROM picture AS p
        JOIN wanted USING (indicator_position, unit_position)
        JOIN indicator AS i USING (indicator)
        LEFT JOIN aim AS a ON a.aim = p.aim AND a.kind IN ('reach', 'hold', 'reduce')
        WHERE p.kind = 'quarter' AND p.step <= $step AND p.value IS NOT NULL
            AND p.status NOT IN ('not_enough_data', 'not_applicable', 'closed')
        ORDER BY p.indicator, p.org_unit, p.step
        """,  # noqa: S608 (a constant)
        {"step": Period.parse(period).step, **facts_of(subjects)},
    ).fetchall()
    found = {key: _outlook(list(group)) for key, group in groupby(rows, key=lambda row: row[:2])}
    return {key: one for key, one in found.items() if one}


def _outlook(rows: list[tuple]) -> GoalOutlook | None:
    """Return the outlook of one pair's rows; none where there is nothing to lead to."""
    *_, series, target, due, sign, due_step, is_rate = rows[-1]
    if sign is None or target is None:
        return None
    points = [(step, value) for _, _, step, value, said, *_ in rows if said == series]
    projection = project(points, due_step)
    if projection is None:
        return None
    held = projection.within(0, 100) if is_rate else projection
    return GoalOutlook(held, target, due, held.outlook(target, sign))


def outlook_of(
    con: duckdb.DuckDBPyConnection, *, indicator: str, org_unit: str, period: str
) -> GoalOutlook | None:
    """Return the outlook of one pair, as ``outlooks_at`` does; None without one."""
    subject = (indicator, org_unit)
    return outlooks_at(con, period=period, subjects=[subject]).get(subject)
