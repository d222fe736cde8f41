"""How often the range of a projection held what came: each earlier quarter as the origin.

On the demonstration years, for each goal's subject, over every distance that is known by now.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

import duckdb

from kpis.domain.projection import COVERED, Point, project
from kpis.intake.house import open_house
from tests.benchmarks.table import Row

# Up to so many quarters ahead, and beyond: a range must hold for both.
NEAR = 4
# Quarters ahead, and whether the range held.
Trial = tuple[int, bool]
# Org unit, quarters, and whether they are rates.
Series = tuple[str, list[Point], bool]


def measured() -> Iterator[Row]:
    """Yield the share of projections whose range held the truth: of the goals, and of units'."""
    store = open_house().store
    with store.reader(store.version()) as con:
        found = list(_series(con))
        [(province,)] = con.execute("SELECT value FROM setting WHERE name = 'province'").fetchall()
    yield from _held("the province's goals", [one for one in found if one[0] == province])
    yield from _held("all units' goals", found)


def _held(whose: str, series: Sequence[Series]) -> Iterator[Row]:
    tried = [one for _, points, is_rate in series for one in trials(points, is_rate=is_rate)]
    near = [held for ahead, held in tried if ahead <= NEAR]
    far = [held for ahead, held in tried if ahead > NEAR]
    for name, held in (("to a year ahead", near), ("further ahead", far)):
        what = f"{COVERED:.0%} range of {whose} held, {name} ({len(held)} projections)"
        yield Row(what, 100 * sum(held) / max(len(held), 1), unit="%")


def trials(points: Sequence[Point], *, is_rate: bool) -> Iterator[Trial]:
    """Yield quarters ahead and whether the range held, for each origin and each later quarter."""
    for origin in range(1, len(points)):
        past, here = points[:origin], points[origin - 1][0]
        for step, truth in points[origin:]:
            if (projection := project(past, step)) is None:
                continue
            held = projection.within(0, 100) if is_rate else projection
            yield (step - here) // 3, held.low - 1e-9 <= truth <= held.high + 1e-9


def _series(con: duckdb.DuckDBPyConnection) -> Iterator[Series]:
    """Yield the quarters of each goal's subject, a definition at a time, as outlooks take them."""
    rows = con.execute(
        """
        SELECT p.indicator, p.org_unit, p.series, p.step, p.value,
            i.formula = 'ratio' AND i.unit = '%'
        FROM picture AS p
        JOIN indicator AS i USING (indicator)
        SEMI JOIN aim AS a ON a.indicator = p.indicator AND a.org_unit = p.org_unit
            AND a.kind IN ('reach', 'hold', 'reduce')
        WHERE p.kind = 'quarter' AND p.value IS NOT NULL
            AND p.status NOT IN ('not_enough_data', 'not_applicable', 'closed')
        ORDER BY p.indicator, p.org_unit, p.series, p.step
        """
    ).fetchall()
    for _, group in groupby(rows, key=lambda row: row[:3]):
        found = list(group)
        yield found[0][1], [(step, value) for *_, step, value, _ in found], found[0][-1]
