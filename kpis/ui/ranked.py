"""A level's units on one goal in order, and how they have moved since earlier periods."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import duckdb

from kpis.domain.lineage import Move
from kpis.domain.peers import Peer, Place, moved, places
from kpis.domain.periods import Period
from kpis.queries.pictures import Figure
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
    now = [one for one in now if one["status"] != "closed"] or now
    sign = now[0]["direction"] if now else 1
    peers = [
        Peer(one["org_unit"], one["rank"], *(one[k] for k in ("value", "numerator", "denominator")))
        for one in now
    ]
    risen = tuple(moved(_ranks(now), _ranks(one)) for one in past)
    gained = tuple(_gained(now, one, sign) for one in past)
    return Ranked(tuple(now), places(peers, sign), risen, gained, sign)


def _ranks(figures: Sequence[Figure]) -> dict[str, int]:
    return {one["org_unit"]: one["rank"] for one in figures if one["rank"] is not None}


def _gained(now: Sequence[Figure], past: Sequence[Figure], sign: int) -> dict[str, float]:
    before = {(one["org_unit"], one["series"]): one for one in past if one["rank"] is not None}
    return {
        one["org_unit"]: round(sign * (one["value"] - was["value"]), 6)
        for one in now
        if one["rank"] is not None and (was := before.get((one["org_unit"], one["series"])))
    }
