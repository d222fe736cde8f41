"""What stored plans and scorecards say: the latest standing file of each set counts."""

import duckdb

from kpis.queries.records import records
from kpis.queries.versions import has_table


def tasks(con: duckdb.DuckDBPyConnection, *, set_: str | None = None) -> list[dict]:
    """Return plans' tasks by set, in their files' order, one dict a row.

    Keys: set, code, area, task, product, lead, partners, deadline, note, requirement,
    lead_units, partner_units (lists of ids), due_kind, due_dates (list), due_starts, due_before,
    due_tentative, due_every (list), submission, sheet, cell, criteria (where the version has it).
    """
    if not has_table(con, "task"):
        return []
    return records(
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
    return _of_cards(con, "criterion", set_, org_unit)


def totals(con: duckdb.DuckDBPyConnection, *, set_: str, org_unit: str | None = None) -> list[dict]:
    """Return the sums that a scorecard prints, in their file's order, one dict a row.

    Keys: set, org_unit, kind (area, appraised, survey, total), code, title, max, self, given,
    lost (points), submission, sheet, cell.
    """
    return _of_cards(con, "score_total", set_, org_unit)


def _of_cards(
    con: duckdb.DuckDBPyConnection, table: str, set_: str, org_unit: str | None
) -> list[dict]:
    if not has_table(con, table):
        return []
    return records(
        con,
        f"""
        SELECT * EXCLUDE (seq, place) FROM {table} ANTI JOIN withdrawal USING (submission)
        WHERE "set" = $set AND ($org_unit IS NULL OR org_unit = $org_unit)
        QUALIFY seq = max(seq) OVER (PARTITION BY org_unit)
        ORDER BY org_unit, place
        """,  # noqa: S608 (one of our own tables)
        {"set": set_, "org_unit": org_unit},
    )
