"""Who owes which report for a period: read off the forms, the catalogue and the calendar."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from kpis.catalogue.definitions import Catalogue
from kpis.catalogue.model import OrgUnit
from kpis.domain.periods import Period
from kpis.domain.reports import Owed
from kpis.intake.forms import Form, Forms


def owed_forms(forms: Forms, day: date) -> list[Form]:
    """Return the forms that units send, as they are valid on a day."""
    return [one for one in forms if one.senders and one.valid_on(day)]


# Definitions seldom change, and whoever looks at punctuality asks about every quarter: of some
# states of them, each with all periods of a programme.
@lru_cache(maxsize=256)
def owed(catalogue: Catalogue, forms: Forms, period: Period) -> tuple[Owed, ...]:
    """Return every unit's report on every form for a period, in the order of the catalogue.

    Units that are gone by the last day the report covers are marked closed; those that are not
    there yet are left out.
    """
    last = period.window(catalogue.calendar.cut_off_day)[1]
    return tuple(_owed(catalogue, owed_forms(forms, last), period, last))


def _owed(catalogue: Catalogue, forms: list[Form], period: Period, last: date) -> Iterator[Owed]:
    levels = {level for form in forms for level in form.senders}
    due = {level: catalogue.calendar.due_on(level, period) for level in levels}
    for unit in catalogue.units_of(*levels):
        if unit.valid_from and unit.valid_from > last:
            continue
        for form in forms:
            items = items_asked(catalogue, form, unit, period.year)
            yield Owed(
                unit.id,
                form.code,
                form.family,
                period.code,
                items,
                due[unit.kind],
                asked=period.kind in form.kinds,
                closed=not unit.valid_on(last),
            )


def items_asked(catalogue: Catalogue, form: Form, unit: OrgUnit, year: int) -> tuple[str, ...]:
    """Return the items a form asks of a unit, each once; none where it is no sender."""
    if unit.kind not in form.senders:
        return ()
    if form.layout == "counts":
        return tuple(one.item for one in form.column)
    asked = catalogue.asked_in_workbook(unit, year)
    return tuple(dict.fromkeys(item for one in asked for item in one.workbook_items))
