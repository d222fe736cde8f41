"""What figures have changed by, and whether the two may be compared at all."""

from collections.abc import Sequence

import duckdb
import pandas as pd

from kpis.domain.periods import Period
from kpis.queries.subjects import WANTED, facts_of
from kpis.queries.versions import has_table

_SPANS = {"": "last", "year_": "year"}


def changes_at(
    con: duckdb.DuckDBPyConnection,
    *,
    period: str,
    subjects: Sequence[tuple[str, str]],
    bridged: bool = True,
) -> pd.DataFrame:
    """Return what to compare figures of (indicator, org_unit) pairs with, where there is anything.

    Columns: indicator, org_unit, and for the last period of the same kind: before (its value; over
    a bridge where the definition has changed, NULL where there is none or without ``bridged``),
    broken (whether it has changed), like_change (points, over the like_units that reported both
    periods); the same with ``year_`` for the same period of last year: year_before, year_broken,
    like_year_change, like_year_units.
    """
    now = Period.parse(period)
    asked = {"": now.earlier().code, "year_": now.year_earlier().code}
    table = pd.DataFrame(list(dict.fromkeys(subjects)), columns=["indicator", "org_unit"])
    for prefix, span in _SPANS.items():
        found = _span(con, period, asked[prefix], span, subjects)
        if not bridged:
            found[["before", "change", "units"]] = found[["before", "change", "units"]].mask(
                found["broken"].astype(bool)
            )
        names = {"before": f"{prefix}before", "broken": f"{prefix}broken"}
        names |= {"change": f"like_{prefix}change", "units": f"like_{prefix}units"}
        table = table.merge(found.rename(columns=names), on=["indicator", "org_unit"], how="left")
    return table


def _span(
    con: duckdb.DuckDBPyConnection,
    period: str,
    earlier: str,
    span: str,
    subjects: Sequence[tuple[str, str]],
) -> pd.DataFrame:
    wanted = facts_of(subjects)
    facts = {**wanted, "earlier": earlier, "period": period, "span": span}
    if not has_table(con, "like_for_like"):
        return _plain(con, {**wanted, "earlier": earlier})
    return con.execute(
        f"""
        WITH {WANTED}
        SELECT indicator, was.org_unit, f.factor * was.value AS before,
            was.series <> now.series AS broken, l.change, l.units
        FROM wanted
        JOIN picture AS was USING (indicator, unit_position)
        JOIN (
            SELECT d.indicator, d.series
            FROM definition AS d
            JOIN period AS p ON p.period = $period
                AND p.window_end BETWEEN coalesce(d.since, p.window_end)
                AND coalesce(d.until, p.window_end)
        ) AS now USING (indicator)
        LEFT JOIN bridge AS f ON f.indicator = was.indicator AND f.from_series = was.series
            AND f.to_series = now.series
        LEFT JOIN like_for_like AS l ON l.indicator = was.indicator
            AND l.org_unit = was.org_unit AND l.period = $period AND l.span = $span
        WHERE was.period = $earlier AND was.value IS NOT NULL
        """,  # noqa: S608 (a constant)
        facts,
    ).df()


def _plain(con: duckdb.DuckDBPyConnection, facts: dict) -> pd.DataFrame:
    """Return the earlier values of a version from before definitions were dated."""
    found = con.execute(
        """
        WITH wanted AS (SELECT unnest($indicators) AS indicator, unnest($units) AS org_unit)
        SELECT indicator, org_unit, value AS before
        FROM figure JOIN wanted USING (indicator, org_unit)
        WHERE period = $earlier
        """,
        facts,
    ).df()
    return found.assign(broken=False, change=None, units=None)
