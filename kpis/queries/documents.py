"""What stored plans and scorecards say: the latest standing file of each set counts."""

import duckdb


def tasks(con: duckdb.DuckDBPyConnection, *, set_: str | None = None) -> list[dict]:
    """Return plans' tasks by set, in their files' order, one dict a row.

    Keys: set, code, area, task, product, lead, partners, deadline, note, requirement,
    lead_units, partner_units (lists of ids), due_kind, due_dates (list), due_starts, due_before,
    due_tentative, due_every (list), submission, sheet, cell.
    """
    if not _has(con, "task"):
        return []
    return _rows(
        con,
        """
        SELECT * EXCLUDE (seq, place) FROM task ANTI JOIN withdrawal USING (submission)
        WHERE $set IS NULL OR "set" = $set
        QUALIFY seq = max(seq) OVER (PARTITION BY "set")
        ORDER BY "set", place
        """,
        {"set": set_},
    )


def criteria(
    con: duckdb.DuckDBPyConnection, *, set_: str, org_unit: str | None = None
) -> list[dict]:
    """Return a scorecard's criteria in their file's order, one dict a row.

    Keys: set, org_unit, code, area, title, max, self, appraised, survey, lost (points), reason,
    solution, owner, deadline, note, owner_units, due_… as of ``tasks``, submission, sheet, cell.
    """
    if not _has(con, "criterion"):
        return []
    return _rows(
        con,
        """
        SELECT * EXCLUDE (seq, place) FROM criterion ANTI JOIN withdrawal USING (submission)
        WHERE "set" = $set AND ($org_unit IS NULL OR org_unit = $org_unit)
        QUALIFY seq = max(seq) OVER (PARTITION BY org_unit)
        ORDER BY org_unit, place
        """,
        {"set": set_, "org_unit": org_unit},
    )


def totals(con: duckdb.DuckDBPyConnection, *, set_: str, org_unit: str | None = None) -> list[dict]:
    """Return the sums that a scorecard prints, in their file's order, one dict a row.

    Keys: set, org_unit, kind (area, appraised, survey, total), code, title, max, self, given,
    lost (points), submission, sheet, cell.
    """
    if not _has(con, "score_total"):
        return []
    return _rows(
        con,
        """
        SELECT * EXCLUDE (seq, place) FROM score_total ANTI JOIN withdrawal USING (submission)
        WHERE "set" = $set AND ($org_unit IS NULL OR org_unit = $org_unit)
        QUALIFY seq = max(seq) OVER (PARTITION BY org_unit)
        ORDER BY org_unit, place
        """,
        {"set": set_, "org_unit": org_unit},
    )


def _has(con: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Tell whether a version has a table: those from before plans were read have none."""
    found = con.execute(
        "SELECT count(*) FROM information_schema.tables WHERE table_name = $table",
        {"table": table},
    ).fetchone()
    return bool(found and found[0])


def _rows(con: duckdb.DuckDBPyConnection, query: str, asked: dict[str, str | None]) -> list[dict]:
    answer = con.execute(query, asked)
    names = [name for name, *_ in answer.description]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
