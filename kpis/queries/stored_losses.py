"""Lost points of all stored scorecards, as they stand with what was recorded on the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

import duckdb

from kpis.domain.recovery import Recovery, recovery_of
from kpis.queries.versions import has_table


@dataclass(frozen=True, slots=True)
class LostPoint:
    """A criterion that lost points, as a stored scorecard has it."""

    set: str
    org_unit: str | None
    code: str
    title: str
    max: float | None
    given: float | None
    lost: float
    by_survey: bool
    reason: str | None
    solution: str | None
    owner: str | None
    owner_units: tuple[str, ...]
    deadline: str | None
    depends_on: str | None
    # The block of the unit it is of: province, agency, district; None outside the catalogue.
    block: str | None

    @property
    def recovery(self) -> Recovery:
        """Who can win it back."""
        return recovery_of(by_survey=self.by_survey, depends_on=self.depends_on)


@dataclass(frozen=True, slots=True)
class Loss:
    """A criterion of a set: the points that its units have lost there together."""

    set: str
    code: str
    title: str
    block: str | None
    lost: float
    units: int


# What stands of every card; versions from before anything was recorded on the page have the files.
_STANDING = """
    SELECT c.*, coalesce(c.settled, c.appraised, c.survey, c.self) AS given FROM card_row AS c
    WHERE c.picture = 'final' AND ($set IS NULL OR c."set" = $set)
        AND NOT coalesce(c.not_applicable, false)
"""
_BEFORE = """
    SELECT c.*, coalesce(c.appraised, c.survey, c.self) AS given FROM criterion AS c
    ANTI JOIN withdrawal USING (submission)
    WHERE $set IS NULL OR c."set" = $set
    QUALIFY seq = max(seq) OVER (PARTITION BY "set", org_unit)
"""
_LOST = """
    WITH standing AS ({rows}), reckoned AS (
        SELECT s.* REPLACE (coalesce(s.max - s.given, s.lost) AS lost), u.kind
        FROM standing AS s LEFT JOIN org_unit AS u USING (org_unit)
    )
    SELECT "set", org_unit, coalesce(code, ''), title, max, given, round(lost, 2),
        appraised IS NULL AND survey IS NOT NULL, reason, solution, owner, owner_units, deadline,
        depends_on, kind
    FROM reckoned AS r
    -- A criterion over others repeats what its parts have lost.
    WHERE lost > 0 AND NOT EXISTS (
        FROM standing AS p
        WHERE p."set" = r."set" AND p.org_unit IS NOT DISTINCT FROM r.org_unit
            AND starts_with(p.code, r.code || '.')
    )
    ORDER BY "set", org_unit, place
"""


def lost_points(con: duckdb.DuckDBPyConnection, *, set_: str | None = None) -> list[LostPoint]:
    """Return the criteria that lost points, of one set or all, in their files' order."""
    if not has_table(con, "criterion"):
        return []
    rows = _STANDING if has_table(con, "card_row") else _BEFORE
    found = con.execute(_LOST.format(rows=rows), {"set": set_}).fetchall()
    return [LostPoint(*row[:11], tuple(row[11]), *row[12:]) for row in found]


def losses_of(points: Iterable[LostPoint]) -> tuple[Loss, ...]:
    """Return lost points by set and criterion, those of all units of a set together."""
    found = []
    ordered = sorted(points, key=lambda one: (one.set, one.code))
    for (set_, code), group in groupby(ordered, lambda one: (one.set, one.code)):
        of_code = list(group)
        lost = round(sum(one.lost for one in of_code), 2)
        first = of_code[0]
        found.append(Loss(set_, code, first.title, first.block, lost, len(of_code)))
    return tuple(found)


def sets_with_losses(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the criteria sets of the stored scorecards that name lost points, the latest first.

    Of one year those of districts come last: a directive is answered by departments.
    """
    sets: dict[str, bool] = {}
    for one in lost_points(con):
        sets[one.set] = sets.get(one.set, False) or one.block == "district"
    by_id = sorted(sets)
    return sorted(by_id, key=lambda one: (-int(one[-4:]) if one[-4:].isdigit() else 0, sets[one]))
