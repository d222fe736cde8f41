"""Which period a file says it reports, and where it says so."""

import re
from dataclasses import dataclass
from datetime import date

from kpis.domain.names import plain
from kpis.domain.periods import Period, PeriodKind, periods_of

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = r"(?:dau )?(?:cua )?(?:nam )?(20\d\d)\b"
_QUARTER = re.compile(rf"\bquy ?(iv|iii|ii|i|[1-4]) ?{_YEAR}")
_HALF = re.compile(rf"\b(?:0?6|sau) thang {_YEAR}")
_NINE = re.compile(rf"\b(?:0?9|chin) thang {_YEAR}")
_MONTH = re.compile(rf"\bthang (0?[1-9]|1[0-2]) {_YEAR}")
_WHOLE = re.compile(r"\b(?:nam|ca nam|ky bao cao) (20\d\d)\b")
_DAY = r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(20\d\d)"
_SPAN = re.compile(rf"từ\s+(?:ngày\s+)?{_DAY}\s+đến\s+(?:hết\s+)?(?:ngày\s+)?{_DAY}", re.IGNORECASE)
# Numbers and dates of documents name years that are no periods.
_DOCUMENT = re.compile(
    rf"\d+\s*/\s*20\d\d\s*/\s*[\w-]+|(?:từ\s+|đến\s+)?(?:hết\s+)?(?:ngày\s+)?{_DAY}"
    r"|ngày\s+[\d…. ]+\s*tháng\s+[\d…. ]+\s*năm\s+20\d\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A period as some text names it; ``place`` is the cell, or None for a name."""

    period: Period
    text: str
    place: tuple[int, int] | None = None
    # Read from "từ ngày … đến ngày …".
    dated: bool = False


def read_periods(
    text: str, cut_off_day: int, place: tuple[int, int] | None = None
) -> list[Reading]:
    """Return the periods that a text names, by words and by dates; a bare year counts last."""
    words = plain(_DOCUMENT.sub(" ", text))
    named = _named(words)
    years = [Period(PeriodKind.YEAR, int(year)) for year in _WHOLE.findall(words)]
    found = [Reading(one, text, place) for one in named or years]
    if span := read_span(text):
        dated = _covering(*span, cut_off_day)
        found += [Reading(dated, text, place, dated=True)] if dated else []
    return list(dict.fromkeys(found))


def read_span(text: str) -> tuple[date, date] | None:
    """Return first and last day of "từ ngày … đến ngày …", where a text holds one."""
    if not (match := _SPAN.search(text)):
        return None
    day, month, year, last_day, last_month, last_year = map(int, match.groups())
    try:
        return date(year, month, day), date(last_year, last_month, last_day)
    except ValueError:
        return None


def _named(words: str) -> list[Period]:
    found = [
        Period.quarter(int(year), _ROMAN.get(number) or int(number))
        for number, year in _QUARTER.findall(words)
    ]
    found += [Period(PeriodKind.HALF, int(year)) for year in _HALF.findall(words)]
    found += [Period(PeriodKind.NINE_MONTHS, int(year)) for year in _NINE.findall(words)]
    months = _MONTH.findall(words)
    return found + [Period(PeriodKind.MONTH, int(year), int(month)) for month, year in months]


def _covering(first: date, last: date, cut_off_day: int) -> Period | None:
    """Return the period whose reporting window or calendar dates these are exactly."""
    for period in periods_of(last.year):
        if (first, last) in (period.window(cut_off_day), (period.starts, period.ends)):
            return period
    return None
