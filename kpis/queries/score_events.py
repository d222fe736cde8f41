"""What happened to a unit's scorecard: every file, everything recorded, every reopening."""

import duckdb
import pandas as pd

from kpis.queries.versions import has_table

_COLUMNS = ["kind", "stage", "at", "person", "reason", "file", "submission", "counts", "withdrawn",
            "code", "points", "body"]  # fmt: skip


def score_events(
    con: duckdb.DuckDBPyConnection, *, set_: str, org_unit: str | None
) -> pd.DataFrame:
    """Return the story of a unit's card, oldest first.

    Columns: kind (file, reopened, locked, or what was recorded: see ``MarkKind``), stage (of files
    and locks: self, appraised, heard), at (a moment), person, reason, file, submission, counts
    (whether this file is the one that counts), withdrawn; of what was recorded: code, points, body.
    """
    if not has_table(con, "standing_card"):
        return pd.DataFrame(columns=_COLUMNS)
    asked = {"set": set_, "org_unit": org_unit}
    files = con.execute(_FILES, asked).df()
    if has_table(con, "score_mark") and len(marks := con.execute(_MARKS, asked).df()):
        files = pd.concat([files, marks], ignore_index=True)
        files = files.sort_values(["at", "seq"], kind="stable", ignore_index=True)
    flags = files[["counts", "withdrawn"]].fillna(False).astype(bool)
    return files.assign(**flags).reindex(columns=_COLUMNS)


_MARKS = """
    SELECT kind, stage, marked_at AS "at", person, reason, false AS counts, false AS withdrawn,
        code, points, body, seq, mark
    FROM score_mark
    WHERE "set" = $set AND org_unit IS NOT DISTINCT FROM $org_unit
    ORDER BY mark
"""
_FILES = """
    WITH card AS (
        SELECT submission, any_value(coalesce(stage, 'appraised')) AS stage
        FROM (SELECT submission, "set", org_unit, stage FROM criterion
            UNION ALL SELECT submission, "set", org_unit, stage FROM score_total)
        WHERE "set" = $set AND org_unit IS NOT DISTINCT FROM $org_unit
        GROUP BY submission
    )
    SELECT 'file' AS kind, c.stage, s.stored_at AS "at", s.person, s.reason, s.file,
        s.submission, k.submission IS NOT NULL AS counts,
        w.submission IS NOT NULL AS withdrawn, s.seq
    FROM card AS c
    JOIN submission AS s USING (submission)
    LEFT JOIN withdrawal AS w USING (submission)
    LEFT JOIN standing_card AS k ON k.submission = s.submission AND k."set" = $set
        AND k.org_unit IS NOT DISTINCT FROM $org_unit
    UNION ALL
    SELECT 'reopened', NULL, reopened_at, person, reason, NULL, NULL, false, false, seq
    FROM score_reopening
    WHERE "set" = $set AND org_unit IS NOT DISTINCT FROM $org_unit
    ORDER BY "at", seq, kind
"""


def latest_card(con: duckdb.DuckDBPyConnection, *, org_unit: str) -> tuple[str, int] | None:
    """Return the newest defined set that a unit has a scorecard of, and its year; None without."""
    if not has_table(con, "standing_card") or not has_table(con, "criteria_set"):
        return None
    return con.execute(
        """
        SELECT k."set", d.year
        FROM standing_card AS k
        JOIN criteria_set AS d ON d."set" = k."set"
        WHERE k.org_unit = $org_unit
        ORDER BY d.year DESC, d.position LIMIT 1
        """,
        {"org_unit": org_unit},
    ).fetchone()
