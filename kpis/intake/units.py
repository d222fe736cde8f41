"""Which unit a name means on a day: exactly, or not at all."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from rapidfuzz import fuzz, process

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import OrgUnit
from kpis.domain.names import Name, key, normalised
from kpis.domain.periods import Period
from kpis.intake.confirmed import ConfirmedName, by_key, name_key
from kpis.intake.verdict import FindingCode

# Below this likeness (0 to 100) a suggestion would only mislead.
_ALIKE = 82
# Centrally run cities are provinces too.
_PROVINCES = ("tỉnh", "thành phố")
_IN = re.compile(r"\s[-–(]\s*|,\s*")
# Abbreviations are too short to be nearly like anything.
_LEAST_LETTERS = 5
_MOST_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Match:
    """The unit meant, or what is wrong with its name; an ambiguous name has both."""

    unit: OrgUnit | None
    problem: FindingCode | None = None
    facts: dict[str, object] = field(default_factory=dict)
    # Who said that this name means the unit, where the catalogue does not.
    confirmed: ConfirmedName | None = None


class Units:
    """Finds units by name as they were called and existed in a reporting window."""

    def __init__(
        self, catalogue: Catalogue, period: Period, confirmed: Iterable[ConfirmedName] = ()
    ) -> None:
        self.catalogue = catalogue
        self._confirmed = by_key(confirmed)
        self.first, self.day = period.window(catalogue.calendar.cut_off_day)
        self._matches: dict[str, Match] = {}

    def named(self, name: str) -> Match:
        """Return the unit that a name means on the last day of the window.

        A name fits letter by letter, apart from spelling habits, and its type (huyện, phường)
        where both sides state one. A name that fits nothing means what a person confirmed it to
        mean; what only nearly fits is a suggestion.
        """
        if name not in self._matches:
            fitting = fitting_units(self.catalogue, name)
            self._matches[name] = self._match(fitting, name) if fitting else self._as_told(name)
        return self._matches[name]

    def coded(self, code: str) -> Match:
        """Return the unit with an id."""
        unit = self.catalogue.org_units.get(code)
        return self._match([unit] if unit else [], code)

    def states_type(self, name: str) -> bool:
        """Tell whether a name begins with a type of unit and is a unit's name."""
        if normalised(name).type is None:
            return False
        return bool(fitting_units(self.catalogue, name) or self._said_to_be(name))

    def elsewhere(self, name: str) -> bool:
        """Tell whether a name is a province's, or says at its end which other province it is in."""
        *_, last = _IN.split(name)
        place, own = normalised(last), normalised(self.catalogue.province.name_vi)
        return place.type in _PROVINCES and (place.type, place.key) != (own.type, own.key)

    def near(self, name: str) -> list[OrgUnit]:
        """Return the units, at most three, that are written most nearly so, the nearest first."""
        wanted = normalised(name)
        fitting = {
            place: known
            for place, (type_, known) in _spelt(self.catalogue).items()
            if _agree(type_, wanted) and self._unit(place).valid_on(self.day)
        }
        found = process.extract(
            wanted.key, fitting, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None
        )
        near = dict.fromkeys(self._unit(place).id for *_, place in found)
        return [self.catalogue.org_units[one] for one in list(near)[:_MOST_SUGGESTIONS]]

    def _said_to_be(self, name: str) -> ConfirmedName | None:
        """Return what a person said a name means: of several units the one that exists."""
        said = [
            one
            for one in self._confirmed.get(name_key(name), ())
            if one.org_unit in self.catalogue.org_units
        ]
        now = (one for one in said if self.catalogue.org_units[one.org_unit].valid_on(self.day))
        return next(now, said[0] if said else None)

    def _as_told(self, name: str) -> Match:
        """Return the unit that a person confirmed, under the rules for a name spelt right."""
        if not (said := self._said_to_be(name)):
            return self._match([], name)
        unit = self.catalogue.org_units[said.org_unit]
        # The same name may have been another unit's earlier in the window: then that is asked.
        before = fitting_units(self.catalogue, unit.name_vi) if unit.valid_on(self.day) else []
        alike = [one for one in before if one is not unit and not one.valid_on(self.day)]
        return replace(self._match([*alike, unit], name), confirmed=said)

    def _match(self, fitting: Sequence[OrgUnit], name: str) -> Match:
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
        near = [one.name_vi for one in self.near(name)]
        facts = {"suggestion": near[0] if near else "", "suggestions": tuple(near)}
        return Match(None, FindingCode.UNKNOWN_ORG_UNIT, facts)

    def _existed(self, unit: OrgUnit) -> bool:
        """Tell whether a unit existed on some day of the window."""
        ends, starts = unit.valid_to or date.max, unit.valid_from or date.min
        return starts <= self.day and ends >= self.first

    def _closing(self, unit: OrgUnit) -> dict[str, object]:
        successor = self.catalogue.org_units.get(unit.successor or "")
        name = successor.name_vi if successor else unit.successor_note
        return {"unit": unit.name_vi, "closed": unit.valid_to, "successor": name}

    def _unit(self, place: int) -> OrgUnit:
        """Return the unit of the catalogue's nth name."""
        return self.catalogue.org_units[self.catalogue.names[place].org_unit]


# A sheet's names are asked for several times, and come again in the next file.
@lru_cache(maxsize=4096)
def fitting_units(catalogue: Catalogue, name: str) -> tuple[OrgUnit, ...]:
    """Return the units, past and present, that a name fits letter by letter."""
    wanted, index = normalised(name), _index(catalogue)
    place = normalised(catalogue.province.name_vi)
    for end in ("", place.key, f"tinh{place.key}"):
        short = Name(wanted.type, wanted.key.removesuffix(end)) if end else wanted
        entries = [one for of_type, one in index.get(short.key, ()) if _agree(of_type, short)]
        if entries and (short.key != wanted.key or not end):
            return tuple(catalogue.org_units[one] for one in dict.fromkeys(entries))
    return ()


def _agree(type_: str | None, wanted: Name) -> bool:
    return type_ is None or wanted.type is None or type_ == wanted.type


@lru_cache(maxsize=8)
def _index(catalogue: Catalogue) -> dict[str, tuple[tuple[str | None, str], ...]]:
    found: dict[str, list[tuple[str | None, str]]] = {}
    for one in catalogue.names:
        parsed = normalised(one.name)
        found.setdefault(parsed.key, []).append((parsed.type, one.org_unit))
        # "Sở Y tế" also as a whole, so that a name that begins with its type word fits either way.
        if parsed.type:
            found.setdefault(key(one.name), []).append((parsed.type, one.org_unit))
    return {text: tuple(units) for text, units in found.items()}


@lru_cache(maxsize=8)
def _spelt(catalogue: Catalogue) -> dict[int, tuple[str | None, str]]:
    """Return type and key of the names that are long enough to be misspelt."""
    parsed = ((place, normalised(one.name)) for place, one in enumerate(catalogue.names))
    return {place: (one.type, one.key) for place, one in parsed if len(one.key) >= _LEAST_LETTERS}
