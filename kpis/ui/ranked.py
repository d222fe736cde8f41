"""A level's units on one goal in order, and how they have moved since earlier periods."""

from dataclasses import dataclass
from itertools import pairwise

import duckdb
import pandas as pd

from kpis.domain.lineage import Move
from kpis.domain.peers import Peer, Place, moved, places
from kpis.domain.periods import Period
from kpis.queries.restated import level_of_restated


@dataclass(frozen=True)
class Ranked:
    """A level's units on one goal at a period, the ranked first, and how ranks and values moved."""

    rows: tuple[dict, ...]
    places: dict[str, Place]
    # By the period before and by the same of last year: places risen, points gained.
    risen: tuple[dict[str, int], dict[str, int]]
    gained: tuple[dict[str, float], dict[str, float]]
    sign: int

    @property
    def decimals(self) -> int:
        """The decimals of the figures; one more where different ranks would be written alike."""
        ranked = [one for one in self.rows if one["org_unit"] in self.places]
        usual = self.rows[0]["decimals"] if self.rows else 1
        return usual if _told_apart(ranked, usual) else usual + 1


def _told_apart(ranked: list[dict], decimals: int) -> bool:
    return all(
        a["rank"] == b["rank"] or round(a["value"], decimals) != round(b["value"], decimals)
        for a, b in pairwise(ranked)
    )


def ranking(
    con: duckdb.DuckDBPyConnection,
    *,
    level: str,
    indicator: str,
    period: str,
    moves: tuple[Move, ...] = (),
) -> Ranked:
    """Return the ranking of a level; values are compared within one definition only."""
    here = Period.parse(period)
    asked = {"indicator": indicator, "level": level, "moves": moves}
    now, *past = (
        level_of_restated(con, **asked, period=one.code)
        for one in (here, here.earlier(), here.year_earlier())
    )
    # Whoever is gone is no peer, unless the whole level is.
    there = now[now["status"] != "closed"]
    now = there if len(there) else now
    rows = now.astype(object).where(now.notna(), None).to_dict("records")
    sign = int(now["direction"].iloc[0]) if len(now) else 1
    peers = [
        Peer(one["org_unit"], one["rank"], *(one[k] for k in ("value", "numerator", "denominator")))
        for one in rows
    ]
    risen = tuple(moved(_ranks(now), _ranks(one)) for one in past)
    gained = tuple(_gained(now, one, sign) for one in past)
    return Ranked(tuple(rows), places(peers, sign), risen, gained, sign)


def _ranks(table: pd.DataFrame) -> dict[str, int]:
    ranked = table.dropna(subset=["rank"])
    return dict(zip(ranked["org_unit"], ranked["rank"].astype(int), strict=True))


def _gained(now: pd.DataFrame, past: pd.DataFrame, sign: int) -> dict[str, float]:
    both = now.merge(past, on=["org_unit", "series"], suffixes=("", "_before"))
    both = both.dropna(subset=["rank", "rank_before"])
    points = sign * (both["value"] - both["value_before"])
    return dict(zip(both["org_unit"], points.round(6), strict=True))
