"""Reading data/catalogue: every definition, or one sentence on which entry is wrong and why."""

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from kpis.catalogue.criteria import read_matches, read_sets
from kpis.catalogue.criteria_references import check_set_references
from kpis.catalogue.deadlines import Calendar
from kpis.catalogue.definitions import Catalogue
from kpis.catalogue.exemptions import NotApplicable, UnitGoal
from kpis.catalogue.goal_checks import check_goals
from kpis.catalogue.goals import Goal, Milestone
from kpis.catalogue.model import Document, Indicator, OrgUnit, Programme, UnitName
from kpis.catalogue.reading import read_one, read_rows, read_tables
from kpis.catalogue.references import check_once, check_references
from kpis.catalogue.unit_checks import AREAS, EVENTS, check_units
from kpis.catalogue.unit_events import OldArea, UnitEvent


def load_catalogue(folder: Path) -> Catalogue:
    """Return the definitions of a folder. Raises ``CatalogueInvalid`` with file, entry, reason."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix in (".toml", ".csv"))
    stats = [(path, path.stat()) for path in paths]
    stamps = tuple((path, found.st_mtime_ns, found.st_size) for path, found in stats)
    return _load(folder, stamps)


@lru_cache(maxsize=8)
def _load(folder: Path, stamps: tuple) -> Catalogue:
    units = read_rows(folder / "org_units.csv", OrgUnit)
    check_once("org_units.csv", [unit.id for unit in units])
    catalogue = Catalogue(
        programme=read_one(folder / "programme.toml", Programme),
        documents=read_tables(folder / "documents.toml", Document, keyed=False),
        indicators=read_tables(folder / "indicators.toml", Indicator, keyed=True),
        goals=tuple(read_rows(folder / "goals.csv", Goal)),
        milestones=tuple(read_rows(folder / "milestones.csv", Milestone)),
        unit_goals=tuple(read_rows(folder / "unit_goals.csv", UnitGoal, needed=False)),
        not_applicable=tuple(read_rows(folder / "not_applicable.csv", NotApplicable, needed=False)),
        org_units={unit.id: unit for unit in units},
        names=tuple(read_rows(folder / "org_unit_names.csv", UnitName)),
        unit_events=tuple(read_rows(folder / EVENTS, UnitEvent, needed=False)),
        old_areas=tuple(read_rows(folder / AREAS, OldArea, needed=False)),
        calendar=read_one(folder / "calendar.toml", Calendar),
        criteria_sets=read_sets(folder),
        matches=read_matches(folder),
        texts=(texts := _texts(folder, [path for path, *_ in stamps])),
        digest=digest_of(texts),
    )
    check_references(catalogue)
    check_units(catalogue)
    check_goals(catalogue)
    check_set_references(catalogue)
    return catalogue


def _texts(folder: Path, paths: list[Path]) -> dict[str, str]:
    """Return what the files say, by their names in the folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8", "replace") for path in paths
    }


def digest_of(texts: Mapping[str, str]) -> str:
    """Return what tells these definitions from all others."""
    said = (f"{name}\0{text}\0" for name, text in sorted(texts.items()))
    return hashlib.sha256("".join(said).encode()).hexdigest()
