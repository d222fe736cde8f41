"""What one stored file said, and what it changed when it came."""

import duckdb
import pandas as pd

from kpis.queries.versions import has_table


def sheets_of(con: duckdb.DuckDBPyConnection, *, submission: str) -> pd.DataFrame:
    """Return how a stored file's sheets were understood.

    Columns: sheet, form, period, org_unit, rows, skipped (why a sheet was left alone, or None).
    """
    return con.execute(
        """
        SELECT sheet, form, period, org_unit, rows, skipped FROM sheet
        WHERE submission = $submission
        ORDER BY skipped IS NOT NULL, rowid
        """,
        {"submission": submission},
    ).df()


# Every taking out and putting back; before files could be put back there was only the first.
_EVENTS = "event AS (SELECT submission, action, done_at, change, person, reason FROM {})"
_OLD_EVENTS = """(
    SELECT submission, 'withdraw' AS action, withdrawn_at AS done_at, 0 AS change, person, reason
    FROM withdrawal
)"""


def events_of(con: duckdb.DuckDBPyConnection, *, submission: str) -> pd.DataFrame:
    """Return when a file was taken out and put back, oldest first: action, done_at, person, reason.

    action is ``withdraw`` or ``reinstate``.
    """
    return con.execute(
        f"""
        WITH {_events(con)}
        SELECT action, done_at, person, reason FROM event
        WHERE submission = $submission ORDER BY change
        """,  # noqa: S608 (constants of this module)
        {"submission": submission},
    ).df()


def _events(con: duckdb.DuckDBPyConnection) -> str:
    kept = has_table(con, "withdrawal_event")
    return _EVENTS.format("withdrawal_event" if kept else _OLD_EVENTS)


# What a file said, and what stood in its place when it came: of the files before it that were not
# out at that moment, the last one that spoke of the same. A whole report takes the place of
# everything its unit had said before; 'gone' is what the new one no longer says.
_CHANGED = """
    this AS (
        SELECT submission, seq, stored_at FROM submission WHERE submission = $submission
    ),
    said AS (SELECT o.* FROM observation AS o SEMI JOIN this USING (submission)),
    place AS (
        SELECT DISTINCT org_unit, family, period, replaces,
            CASE WHEN replaces = 'item' THEN item || '/' || coalesce(section, '') END AS part
        FROM said
    ),
    out_then AS (
        SELECT e.submission FROM event AS e, this
        WHERE e.done_at < this.stored_at
        GROUP BY e.submission
        HAVING arg_max(e.action, e.change) = 'withdraw'
    ),
    earlier AS (
        SELECT o.org_unit, o.family, o.period, o.item, o.section, o.value
        FROM observation AS o
        CROSS JOIN this
        JOIN place AS p ON p.org_unit = o.org_unit AND p.family = o.family
            AND p.period = o.period
            AND (p.part IS NULL OR p.part = o.item || '/' || coalesce(o.section, ''))
        ANTI JOIN out_then AS w ON w.submission = o.submission
        WHERE o.seq < this.seq
        QUALIFY o.seq = max(o.seq) OVER (PARTITION BY o.org_unit, o.family, o.period, p.part)
    ),
    changed AS (
        SELECT coalesce(s.org_unit, e.org_unit) AS org_unit,
            coalesce(s.period, e.period) AS period, coalesce(s.item, e.item) AS item,
            coalesce(s.section, e.section) AS section, s.sheet, s.cell,
            e.value AS before, s.value AS after,
            CASE
                WHEN e.item IS NULL THEN 'new'
                WHEN s.item IS NULL THEN 'gone'
                WHEN e.value IS NOT DISTINCT FROM s.value THEN 'same'
                ELSE 'changed'
            END AS kind
        FROM said AS s
        FULL JOIN earlier AS e ON (e.org_unit, e.family, e.period, e.item)
            = (s.org_unit, s.family, s.period, s.item)
            AND e.section IS NOT DISTINCT FROM s.section
    )
"""


def changes_by_unit(con: duckdb.DuckDBPyConnection, *, submission: str) -> pd.DataFrame:
    """Return how many numbers of each unit and period a file brought and changed when it came.

    Columns: org_unit, period, new, changed, same, gone (counts of numbers).
    """
    return con.execute(
        f"""
            WITH {_events(con)}, {_CHANGED}
            SELECT c.org_unit, c.period,
                count(*) FILTER (c.kind = 'new') AS new,
                count(*) FILTER (c.kind = 'changed') AS changed,
                count(*) FILTER (c.kind = 'same') AS same,
                count(*) FILTER (c.kind = 'gone') AS gone
            FROM changed AS c
            LEFT JOIN org_unit AS u USING (org_unit)
            LEFT JOIN period AS p USING (period)
            GROUP BY c.org_unit, c.period
            ORDER BY any_value(u.position), any_value(p.step), any_value(p.months)
            """,  # noqa: S608 (constants of this module)
        {"submission": submission},
    ).df()


def changed_cells(con: duckdb.DuckDBPyConnection, *, submission: str) -> pd.DataFrame:
    """Return the numbers that a file changed, or no longer gave, when it came.

    Columns: org_unit, period, item, section, before, after (numbers), sheet, cell, kind
    (``changed`` or ``gone``). What was new then is left out: all of it stands in the file.
    """
    return con.execute(
        f"""
            WITH {_events(con)}, {_CHANGED}
            SELECT c.org_unit, c.period, c.item, c.section, c.before, c.after, c.sheet, c.cell,
                c.kind
            FROM changed AS c
            LEFT JOIN org_unit AS u USING (org_unit)
            LEFT JOIN period AS p USING (period)
            WHERE c.kind IN ('changed', 'gone')
            ORDER BY u.position, p.step, p.months, c.kind, c.section, c.item
            """,  # noqa: S608 (constants of this module)
        {"submission": submission},
    ).df()
