"""Which period a file says it reports, and where it says so."""

import re
from dataclasses import dataclass
from datetime import date

from kpis.domain.names import plain
from kpis.domain.periods import Period, periods_of
from kpis.intake.period_words import named_periods

_MARK = r"\s*[/.\-]\s*"
_DAY = rf"\d{{1,2}}{_MARK}\d{{1,2}}{_MARK}20\d\d"
_WRITTEN_DAY = r"\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+20\d\d"
_WITHOUT_YEAR = rf"\d{{1,2}}{_MARK}\d{{1,2}}|\d{{1,2}}\s+tháng\s+\d{{1,2}}"
_ANY_DAY = rf"(?:ngày\s+)?({_DAY}|{_WRITTEN_DAY})"
_FROM = rf"(?:ngày\s+)?({_DAY}|{_WRITTEN_DAY}|{_WITHOUT_YEAR})"
_SPAN = re.compile(
    rf"từ\s+{_FROM}\s*(?:đến|tới|[-–])\s*(?:hết\s+)?{_ANY_DAY}"
    rf"|{_ANY_DAY}\s*(?:đến|tới|[-–])\s*(?:hết\s+)?{_ANY_DAY}",
    re.IGNORECASE,
)
# Numbers and dates of documents name years that are no periods.
_DOCUMENT = re.compile(
    rf"\d+\s*/\s*20\d\d\s*/\s*[\w-]+|(?:từ\s+|đến\s+)?(?:hết\s+)?(?:ngày\s+)?{_DAY}"
    r"|ngày\s+[\d…. ]+\s*tháng\s+[\d…. ]+\s*năm\s+20\d\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A period as some text names it; ``place`` is the cell, or None for a name.

    No period where the text names months that are none, such as "10 tháng năm 2024".
    """

    period: Period | None
    text: str
    place: tuple[int, int] | None = None
    # Read from "từ ngày … đến ngày …".
    dated: bool = False
    # A year that may only be that of a plan, or of a period whose name stands elsewhere.
    bare: bool = False


def read_periods(
    text: str, cut_off_day: int, place: tuple[int, int] | None = None, year: int | None = None
) -> list[Reading]:
    """Return the periods that a text names, by words and by dates; a bare year counts last.

    ``year`` is that of a quarter which the text names without one.
    """
    words = plain(_DOCUMENT.sub(" ", _SPAN.sub(" ", text)))
    found = [Reading(one.period, text, place, bare=one.bare) for one in named_periods(words, year)]
    if span := read_span(text):
        dated = _covering(*span, cut_off_day)
        found += [Reading(dated, text, place, dated=True)] if dated else []
    return list(dict.fromkeys(found))


def read_span(text: str) -> tuple[date, date] | None:
    """Return first and last day of "từ ngày … đến ngày …", where a text holds one.

    The first day may lack its year: it is that of the last day, or the year before.
    """
    if not (match := _SPAN.search(text)):
        return None
    begins, ends = (
        [int(part) for part in re.findall(r"\d+", one)]
        for one in (match[1] or match[3], match[2] or match[4])
    )
    day, month, year = ends
    first_year = begins[2] if len(begins) > 2 else year - (begins[1] > month)
    try:
        return date(first_year, begins[1], begins[0]), date(year, month, day)
    except ValueError:
        return None


def _covering(first: date, last: date, cut_off_day: int) -> Period | None:
    """Return the period whose reporting window or calendar dates these are exactly."""
    for period in periods_of(last.year):
        if (first, last) in (period.window(cut_off_day), (period.starts, period.ends)):
            return period
    return None
