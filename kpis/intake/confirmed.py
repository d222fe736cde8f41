"""Names of units as people write them, and who said which unit each of them means."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from kpis.domain.names import normalised


@dataclass(frozen=True, slots=True)
class ConfirmedName:
    """A name that no catalogue has, and the unit that a person said it means."""

    name: str
    # What two writings of the name have in common: see ``name_key``.
    key: str
    org_unit: str
    reason: str
    person: str
    # In UTC, without a zone.
    confirmed_at: datetime


def name_key(name: str) -> str:
    """Return what writings of one name have in common: ``UBND H. Gồng Riềng`` → ``huyện …``.

    The type of unit is part of it: "Thị trấn Gồng Riềng" is another name. Empty where a name has
    no letters.
    """
    read = normalised(name)
    return f"{read.type or ''} {read.key}".strip() if read.key else ""


def by_key(names: Iterable[ConfirmedName]) -> Mapping[str, list[ConfirmedName]]:
    """Return confirmed names by their key, in the order given."""
    found: dict[str, list[ConfirmedName]] = defaultdict(list)
    for one in names:
        found[one.key].append(one)
    return found
