"""Lost points of all stored scorecards, as they stand with what was recorded on the page."""

from dataclasses import dataclass

import duckdb

from kpis.domain.recovery import Recovery, recovery_of
from kpis.queries.versions import has_table, remembered_with_cards


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
        return recovery_of(by_survey=self.by_survey, waits=bool(self.depends_on))


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
    WITH standing AS ({rows}), lost AS (
        SELECT s.* REPLACE (coalesce(s.code, '') AS code,
                round(coalesce(s.max - s.given, s.lost), 2) AS lost),
            u.kind AS block
        FROM standing AS s LEFT JOIN org_unit AS u USING (org_unit)
        -- A criterion over others repeats what its parts have lost.
        WHERE coalesce(s.max - s.given, s.lost) > 0 AND NOT EXISTS (
            FROM standing AS p
            WHERE p."set" = s."set" AND p.org_unit IS NOT DISTINCT FROM s.org_unit
                AND starts_with(p.code, s.code || '.')
        )
    )
"""
_POINTS = """
    SELECT "set", org_unit, code, title, max, given, lost,
        appraised IS NULL AND survey IS NOT NULL, reason, solution, owner, owner_units, deadline,
        depends_on, block
    FROM lost ORDER BY "set", org_unit, place
"""
_LOSSES = """
    SELECT "set", code, first(title ORDER BY org_unit, place),
        first(block ORDER BY org_unit, place), round(sum(lost), 2), count(*)
    FROM lost GROUP BY "set", code ORDER BY "set", code
"""


def lost_points(con: duckdb.DuckDBPyConnection, *, set_: str | None = None) -> list[LostPoint]:
    """Return the criteria that lost points, of one set or all, in their files' order."""
    found = _asked(con, _POINTS, set_)
    return [LostPoint(*row[:11], tuple(row[11]), *row[12:]) for row in found]


@remembered_with_cards
def losses(con: duckdb.DuckDBPyConnection) -> tuple[Loss, ...]:
    """Return lost points of all sets by criterion, those of all units of a set together."""
    return tuple(Loss(*row) for row in _asked(con, _LOSSES, None))


def _asked(con: duckdb.DuckDBPyConnection, query: str, set_: str | None) -> list[tuple]:
    if not has_table(con, "criterion"):
        return []
    rows = _STANDING if has_table(con, "card_row") else _BEFORE
    return con.execute(_LOST.format(rows=rows) + query, {"set": set_}).fetchall()


def sets_with_losses(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the criteria sets of the stored scorecards that name lost points, the latest first.

    Of one year those of districts come last: a directive is answered by departments.
    """
    sets: dict[str, bool] = {}
    for one in lost_points(con):
        sets[one.set] = sets.get(one.set, False) or one.block == "district"
    by_id = sorted(sets)
    return sorted(by_id, key=lambda one: (-int(one[-4:]) if one[-4:].isdigit() else 0, sets[one]))
