"""What an indicator did since a plan began: its figure before the plan, and its latest one."""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from kpis.domain.periods import Period
from kpis.queries.paths import path_until


@dataclass(frozen=True, slots=True)
class GoalSince:
    """Rows of ``queries.figures``: the last one from before a plan, and the latest one since.

    ``before`` is None where nothing was known before; ``joined`` tells whether both have the same
    definition, and may be compared.
    """

    now: Mapping
    before: Mapping | None
    joined: bool

    @property
    def change(self) -> float | None:
        """The change in percentage points; None where there is nothing to compare."""
        if self.before is None or not self.joined:
            return None
        return self.now["value"] - self.before["value"]


def goal_since(
    con: duckdb.DuckDBPyConnection,
    *,
    indicator: str,
    org_unit: str,
    first_year: int | None,
    until: str,
) -> GoalSince | None:
    """Return what a unit's figure has come to since a year began, in periods of one kind.

    None without any figure until then. Where all are from before the year, or nobody knows the
    year, the latest stands alone.
    """
    path = path_until(con, indicator=indicator, org_unit=org_unit, until=until)
    known = [one for one in path if one["value"] is not None]
    if not known:
        return None
    now = known[-1]
    start = Period.parse(str(first_year - 1)).step if first_year else now["step"]
    earlier = [one for one in known if one["step"] <= start < now["step"]]
    before = earlier[-1] if earlier else None
    return GoalSince(now, before, bool(before) and before["series"] == now["series"])
