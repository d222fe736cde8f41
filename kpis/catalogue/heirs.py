"""Who has taken over the work of units that are gone."""

from datetime import date

from kpis.catalogue.definitions import Catalogue


def heirs_on(catalogue: Catalogue, day: date) -> tuple[tuple[str, str], ...]:
    """Return each unit that is gone on a day with the unit that answers for its work then."""
    found = []
    for unit in catalogue.org_units.values():
        heir = unit
        while not heir.valid_on(day) and heir.successor:
            heir = catalogue.org_units[heir.successor]
        if heir is not unit:
            found.append((unit.id, heir.id))
    return tuple(found)
