"""The demonstration province: its workbooks go in through the importer like any other."""

import csv
from datetime import date
from pathlib import Path

from kpis.accounts.roles import Action, Actor, require
from kpis.intake.checking import from_paths
from kpis.intake.examining import examine
from kpis.intake.house import House
from kpis.intake.recording import Received, record
from kpis.settings import settings
from kpis.words import Words

MANIFEST = "manifest.csv"


def import_demonstration(house: House, actor: Actor, t: Words) -> int:
    """Store the demonstration workbooks that are not there yet; return how many files were read.

    All go into one version, in the order and with the days of receipt of the manifest.
    """
    require(actor, Action.IMPORT_FILES)
    listed = _listed(settings().demo)
    received = []
    for path, day in listed:
        [(name, content)] = from_paths([path])
        verdict = examine(content, name, house.catalogue, house.forms)
        received.append(Received(content, verdict, day))
    record(house, received, actor, t("demo.reason"))
    return len(received)


def _listed(folder: Path) -> list[tuple[Path, date]]:
    with (folder / MANIFEST).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(folder / row["file"], date.fromisoformat(row["received_on"])) for row in rows]
