"""The reckoning once more, slowly and plainly: one figure at a time, no SQL, nothing set-based.

It shares the definitions' shapes with the product, and none of its rules.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from typing import TypeVar

from kpis.catalogue.definitions import Catalogue
from kpis.catalogue.goals import Goal
from kpis.catalogue.model import Indicator

Thing = TypeVar("Thing")

QUARTER, YEAR = 3, 12
# Counts of a period from those of others, as the parts stand in its year; the first that works.
FLOWS = {
    "-Q2": ["+H1 -Q1"],
    "-Q3": ["+9M -H1", "+9M -Q1 -Q2"],
    "-Q4": ["+ -9M", "+ -H1 -Q3", "+ -Q1 -Q2 -Q3"],
    "-H1": ["+Q1 +Q2", "+9M -Q3"],
    "-9M": ["+H1 +Q3", "+Q1 +Q2 +Q3"],
    "": ["+9M +Q4", "+H1 +Q3 +Q4", "+Q1 +Q2 +Q3 +Q4"],
}
STOCKS = {"-Q2": ["+H1"], "-H1": ["+Q2"], "-Q3": ["+9M"], "-9M": ["+Q3"], "-Q4": ["+"], "": ["+Q4"]}
MONTHS = {"-Q1": 3, "-Q2": 6, "-Q3": 9, "-Q4": 12, "-H1": 6, "-9M": 9, "": 12}
KINDS = {"-H1": "half", "-9M": "nine", "": "year"}


@dataclass(frozen=True)
class Counted:
    """Counts, or a bare percent."""

    numerator: float | None
    denominator: float | None
    stated: float | None = None


@dataclass(frozen=True)
class Shown:
    """A figure as a page shows it."""

    numerator: float | None
    denominator: float | None
    value: float | None
    low: float | None
    high: float | None
    reported: int
    expected: int
    basis: str


@dataclass(frozen=True)
class Judged:
    """A figure against its goal."""

    target: float | None
    baseline: float | None
    expected_now: float | None
    gap: float | None
    progress: float | None
    status: str


class Slow:
    """A province's definitions and reports, asked one figure at a time.

    ``reports`` are counts by indicator, unit and period.
    """

    def __init__(
        self, catalogue: Catalogue, reports: Mapping[tuple[str, str, str], Counted]
    ) -> None:
        self.catalogue, self.reports = catalogue, reports
        # Looked up where one would look through all of them for every figure.
        self.goals = _grouped(catalogue.goals, attrgetter("indicator"))
        self.unit_goals = _grouped(catalogue.unit_goals, attrgetter("goal", "org_unit"))
        self.milestones = _grouped(catalogue.milestones, attrgetter("goal"))
        self.limit = catalogue.programme.completeness_limit
        self.province = catalogue.province.id
        self.unit_figure, self.figure = cache(self.unit_figure), cache(self.figure)
        self.baseline, self.exempt = cache(self.baseline), cache(self.exempt)
        self.members, self.sum_of = cache(self.members), cache(self.sum_of)

    def series(self, indicator: Indicator, period: str) -> int:
        """Return how often the meaning has broken until a period's report ends, counted from 1."""
        breaks = [one for one in indicator.later if one.reason and one.since <= ends(period)]
        return 1 + len(breaks)

    def own(self, name: str, unit: str, period: str) -> Counted | None:
        """Return what a unit itself reported."""
        found = self.reports.get((name, unit, period))
        if (
            found
            and found.stated is None
            and self.catalogue.indicators[name].formula == "reduction"
        ):
            return Counted(found.denominator - found.numerator, found.denominator)
        return found

    def unit_figure(self, name: str, unit: str, period: str) -> Counted | None:
        """Return what a unit reported, or what follows from its other reports."""
        if own := self.own(name, unit, period):
            return own
        indicator, stock = self.catalogue.indicators[name], False
        stock = indicator.measure == "stock"
        for way in (STOCKS if stock else FLOWS).get(period[4:], []):
            signs, parts = [], []
            for term in way.split(" "):
                signs.append(1 if term[0] == "+" else -1)
                code = period[:4] + (f"-{term[1:]}" if term[1:] else "")
                part = self.own(name, unit, code)
                same = self.series(indicator, code) == self.series(indicator, period)
                parts.append(part if same and part and part.denominator is not None else None)
            if None in parts:
                continue
            pairs = list(zip(signs, parts, strict=True))
            top = sum(sign * part.numerator for sign, part in pairs)
            bottom = sum(sign * part.denominator for sign, part in pairs)
            if stock or 0 <= top <= bottom:
                return Counted(top, bottom)
        return None

    def members(self, name: str, period: str) -> list[str]:
        """Return the units whose reports a sum waits for."""
        if not any(self.unit_figure(name, one, period) for one in self.catalogue.org_units):
            return []
        there = [
            one
            for one in self.catalogue.indicators[name].reporters
            if self.catalogue.org_units[one].valid_on(ends(period))
        ]
        return [one for one in there if not self.exempt(name, one, period)]

    def exempt(self, name: str, unit: str, period: str) -> bool:
        """Tell whether an indicator does not concern a unit."""
        return any(
            (one.indicator, one.org_unit) == (name, unit) and holds(one, ends(period))
            for one in self.catalogue.not_applicable
        )

    def sum_of(self, name: str, period: str) -> Shown | None:
        """Return the province's sum over its members, with bounds for those that are silent."""
        figures = {one: self.unit_figure(name, one, period) for one in self.members(name, period)}
        told = {one: x for one, x in figures.items() if x and x.numerator is not None}
        if not told:
            return None
        top = sum(one.numerator for one in told.values())
        bottom = sum(one.denominator for one in told.values())
        lows = highs = sizes = 0.0
        for unit in figures:
            if unit not in told:
                size, worst, best = self._silent(name, unit, period, list(told.values()))
                if size is not None:
                    sizes += size
                lows, highs = lows + (worst or 0), highs + (best or 0)
        whole = bottom + sizes
        return Shown(
            top,
            bottom,
            100 * top / bottom if bottom else None,
            100 * (top + lows) / whole if whole else None,
            100 * (top + highs) / whole if whole else None,
            len(told),
            len(figures),
            "sum",
        )

    def _silent(
        self, name: str, unit: str, period: str, others: list[Counted]
    ) -> tuple[float | None, float | None, float | None]:
        """Return a silent unit's size, and how many of it at its worst and at its best."""
        indicator = self.catalogue.indicators[name]
        bottoms, tops = [x.denominator for x in others], [x.numerator for x in others]
        rate = sum(tops) / sum(bottoms) if sum(bottoms) else None
        past = [
            self.unit_figure(name, unit, one)
            for one in sorted(self._periods(), key=step)
            if kind(one) == kind(period)
            and step(one) <= step(period)
            and self.series(indicator, one) == self.series(indicator, period)
        ]
        past = [one for one in past if one and one.denominator and one.denominator > 0]
        if past:
            rates = [one.numerator / one.denominator for one in past]
            low = min(rates) if rate is None else min(*rates, rate)
            high = max(rates) if rate is None else max(*rates, rate)
            size = past[-1].denominator
            return size, size * low, size * high
        mean = sum(bottoms) / len(bottoms)
        rates = [x.numerator / x.denominator for x in others if x.denominator]
        return mean, (mean * min(rates) if rates else None), (mean * max(rates) if rates else None)

    def _periods(self) -> set[str]:
        return {f"{year}{part}" for year in (2021, 2022) for part in MONTHS}

    def figure(self, name: str, unit: str, period: str) -> Shown | None:
        """Return a unit's figure; the province's own stands until the sum is complete."""
        own = self.unit_figure(name, unit, period)
        summed = self.sum_of(name, period) if unit == self.province else None
        if own and not (summed and summed.reported == summed.expected):
            value = own.stated
            if own.denominator:
                value = 100 * own.numerator / own.denominator
            basis = "own" if self.own(name, unit, period) else "reckoned"
            if unit == self.province and basis == "own":
                basis = "stated"
            return Shown(own.numerator, own.denominator, value, None, None, 1, 1, basis)
        return summed

    def baseline(self, name: str, unit: str, series: int) -> tuple[float, int] | None:
        """Return where a unit, or else the province, started: value and step."""
        indicator = self.catalogue.indicators[name]
        if indicator.formula == "reduction":
            return 0, 2021 * YEAR + 12
        quarters = [f"{year}-Q{number}" for year in (2021, 2022, 2023) for number in range(1, 5)]
        of_series = [one for one in quarters if self.series(indicator, one) == series]
        first = of_series[:4] if series > 1 else [one for one in of_series if one[:4] == "2021"]
        for whose in (unit, self.province):
            for one in first:
                figure = self.figure(name, whose, one)
                if figure and figure.value is not None and self._enough(figure):
                    return figure.value, step(one)
        return None

    def _enough(self, figure: Shown) -> bool:
        return figure.reported >= self.limit * figure.expected

    def judged(self, name: str, unit: str, period: str) -> Judged:
        """Return a unit's figure against the goal and the definition of its time."""
        figure = self.figure(name, unit, period)
        value = figure and figure.value
        indicator = self.catalogue.indicators[name]
        series = self.series(indicator, period)
        start = self.baseline(name, unit, series)
        goal = next(
            (one for one in self.goals.get(name, []) if holds(one, ends(period))),
            None,
        )
        aim = self._aim(goal, name, unit, period, series, start, value) if goal else None
        if aim is None:
            target = expected = gap = progress = None
        else:
            sign, target, start, path = aim
            expected = on_path(path, step(period)) if target is not None else None
            known = None not in (value, expected)
            gap = sign * (value - expected) if known else None
            progress = _progress(goal.kind, sign, value, start and start[0], target)
        base = start[0] if start else None
        status = self._status(name, unit, period, figure, goal, aim, target, expected)
        return Judged(target, base, expected, gap, progress, status)

    def _aim(
        self, goal: Goal, name: str, unit: str, period: str, series: int,
        start: tuple[float, int] | None, value: float | None,
    ) -> tuple | None:  # fmt: skip
        """Return which way is better, the target, the baseline, and the points of the path."""
        low, high, sign = goal.target, goal.target_to, 1 if goal.comparator == ">=" else -1
        for own in self.unit_goals.get((goal.key, unit), []):
            if holds(own, ends(period)):
                low, high = own.target, own.target_to
        target = low
        if goal.kind == "range":
            sign = 1
            if value is not None and round(value - high, 6) > 0:
                sign = -1
            elif value is not None and round(value - low, 6) < 0:
                sign = 1
            elif start and start[0] > high:
                sign = -1
            target = low if sign == 1 else high
        if goal.kind == "hold" and target is None:
            target = start[0] if start else None
        if goal.kind == "reduce":
            base = goal.base
            if base is None and self.series(self.catalogue.indicators[name], "2021") == series:
                then = self.figure(name, unit, "2021")
                base = then.value if then else None
            start = None if base is None else (base, 2021 * YEAR + 12)
            target = None if base is None else base * (1 + sign * low / 100)
        return sign, target, start, list(self._points(goal, sign, target, start))

    def _points(
        self, goal: Goal, sign: int, target: float | None, start: tuple[float, int] | None
    ) -> Iterator[tuple[int, float, str]]:
        if goal.kind == "hold" and target is not None and start:
            yield start[1], target, "linear"
        elif start and target is not None:
            yield start[1], target if sign * start[0] >= sign * target else start[0], "linear"
        elif start:
            yield start[1], start[0], "linear"
        for one in self.milestones.get(goal.key, []):
            yield step(one.due), one.target, one.shape
        if target is not None:
            yield int(goal.due) * YEAR + 12, target, "linear"

    def _status(
        self, name: str, unit: str, period: str, figure: Shown | None, goal: Goal | None,
        aim: tuple | None, target: float | None, expected: float | None,
    ) -> str:  # fmt: skip
        last = self.catalogue.org_units[unit].valid_to
        if last and last < ends(period):
            return "closed"
        if self.exempt(name, unit, period):
            return "not_applicable"
        if not figure or figure.value is None or not self._enough(figure):
            return "not_enough_data"
        if goal is None:
            return "no_target"
        if target is None:
            return "not_enough_data"
        sign, margin = aim[0], self.catalogue.indicators[name].margin
        if round(sign * (figure.value - target), 6) >= 0:
            return "met"
        short = round(sign * (expected - figure.value), 6)
        return "on_track" if short <= 0 else "behind" if short <= margin else "off_track"


