"""The index of serving people and firms (Quyết định 766/QĐ-TTg): components, maxima and bands."""

from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from pydantic import Field, model_validator

from kpis.catalogue.fields import Definition, Id, Texts
from kpis.catalogue.reading import read_one


class Component(Definition):
    """A group of the index with its maximum points.

    ``alone`` is the maximum where a file does not part it from ``parted_by``.
    """

    item: Id
    title: Texts
    best: float = Field(gt=0)
    alone: float | None = Field(default=None, gt=0)
    parted_by: Id | None = None


class Band(Definition):
    """A rating, from a total upwards."""

    id: Id
    title: Texts
    from_: float = Field(alias="from", ge=0)


class ServiceIndex(Definition):
    """The whole index as its page shows it."""

    family: Id
    total: Id
    best: float = Field(gt=0)
    document: Texts
    # Whether somebody has compared the bands with the decision's own text.
    bands_verified: bool
    component: list[Component] = Field(min_length=1)
    band: list[Band] = Field(min_length=1)

    @model_validator(mode="after")
    def _adds_up(self) -> "ServiceIndex":
        whole = sum(one.best for one in self.component)
        if whole != self.best:
            raise ValueError(f"the components come to {whole:g}, not {self.best:g}")
        falling = all(one.from_ > other.from_ for one, other in pairwise(self.band))
        if not falling or self.band[-1].from_ != 0:
            raise ValueError("bands fall from the best to one that starts at 0")
        return self

    def band_of(self, points: float, best: float | None = None) -> Band:
        """Return the band of points out of a maximum; the whole index's unless given."""
        share = 100 * points / (best or self.best)
        # Points have two decimals: 89.995 is no 90, and 16.2 of 18 is.
        return next(one for one in self.band if round(share, 6) >= one.from_)


def load_service_index(folder: Path) -> ServiceIndex:
    """Return the index. Raises ``CatalogueInvalid`` with file, entry, reason."""
    path = folder / "service_index.toml"
    stamp = path.stat().st_mtime_ns if path.exists() else 0
    return _load(path, stamp)


@lru_cache(maxsize=4)
def _load(path: Path, stamp: int) -> ServiceIndex:
    return read_one(path, ServiceIndex)
