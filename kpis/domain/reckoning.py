"""Which periods a period can be reckoned from, when nobody reported it itself."""

from kpis.domain.periods import Period, PeriodKind

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


def _cumulative(year: int) -> tuple[Period, Period, Period]:
    kinds = (PeriodKind.HALF, PeriodKind.NINE_MONTHS, PeriodKind.YEAR)
    return tuple(Period(kind, year) for kind in kinds)
