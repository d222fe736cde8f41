"""Where changes go: the store, the originals, and the definitions files are read with."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from kpis.accounts.roles import Actor
from kpis.catalogue.loading import Catalogue, load_catalogue
from kpis.intake.definitions import basis_in, basis_of, load_definitions
from kpis.intake.forms import Forms, load_forms
from kpis.settings import settings
from kpis.store.versions import Store


@dataclass(frozen=True)
class House:
    """One installation, as far as changes need it."""

    store: Store
    originals: Path
    catalogue: Catalogue
    forms: Forms

    @contextmanager
    def change(self, actor: Actor, action: str, why: str) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open the next version, with today's definitions in it."""
        with self.store.writer(by=actor.name, why=why, action=action) as con:
            load_definitions(con, self.catalogue)
            yield con

    def outdated(self) -> bool:
        """Tell whether the newest version was reckoned with other definitions or rules."""
        with self.store.reader(self.store.version()) as con:
            return basis_in(con) != basis_of(self.catalogue)


def open_house() -> House:
    """Return the installation that the settings name. Raises ``CatalogueInvalid``."""
    now = settings()
    return House(
        Store(now.store), now.originals, load_catalogue(now.catalogue), load_forms(now.forms)
    )
