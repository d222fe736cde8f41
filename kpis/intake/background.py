"""What is known around the files of one call: asked of the store once, for all of them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property, lru_cache

from kpis.domain.periods import Period
from kpis.domain.reckoning import ending_before, starting_with, sums_with, ways_for_stock
from kpis.intake.history import Known, Past
from kpis.intake.reports import Report, Rows, by_row

# How many periods of its own kind a report is held against.
REMEMBERED = 12
# Family, org unit, period.
_Of = tuple[str, str, str]


class Background:
    """Other reports, of the store and of the files that come together, by unit and period.

    A file that comes along counts as if it were stored already, save for what it gives for the
    period of the report in question. Figures made up for a demonstration are nothing that real
    ones could be held against.
    """

    def __init__(self, reports: Sequence[Report], fit: Collection[int], known: Known) -> None:
        """Ask the store; ``fit`` are the ids of reports that will be stored if nobody objects."""
        self.known = known
        self._reports = reports
        self._given: dict[_Of, list[Past]] = {}
        for one in reports:
            if id(one) in fit:
                self._give(one)
        self._stored: dict[_Of, list[Past]] = defaultdict(list)
        self._sums: dict[_Of, dict[str, tuple[float, bool]]] = defaultdict(dict)
        for family, of_family in self._families.items():
            units = {one.unit.id for one in of_family}
            periods = {one.period for one in of_family}
            near, earlier = (set().union(*map(those, periods)) for those in (_near, _remembered))
            for past in known.figures(family, near, units):
                self._stored[family, past.org_unit, past.period].append(past)
            for one in known.sums(family, earlier, units):
                self._sums[family, one.org_unit, one.period][one.item] = one.value, one.illustrative

    @cached_property
    def _families(self) -> dict[str, list[Report]]:
        found: dict[str, list[Report]] = defaultdict(list)
        for one in self._reports:
            found[one.form.family].append(one)
        return found

    def _give(self, report: Report) -> None:
        """Put a report where it would stand: in the place of an earlier one, or beside it."""
        place = report.form.family, report.unit.id, report.period.code
        before = self._given.get(place, []) if report.form.replaces == "item" else []
        self._given[place] = [*before, *report.past]

    def stored(self, report: Report) -> list[Past]:
        """Return what stands in the store for the very unit and period of a report."""
        return self._stored.get((report.form.family, report.unit.id, report.period.code), [])

    def rows(self, report: Report, period: Period) -> Rows:
        """Return what the same unit reported for another period, by section and item."""
        place = report.form.family, report.unit.id, period.code
        given = self._given.get(place, [])
        if not given or report.form.replaces == "item":
            given = [*self._stored.get(place, []), *given]
        return by_row(one for one in given if report.illustrative or not one.illustrative)

    def sums(self, report: Report, period: Period) -> dict[str, float]:
        """Return what the same unit's rows of another period add up to, by item."""
        place = report.form.family, report.unit.id, period.code
        found: dict[str, float] = {}
        given = self._given.get(place, [])
        if not given or report.form.replaces == "item":
            stored = self._sums.get(place, {}).items()
            found = {item: x for item, (x, made_up) in stored if report.illustrative or not made_up}
        added: dict[str, float] = defaultdict(float)
        for one in given:
            if report.illustrative or not one.illustrative:
                added[one.item] += one.value
        return found | added

    def earlier_sums(self, report: Report) -> Iterator[tuple[Period, dict[str, float]]]:
        """Yield the sums of the periods of a report's own kind before it, the latest first."""
        for period in before(report.period):
            if found := self.sums(report, period):
                yield period, found


@lru_cache(maxsize=1024)
def before(period: Period) -> tuple[Period, ...]:
    """Return the periods of the same kind before a period, the latest first."""
    return tuple(period.earlier(back) for back in range(1, REMEMBERED + 1))


@lru_cache(maxsize=1024)
def _near(period: Period) -> frozenset[str]:
    """Return the periods whose single figures a report is held against, its own among them."""
    sums = [one for whole, parts in sums_with(period) for one in (whole, *parts)]
    near = (period, period.earlier(), *ending_before(period), *starting_with(period), *sums)
    return frozenset(one.code for one in near)


@lru_cache(maxsize=1024)
def _remembered(period: Period) -> frozenset[str]:
    """Return the periods whose sums a report is held against, and those that end with them."""
    twins = [twin for one in before(period) for [(_, twin)] in ways_for_stock(one)]
    return frozenset(one.code for one in (*before(period), *twins))
