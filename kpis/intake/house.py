"""Where changes go: the store, the originals, and the definitions files are read with."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import duckdb

from kpis.accounts.roles import Actor
from kpis.catalogue.loading import Catalogue, load_catalogue
from kpis.intake.catalogue_texts import catalogue_of, effective, keep_texts, texts_in
from kpis.intake.definitions import basis_in, basis_of, load_definitions
from kpis.intake.forms import Forms, load_forms
from kpis.settings import settings
from kpis.store.versions import Store


@dataclass(frozen=True)
class House:
    """One installation, as far as changes need it."""

    store: Store
    originals: Path
    # The folder with the definitions' files, and what counts: the files, with what officers
    # have edited in the newest version.
    definitions: Path
    catalogue: Catalogue
    forms: Forms

    @property
    def laid_out(self) -> Path:
        """Where the definitions of versions are laid out as folders, to be read like any."""
        return _laid_out(self.store)

    @contextmanager
    def change(
        self, actor: Actor, action: str, why: str, start: Path | None = None
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open the next version, with today's definitions in it; ``start`` is a backup's file."""
        with self.store.writer(by=actor.name, why=why, action=action, start=start) as con:
            # Asked of the draft: somebody may have edited since this house was opened.
            now = effective(con, self.definitions, self.laid_out)
            load_definitions(con, now)
            keep_texts(con, now.texts)
            yield con

    def outdated(self) -> bool:
        """Tell whether the newest version was reckoned with other definitions or rules."""
        with self.store.reader(self.store.version()) as con:
            return basis_in(con) != basis_of(self.catalogue)


def open_house() -> House:
    """Return the installation that the settings name. Raises ``CatalogueInvalid``."""
    now = settings()
    store = Store(now.store)
    catalogue = catalogue_now(store, now.catalogue)
    return House(store, now.originals, now.catalogue, catalogue, load_forms(now.forms))


def catalogue_now(store: Store, folder: Path) -> Catalogue:
    """Return the definitions that count now: the folder's, with what officers have edited."""
    base, names = load_catalogue(folder), store.versions()
    edited = _edited(store.path(names[-1])) if names else {}
    return catalogue_of({**base.texts, **edited}, _laid_out(store)) if edited else base


def catalogue_at(store: Store, version: str, folder: Path) -> Catalogue:
    """Return the definitions as a version has them, the folder's where it kept none.

    Raises ``UnknownVersion``.
    """
    with store.reader(version) as con:
        texts = texts_in(con)
    return catalogue_of(texts, _laid_out(store)) if texts else load_catalogue(folder)


@lru_cache(maxsize=8)
def _edited(version: Path) -> dict[str, str]:
    """Return what officers have edited, as a version has it; a version never changes."""
    with Store(version.parent).reader(version.stem.removeprefix("kpis-")) as con:
        return texts_in(con, edited=True)


def _laid_out(store: Store) -> Path:
    return store.folder / "catalogues"
