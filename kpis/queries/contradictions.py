"""Where what is stated and what follows from other reports disagree."""

import duckdb
import pandas as pd

from kpis.queries.versions import has_table

_COLUMNS = ("period", "kind", "stated", "derived", "parts")


def contradictions(
    con: duckdb.DuckDBPyConnection, *, indicator: str, org_unit: str, until: str
) -> pd.DataFrame:
    """Return a unit's figures up to a period that another way of reckoning contradicts.

    The latest first. Columns: period, kind (``periods``: the unit's other reports say otherwise;
    ``members``: its members' reports do), stated, derived (percents), stated_numerator,
    stated_denominator, derived_numerator, derived_denominator, parts (periods, or one number: how
    many members).
    """
    if not has_table(con, "contradiction"):
        return pd.DataFrame(columns=_COLUMNS)
    return con.execute(
        """
        SELECT c.* EXCLUDE (indicator, org_unit) FROM contradiction AS c
        JOIN period AS p USING (period)
        WHERE indicator = $indicator AND org_unit = $org_unit
            AND p.step <= (SELECT step FROM period WHERE period = $until)
        ORDER BY p.step DESC, p.months DESC
        """,
        {"indicator": indicator, "org_unit": org_unit, "until": until},
    ).df()
