"""The day on which plans are looked at: the last one that a period's reports cover."""

from datetime import date

import duckdb

from kpis.domain.periods import Period, PeriodKind
from kpis.queries.plan_names import plan_names
from kpis.queries.state import current_period


def day_of(period: str, cut_off_day: int) -> date:
    """Return the last day that reports of a period cover."""
    return Period.parse(period).window(cut_off_day)[1]


def usual_day(con: duckdb.DuckDBPyConnection, cut_off_day: int) -> date | None:
    """Return the day of the period that the other pages show; never the machine's.

    Without figures it is the end of the latest plan's last year; None without plans too.
    """
    if period := current_period(con):
        return day_of(period, cut_off_day)
    years = next((one.years for one in plan_names(con) if one.years), None)
    return Period(PeriodKind.YEAR, years[1]).window(cut_off_day)[1] if years else None
