"""Drawing the dossiers of each unit and quarter: every identity of the form holds."""

from dataclasses import dataclass

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import OrgUnit, UnitKind
from kpis.demo.chance import chance, shares
from kpis.demo.levels import (
    FIRST,
    GROWTH,
    OPEN_LATE,
    OPEN_SHARE,
    PATHS,
    SEASON,
    SHOCK,
    SHOCK_PERIOD,
    SHOCKED_POINTS,
    on_path,
    quarters,
)
from kpis.demo.units import merged_into, reporting, standing, usual_dossiers
from kpis.domain.periods import Period

# The one mistake in all workbooks: this unit sent its figures of the quarter before once more.
COPIED = ("kg-907", "2024-Q2")
# It finished its dossiers before it was dissolved, so that nothing is carried into the office
# that took over its work.
_FINISHED = ("kg-so-ngoai-vu", "2024-Q4")


@dataclass(frozen=True)
class Dossiers:
    """One row of form II.06a, column numbers as printed on it."""

    online: int  # (4)
    direct: int  # (5)
    carried_over: int  # (6)
    early: int  # (8)
    on_time: int  # (9)
    late: int  # (10)
    pending_on_time: int  # (12)
    pending_late: int  # (13)

    @property
    def received(self) -> int:
        """New ones, carry-over excluded."""
        return self.online + self.direct

    @property
    def resolved(self) -> int:
        """Column (7)."""
        return self.early + self.on_time + self.late

    @property
    def pending(self) -> int:
        """Column (11)."""
        return self.pending_on_time + self.pending_late

    @property
    def columns(self) -> tuple[int, ...]:
        """Columns (3) to (13)."""
        received = (self.received + self.carried_over, self.online, self.direct, self.carried_over)
        resolved = (self.resolved, self.early, self.on_time, self.late)
        return (*received, *resolved, self.pending, self.pending_on_time, self.pending_late)


Drawn = dict[tuple[str, str], Dossiers]


def draw_dossiers(catalogue: Catalogue) -> Drawn:
    """Return what every unit handled in every quarter, by unit id and period code."""
    drawn: Drawn = {}
    for period in quarters():
        units = reporting(catalogue, period)
        new = {one.id: _new(catalogue, one, period) for one in units}
        online = _spread(catalogue, "online_dossier_rate", period, units, new)
        in_time = _spread(catalogue, "on_time_rate", period, units, new)
        for unit in units:
            carried = _carried_over(catalogue, drawn, unit, period)
            row = _row(unit, period, new[unit.id], carried, online[unit.id], in_time[unit.id])
            drawn[unit.id, period.code] = row
        unit_id, code = COPIED
        if period.code == code:
            drawn[COPIED] = drawn[unit_id, period.earlier().code]
    return drawn


def _new(catalogue: Catalogue, unit: OrgUnit, period: Period) -> int:
    usual = usual_dossiers(catalogue, unit, period)
    trend = (1 + GROWTH) ** (period.year - 2021) * SEASON[period.number]
    noise = chance("new", unit.id, period.code).uniform(0.94, 1.06)
    return max(12, round(usual * trend * SHOCK.get(period.code, 1) * noise))


def _spread(
    catalogue: Catalogue, rate: str, period: Period, units: list[OrgUnit], new: dict[str, int]
) -> dict[str, float]:
    """Return each unit's share for a rate; the province's lies on the path, give or take."""
    points = SHOCKED_POINTS.get(rate, 0) if period.code == SHOCK_PERIOD else 0
    noise = chance(rate, period.code).gauss(0, 0.1 if rate == "on_time_rate" else 0.4)
    offsets = {
        unit.id: _lead(catalogue, rate, unit, period)
        + chance(rate, unit.id).gauss(0, 0.35)
        + chance(rate, unit.id, period.code).gauss(0, 0.09)
        for unit in units
    }
    return shares((on_path(PATHS[rate], period) + points + noise) / 100, new, offsets)


def _lead(catalogue: Catalogue, rate: str, unit: OrgUnit, period: Period) -> float:
    """Return how far a unit is ahead of the others, in logits."""
    if rate == "on_time_rate":
        # The others get better, the laggards hardly do.
        return standing(catalogue, unit) * (1.3 + 0.22 * (period.step - FIRST.step) / 12)
    return standing(catalogue, unit) + (0.5 if unit.kind is UnitKind.AGENCY else 0)


def _carried_over(catalogue: Catalogue, drawn: Drawn, unit: OrgUnit, period: Period) -> int:
    """Return what was open at the end of the quarter before, here and at merged units."""
    if period == quarters()[0]:
        return round(_new(catalogue, unit, period) * chance("first", unit.id).uniform(*OPEN_SHARE))
    before = period.earlier().code
    ids = [unit.id, *(one.id for one in merged_into(catalogue, unit, period))]
    return sum(drawn[one, before].pending for one in ids if (one, before) in drawn)


def _row(
    unit: OrgUnit, period: Period, new: int, carried: int, online: float, in_time: float
) -> Dossiers:
    draw, habit = chance("row", unit.id, period.code), chance("habit", unit.id)
    early_share, open_share = habit.uniform(0.55, 0.82), habit.uniform(*OPEN_SHARE)
    total = new + carried
    pending = round(total * open_share * draw.uniform(0.85, 1.15))
    pending = 0 if (unit.id, period.code) == _FINISHED else pending
    resolved = total - pending
    late = round(resolved * (1 - in_time))
    early = round((resolved - late) * early_share * draw.uniform(0.96, 1.04))
    # Who resolves late also has late ones open.
    lateness = OPEN_LATE[period.year] * (0.6 + 0.4 * min(6, (1 - in_time) / 0.03))
    pending_late = min(pending, round(pending * min(0.7, lateness)))
    online_count = min(new, round(new * online))
    return Dossiers(
        online=online_count,
        direct=new - online_count,
        carried_over=carried,
        early=early,
        on_time=resolved - late - early,
        late=late,
        pending_on_time=pending - pending_late,
        pending_late=pending_late,
    )
