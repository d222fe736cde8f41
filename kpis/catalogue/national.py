"""What others publish of all provinces: read from data/national and checked line by line."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path

from kpis.catalogue.national_model import (
    DimensionFigure,
    Figure,
    Index,
    Province,
    PublishedIn,
    Region,
    Version,
)
from kpis.catalogue.reading import read_rows, read_tables
from kpis.catalogue.references import Reference, check_once, check_there
from kpis.errors import CatalogueInvalid

FILES = ("indexes.toml", "regions.toml", "provinces.csv", "sources.csv", "figures.csv",
         "dimensions.csv")  # fmt: skip


@dataclass(frozen=True, eq=False)
class National:
    """Indexes, provinces and their published figures, by id and in the files' order.

    Loaded once for a state of the files, so identity tells two apart, and it may be part of a key.
    """

    indexes: dict[str, Index]
    regions: dict[str, Region]
    provinces: dict[str, Province]
    sources: dict[str, PublishedIn]
    figures: tuple[Figure, ...]
    dimensions: tuple[DimensionFigure, ...]

    @cached_property
    def by_year(self) -> dict[tuple[str, int], dict[str, Figure]]:
        """The figures of an index and a year, by province; years without any are not there."""
        found: dict[tuple[str, int], dict[str, Figure]] = {}
        for one in self.figures:
            found.setdefault((one.index, one.year), {})[one.province] = one
        return found

    def years_of(self, index: str) -> list[int]:
        """Return the years in which an index says anything of any province, oldest first."""
        return sorted(year for known, year in self.by_year if known == index)

    def on(self, year: int) -> list[Province]:
        """Return the provinces that a year's index ranks: those at the end of that year."""
        return [one for one in self.provinces.values() if one.valid_on(date(year, 12, 31))]

    def of_code(self, code: str, day: date) -> Province | None:
        """Return the province that has a code on a day."""
        fitting = (one for one in self.provinces.values() if one.code == code)
        return next((one for one in fitting if one.valid_on(day)), None)

    def lineage(self, province: Province) -> list[Province]:
        """Return a province, then those it was merged from, in the file's order."""
        parts = [one for one in self.provinces.values() if one.successor == province.id]
        return [province, *parts]


def load_national(folder: Path) -> National:
    """Return what a folder says. Raises ``CatalogueInvalid`` with file, entry, reason."""
    paths = [path for name in FILES if (path := folder / name).exists()]
    stamps = tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in paths)
    return _load(folder, stamps)


@lru_cache(maxsize=4)
def _load(folder: Path, stamps: tuple) -> National:
    provinces = read_rows(folder / "provinces.csv", Province)
    sources = read_rows(folder / "sources.csv", PublishedIn)
    check_once("provinces.csv", [one.id for one in provinces])
    check_once("sources.csv", [one.id for one in sources])
    national = National(
        indexes=read_tables(folder / "indexes.toml", Index, keyed=True),
        regions=read_tables(folder / "regions.toml", Region, keyed=True),
        provinces={one.id: one for one in provinces},
        sources={one.id: one for one in sources},
        figures=tuple(read_rows(folder / "figures.csv", Figure)),
        dimensions=tuple(read_rows(folder / "dimensions.csv", DimensionFigure)),
    )
    _check(national)
    return national


def _check(national: National) -> None:
    _check_provinces(national)
    for index in national.indexes.values():
        _check_versions(index)
    for file, rows in (("figures.csv", national.figures), ("dimensions.csv", national.dimensions)):
        check_once(file, [one.key for one in rows])
        for one in rows:
            check_there(Reference(file, one.key, one.index, national.indexes))
            check_there(Reference(file, one.key, one.province, national.provinces))
            _check_year(file, one, national)
    for one in national.figures:
        check_there(Reference("figures.csv", one.key, one.source, national.sources))
        _check_figure(one, national)
    for one in national.dimensions:
        _check_dimension(one, national.indexes[one.index])


def _check_provinces(national: National) -> None:
    for one in national.provinces.values():
        if one.region:
            check_there(Reference("provinces.csv", one.id, one.region, national.regions))
        if one.successor:
            check_there(Reference("provinces.csv", one.id, one.successor, national.provinces))
        if bool(one.successor) != bool(one.valid_to):
            _refuse("provinces.csv", one.id, "valid_to and successor belong together")
        if (one.valid_from or date.min) > (one.valid_to or date.max):
            _refuse("provinces.csv", one.id, "valid_from is later than valid_to")


def _check_versions(index: Index) -> None:
    if any(one.since >= other.since for one, other in pairwise(index.version)):
        _refuse("indexes.toml", index.id, "versions are not in order of time")
    for at, one in enumerate(index.version):
        if at and not (one.reason and one.mark):
            _refuse(
                "indexes.toml", f"{index.id} {one.since}", "a new version needs reason and mark"
            )
        if one.dimensions > len(index.dimensions):
            _refuse("indexes.toml", f"{index.id} {one.since}", "more dimensions than have titles")


def _check_year(file: str, one: Figure | DimensionFigure, national: National) -> None:
    if not national.provinces[one.province].valid_on(date(one.year, 12, 31)):
        _refuse(file, one.key, f"“{one.province}” did not exist at the end of {one.year}")
    if national.indexes[one.index].version_of(one.year) is None:
        _refuse(file, one.key, f"“{one.index}” was not measured in {one.year}")


def _check_figure(one: Figure, national: National) -> None:
    best = _version(national.indexes[one.index], one.year).best
    if one.value is not None and not 0 <= one.value <= best:
        _refuse("figures.csv", one.key, f"{one.value} lies outside 0–{best:g}")
    if one.rank is not None and one.rank > len(national.on(one.year)):
        _refuse("figures.csv", one.key, f"there are not {one.rank} provinces")
    if one.inferred and not one.note:
        _refuse("figures.csv", one.key, "an inferred figure needs a note on how")


def _check_dimension(one: DimensionFigure, index: Index) -> None:
    if one.dimension > _version(index, one.year).dimensions:
        _refuse("dimensions.csv", one.key, f"{one.year} has no dimension {one.dimension}")
    if index.dimension_best is None or not 0 <= one.value <= index.dimension_best:
        _refuse("dimensions.csv", one.key, f"{one.value} lies outside 0–{index.dimension_best}")


def _version(index: Index, year: int) -> Version:
    return index.version_of(year) or index.version[0]


def _refuse(file: str, entry: str, reason: str) -> None:
    raise CatalogueInvalid(file=file, entry=entry, reason=reason)
