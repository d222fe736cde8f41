"""Days, months, quarters and years as plans list them: ``26 thang 2, 5, 8 va 20/11``."""

import re
from dataclasses import dataclass, replace
from datetime import date

from kpis.domain.errors import DeadlineUnreadable
from kpis.domain.periods import Period, PeriodKind

_DIGITS = r"(?:19|20)\d\d"
_OF_YEAR = rf"(?: ?(?:/|-|,? nam) ?| )(?P<year>{_DIGITS})"
_NUMBER = r"(?P<number>\d{1,2}|i{1,3}|iv)"
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
# What a word sequence is; the first that fits counts.
_ITEMS = {
    "day": rf"(?:ngay )?(?P<day>\d{{1,2}}) ?thang (?P<number>\d{{1,2}})(?:{_OF_YEAR})?",
    "date": rf"(?:ngay )?(?P<day>\d{{1,2}}) ?(?P<mark>[/.-]) ?(?P<number>\d{{1,2}})"
    rf"(?: ?(?P=mark) ?(?P<year>{_DIGITS}))?",
    "day of": r"ngay (?P<day>\d{1,2})",
    "month": rf"thang (?P<number>\d{{1,2}})(?:{_OF_YEAR})?",
    "dotted month": rf"(?P<number>\d{{1,2}}) ?[/.-] ?(?P<year>{_DIGITS})",
    "quarter": rf"quy {_NUMBER}(?:{_OF_YEAR})?",
    "half": rf"0?6 thang(?: dau)?(?: nam(?: (?P<year>{_DIGITS}))?)",
    "half of": rf"0?6 thang ?/ ?(?P<year>{_DIGITS})",
    "second half": rf"0?6 thang cuoi nam(?: (?P<year>{_DIGITS}))?",
    "nine": rf"0?9 thang(?: dau)?(?: nam(?: (?P<year>{_DIGITS}))?)",
    "year": rf"(?:ca )?nam(?: (?P<year>{_DIGITS}))?",
    "bare year": rf"(?P<year>{_DIGITS})",
}
_PATTERNS = {unit: re.compile(pattern) for unit, pattern in _ITEMS.items()}
_SAME = {"date": "day", "dotted month": "month", "half of": "half", "bare year": "year"}
_AGAIN = re.compile(rf"{_NUMBER}(?:{_OF_YEAR})?")
_APART = re.compile(r" ?(?:,| va |&) ?")
_RANGE = re.compile(r"(?:tu )?(.+?) ?(?:-| den ) ?(?:het )?(.+)")
_STAGE = re.compile(rf"(?:giai doan )?({_DIGITS}) ?- ?({_DIGITS})")
_KINDS = {
    "month": PeriodKind.MONTH,
    "quarter": PeriodKind.QUARTER,
    "half": PeriodKind.HALF,
    "second half": PeriodKind.YEAR,
    "nine": PeriodKind.NINE_MONTHS,
    "year": PeriodKind.YEAR,
}
_MOST = {"month": 12, "quarter": 4}


@dataclass(frozen=True, slots=True)
class Span:
    """From a first to a last day; ``assumed`` where no year was written with it."""

    starts: date
    ends: date
    assumed: bool = False
    is_range: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One named time: its unit, its number there, and the year where one is known."""

    unit: str
    # None: the month of the item after it ("ngày 10 và 20/11").
    number: int | None = 1
    day: int = 0
    year: int | None = None
    # Whether a bare number after it is a number of the same unit ("tháng 2, 5").
    repeats: bool = False
    assumed: bool = False

    def span(self) -> Span:
        """Return its days. Raises ``DeadlineUnreadable`` where there are no such days."""
        if self.year is None or self.number is None:
            raise DeadlineUnreadable(self.unit)
        if self.unit == "day":
            try:
                day = date(self.year, self.number, self.day)
            except ValueError as error:
                raise DeadlineUnreadable(self.unit) from error
            return Span(day, day, self.assumed)
        if not 1 <= self.number <= _MOST.get(self.unit, 1):
            raise DeadlineUnreadable(self.unit)
        period = Period(_KINDS[self.unit], self.year, self.number)
        starts = date(self.year, 7, 1) if self.unit == "second half" else period.starts
        return Span(starts, period.ends, self.assumed)


def read_spans(words: str, year: int | None) -> list[Span]:
    """Return the times that a list names, in its order; ``year`` where none is written.

    ``words`` has small letters without diacritics. A year that is written holds for the items
    before it too. Raises ``DeadlineUnreadable`` where a word is not understood.
    """
    if stage := _STAGE.fullmatch(words):
        return [_range([Item("year", year=int(one)) for one in stage.groups()])]
    try:
        return [one.span() for one in _dated(_listed(_APART.split(words)), year)]
    except DeadlineUnreadable:
        if not (ends := _RANGE.fullmatch(words)):
            raise
    return [_range(_dated(_listed(list(ends.groups())), year))]


def _range(ends: list[Item]) -> Span:
    first, last = (one.span() for one in ends)
    if first.starts > last.ends:
        raise DeadlineUnreadable("from later to earlier")
    return Span(first.starts, last.ends, first.assumed and last.assumed, is_range=True)


def _listed(parts: list[str]) -> list[Item]:
    items: list[Item] = []
    for one in parts:
        items.append(_item(one.strip(), items[-1] if items else None))
    return items


def _item(words: str, before: Item | None) -> Item:
    """Return what words name; a bare number is one more of what stands before it."""
    if before and before.repeats and (again := _AGAIN.fullmatch(words)):
        year = int(again["year"]) if again["year"] else None
        return replace(before, number=_number(again["number"]), year=year)
    for unit, pattern in _PATTERNS.items():
        if not (found := pattern.fullmatch(words)):
            continue
        parts = found.groupdict()
        return Item(
            "day" if unit == "day of" else _SAME.get(unit, unit),
            None if unit == "day of" else _number(parts.get("number") or "1"),
            int(parts.get("day") or 0),
            int(parts["year"]) if parts.get("year") else None,
            unit in ("day", "month", "quarter"),
        )
    raise DeadlineUnreadable(words)


def _number(text: str) -> int:
    return _QUARTERS[text] if text in _QUARTERS else int(text)


def _dated(items: list[Item], year: int | None) -> list[Item]:
    """Return items with year and month of the one after them, where they have none."""
    later_year, later_month, dated = None, None, []
    for one in reversed(items):
        later_year = one.year or later_year
        later_month = one.number or later_month
        month = later_month if one.unit == "day" else one.number
        dated.append(
            replace(one, number=month, year=later_year or year, assumed=later_year is None)
        )
    return dated[::-1]
