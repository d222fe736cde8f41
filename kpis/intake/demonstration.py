"""The demonstration province: its workbooks go in through the importer like any other."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

from kpis.accounts.roles import Action, Actor, require
from kpis.intake.checking import from_paths
from kpis.intake.comparing import compare
from kpis.intake.examining import read_file
from kpis.intake.house import House
from kpis.intake.recording import Received, record
from kpis.settings import settings
from kpis.words import Words

MANIFEST = "manifest.csv"


def import_demonstration(house: House, actor: Actor, t: Words) -> int:
    """Store the demonstration workbooks that are not there yet; return how many files were read.

    All go into one version, in the order and with the days of receipt of the manifests.
    """
    require(actor, Action.IMPORT_FILES)
    received = []
    for path, day in _all_listed(settings().demo):
        [(name, content)] = from_paths([path])
        verdict = read_file(content, name, house.catalogue, house.forms)
        received.append(Received(content, verdict, day))
    verdicts = compare([one.verdict for one in received], house.catalogue, house.forms)
    received = [
        replace(one, verdict=verdict) for one, verdict in zip(received, verdicts, strict=True)
    ]
    record(house, received, actor, t("demo.reason"))
    return len(received)


def _all_listed(folder: Path) -> list[tuple[Path, date]]:
    """Return the files of every manifest of a folder and the folders in it."""
    folders = sorted(path.parent for path in folder.rglob(MANIFEST))
    return [one for each in folders for one in _listed(each)]


def _listed(folder: Path) -> list[tuple[Path, date]]:
    with (folder / MANIFEST).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(folder / row["file"], date.fromisoformat(row["received_on"])) for row in rows]
