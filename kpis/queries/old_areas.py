"""Sums by the areas of former districts: an approximation, for a commune may lie in two."""

from collections.abc import Sequence

import duckdb
import pandas as pd

Area = tuple[str, str, float]


def old_areas_at(
    con: duckdb.DuckDBPyConnection, *, indicator: str, period: str, areas: Sequence[Area]
) -> pd.DataFrame:
    """Return what communes reported, added up by the former districts that they lie in.

    ``areas`` are (commune, district, share of the commune's counts). Columns: district, reported
    and expected (communes), numerator, denominator, value (percent of the sums), illustrative. A
    commune that gave no counts is in no sum, and districts without any report are left out.
    """
    return con.execute(
        """
        WITH area AS (
            SELECT unnest($communes::TEXT[]) AS org_unit, unnest($districts::TEXT[]) AS district,
                unnest($shares::DOUBLE[]) AS share
        )
        SELECT a.district, count(f.denominator) AS reported, count(*) AS expected,
            sum(a.share * f.numerator) AS numerator, sum(a.share * f.denominator) AS denominator,
            100 * sum(a.share * f.numerator) / nullif(sum(a.share * f.denominator), 0) AS value,
            coalesce(bool_or(f.illustrative), false) AS illustrative
        FROM area AS a
        JOIN org_unit AS u ON u.org_unit = a.district
        LEFT JOIN figure AS f ON f.org_unit = a.org_unit AND f.indicator = $indicator
            AND f.period = $period
        GROUP BY a.district, u.position
        HAVING count(f.denominator) > 0
        ORDER BY u.position
        """,
        {
            "communes": [one for one, _, _ in areas],
            "districts": [one for _, one, _ in areas],
            "shares": [one for _, _, one in areas],
            "indicator": indicator,
            "period": period,
        },
    ).df()
