"""Reporting periods: Quý, 6 tháng, 9 tháng, năm and tháng, each with a permanent code."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import total_ordering

from kpis.domain.errors import PeriodUnreadable


class PeriodKind(StrEnum):
    """How long a period is; a figure of one kind never stands in for another."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"


_CODE = re.compile(r"(?P<year>[12][0-9]{3})(?:-(?P<part>Q[1-4]|H1|9M|0[1-9]|1[0-2]))?")
_FIRST_MONTH = {PeriodKind.HALF: 1, PeriodKind.NINE_MONTHS: 1, PeriodKind.YEAR: 1}
_MONTHS = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF: 6,
    PeriodKind.NINE_MONTHS: 9,
    PeriodKind.YEAR: 12,
}
# What follows the year in a period's code.
_PARTS = {
    PeriodKind.MONTH: "-{:02d}",
    PeriodKind.QUARTER: "-Q{}",
    PeriodKind.HALF: "-H1",
    PeriodKind.NINE_MONTHS: "-9M",
    PeriodKind.YEAR: "",
}


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A year, a quarter, a month, or the cumulative 6 or 9 months; ordered by end, then length."""

    kind: PeriodKind
    year: int
    number: int = 1

    @classmethod
    def parse(cls, code: str) -> "Period":
        """Return the period of a code such as ``2023-Q3``. Raises ``PeriodUnreadable``."""
        if not (match := _CODE.fullmatch(code)):
            raise PeriodUnreadable(code)
        year, part = int(match["year"]), match["part"]
        if part is None:
            return cls(PeriodKind.YEAR, year)
        if part in ("H1", "9M"):
            return cls(PeriodKind.HALF if part == "H1" else PeriodKind.NINE_MONTHS, year)
        if part.startswith("Q"):
            return cls(PeriodKind.QUARTER, year, int(part[1]))
        return cls(PeriodKind.MONTH, year, int(part))

    @classmethod
    def quarter(cls, year: int, number: int) -> "Period":
        """Return a quarter; a number below 1 or above 4 leads into another year."""
        years, place = divmod(year * 4 + number - 1, 4)
        return cls(PeriodKind.QUARTER, years, place + 1)

    @property
    def code(self) -> str:
        """The permanent code, as in links and files: ``2023-Q3``, ``2023-H1``, ``2023``."""
        return f"{self.year}{_PARTS[self.kind].format(self.number)}"

    @property
    def months(self) -> int:
        """How many months it lasts."""
        return _MONTHS[self.kind]

    @property
    def first_month(self) -> int:
        """The calendar month it starts in, 1 to 12."""
        return _FIRST_MONTH.get(self.kind, (self.number - 1) * self.months + 1)

    @property
    def last_month(self) -> int:
        """The calendar month it ends in, 1 to 12."""
        return self.first_month + self.months - 1

    @property
    def starts(self) -> date:
        """First day by the calendar."""
        return date(self.year, self.first_month, 1)

    @property
    def ends(self) -> date:
        """Last day by the calendar."""
        return _month_start(self.year, self.last_month + 1) - timedelta(days=1)

    @property
    def step(self) -> int:
        """Months from the year 0 to its end: the same for Quý II and 6 tháng of a year."""
        return self.year * 12 + self.last_month

    def window(self, cut_off_day: int = 14) -> tuple[date, date]:
        """Return the first and last day that reports of this period cover.

        Reform reports run from the 15th of the month before the period to the 14th of its last
        month (Bộ Nội vụ, công văn 581/BNV-CCHC: Quý I 15/12–14/3, Năm 15/12–14/12).
        """
        before = _month_start(self.year, self.first_month - 1)
        return (
            before.replace(day=cut_off_day) + timedelta(days=1),
            date(self.year, self.last_month, cut_off_day),
        )

    def earlier(self, count: int = 1) -> "Period":
        """Return the period of the same kind that many places earlier."""
        if self.kind is PeriodKind.QUARTER:
            return Period.quarter(self.year, self.number - count)
        if self.kind is PeriodKind.MONTH:
            years, month = divmod(self.year * 12 + self.number - 1 - count, 12)
            return Period(self.kind, years, month + 1)
        return Period(self.kind, self.year - count)

    def year_earlier(self) -> "Period":
        """Return the same period of last year."""
        return Period(self.kind, self.year - 1, self.number)

    def __lt__(self, other: "Period") -> bool:
        """Earlier end first; of two that end together, the shorter first."""
        return (self.step, self.months) < (other.step, other.months)


def periods_of(year: int) -> list[Period]:
    """Return every period of a year in order of time."""
    quarters = [Period.quarter(year, number) for number in range(1, 5)]
    months = [Period(PeriodKind.MONTH, year, number) for number in range(1, 13)]
    long = [Period(k, year) for k in (PeriodKind.HALF, PeriodKind.NINE_MONTHS, PeriodKind.YEAR)]
    return sorted([*quarters, *months, *long])


def _month_start(year: int, month: int) -> date:
    years, place = divmod(year * 12 + month - 1, 12)
    return date(years, place + 1, 1)
