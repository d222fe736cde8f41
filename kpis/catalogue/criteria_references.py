"""Criteria sets that name others: indicators, units, and parts of another year's set."""

import re
from collections.abc import Iterator

from kpis.catalogue.criteria import FOLDER, MATCHES
from kpis.catalogue.definitions import Catalogue
from kpis.catalogue.kinds import UnitKind
from kpis.catalogue.references import Reference
from kpis.errors import CatalogueInvalid

# Nobody's name in Vietnamese is all small letters and dashes.
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")


def check_set_references(catalogue: Catalogue) -> None:
    """Refuse parts and matches that name what nobody defined. Raises ``CatalogueInvalid``.

    An owner written like an id must be a unit; any other text stays as it is.
    """
    for one in (*_of_parts(catalogue), *_of_matches(catalogue)):
        if one.found not in one.known:
            reason = f"“{one.found}” is not defined"
            raise CatalogueInvalid(file=one.file, entry=one.entry, reason=reason)


def _of_parts(catalogue: Catalogue) -> Iterator[Reference]:
    units = {*catalogue.org_units, *UnitKind}
    for one in catalogue.criteria_sets.values():
        file = f"{FOLDER}/{one.definition}"
        for part in one.parts:
            if part.indicator:
                yield Reference(file, part.code, part.indicator, catalogue.indicators)
            if part.owner and _ID.fullmatch(part.owner):
                yield Reference(file, part.code, part.owner, catalogue.org_units)
            for name in part.exempt:
                yield Reference(file, part.code, name, units)


def _of_matches(catalogue: Catalogue) -> Iterator[Reference]:
    sets = catalogue.criteria_sets
    for one in catalogue.matches:
        for name, code in ((one.from_set, one.from_code), (one.to_set, one.to_code)):
            yield Reference(MATCHES, code, name, sets)
            if name in sets:
                yield Reference(MATCHES, name, code, sets[name].by_code)
