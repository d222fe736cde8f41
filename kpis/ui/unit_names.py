"""What a unit is called where it stands beside others: with its days if its name is not its own."""

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import OrgUnit
from kpis.catalogue.unit_history import namesakes
from kpis.words import Words, formats


def full(catalogue: Catalogue, unit: str, t: Words) -> str:
    """Return a unit's full name, with its days where another had the same: ``… (từ 01/3)``."""
    one = catalogue.org_units[unit]
    return _dated(catalogue, one, t.own(one.name), t)


def short(catalogue: Catalogue, unit: str, t: Words) -> str:
    """Return a unit's short name, with its days where another had the same."""
    one = catalogue.org_units[unit]
    return _dated(catalogue, one, t.own(one.short), t)


def _dated(catalogue: Catalogue, unit: OrgUnit, name: str, t: Words) -> str:
    if unit.id not in namesakes(catalogue):
        return name
    if unit.valid_from:
        return t("filter.unit_since", name=name, day=formats.day(unit.valid_from, t.language))
    if unit.valid_to:
        return t("units.named_until", name=name, day=formats.day(unit.valid_to, t.language))
    return name
