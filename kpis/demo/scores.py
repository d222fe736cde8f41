"""Drawing the scorecards of the demonstration: units' own points and those appraised."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from kpis.catalogue.model import OrgUnit
from kpis.demo.chance import chance
from kpis.demo.making import Demo
from kpis.demo.score_words import DEPENDS_ON, EXPLANATION, REASONS, SOLUTIONS, WAITING
from kpis.demo.units import standing
from kpis.domain.criteria import CriteriaSet, Judged, Part
from kpis.domain.judging import points_at, rounded
from kpis.domain.periods import Period
from kpis.exports.scorecard_form import Filled, Rows

_HALF = Decimal("0.5")
_QUARTERS = {1: "I", 2: "II", 3: "III", 4: "IV"}


def draw_card(demo: Demo, defined: CriteriaSet, unit: OrgUnit, *, self_only: bool = False) -> Rows:
    """Return what stands in a unit's scorecard; ``self_only`` as it was before appraisal."""
    return dict(_rows(demo, defined, unit, self_only=self_only))


def _rows(
    demo: Demo, defined: CriteriaSet, unit: OrgUnit, *, self_only: bool
) -> Iterator[tuple[str, Filled]]:
    for part in defined.leaves:
        by_survey = part.judged is Judged.SURVEY
        if unit.id in part.exempt:
            yield part.code, Filled(not_applicable=True)
        elif by_survey and not self_only:
            yield part.code, Filled(survey=_answered(demo, defined, unit, part))
        elif not by_survey:
            full = _judged(demo, defined, unit, part)
            yield part.code, Filled(self=full.self, evidence=full.evidence) if self_only else full


def _ease(demo: Demo, unit: OrgUnit, year: int) -> float:
    """Return how easily a unit gets points, 0 to 1: better with its standing and with time."""
    return min(0.97, 0.76 + 0.09 * standing(demo.catalogue, unit) + 0.025 * (year - 2021))


def _answered(demo: Demo, defined: CriteriaSet, unit: OrgUnit, part: Part) -> Decimal:
    noise = chance("survey", unit.id, part.code, defined.year).gauss(0, 0.025)
    share = 0.79 + 0.1 * (_ease(demo, unit, defined.year) - 0.76) + noise
    share += 0.015 * (defined.year - 2021)
    return min(part.max, rounded(part.max * Decimal(f"{share:.4f}")))


def _judged(demo: Demo, defined: CriteriaSet, unit: OrgUnit, part: Part) -> Filled:
    draw = chance("points", unit.id, part.code, defined.year)
    given = _given(demo, defined, unit, part)
    lost = part.max - given
    # Units see themselves a little better than others do, where nobody counts.
    own = min(part.max, given + _HALF) if draw.random() < 0.55 and not part.indicator else given
    if not lost:
        return Filled(self=own, appraised=given, evidence=part.evidence)
    waits = part.code == WAITING and draw.random() < 0.7
    claims = own > given and draw.random() < 0.12
    words = REASONS.get(part.code, REASONS[""])
    return Filled(
        self=own,
        appraised=given,
        claimed=own if claims else None,
        evidence=part.evidence,
        reason=REASONS["waiting"][0] if waits else draw.choice(words),
        explanation=EXPLANATION if claims else None,
        depends_on=DEPENDS_ON if waits else None,
        solution=draw.choice(SOLUTIONS),
        owner=part.owner,
        deadline=f"Quý {_QUARTERS[draw.randint(1, 4)]}/{defined.year + 1}",
    )


def _given(demo: Demo, defined: CriteriaSet, unit: OrgUnit, part: Part) -> Decimal:
    draw = chance("given", unit.id, part.code, defined.year)
    ease = _ease(demo, unit, defined.year)
    if part.indicator:
        rate = _rate(demo, unit, part.indicator, defined.year)
        return points_at(part.rule, rate, part.max) if rate is not None else Decimal(0)
    if part.rule:
        percent = Fraction(round(min(100.0, draw.gauss(72 + 32 * ease, 11))))
        return points_at(part.rule, percent, part.max) or Decimal(0)
    if part.judged is Judged.YES_NO:
        return part.max if draw.random() < ease + 0.06 else Decimal(0)
    steps = sum(draw.random() > ease for _ in range(2))
    return max(Decimal(0), part.max - _HALF * steps)


def _rate(demo: Demo, unit: OrgUnit, indicator: str, year: int) -> Fraction | None:
    """Return a unit's rate in the year's last quarter, as its own reports have it."""
    code = Period.quarter(year, 4).code
    row = demo.dossiers.get((unit.id, code))
    counted = demo.counts.get((unit.id, indicator, code))
    if indicator == "on_time_rate" and row:
        counted = (row.early + row.on_time, row.resolved)
    elif indicator == "online_dossier_rate" and row:
        counted = (row.online, row.received)
    return Fraction(100 * counted[0], counted[1]) if counted and counted[1] else None
