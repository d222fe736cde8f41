"""Scorecards to send out with what is known of each, of one unit or of all units of a set."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from kpis.catalogue.definitions import Catalogue
from kpis.catalogue.kinds import UnitKind
from kpis.catalogue.model import OrgUnit
from kpis.domain.criteria import CriteriaSet
from kpis.domain.names import plain
from kpis.domain.scorecards import Entry, Stage
from kpis.exports.scorecard_form import EMPTY, Filled, Known, Outsider
from kpis.exports.scorecard_template import scorecard_template, template_name
from kpis.queries.card_rows import Texts
from kpis.queries.scorecards import Reckoning, UnitCard

# The oldest time a zip file can hold, so that the same cards make the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_TEXTS = ("evidence", "explanation", "depends_on", "solution", "owner", "deadline")


def card_to_send(
    defined: CriteriaSet, unit: OrgUnit | Outsider, now: Reckoning, texts: Texts
) -> bytes:
    """Return a unit's scorecard to fill in, with what its card says now.

    A card that is being appraised goes out as the unit made it: nobody is told points that may
    still change. One that was appraised, or heard after disputes, comes back as the same stage.
    ``texts`` as of ``card_texts``.
    """
    one = now.units.get(unit.id)
    return scorecard_template(defined, unit, _known(one, defined, texts) if one else EMPTY)


def cards_to_send(
    defined: CriteriaSet, units: Iterable[OrgUnit | Outsider], now: Reckoning, texts: Texts
) -> bytes:
    """Return a zip file with the scorecard of each of some units, as ``card_to_send``."""
    written = BytesIO()
    # Workbooks are compressed already.
    with ZipFile(written, "w", ZIP_STORED) as archive:
        for unit in units:
            name = ZipInfo(template_name(defined, unit), _NO_TIME)
            archive.writestr(name, card_to_send(defined, unit, now, texts))
    return written.getvalue()


def set_name(defined: CriteriaSet) -> str:
    """Return the archive's file name: ``kg-huyen-2024 mau cham diem.zip``."""
    return f"{defined.id} mau cham diem.zip"


def units_of(defined: CriteriaSet, catalogue: Catalogue) -> list[OrgUnit]:
    """Return the units of a set's block that existed at the end of its year.

    None are there of a block that is no level of the catalogue, see ``is_outside``.
    """
    day = date(defined.year, 12, 31)
    units = catalogue.org_units.values()
    return [one for one in units if one.kind.value == defined.block and one.valid_on(day)]


def is_outside(defined: CriteriaSet) -> bool:
    """Tell whether a set is for units that no catalogue has: agencies of the centre."""
    return defined.block not in {one.value for one in UnitKind}


def outsiders_of(names: Iterable[str]) -> list[Outsider]:
    """Return units by their names, each once however it is spelled; blank names are none."""
    found: dict[str, Outsider] = {}
    for name in (" ".join(one.split()) for one in names):
        if key := plain(name):
            found.setdefault(key, Outsider(name))
    return list(found.values())


def _known(one: UnitCard, defined: CriteriaSet, texts: Texts) -> Known:
    """Return what a card says; a card of a part of the set's components goes out empty."""
    codes = {part.code for part in defined.leaves}
    if not codes <= {*one.places}:
        return EMPTY
    return Known(dict(_rows(one, codes, texts)), heard=one.standing.stage is Stage.HEARD)


def _rows(one: UnitCard, codes: set[str], texts: Texts) -> Iterator[tuple[str, Filled]]:
    judged = one.standing.stage is not Stage.SELF
    for code in codes:
        row, entry = one.told(code, texts), one.entries[code]
        points = _judged(entry, one.standing.stage) if judged else {}
        # The remarks of an appraisal that is under way stay in the house.
        told = judged or entry.appraised is None
        yield (
            code,
            Filled(
                self=entry.self,
                claimed=entry.claimed,
                not_applicable=entry.not_applicable,
                reason=row["reason"] if told else None,
                **points,
                **_texts(row),
            ),
        )


def _judged(entry: Entry, stage: Stage) -> dict[str, Decimal | None]:
    heard = stage is Stage.HEARD and entry.settled is not None
    return {"appraised": entry.settled if heard else entry.appraised, "survey": entry.survey}


def _texts(row: Mapping) -> dict[str, str | None]:
    return {name: row[name] for name in _TEXTS}
