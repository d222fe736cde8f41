"""Rows of the table picture, as every question about figures gets them."""

from collections.abc import Iterable

import duckdb
import pandas as pd

from kpis.queries.records import records

# A row of picture by column; what there is not is None.
Figure = dict[str, object]
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


def asked(con: duckdb.DuckDBPyConnection, query: str, facts: dict) -> list[Figure]:
    """Return the rows a query finds; columns that an older version's table lacks are None."""
    found = records(con, query, facts)
    lacking = dict.fromkeys(one for one in SINCE if found and one not in found[0])
    return [lacking | one for one in found] if lacking else found


def asked_as_table(con: duckdb.DuckDBPyConnection, query: str, facts: dict) -> pd.DataFrame:
    """Return what a query finds as a table; columns that an older version's lacks are missing."""
    table = con.execute(query, facts).df()
    return table.assign(**{one: None for one in SINCE if one not in table})


def first_readings(found: Iterable[Figure]) -> list[Figure]:
    """Return figures without those of other formulas, which are looked at one by one."""
    return [one for one in found if one["reading_of"] is None]
