"""Rows of the table picture, as every question about figures gets them."""

import duckdb
import pandas as pd

# Columns of picture that versions from before they were reckoned do not have.
SINCE = (
    "reading_of",
    "series",
    "aim",
    "goal_kind",
    "target_low",
    "target_high",
    "target_reason",
    "progress",
    "exempt_reason",
    "exempted",
    "contradicted",
)


def asked(con: duckdb.DuckDBPyConnection, query: str, facts: dict) -> pd.DataFrame:
    """Return what a query finds; columns that an older version's table lacks are missing values."""
    table = con.execute(query, facts).df()
    return table.assign(**{one: None for one in SINCE if one not in table})


def first_readings(table: pd.DataFrame) -> pd.DataFrame:
    """Return figures without those of other formulas, which are looked at one by one."""
    return table[table["reading_of"].isna()]
