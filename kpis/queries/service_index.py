"""Published points of the index of serving people and firms, as they were given."""

import duckdb
import pandas as pd

from kpis.domain.periods import Period
from kpis.queries.versions import has_table


def scored_periods(con: duckdb.DuckDBPyConnection, *, family: str) -> dict[str, int]:
    """Return how many units have points of a family of forms, by period, the latest first.

    Of two that end together the shorter first.
    """
    rows = con.execute(
        """
        SELECT period, count(DISTINCT org_unit) FROM live
        WHERE family = $family AND value IS NOT NULL GROUP BY period
        """,
        {"family": family},
    ).fetchall()
    counts = {Period.parse(code): units for code, units in rows}
    latest = sorted(counts, key=lambda one: (-one.step, one.months))
    return {one.code: counts[one] for one in latest}


def points_at(con: duckdb.DuckDBPyConnection, *, family: str, period: str) -> pd.DataFrame:
    """Return every unit's points in a period: org_unit, item, value (points), illustrative.

    A component that was not given has no row. A published total stands as it is.
    """
    return con.execute(
        """
        SELECT org_unit, item, value, illustrative FROM live
        WHERE family = $family AND period = $period AND value IS NOT NULL
        ORDER BY org_unit, item
        """,
        {"family": family, "period": period},
    ).df()


def peers_at(con: duckdb.DuckDBPyConnection, *, family: str, period: str) -> pd.DataFrame:
    """Return the points of other provinces in a period, as a ranking gave them beside ours.

    Columns: name (as written), item, value (points), illustrative. The latest standing file that
    ranks a province counts; a version from before rankings were kept has none.
    """
    if not has_table(con, "peer_figure"):
        return pd.DataFrame(columns=["name", "item", "value", "illustrative"])
    return con.execute(
        """
        SELECT p.name, p.item, p.value, s.illustrative
        FROM peer_figure AS p
        JOIN submission AS s USING (submission)
        ANTI JOIN withdrawal AS w ON w.submission = p.submission
        WHERE p.family = $family AND p.period = $period
        QUALIFY p.seq = max(p.seq) OVER (PARTITION BY p.name)
        ORDER BY p.name, p.item
        """,
        {"family": family, "period": period},
    ).df()
