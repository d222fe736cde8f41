"""What the list of units leaves open: ends without an event, names in use twice at a time."""

from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from itertools import combinations
from typing import NamedTuple

from kpis.catalogue.definitions import Catalogue
from kpis.catalogue.goal_checks import overlap
from kpis.catalogue.kinds import UnitKind
from kpis.catalogue.model import UnitName
from kpis.domain.names import normalised


class Doubt(StrEnum):
    """What may be wrong with a unit."""

    SILENT = "silent"  # no figure for a year, and no end
    NO_EVENT = "no_event"  # an end, and nothing that ended it
    TWO_NAMED = "two_named"  # a name that two units go by on one day
    NO_DOCUMENT = "no_document"  # an event that no document decides


class Doubtful(NamedTuple):
    """A unit and what is doubtful about it; detail is a name, or the event's day."""

    doubt: Doubt
    org_unit: str
    detail: str = ""


def doubts(catalogue: Catalogue, silent: list[str]) -> list[Doubtful]:
    """Return what should be looked at; ``silent`` are units without a figure for a year."""
    known = catalogue.org_units
    found = [Doubtful(Doubt.SILENT, one) for one in silent if known[one].valid_to is None]
    left = {one.from_unit for one in catalogue.unit_events if not one.stays}
    found += [
        Doubtful(Doubt.NO_EVENT, one.id)
        for one in known.values()
        if one.valid_to and one.kind is not UnitKind.GROUP and one.id not in left
    ]
    found += _two_named(catalogue)
    events = dict.fromkeys(
        (one.from_unit, one.on) for one in catalogue.unit_events if not one.document
    )
    found += [Doubtful(Doubt.NO_DOCUMENT, unit, on.isoformat()) for unit, on in events]
    return found


def _two_named(catalogue: Catalogue) -> Iterator[Doubtful]:
    """Find names that two units go by on a common day, as both units exist."""
    by_name: dict[object, list[UnitName]] = defaultdict(list)
    for one in catalogue.names:
        by_name[normalised(one.name)].append(one)
    for used in by_name.values():
        for one, other in combinations(used, 2):
            units = [catalogue.org_units[each.org_unit] for each in (one, other)]
            if units[0] is not units[1] and overlap(one, other) and overlap(*units):
                yield Doubtful(Doubt.TWO_NAMED, one.org_unit, one.name)
                yield Doubtful(Doubt.TWO_NAMED, other.org_unit, other.name)
