"""When reports came in, against when they were due."""

import duckdb
import pandas as pd


def reports_of(con: duckdb.DuckDBPyConnection, *, org_unit: str) -> pd.DataFrame:
    """Return a unit's reports, the latest period first: period, form, received_on, due_on.

    received_on is the first day a file that still counts brought figures of the period.
    """
    return con.execute(
        """
        SELECT o.period, o.form, min(s.received_on) AS received_on, any_value(d.due_on) AS due_on
        FROM observation AS o
        JOIN submission AS s USING (submission)
        ANTI JOIN withdrawal AS w ON w.submission = o.submission
        JOIN period AS p USING (period)
        JOIN org_unit AS u USING (org_unit)
        LEFT JOIN due AS d ON d.kind = u.kind AND d.period = o.period
        WHERE o.org_unit = $org_unit
        GROUP BY o.period, o.form
        ORDER BY max(p.step) DESC, max(p.months) DESC, o.form
        """,
        {"org_unit": org_unit},
    ).df()