def _grouped(all_: Iterable[Thing], key: Callable[[Thing], object]) -> dict[object, list[Thing]]:
    groups: dict[object, list[Thing]] = {}
    for one in all_:
        groups.setdefault(key(one), []).append(one)
    return groups


def _progress(
    kind: str, sign: int, value: float | None, base: float | None, target: float | None
) -> float | None:
    if None in (value, base, target):
        return None
    kept = round(sign * (value - target), 6) >= 0
    if kind == "range" and kept:
        return 100
    if round(sign * (target - base), 6) > 0:
        return 100 * (value - base) / (target - base)
    return 100 if kept else 0


def on_path(points: list[tuple[int, float, str]], now: int) -> float | None:
    """Return what a path asks for at a step; of two points on one day the later named counts."""
    points = [(at, *rest) for at, rest in {at: rest for at, *rest in points}.items()]
    before = [one for one in points if one[0] <= now]
    after = [one for one in points if one[0] >= now]
    if not before or not after:
        return min(after)[1] if after else max(before)[1] if before else None
    (start, low, _), (end, high, shape) = max(before), min(after)
    if start == end:
        return high
    return low if shape == "step" else low + (high - low) * (now - start) / (end - start)


def step(period: str) -> int:
    """Return months from the year 0 to a period's end."""
    return int(period[:4]) * YEAR + MONTHS[period[4:]]


def ends(period: str) -> date:
    """Return the last day a report covers: the 14th of the period's last month."""
    return date(int(period[:4]), MONTHS[period[4:]], 14)


def kind(period: str) -> str:
    """Return what kind of period it is."""
    return KINDS.get(period[4:], "quarter")


def holds(one: object, day: date) -> bool:
    """Tell whether something dated holds on a day."""
    return (one.valid_from or date.min) <= day <= (one.valid_to or date.max)
