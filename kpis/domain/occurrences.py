"""The days on which a plan's deadline falls, year by year."""

import re
from calendar import monthrange
from datetime import date, timedelta

from kpis.domain.deadlines import Deadline, DeadlineKind
from kpis.domain.names import plain

# How often a task may come back and still be measured by a day: the ends of its half years or
# years. What comes back more often is judged by whether the quarter has a report.
_ENDS = {"half": ((6, 30), (12, 31)), "year": ((12, 31),)}
_ONGOING = re.compile(r"\b(?:thuong xuyen|lien tuc|hang ngay|hang tuan|tro di)\b")
_YEARS = re.compile(r"(?:.*?-)??(20\d\d)(?:-(20\d\d))?")


def is_ongoing(text: str | None) -> bool:
    """Tell whether a deadline's words name a standing task: Thường xuyên, liên tục, … trở đi."""
    return bool(_ONGOING.search(plain(text or "")))


def years_of(set_: str) -> tuple[int, int] | None:
    """Return the first and last year of a plan, from its id: ``ke-hoach-cchc-2021-2025``."""
    found = _YEARS.fullmatch(set_)
    return (int(found[1]), int(found[2] or found[1])) if found else None


def days_of(due: Deadline, years: tuple[int, int] | None) -> tuple[date, ...]:
    """Return the last days that are still in time, in order; "Trước 15/11" ends on 14/11."""
    days = set(due.dates)
    if due.kind is DeadlineKind.RECURRENT and years:
        span = range(years[0], years[1] + 1)
        if days and len(span) > 1:
            days = {_in_year(day, year) for day in days for year in span}
        elif not days and due.every and not set(due.every) - set(_ENDS):
            ends = {end for often in due.every for end in _ENDS[often]}
            days = {date(year, *end) for year in span for end in ends}
    less = timedelta(days=1 if due.before else 0)
    return tuple(sorted(day - less for day in days))


def _in_year(day: date, year: int) -> date:
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))
