"""Reading data/catalogue: every definition, or one sentence on which entry is wrong and why."""

import hashlib
from functools import lru_cache
from pathlib import Path

from kpis.catalogue.deadlines import Calendar
from kpis.catalogue.definitions import Catalogue
from kpis.catalogue.model import (
    Document,
    Goal,
    Indicator,
    Milestone,
    OrgUnit,
    Programme,
    UnitName,
)
from kpis.catalogue.reading import read_one, read_rows, read_tables
from kpis.catalogue.references import check_once, check_references


def load_catalogue(folder: Path) -> Catalogue:
    """Return the definitions of a folder. Raises ``CatalogueInvalid`` with file, entry, reason."""
    paths = sorted(path for path in folder.glob("*") if path.suffix in (".toml", ".csv"))
    stamps = tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in paths)
    return _load(folder, stamps)


@lru_cache(maxsize=4)
def _load(folder: Path, stamps: tuple) -> Catalogue:
    units = read_rows(folder / "org_units.csv", OrgUnit)
    check_once("org_units.csv", [unit.id for unit in units])
    catalogue = Catalogue(
        programme=read_one(folder / "programme.toml", Programme),
        documents=read_tables(folder / "documents.toml", Document, keyed=False),
        indicators=read_tables(folder / "indicators.toml", Indicator, keyed=True),
        goals=tuple(read_rows(folder / "goals.csv", Goal)),
        milestones=tuple(read_rows(folder / "milestones.csv", Milestone)),
        org_units={unit.id: unit for unit in units},
        names=tuple(read_rows(folder / "org_unit_names.csv", UnitName)),
        calendar=read_one(folder / "calendar.toml", Calendar),
        digest=_digest([path for path, *_ in stamps]),
    )
    check_references(catalogue)
    return catalogue


def _digest(paths: list[Path]) -> str:
    sums = (hashlib.sha256(path.name.encode() + path.read_bytes()).digest() for path in paths)
    return hashlib.sha256(b"".join(sums)).hexdigest()
