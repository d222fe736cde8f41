"""What a command asks about, refused where nobody has defined it."""

from kpis.domain.errors import PeriodUnreadable
from kpis.domain.periods import Period
from kpis.errors import UnknownIndicator, UnknownOrgUnit, UnknownPeriod
from kpis.intake.house import House


def known(house: House, indicator: str | None, org_unit: str | None, period: str | None) -> None:
    """Refuse a question about something nobody defined. Raises kinds of ``NothingToAnswer``."""
    if indicator is not None and indicator not in house.catalogue.indicators:
        raise UnknownIndicator(found=indicator)
    if org_unit is not None and org_unit not in house.catalogue.org_units:
        raise UnknownOrgUnit(found=org_unit)
    try:
        if period is not None:
            Period.parse(period)
    except PeriodUnreadable:
        raise UnknownPeriod(found=period) from None
