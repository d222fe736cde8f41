"""Which of the reports owed have come, when, and what is missing from them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import duckdb

from kpis.domain.periods import Period, PeriodKind
from kpis.domain.reports import Arrival, Owed, days_late, outcome, overdue, state_of
from kpis.queries.chasing import Later, Returned, granted, sent_back

# What counts of the reports that end with a period asked about: a row for each line of a form, file
# and day, its items as one text, since lists take three times as long to hand over. An item's day
# is the one on which it first came in, in whichever file; most reports come in one.
_LINES = """
    WITH asked AS (
        SELECT period, step, kind = 'month' AS monthly FROM period
        WHERE step IN (SELECT unnest($steps))
    ),
    several AS (
        SELECT org_unit, family, period
        FROM observation
        ANTI JOIN withdrawal USING (submission)
        SEMI JOIN asked USING (period)
        GROUP BY ALL
        HAVING min(seq) < max(seq)
    ),
    first_day AS (
        SELECT o.org_unit, o.family, o.period, o.item, min(s.received_on) AS day
        FROM observation AS o
        SEMI JOIN several USING (org_unit, family, period)
        ANTI JOIN withdrawal USING (submission)
        JOIN submission AS s USING (submission)
        WHERE o.value IS NOT NULL
        GROUP BY ALL
    )
    SELECT l.org_unit, l.family, a.step, a.monthly, l.period, coalesce(l.section, '') AS section,
        coalesce(d.day, l.received_on) AS day, l.seq, string_agg(l.item, ' ') AS items
    FROM live AS l
    JOIN asked AS a USING (period)
    SEMI JOIN (SELECT unnest($units) AS org_unit) AS u USING (org_unit)
    LEFT JOIN first_day AS d ON d.org_unit = l.org_unit AND d.family = l.family
        AND d.period = l.period AND d.item = l.item
    WHERE l.value IS NOT NULL
    GROUP BY ALL
"""


@dataclass(slots=True)
class _Came:
    """What has come of a report: the items asked for by section, their days, the latest file."""

    items: dict[str, set[str]] = field(default_factory=dict)
    days: set[date] = field(default_factory=set)
    seq: int = 0

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return sum(map(len, self.items.values()))

    def missing(self, one: Owed) -> list[tuple[str, str]]:
        """Return the (item, section) pairs of its cells that are not there."""
        lines = sorted(self.items.items()) or [("", set())]
        return [(item, of) for of, there in lines for item in one.items if item not in there]

    def arrival(self, one: Owed, returned: Returned | None) -> Arrival:
        """Return how far the report is; sent back is what nothing has come of since."""
        return Arrival(
            self.cells,
            max(len(self.items), 1) * len(one.items),
            min(self.days, default=None),
            max(self.days, default=None),
            sent_back=returned is not None and returned.seq >= self.seq > 0,
        )


def reports(con: duckdb.DuckDBPyConnection, *, owed: Sequence[Owed], today: date) -> list[dict]:
    """Return how far each report has come by a day, one row for each owed, in its order.

    Keys: org_unit, form, family, period, state (``ReportState``), cells, expected_cells (items
    for each row of the form), calendar_due_on, due_on (with the extension), received_on (the day
    the last item came, or of one that is not whole the day the first came), days_late (None where
    it is not whole), missing (its (item, section) pairs that have not come; of a report of which
    nothing has come every item, once), extension (the later date granted), extension_reason,
    remarks (of a report sent back and not answered), outcome (``Outcome``; None while nothing is
    due), overdue.
    """
    later, returned = granted(con), sent_back(con)
    rows = []
    for one, came in zip(owed, _came(con, owed), strict=True):
        report = (one.org_unit, one.family, one.period)
        rows.append(_row(one, came, later.get(report), returned.get(report), today))
    return rows


def _row(
    one: Owed, came: _Came, later: Later | None, returned: Returned | None, today: date
) -> dict:
    arrival = came.arrival(one, returned)
    due_on = later.due_on if later else one.due_on
    state = state_of(one, arrival, due_on, today)
    whole = bool(arrival.cells) and arrival.cells >= arrival.expected
    return {
        "org_unit": one.org_unit,
        "form": one.form,
        "family": one.family,
        "period": one.period,
        "state": state,
        "cells": arrival.cells,
        "expected_cells": arrival.expected,
        "calendar_due_on": one.due_on,
        "due_on": due_on,
        "received_on": arrival.complete_on if whole else arrival.came_on,
        "days_late": days_late(arrival, due_on) if whole else None,
        "missing": [] if whole else came.missing(one),
        "extension": later.due_on if later else None,
        "extension_reason": later.reason if later else None,
        "remarks": returned.remarks if returned and arrival.sent_back else None,
        "outcome": outcome(state, due_on, today),
        "overdue": overdue(due_on, today),
    }


def _came(con: duckdb.DuckDBPyConnection, owed: Sequence[Owed]) -> list[_Came]:
    """Return what has come of each report owed.

    A report may also come as that of the period which ends on the same day: 6 tháng stands for
    Quý II, năm for Quý IV (Bộ Nội vụ, công văn 581/BNV-CCHC).
    """
    ends = {period: _end(Period.parse(period)) for period in {one.period for one in owed}}
    asked = {
        "steps": [step for step, _ in ends.values()],
        "units": list({one.org_unit for one in owed}),
    }
    rows = con.execute(_LINES, asked).fetchall()
    sent: dict[tuple, dict[str, list[tuple]]] = {}
    for unit, family, step, monthly, period, *line in rows:
        of_end = sent.setdefault((unit, family, step, monthly), {})
        of_end.setdefault(period, []).append(line)
    nothing: dict[str, list[tuple]] = {}
    return [
        _fuller(one, sent.get((one.org_unit, one.family, *ends[one.period]), nothing))
        for one in owed
    ]


def _end(period: Period) -> tuple[int, bool]:
    """Return what reports have in common that stand for one another."""
    return period.step, period.kind is PeriodKind.MONTH


def _fuller(one: Owed, sent: dict[str, list[tuple]]) -> _Came:
    """Return the report that has most of what is asked for; of equals the period's own."""
    asked, fullest = frozenset(one.items), _Came()
    for period, lines in sent.items():
        came = _of_lines(asked, lines)
        if (came.cells, period == one.period) > (fullest.cells, False):
            fullest = came
    return fullest


def _of_lines(asked: frozenset[str], lines: Iterable[tuple]) -> _Came:
    came = _Came()
    for section, day, seq, text in lines:
        if items := asked & _items(text):
            came.items.setdefault(section, set()).update(items)
            came.days.add(day)
            came.seq = max(came.seq, seq)
    return came


# Most lines of a form have the same items.
@lru_cache(maxsize=1024)
def _items(text: str) -> frozenset[str]:
    return frozenset(text.split(" "))
