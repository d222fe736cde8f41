"""Where figures come from: the cells behind a number, and the files behind the cells."""

import duckdb
import pandas as pd


def cells_behind(
    con: duckdb.DuckDBPyConnection, *, indicator: str, org_unit: str, period: str
) -> pd.DataFrame:
    """Return the cells a figure was reckoned from, in the order of units, periods and cells.

    Columns: org_unit, period, item, section, value, raw, submission, file, sheet, cell, person,
    received_on, stored_at, reason.
    """
    return con.execute(
        """
        WITH asked AS (
            SELECT f.indicator, f.basis, f.org_unit,
                unnest(coalesce(f.parts, [f.period])) AS period
            FROM figure AS f
            WHERE f.indicator = $indicator AND f.org_unit = $org_unit AND f.period = $period
        ),
        -- A sum rests on its members' figures, which may themselves be reckoned.
        unit AS (
            SELECT a.indicator, a.org_unit, a.period FROM asked AS a WHERE a.basis <> 'sum'
            UNION
            SELECT f.indicator, f.org_unit, unnest(coalesce(f.parts, [f.period])) AS period
            FROM asked AS a
            JOIN member AS m ON m.indicator = a.indicator AND m.parent = a.org_unit
            JOIN figure AS f ON f.indicator = m.indicator AND f.org_unit = m.org_unit
                AND f.period = a.period
            WHERE a.basis = 'sum'
        ),
        item AS (
            SELECT DISTINCT u.indicator, u.org_unit, u.period, o.family, s.item
            FROM unit AS u
            JOIN own AS o USING (indicator, org_unit, period)
            JOIN source AS s ON s.indicator = o.indicator AND s.rank = o.rank
            UNION
            SELECT u.indicator, u.org_unit, u.period, o.family, u.indicator || '.value'
            FROM unit AS u JOIN own AS o USING (indicator, org_unit, period)
            WHERE o.rank IS NULL
        )
        SELECT l.org_unit, l.period, l.item, l.section, l.value, l.raw, l.submission,
            b.file, l.sheet, l.cell, b.person, b.received_on, b.stored_at, b.reason
        FROM live AS l
        JOIN item USING (org_unit, period, family, item)
        JOIN submission AS b USING (submission)
        JOIN org_unit AS u USING (org_unit)
        JOIN period AS p USING (period)
        ORDER BY u.position, p.step, l.sheet,
            try_cast(regexp_extract(l.cell, '[0-9]+') AS INTEGER), l.cell
        """,
        {"indicator": indicator, "org_unit": org_unit, "period": period},
    ).df()


def submissions(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return every file ever stored, newest first.

    Columns: submission, file, sha256, received_on, stored_at, person, reason, illustrative, forms,
    periods (lists), cells, warnings (counts), withdrawn_at, withdrawn_by, withdrawn_why.
    """
    return con.execute(
        """
        SELECT s.submission, s.file, s.sha256, s.received_on, s.stored_at, s.person, s.reason,
            s.illustrative, coalesce(h.forms, []) AS forms, coalesce(h.periods, []) AS periods,
            coalesce(o.cells, 0) AS cells, coalesce(f.warnings, 0) AS warnings,
            w.withdrawn_at, w.person AS withdrawn_by, w.reason AS withdrawn_why
        FROM submission AS s
        LEFT JOIN withdrawal AS w USING (submission)
        LEFT JOIN (
            SELECT submission, list(DISTINCT form ORDER BY form) AS forms,
                list(DISTINCT period ORDER BY period) FILTER (period IS NOT NULL) AS periods
            FROM sheet WHERE skipped IS NULL GROUP BY submission
        ) AS h USING (submission)
        LEFT JOIN (SELECT submission, count(*) AS cells FROM observation GROUP BY submission) AS o
            USING (submission)
        LEFT JOIN (
            SELECT submission, count(*) AS warnings FROM finding WHERE severity = 'warning'
            GROUP BY submission
        ) AS f USING (submission)
        ORDER BY s.seq DESC
        """
    ).df()


def changes(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return what made each version, newest first.

    Columns: change, made_at, person, action, why, files (list: those stored by it).
    """
    return con.execute(
        """
        SELECT c.*, coalesce(s.files, []) AS files
        FROM change AS c
        LEFT JOIN (
            SELECT stored_at, list(file ORDER BY seq) AS files FROM submission GROUP BY stored_at
        ) AS s ON s.stored_at = c.made_at
        ORDER BY c.change DESC
        """
    ).df()


def findings_of(con: duckdb.DuckDBPyConnection, *, submission: str) -> pd.DataFrame:
    """Return what was found in a stored file: severity, code, sheet, cell, found, facts (JSON)."""
    return con.execute(
        """
        SELECT severity, code, sheet, cell, found, facts FROM finding
        WHERE submission = $submission
        """,
        {"submission": submission},
    ).df()
