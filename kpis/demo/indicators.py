"""Drawing the counts of the quarterly indicator workbook, after the dossiers."""

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import Formula, Indicator, Measure, OrgUnit, UnitKind
from kpis.demo.chance import chance, shares
from kpis.demo.dossiers import Drawn
from kpis.demo.levels import PATHS, PROVINCE_ONLY, SHOCK_PERIOD, SHOCKED_POINTS, on_path, quarters
from kpis.demo.units import merged_into, reporting, standing, usual_dossiers
from kpis.domain.periods import Period

# What an indicator counts, to one new dossier of the quarter.
_TO_A_DOSSIER = {
    "internal_electronic_transfer_rate": 0.32,
    "no_resubmission_rate": 0.38,
    "e_authentication_rate": 0.75,
    "network_dossier_rate": 0.25,
    "satisfaction_rate": 0.02,
    "satisfaction_public_service": 0.015,
    "satisfaction_land_construction_investment": 0.006,
}
# How many there are at least, whatever the unit's size.
_AT_LEAST = {"network_dossier_rate": 380, "internal_electronic_transfer_rate": 25}
_FEWEST = 30
# Procedures: a district's with its communes, an agency's by its field.
_DISTRICT_PROCEDURES = (225, 265)
_AGENCY_PROCEDURES = (28, 150)
_WITH_FEES = 0.42

Counts = dict[tuple[str, str, str], tuple[int, int]]


def draw_indicators(catalogue: Catalogue, dossiers: Drawn) -> Counts:
    """Return (numerator, denominator) by unit id, indicator id and period code."""
    drawn: Counts = {}
    for period in quarters():
        for indicator in catalogue.indicators.values():
            if indicator.id in PROVINCE_ONLY:
                key = (catalogue.province.id, indicator.id, period.code)
                drawn[key] = _of_province(indicator, period)
            elif indicator.asked_in_workbook:
                _add_units(catalogue, indicator, period, dossiers, drawn)
    return drawn


def _add_units(
    catalogue: Catalogue, indicator: Indicator, period: Period, dossiers: Drawn, drawn: Counts
) -> None:
    reporters = {one.id for one in catalogue.reporters_of(indicator)}
    units = [one for one in reporting(catalogue, period) if one.id in reporters]
    wholes = {
        one.id: _whole(catalogue, indicator.id, one, period, dossiers, drawn) for one in units
    }
    points = SHOCKED_POINTS.get(indicator.id, 0) if period.code == SHOCK_PERIOD else 0
    flow = indicator.measure is Measure.FLOW
    noise = chance(indicator.id, period.code).gauss(0, 0.3) if flow else 0
    offsets = {
        unit.id: 0.6 * standing(catalogue, unit)
        + (0.8 if indicator.id == "network_dossier_rate" and unit.kind is UnitKind.AGENCY else 0)
        + chance(indicator.id, unit.id).gauss(0, 0.2 if "satisfaction" in indicator.id else 0.32)
        # What exists does not come and go: only flows move from quarter to quarter.
        + (chance(indicator.id, unit.id, period.code).gauss(0, 0.1) if flow else 0)
        for unit in units
    }
    mean = min(0.998, (on_path(PATHS[indicator.id], period) + points + noise) / 100)
    for unit_id, share in shares(mean, wholes, offsets).items():
        whole = wholes[unit_id]
        drawn[unit_id, indicator.id, period.code] = (min(whole, round(whole * share)), whole)


def _whole(
    catalogue: Catalogue,
    indicator_id: str,
    unit: OrgUnit,
    period: Period,
    dossiers: Drawn,
    drawn: Counts,
) -> int:
    """Return the denominator: what there was to count."""
    if indicator_id == "national_portal_rate":
        return drawn[unit.id, "online_service_rate", period.code][0]
    if indicator_id == "e_meeting_rate":
        return chance("meetings", unit.id, period.code).randint(9, 16)
    if indicator_id == "commune_official_qualified_rate":
        return round(70 + usual_dossiers(catalogue, unit, period) * 0.0125)
    if indicator_id in _TO_A_DOSSIER:
        new = dossiers[unit.id, period.code].received * _TO_A_DOSSIER[indicator_id]
        noise = chance("whole", indicator_id, unit.id, period.code).uniform(0.93, 1.07)
        return round((new + _AT_LEAST.get(indicator_id, _FEWEST)) * noise)
    if indicator_id == "online_payment_rate":
        return _payments(unit, period, dossiers, drawn)
    procedures = _procedures(catalogue, unit, period)
    share = {"online_service_rate": 0.72, "online_payment_procedure_rate": _WITH_FEES}
    return max(4, round(procedures * share.get(indicator_id, 0.3)))


def _payments(unit: OrgUnit, period: Period, dossiers: Drawn, drawn: Counts) -> int:
    """Return payments for procedures that can be paid for online: more of them each year."""
    online, all_of_them = drawn[unit.id, "online_payment_procedure_rate", period.code]
    new = dossiers[unit.id, period.code].received
    noise = chance("payments", unit.id, period.code).uniform(0.95, 1.05)
    return round((new * _WITH_FEES * online / all_of_them + _FEWEST) * noise)


def _procedures(catalogue: Catalogue, unit: OrgUnit, period: Period) -> int:
    """Return how many procedures a unit handles; a merged one has those of its parts."""
    if parts := [one for one in merged_into(catalogue, unit, period) if unit.valid_from]:
        return sum(_procedures(catalogue, one, period.earlier()) for one in parts)
    district = unit.kind is UnitKind.DISTRICT
    return chance("procedures", unit.id).randint(
        *(_DISTRICT_PROCEDURES if district else _AGENCY_PROCEDURES)
    )


def _of_province(indicator: Indicator, period: Period) -> tuple[int, int]:
    whole, path = PROVINCE_ONLY[indicator.id]
    share = min(1, on_path(path, period) / 100)
    if indicator.id == "autonomous_unit_rate":
        # Of the units there are now, which is what the reduction counts.
        whole, fewer = PROVINCE_ONLY["public_unit_reduction"]
        whole = round(whole * (1 - on_path(fewer, period) / 100))
    if indicator.measure is Measure.FLOW:
        whole = round(whole * chance("whole", indicator.id, period.code).uniform(0.92, 1.08))
    part = round(whole * share)
    return (whole - part, whole) if indicator.formula is Formula.REDUCTION else (part, whole)
