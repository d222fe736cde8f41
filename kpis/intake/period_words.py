"""The periods that words name: "Quý II và 6 tháng đầu năm 2024" names two."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kpis.domain.periods import Period, PeriodKind

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_SPANS = {"sau": 6, "chin": 9, "ba": 3, "muoi hai": 12}
_LONG = {6: PeriodKind.HALF, 9: PeriodKind.NINE_MONTHS, 12: PeriodKind.YEAR}
_CODES = {"h1": PeriodKind.HALF, "9m": PeriodKind.NINE_MONTHS}

_AND = r"(?: va| den| toi)?"
_NUMBER = r"(?:iv|iii|ii|i|[1-4])\b"
# Of "Quý I, II" the second one is no "II.06a" (a form's number) and no "6 tháng".
_MORE_NUMBERS = rf"(?:{_AND} {_NUMBER}(?! thang)(?! \d\d[a-g]?\b))*"
_MONTH = r"(?:1[0-2]|0?[1-9])\b"
_QUARTERS = rf"\bquy ?{_NUMBER}{_MORE_NUMBERS}"
_MONTHS = rf"\bthang {_MONTH}(?! thang)(?:{_AND} {_MONTH}(?! thang))*"
# "6 tháng", but not the 6 of "6 tháng 12 năm 2024", which is a day.
_SPAN = rf"\b(?:1[0-2]|0?[1-9]|{'|'.join(_SPANS)}) thang\b(?! {_MONTH}(?! thang))"
_CODE = r"\b(?:q[1-4]|h1|9m)\b"
_PHRASE = re.compile(
    rf"(?P<quarters>{_QUARTERS})|(?P<span>{_SPAN})(?P<late> cuoi)?|(?P<months>{_MONTHS})"
    rf"|(?P<code>{_CODE})"
)
_YEAR = r"20\d\d"
_YEARS = re.compile(rf"\b{_YEAR}\b")
# The year of a phrase may stand behind further phrases: "Quý II và 6 tháng đầu năm 2024".
_FILLING = rf"(?: (?:dau|cuoi|giua|cua|nam|ky|va|ca|den)\b| ?{_QUARTERS}| ?{_SPAN}| ?{_MONTHS})*"
_YEAR_AFTER = re.compile(rf"{_FILLING} ({_YEAR})\b")
_YEAR_BEFORE = re.compile(rf"\b({_YEAR})(?: va)? $")
_WHOLE = re.compile(rf"\b(?:ca nam|va nam|ky bao cao(?: nam)?) ({_YEAR})\b")
_BARE = re.compile(rf"(?<!dau )(?<!cuoi )(?<!giua )\bnam ({_YEAR})\b")
# Years of a programme, and what a title compares with, are no period of the report.
_PROGRAMME = re.compile(rf"\b(?:giai doan )?{_YEAR}(?: den(?: nam)?)? {_YEAR}\b")
_COMPARED = re.compile(r"\b(?:so voi|so cung ky|cung ky)\b.*")
_AHEAD = re.compile(r"\b(?:phuong huong|nhiem vu|trong tam|ke hoach)\b")


@dataclass(frozen=True, slots=True)
class Named:
    """What some words name: a period, or months that are none (period is None).

    A bare year may only be the year of a plan, or of a period whose name stands elsewhere.
    """

    period: Period | None
    bare: bool = False


def named_periods(words: str, year: int | None = None) -> list[Named]:
    """Return the periods that words in small letters without diacritics name, each once.

    ``year`` is that of a quarter or half named without one. What a report announces ("nhiệm vụ
    quý III") counts only where nothing else is named; a bare year, where nothing else is.
    """
    words = _PROGRAMME.sub(" ", _COMPARED.sub("", words))
    years = {int(one) for one in _YEARS.findall(words)}
    only = next(iter(years)) if len(years) == 1 else None if years else year
    plans = _AHEAD.search(words)
    begins = plans.start() if plans else len(words)
    phrases = [(one.start() < begins, named) for one in _PHRASE.finditer(words)
               for named in _of_phrase(words, one, only)]  # fmt: skip
    phrases += [(one.start() < begins, _year(one[1])) for one in _WHOLE.finditer(words)]
    named = [one for reported, one in phrases if reported] or [one for _, one in phrases]
    bare = [Named(_year(one), bare=True) for one in _BARE.findall(words)]
    return list(dict.fromkeys([Named(one) for one in named] or bare))


def _year(text: str) -> Period:
    return Period(PeriodKind.YEAR, int(text))


def _of_phrase(words: str, phrase: re.Match[str], only: int | None) -> Iterator[Period | None]:
    """Yield the periods of one phrase, with the year beside it or else the only one there is.

    Months and codes take a year beside them alone: "quá 3 tháng" is no period.
    """
    beside = _YEAR_AFTER.match(words, phrase.end())
    beside = beside or _YEAR_BEFORE.search(words[: phrase.start()])
    near = int(beside[1]) if beside else None
    anywhere = near or only
    if (quarters := phrase["quarters"]) and anywhere:
        numbers = re.findall(_NUMBER, quarters.removeprefix("quy"))
        yield from (Period.quarter(anywhere, _ROMAN.get(one) or int(one)) for one in numbers)
    elif span := phrase["span"]:
        yield from _of_span(span.removesuffix(" thang"), phrase["late"], near, anywhere)
    elif (months := phrase["months"]) and near:
        yield from (Period(PeriodKind.MONTH, near, int(one)) for one in re.findall(r"\d+", months))
    elif (code := phrase["code"]) and near:
        kind = _CODES.get(code)
        yield Period(kind, near) if kind else Period.quarter(near, int(code[1]))


def _of_span(
    count: str, late: str | None, near: int | None, anywhere: int | None
) -> Iterator[Period | None]:
    """Yield the period of "6 tháng"; None for months that are no reporting period."""
    kind = None if late else _LONG.get(_SPANS.get(count) or int(count))
    if kind and anywhere:
        yield Period(kind, anywhere)
    elif near:
        yield None
