"""What the store already knows about a file's figures, and how the new ones sit with it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Protocol

from kpis.domain.periods import Period
from kpis.intake.verdict import Changes, Finding, FindingCode, Observation, Severity

# Org unit, item, section, period.
Key = tuple[str, str, str | None, str]
# Fewer figures than this may well repeat by chance.
_LEAST_ALIKE = 5


class Known(Protocol):
    """What intake asks of the store."""

    def submission_with(self, sha256: str) -> str | None:
        """Return the standing submission that a file with this hash made, if any."""

    def current(
        self, org_units: Collection[str], form: str, periods: Collection[str]
    ) -> Mapping[Key, float]:
        """Return the figures that stand for some units, one form and some periods."""


class _Nothing:
    """A store that has never received a file."""

    def submission_with(self, sha256: str) -> None:
        """Return None: no file is known."""

    def current(
        self, org_units: Collection[str], form: str, periods: Collection[str]
    ) -> Mapping[Key, float]:
        """Return no figures."""
        return {}


UNKNOWN: Known = _Nothing()


def key_of(one: Observation) -> Key:
    """Return what tells a figure from all others of its form."""
    return one.org_unit, one.item, one.section, one.period


def compare(
    observations: list[Observation], form: str, stocks: Collection[str], known: Known
) -> tuple[Changes, list[Finding]]:
    """Return what storing the figures of one form would change, and what looks odd about it.

    ``stocks`` are the items that may fall within a year.
    """
    units = {one.org_unit for one in observations}
    periods = {Period.parse(one.period) for one in observations}
    asked = {
        near.code for period in periods for near in [period, period.earlier(), *_inside(period)]
    }
    before = known.current(units, form, asked) if observations else {}
    if not before:
        return Changes(new=len(observations)), []
    changes = _changes(observations, before)
    repeated = _repeated(observations, before)
    return changes, [*repeated, *_decreased(observations, stocks, before)]


def _changes(observations: list[Observation], before: Mapping[Key, float]) -> Changes:
    new = sum(key_of(one) not in before for one in observations)
    same = sum(before.get(key_of(one)) == one.value for one in observations)
    return Changes(new=new, changed=len(observations) - new - same, same=same)


def _inside(period: Period) -> list[Period]:
    """Return the shorter periods of the same year that a cumulative one starts with."""
    if period.months <= 3:
        return []
    quarters = [Period.quarter(period.year, number) for number in range(1, period.months // 3 + 1)]
    longer = [Period.parse(f"{period.year}-{part}") for part in ("H1", "9M")]
    return quarters + [one for one in longer if one.months < period.months]


def _repeated(observations: list[Observation], before: Mapping[Key, float]) -> Iterator[Finding]:
    """Yield one warning for each unit whose figures are all those of its previous period."""
    by_unit: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for one in observations:
        by_unit[one.org_unit, one.period].append(one)
    for (unit, code), ones in by_unit.items():
        earlier = Period.parse(code).earlier().code
        same = (before.get((unit, one.item, one.section, earlier)) == one.value for one in ones)
        if len(ones) >= _LEAST_ALIKE and any(one.value for one in ones) and all(same):
            facts = {"org_unit": unit, "period": code, "earlier": earlier, "count": len(ones)}
            yield _warning(FindingCode.SAME_AS_LAST_PERIOD, ones[0], facts)


def _decreased(
    observations: Iterable[Observation], stocks: Collection[str], before: Mapping[Key, float]
) -> Iterator[Finding]:
    """Yield cumulative figures that are smaller than those of a part of their period."""
    for one in observations:
        if one.item in stocks:
            continue
        for part in _inside(Period.parse(one.period)):
            least = before.get((one.org_unit, one.item, one.section, part.code))
            if least is not None and one.value < least:
                facts = {"expected": least, "earlier": part.code, "period": one.period}
                yield _warning(FindingCode.CUMULATIVE_DECREASED, one, facts)
                break


def _warning(code: FindingCode, one: Observation, facts: dict[str, object]) -> Finding:
    return Finding(Severity.WARNING, code, one.sheet, one.cell, one.raw, facts)
