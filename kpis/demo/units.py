"""The units of the demonstration through the mergers of 1/3/2025."""

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import OrgUnit, UnitKind
from kpis.demo.levels import DOSSIERS, STANDING
from kpis.domain.periods import Period


def reporting(catalogue: Catalogue, period: Period) -> list[OrgUnit]:
    """Return the agencies and districts that exist on the last day a report covers."""
    day = period.window(catalogue.calendar.cut_off_day)[1]
    units = catalogue.units_of(UnitKind.AGENCY, UnitKind.DISTRICT)
    return [one for one in units if one.valid_on(day)]


def merged_into(catalogue: Catalogue, unit: OrgUnit, period: Period) -> list[OrgUnit]:
    """Return the units whose work a unit has taken over by then."""
    day = period.window(catalogue.calendar.cut_off_day)[1]
    return [
        one
        for one in catalogue.org_units.values()
        if one.successor == unit.id and one.valid_to and one.valid_to < day
    ]


def as_written(catalogue: Catalogue, unit: OrgUnit, period: Period) -> OrgUnit:
    """Return a unit with the name officers write: a namesake of that very quarter is told apart.

    Form II.06a has no codes, and both Sở Nội vụ existed in a part of Quý I/2025.
    """
    first, last = period.window(catalogue.calendar.cut_off_day)
    namesakes = [
        one
        for one in catalogue.org_units.values()
        if one.name_vi == unit.name_vi and one.valid_to and first <= one.valid_to < last
    ]
    return unit.model_copy(update={"name_vi": f"{unit.name_vi} (mới)"}) if namesakes else unit


def usual_dossiers(catalogue: Catalogue, unit: OrgUnit, period: Period) -> int:
    """Return the new dossiers of an ordinary quarter of 2021, those of merged units added."""
    taken_over = merged_into(catalogue, unit, period)
    return DOSSIERS.get(unit.id, 0) + sum(DOSSIERS[one.id] for one in taken_over)


def standing(catalogue: Catalogue, unit: OrgUnit) -> float:
    """Return how a unit does beside others, in logits; a merged one as its parts by size."""
    parts = [one.id for one in catalogue.org_units.values() if one.successor == unit.id]
    if unit.id in DOSSIERS or not parts:
        return STANDING.get(unit.id, 0)
    return sum(STANDING.get(one, 0) * DOSSIERS[one] for one in parts) / sum(
        DOSSIERS[one] for one in parts
    )
