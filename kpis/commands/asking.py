"""What a command asks about, refused where nobody has defined it."""

from kpis.accounts.roles import Actor
from kpis.commands.saying import T
from kpis.domain.errors import PeriodUnreadable
from kpis.domain.periods import Period
from kpis.errors import UnknownIndicator, UnknownOrgUnit, UnknownPeriod
from kpis.intake.house import House
from kpis.intake.told import Told


def actor(by: str) -> Actor:
    """Return who asks for a change at the machine: by name, or as nobody in particular."""
    return Actor.at_the_machine(by.strip() or T("cli.unnamed"))


def known(house: House, indicator: str | None, org_unit: str | None, period: str | None) -> None:
    """Refuse a question about something nobody defined. Raises kinds of ``NothingToAnswer``."""
    catalogue = house.catalogue
    if indicator is not None and indicator not in {**catalogue.indicators, **catalogue.readings}:
        raise UnknownIndicator(found=indicator)
    if org_unit is not None and org_unit not in house.catalogue.org_units:
        raise UnknownOrgUnit(found=org_unit)
    try:
        if period is not None:
            Period.parse(period)
    except PeriodUnreadable:
        raise UnknownPeriod(found=period) from None


def told(house: House, period: str | None, org_unit: str | None, actor: Actor) -> list[Told]:
    """Return what is set by hand for all files. Raises ``UnknownPeriod``, ``UnknownOrgUnit``."""
    known(house, None, org_unit, period)
    if period is None and org_unit is None:
        return []
    return [Told(Period.parse(period) if period else None, org_unit, actor.name)]
