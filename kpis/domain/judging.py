"""How a rate becomes points: bands as documents word them, and rates in proportion.

``từ 100 %: 1; 80 % – dưới 100 %: 0,5; dưới 80 %: 0`` is a rule by bands (the step "80% – dưới
100%: 0.5 điểm" stands in Kế hoạch 119/KH-UBND of 28/8/2017, Tịnh Biên). ``ngưỡng 80 %`` gives
rate × max / 80 up to the maximum, as the index of Quyết định 766/QĐ-TTg of 23/6/2022 does.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from kpis.domain.errors import RuleUnreadable

CENT = Decimal("0.01")
_N = r"(\d+(?:[.,]\d+)?)\s*%?"
_BAND = re.compile(
    rf"(?:đạt\s+)?(?:(?:từ\s+)?{_N}\s*(?:[-–—]|đến)\s*(?:đến\s+)?dưới\s+{_N}"
    rf"|dưới\s+{_N}|(?:từ\s+)?{_N}(?:\s*trở lên)?)\s*:\s*(\d+(?:[.,]\d+)?)(?:\s*(?:đ|điểm))?"
)
_FULL_AT = re.compile(rf"ngưỡng\s+{_N}(?:\s*;\s*từ\s+{_N})?")


@dataclass(frozen=True, slots=True)
class Band:
    """Points for every value from ``low`` on and below ``high``; None is without end."""

    low: Decimal | None
    high: Decimal | None
    points: Decimal

    def holds(self, value: Fraction) -> bool:
        """Tell whether a value lies in the band."""
        above = self.low is None or value >= Fraction(self.low)
        return above and (self.high is None or value < Fraction(self.high))


@dataclass(frozen=True, slots=True)
class Bands:
    """Bands from the lowest to the highest; values below the first have no known points."""

    bands: tuple[Band, ...]
    percent: bool = True


@dataclass(frozen=True, slots=True)
class Proportion:
    """Rate × max / ``full_at``, at most max; nothing below ``starts_at``."""

    full_at: Decimal
    starts_at: Decimal | None = None


Rule = Bands | Proportion


@dataclass(frozen=True, slots=True)
class Step:
    """The next higher points: from which value on, or below which one where less is better."""

    points: Decimal
    value: Decimal
    rising: bool


def read_rule(text: str) -> Rule:
    """Return a rule from its words. Raises ``RuleUnreadable``, also for gaps and overlaps."""
    words = " ".join(text.casefold().replace("\n", ";").split())
    if found := _FULL_AT.fullmatch(words):
        return Proportion(_number(found[1]), _number(found[2]) if found[2] else None)
    parts = [one.strip() for one in words.split(";") if one.strip()]
    bands = sorted(map(_band, parts), key=lambda one: (one.low is not None, one.low or 0))
    if not bands:
        raise RuleUnreadable(text)
    for below, above in pairwise(bands):
        _check_edge(below, above)
    return Bands(tuple(bands), "%" in words)


def _band(text: str) -> Band:
    if not (found := _BAND.fullmatch(text)):
        raise RuleUnreadable(f"“{text}” is no band")
    low, high, below, at_least, points = found.groups()
    edges = (low or at_least, high or below)
    band = Band(*(_number(one) if one else None for one in edges), _number(points))
    if band.low is not None and band.high is not None and band.low >= band.high:
        raise RuleUnreadable(f"“{text}” holds nothing")
    return band


def _check_edge(below: Band, above: Band) -> None:
    edge = above.low
    if below.high is None or edge is None or edge < below.high:
        raise RuleUnreadable(f"bands overlap at {edge if edge is not None else below.low}")
    if edge > below.high:
        raise RuleUnreadable(f"nothing is said from {below.high} to {edge}")


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def rule_text(rule: Rule) -> str:
    """Return a rule in words that ``read_rule`` reads."""
    if isinstance(rule, Proportion):
        start = f"; từ {_said(rule.starts_at)} %" if rule.starts_at is not None else ""
        return f"ngưỡng {_said(rule.full_at)} %{start}"
    unit = " %" if rule.percent else ""
    return "; ".join(_band_text(one, unit) for one in reversed(rule.bands))


def _band_text(band: Band, unit: str) -> str:
    if band.low is None:
        held = f"dưới {_said(band.high)}{unit}"
    elif band.high is None:
        held = f"từ {_said(band.low)}{unit}"
    else:
        held = f"{_said(band.low)}{unit} – dưới {_said(band.high)}{unit}"
    return f"{held}: {_said(band.points)}"


def _said(number: Decimal | None) -> str:
    text = format(number or Decimal(0), "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def most_of(rule: Rule) -> Decimal | None:
    """Return the highest points a rule gives by itself; a proportion gives what the set says."""
    return max(one.points for one in rule.bands) if isinstance(rule, Bands) else None


def points_at(rule: Rule, value: Fraction, most: Decimal | None) -> Decimal | None:
    """Return the points for a value (a percent 0–100, or a count), to two decimals.

    None where the rule says nothing about the value.
    """
    if isinstance(rule, Bands):
        return next((one.points for one in rule.bands if one.holds(value)), None)
    if most is None:
        return None
    if rule.starts_at is not None and value < Fraction(rule.starts_at):
        return Decimal(0)
    return min(most, rounded(value * Fraction(most) / Fraction(rule.full_at)))


def rounded(value: Fraction | Decimal) -> Decimal:
    """Return points to two decimals, halves up, as the documents print them (24,65; 87,65)."""
    if isinstance(value, Decimal):
        return value.quantize(CENT, ROUND_HALF_UP)
    cents = floor(abs(value) * 100 + Fraction(1, 2))
    return (Decimal(cents) if value >= 0 else -Decimal(cents)) * CENT


def next_step(rule: Rule, value: Fraction, most: Decimal | None) -> Step | None:
    """Return the nearest value with more points; none where there are no more to win."""
    now = points_at(rule, value, most) or Decimal(0)
    if isinstance(rule, Proportion):
        more = most is not None and now < most
        return Step(most, rule.full_at, rising=True) if more else None
    better = [one for one in rule.bands if one.points > now]
    steps = [Step(b.points, b.low, rising=True) for b in better if b.low and value < b.low]
    steps += [Step(b.points, b.high, rising=False) for b in better if b.high and value >= b.high]
    return min(steps, key=lambda one: abs(Fraction(one.value) - value), default=None)


def needed(numerator: int, denominator: int, step: Step) -> int:
    """Return how many more of the same whole must count, or fewer where less is better.

    The whole stays as it is: 1.963 of 2.500 dossiers are 78,52 %, and 80 % takes 2.000, so 37.
    """
    wanted = Fraction(step.value) * denominator / 100
    if step.rising:
        return max(0, ceil(wanted) - numerator)
    return max(0, numerator - (ceil(wanted) - 1))
