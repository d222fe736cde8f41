"""The demonstration's scorecards as workbooks: one for a year and block, a sheet for a unit."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kpis.catalogue.model import OrgUnit, UnitKind
from kpis.demo.making import MANIFEST, Demo
from kpis.demo.scores import draw_card
from kpis.domain.criteria import CriteriaSet
from kpis.exports.scorecard_template import scorecard_workbook

SCORECARDS = "scorecards"
_NAMES = {"kg-so": "so nganh", "kg-huyen": "cap huyen"}
# Units score themselves in January and are appraised by mid-March. Of the districts'
# latest year both cards are kept, of the others the appraised one: it holds both kinds of points.
_SELF_DAY, _APPRAISED_DAY = (1, 20), (3, 14)
_BOTH_STAGES = "kg-huyen-2024"


@dataclass(frozen=True)
class Cards:
    """One workbook: a set's cards of all its units at a stage."""

    defined: CriteriaSet
    self_only: bool

    @property
    def received_on(self) -> date:
        """The day it came in, in the year after."""
        return date(self.defined.year + 1, *(_SELF_DAY if self.self_only else _APPRAISED_DAY))

    @property
    def file(self) -> str:
        """The workbook's name: ``2023 cham diem cap huyen.xlsx``."""
        stage = " tu cham" if self.self_only else ""
        name = _NAMES[self.defined.definition.partition("@")[0]]
        return f"{self.defined.year} cham diem {name}{stage}.xlsx"

    @property
    def note(self) -> str:
        """One sentence on it, for the manifest."""
        stage = "tự chấm" if self.self_only else "sau thẩm định"
        return f"Bảng chấm điểm năm {self.defined.year}, {stage}: {self.defined.title['vi']}"


def card_files(demo: Demo) -> list[Cards]:
    """Return every workbook of scorecards in the order of coming in."""
    return sorted(_files(demo), key=lambda one: (one.received_on, one.file))


def _files(demo: Demo) -> Iterator[Cards]:
    for one in demo.catalogue.criteria_sets.values():
        if one.definition.partition("@")[0] in _NAMES:
            yield Cards(one, self_only=False)
            if one.id == _BOTH_STAGES:
                yield Cards(one, self_only=True)


def card_workbook(demo: Demo, cards: Cards) -> bytes:
    """Return a workbook of scorecards, the same bytes each time."""
    defined, self_only = cards.defined, cards.self_only
    drawn = [
        (unit, draw_card(demo, defined, unit, self_only=self_only))
        for unit in scored(demo, defined)
    ]
    return scorecard_workbook(defined, drawn, cards.received_on)


def scored(demo: Demo, defined: CriteriaSet) -> list[OrgUnit]:
    """Return the units of a set's block that existed at the end of its year."""
    day = date(defined.year, 12, 31)
    return [one for one in demo.catalogue.units_of(UnitKind(defined.block)) if one.valid_on(day)]


def make_cards(demo: Demo, folder: Path) -> int:
    """Write all workbooks of scorecards and their manifest; return how many workbooks there are."""
    folder.mkdir(parents=True, exist_ok=True)
    files = card_files(demo)
    for one in files:
        (folder / one.file).write_bytes(card_workbook(demo, one))
    with (folder / MANIFEST).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("file", "received_on", "note_vi"))
        writer.writerows((one.file, one.received_on, one.note) for one in files)
    return len(files)
