"""Which unit a name means on a day: exactly, or not at all."""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from rapidfuzz import fuzz, process

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import OrgUnit, UnitName
from kpis.domain.names import Name, key, normalised
from kpis.domain.periods import Period
from kpis.intake.verdict import FindingCode

# Below this likeness (0 to 100) a suggestion would only mislead.
_ALIKE = 82
# Centrally run cities are provinces too.
_PROVINCES = ("tỉnh", "thành phố")
_IN = re.compile(r"\s[-–(]\s*|,\s*")
# Abbreviations are too short to be nearly like anything.
_LEAST_LETTERS = 5


@dataclass(frozen=True, slots=True)
class Match:
    """The unit meant, or what is wrong with its name; an ambiguous name has both."""

    unit: OrgUnit | None
    problem: FindingCode | None = None
    facts: dict[str, object] = field(default_factory=dict)


class Units:
    """Finds units by name as they were called and existed in a reporting window."""

    def __init__(self, catalogue: Catalogue, period: Period) -> None:
        self.catalogue = catalogue
        self.first, self.day = period.window(catalogue.calendar.cut_off_day)
        self._matches: dict[str, Match] = {}

    def named(self, name: str) -> Match:
        """Return the unit that a name means on the last day of the window.

        A name fits letter by letter, apart from spelling habits, and its type (huyện, phường)
        where both sides state one. What only nearly fits is a suggestion.
        """
        if name not in self._matches:
            self._matches[name] = self._match(self._fitting(name), name)
        return self._matches[name]

    def coded(self, code: str) -> Match:
        """Return the unit with an id."""
        unit = self.catalogue.org_units.get(code)
        return self._match([unit] if unit else [], code)

    def states_type(self, name: str) -> bool:
        """Tell whether a name begins with a type of unit and is a unit's name."""
        return bool(normalised(name).type and self._fitting(name))

    def elsewhere(self, name: str) -> bool:
        """Tell whether a name is a province's, or says at its end which other province it is in."""
        *_, last = _IN.split(name)
        place, own = normalised(last), normalised(self.catalogue.province.name_vi)
        return place.type in _PROVINCES and (place.type, place.key) != (own.type, own.key)

    def _fitting(self, name: str) -> list[OrgUnit]:
        wanted = normalised(name)
        index = _index(self.catalogue.names)
        place = normalised(self.catalogue.province.name_vi)
        for end in ("", place.key, f"tinh{place.key}"):
            short = Name(wanted.type, wanted.key.removesuffix(end)) if end else wanted
            entries = [one for of_type, one in index.get(short.key, ()) if _agree(of_type, short)]
            if entries and (short.key != wanted.key or not end):
                return [self.catalogue.org_units[one] for one in dict.fromkeys(entries)]
        return []

    def _match(self, fitting: list[OrgUnit], name: str) -> Match:
        now = [one for one in fitting if one.valid_on(self.day)]
        within = [one for one in fitting if self._existed(one)]
        if now:
            options = sorted(one.id for one in within)
            if len(within) == 1:
                return Match(now[0])
            unit = now[0] if len(now) == 1 else None
            return Match(unit, FindingCode.AMBIGUOUS_ORG_UNIT, {"options": ", ".join(options)})
        closed = [one for one in fitting if one.valid_to and one.valid_to < self.day]
        if closed:
            return Match(None, FindingCode.CLOSED_ORG_UNIT, self._closing(closed[-1]))
        return Match(None, FindingCode.UNKNOWN_ORG_UNIT, {"suggestion": self._suggestion(name)})

    def _existed(self, unit: OrgUnit) -> bool:
        """Tell whether a unit existed on some day of the window."""
        ends, starts = unit.valid_to or date.max, unit.valid_from or date.min
        return starts <= self.day and ends >= self.first

    def _closing(self, unit: OrgUnit) -> dict[str, object]:
        successor = self.catalogue.org_units.get(unit.successor or "")
        name = successor.name_vi if successor else unit.successor_note
        return {"unit": unit.name_vi, "closed": unit.valid_to, "successor": name}

    def _suggestion(self, name: str) -> str:
        """Return the name of the unit that is written most nearly so; empty if none is near."""
        wanted = normalised(name)
        fitting = {
            place: known
            for place, (type_, known) in _spelt(self.catalogue.names).items()
            if _agree(type_, wanted) and self._unit(place).valid_on(self.day)
        }
        best = process.extractOne(wanted.key, fitting, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return self._unit(best[2]).name_vi if best else ""

    def _unit(self, place: int) -> OrgUnit:
        """Return the unit of the catalogue's nth name."""
        return self.catalogue.org_units[self.catalogue.names[place].org_unit]


def _agree(type_: str | None, wanted: Name) -> bool:
    return type_ is None or wanted.type is None or type_ == wanted.type


@lru_cache(maxsize=8)
def _index(names: tuple[UnitName, ...]) -> dict[str, tuple[tuple[str | None, str], ...]]:
    found: dict[str, list[tuple[str | None, str]]] = {}
    for one in names:
        parsed = normalised(one.name)
        found.setdefault(parsed.key, []).append((parsed.type, one.org_unit))
        # "Sở Y tế" also as a whole, so that a name that begins with its type word fits either way.
        if parsed.type:
            found.setdefault(key(one.name), []).append((parsed.type, one.org_unit))
    return {text: tuple(units) for text, units in found.items()}


@lru_cache(maxsize=8)
def _spelt(names: tuple[UnitName, ...]) -> dict[int, tuple[str | None, str]]:
    """Return type and key of the names that are long enough to be misspelt."""
    parsed = ((place, normalised(one.name)) for place, one in enumerate(names))
    return {place: (one.type, one.key) for place, one in parsed if len(one.key) >= _LEAST_LETTERS}
