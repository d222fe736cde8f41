"""Which of the reports owed have come, when, and what is missing from them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import duckdb
import pandas as pd

from kpis.domain.reports import Arrival, Owed, days_late, outcome, overdue, state_of
from kpis.queries.chasing import Later, Report, Returned, granted, sent_back

# What came of each report asked for. A report may also come as that of the period which ends on
# the same day: 6 tháng stands for Quý II, năm for Quý IV (Bộ Nội vụ, công văn 581/BNV-CCHC).
_CAME = """
    WITH twin AS (
        SELECT p.period, q.period AS sent_as
        FROM (FROM period SEMI JOIN wanted USING (period)) AS p
        JOIN period AS q ON q.period = p.period
            OR (q.step = p.step AND p.kind <> 'month' AND q.kind <> 'month')
    ),
    first_day AS (
        SELECT o.org_unit, o.family, o.period, o.item, min(s.received_on) AS day
        FROM observation AS o
        JOIN submission AS s USING (submission)
        ANTI JOIN withdrawal AS w ON w.submission = o.submission
        WHERE o.value IS NOT NULL AND o.period IN (SELECT sent_as FROM twin)
        GROUP BY ALL
    ),
    cell AS (
        SELECT w.place, w.period, t.sent_as, coalesce(l.section, '') AS section, l.item, l.seq,
            d.day
        FROM wanted AS w
        JOIN twin AS t USING (period)
        JOIN live AS l ON l.org_unit = w.org_unit AND l.family = w.family AND l.item = w.item
            AND l.period = t.sent_as
        JOIN first_day AS d ON d.org_unit = l.org_unit AND d.family = l.family
            AND d.item = l.item AND d.period = l.period
        WHERE l.value IS NOT NULL AND l.period IN (SELECT sent_as FROM twin)
    ),
    came AS (
        SELECT place, sent_as,
            count(DISTINCT (section, item)) AS cells, count(DISTINCT section) AS rows,
            min(day) AS came_on, max(day) AS complete_on, max(seq) AS seq
        FROM cell
        GROUP BY place, period, sent_as
        QUALIFY row_number() OVER (
            PARTITION BY place ORDER BY cells DESC, sent_as = period DESC
        ) = 1
    )
"""


def reports(con: duckdb.DuckDBPyConnection, *, owed: Sequence[Owed], today: date) -> pd.DataFrame:
    """Return how far each report has come by a day, one row for each owed, in its order.

    Columns: org_unit, form, family, period, state (``ReportState``), cells, expected_cells (items
    for each row of the form), calendar_due_on, due_on (with the extension), received_on (the day
    the last item came, or of one that is not whole the day the first came), days_late (None where
    it is not whole), extension (the later date granted), extension_reason, remarks (of a report
    sent back and not answered), outcome (``Outcome``; None while nothing is due), overdue.
    """
    arrivals = _arrivals(con, owed)
    later, remarks = granted(con), sent_back(con)
    rows = []
    for place, one in enumerate(owed):
        arrival, seq = arrivals.get(place, (Arrival(expected=len(one.items)), 0))
        report = (one.org_unit, one.family, one.period)
        said = remarks.get(report)
        unanswered = said if said and said.seq >= seq > 0 else None
        arrival = replace(arrival, sent_back=unanswered is not None)
        rows.append(_row(one, arrival, later.get(report), unanswered, today))
    return pd.DataFrame(rows, columns=_COLUMNS, dtype=object)


_COLUMNS = (
    *("org_unit", "form", "family", "period", "state", "cells", "expected_cells"),
    *("calendar_due_on", "due_on", "received_on", "days_late", "extension", "extension_reason"),
    *("remarks", "outcome", "overdue"),
)


def _row(
    one: Owed, arrival: Arrival, later: Later | None, returned: Returned | None, today: date
) -> tuple:
    due_on = later.due_on if later else one.due_on
    state = state_of(one, arrival, due_on, today)
    whole = bool(arrival.cells) and arrival.cells >= arrival.expected
    return (
        *(one.org_unit, one.form, one.family, one.period, state, arrival.cells, arrival.expected),
        *(one.due_on, due_on, arrival.complete_on if whole else arrival.came_on),
        days_late(arrival, due_on) if whole else None,
        *((later.due_on, later.reason) if later else (None, None)),
        *(returned.remarks if returned else None, outcome(state, due_on, today)),
        overdue(due_on, today),
    )


def missing(
    con: duckdb.DuckDBPyConnection, *, owed: Sequence[Owed]
) -> dict[Report, list[tuple[str, str]]]:
    """Return what each report lacks, by (org unit, family, period): its (item, section) pairs.

    Of a report that has not come at all every item is missing, once. A whole report has no entry.
    """
    with _wanted(con, owed):
        rows = con.execute(
            f"""
            {_CAME}
            SELECT c.place, c.section, c.item
            FROM cell AS c JOIN came USING (place, sent_as)
            """  # noqa: S608 (a constant of this module)
        ).fetchall()
    there: dict[int, set[tuple[str, str]]] = {}
    for place, section, item in rows:
        there.setdefault(place, set()).add((item, section))
    lacking = {}
    for place, one in enumerate(owed):
        cells = there.get(place, set())
        sections = sorted({section for _, section in cells}) or [""]
        if gaps := [(i, s) for s in sections for i in one.items if (i, s) not in cells]:
            lacking[(one.org_unit, one.family, one.period)] = gaps
    return lacking


def _arrivals(
    con: duckdb.DuckDBPyConnection, owed: Sequence[Owed]
) -> dict[int, tuple[Arrival, int]]:
    """Return what came of each report by its place, with the latest submission it rests on."""
    with _wanted(con, owed):
        rows = con.execute(
            f"{_CAME} SELECT place, cells, rows, came_on, complete_on, seq FROM came"  # noqa: S608
        ).fetchall()
    return {
        place: (Arrival(cells, rows_ * len(owed[place].items), came_on, complete_on), seq)
        for place, cells, rows_, came_on, complete_on, seq in rows
    }


@contextmanager
def _wanted(con: duckdb.DuckDBPyConnection, owed: Sequence[Owed]) -> Iterator[None]:
    """Hold the items of the reports owed as a table of the connection."""
    rows = [
        (place, one.org_unit, one.family, one.period, item)
        for place, one in enumerate(owed)
        for item in one.items
    ]
    con.register(
        "wanted", pd.DataFrame(rows, columns=("place", "org_unit", "family", "period", "item"))
    )
    try:
        yield
    finally:
        con.unregister("wanted")
