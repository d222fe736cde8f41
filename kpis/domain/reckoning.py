"""Which periods a period can be reckoned from, when nobody reported it itself."""

from functools import lru_cache

from kpis.domain.periods import Period, PeriodKind, periods_of

Way = list[tuple[int, Period]]


def ways_for_flow(period: Period) -> list[Way]:
    """Return the ways to make a period's count from other periods', best first.

    A way is a list of (sign, period). Reports of 6 tháng and năm are cumulative while Quý III
    stands alone (Bộ Nội vụ, công văn 581/BNV-CCHC), hence Quý II = 6 tháng − Quý I and
    Quý IV = năm − 6 tháng − Quý III.
    """
    q1, q2, q3, q4 = (Period.quarter(period.year, number) for number in range(1, 5))
    half, nine, year = _cumulative(period.year)
    ways: dict[Period, list[Way]] = {
        q2: [[(1, half), (-1, q1)]],
        q3: [[(1, nine), (-1, half)], [(1, nine), (-1, q1), (-1, q2)]],
        q4: [
            [(1, year), (-1, nine)],
            [(1, year), (-1, half), (-1, q3)],
            [(1, year), (-1, q1), (-1, q2), (-1, q3)],
        ],
        half: [[(1, q1), (1, q2)], [(1, nine), (-1, q3)]],
        nine: [[(1, half), (1, q3)], [(1, q1), (1, q2), (1, q3)]],
        year: [
            [(1, nine), (1, q4)],
            [(1, half), (1, q3), (1, q4)],
            [(1, q1), (1, q2), (1, q3), (1, q4)],
        ],
    }
    return ways.get(period, [])


def ways_for_stock(period: Period) -> list[Way]:
    """Return the periods that end on the same day: what stands then stands in all of them."""
    q2, q3, q4 = (Period.quarter(period.year, number) for number in (2, 3, 4))
    half, nine, year = _cumulative(period.year)
    twins = {q2: half, half: q2, q3: nine, nine: q3, q4: year, year: q4}
    return [[(1, twins[period])]] if period in twins else []


@lru_cache(maxsize=1024)
def sums_with(period: Period) -> tuple[tuple[Period, tuple[Period, ...]], ...]:
    """Return the cumulative periods that a period is, or is part of, each with its parts.

    Of several ways to part one, the best comes first: 6 tháng = Quý I + Quý II.
    """
    sums = [
        (whole, tuple(part for _, part in way))
        for whole in _cumulative(period.year)
        for way in ways_for_flow(whole)
        if all(sign > 0 for sign, _ in way)
    ]
    return tuple((whole, parts) for whole, parts in sums if period in (whole, *parts))


@lru_cache(maxsize=1024)
def ending_before(period: Period) -> tuple[Period, ...]:
    """Return the periods that end the day before one starts: what is pending then is carried over.

    Periods of its own kind come first, then the shorter before the longer, months last: Quý II and
    6 tháng end before Quý III, Quý IV and the year before Quý I, 6 tháng and the next year.
    """
    year, month = divmod(period.year * 12 + period.first_month - 2, 12)
    ending = [one for one in periods_of(year) if one.last_month == month + 1]

    def rank(one: Period) -> tuple[bool, bool, int]:
        return one.kind is not period.kind, one.kind is PeriodKind.MONTH, one.months

    return tuple(sorted(ending, key=rank))


@lru_cache(maxsize=1024)
def starting_with(period: Period) -> tuple[Period, ...]:
    """Return the shorter periods of the same year that a cumulative one starts with."""
    if period.months <= 3:
        return ()
    quarters = [Period.quarter(period.year, number) for number in range(1, period.months // 3 + 1)]
    longer = [one for one in _cumulative(period.year) if one.months < period.months]
    return (*quarters, *longer)


def _cumulative(year: int) -> tuple[Period, Period, Period]:
    kinds = (PeriodKind.HALF, PeriodKind.NINE_MONTHS, PeriodKind.YEAR)
    return tuple(Period(kind, year) for kind in kinds)
