"""What became of lost points: each component beside the one it matches in the next scorecard."""

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import pandas as pd

from kpis.queries.criteria_sets import later_set
from kpis.queries.scorecards import UnitCard, leaves, reckoned
from kpis.queries.scoring import number

_COLUMNS = [
    *("org_unit", "code", "max", "given", "lost"),
    *("later_set", "later_code", "later_max", "later_given", "later_lost"),
]


@dataclass(frozen=True, slots=True)
class Since:
    """A criterion's points over the units that have both scorecards: then, and a year later."""

    set: str
    code: str
    later_set: str
    later_code: str
    units: int
    max: float
    lost: float
    later_max: float
    later_lost: float

    @property
    def won(self) -> float:
        """Points lost then that are lost no more; below 0 where more are lost."""
        return round(self.lost - self.later_lost, 2)


def since(con: duckdb.DuckDBPyConnection, *, set_: str) -> pd.DataFrame:
    """Return a set's components beside those of the year after that they are stated to match.

    One row a unit and component that have points in both; empty where there is no later scorecard
    or the catalogue states no match. Columns: org_unit, code, max, given, lost, later_set,
    later_code, later_max, later_given, later_lost (points).
    """
    later = later_set(con, set_=set_)
    rows = list(_rows(con, set_, *later)) if later else []
    return pd.DataFrame(rows, columns=_COLUMNS)


def since_by_code(con: duckdb.DuckDBPyConnection, *, set_: str) -> dict[str, Since]:
    """Return what became of each component of a set over all its units, by its code."""
    return by_code(since(con, set_=set_), set_)


def by_code(table: pd.DataFrame, set_: str) -> dict[str, Since]:
    """Return the rows of ``since`` by component, those of all units together."""
    sums = ["max", "lost", "later_max", "later_lost"]
    found = {}
    for (code, after, later_code), part in table.groupby(["code", "later_set", "later_code"]):
        totals = {name: round(float(part[name].sum()), 2) for name in sums}
        found[code] = Since(set_, code, after, later_code, len(part), **totals)
    return found


def _rows(
    con: duckdb.DuckDBPyConnection, set_: str, after: str, codes: dict[str, str]
) -> Iterator[dict]:
    later = reckoned(con, after).units
    if not later:
        return
    for unit, now in reckoned(con, set_).units.items():
        if unit in later:
            yield from _of_unit(now, later[unit], after, codes)


def _of_unit(now: UnitCard, later: UnitCard, after: str, codes: dict[str, str]) -> Iterator[dict]:
    for part in leaves(now):
        line, next_line = now.card.lines[part.code], later.card.lines.get(codes.get(part.code, ""))
        if next_line is None or None in (line.lost, next_line.lost):
            continue
        yield {
            "org_unit": now.org_unit,
            "code": part.code,
            **{name: number(getattr(line, name)) for name in ("max", "given")},
            "lost": number(line.lost),
            "later_set": after,
            "later_code": next_line.code,
            **{f"later_{name}": number(getattr(next_line, name)) for name in ("max", "given")},
            "later_lost": number(next_line.lost),
        }
