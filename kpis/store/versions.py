"""Where the numbers are kept: DuckDB files that never change once they have their name.

A change copies the newest file, edits the copy inside one transaction, reckons the derived
tables anew and gives the copy a later name with one rename. So a reader waits for no lock and
sees no half-written data, a crash leaves the old version or the new one, and a version's name
is a cache key that cannot be stale.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar
from urllib.parse import unquote

import duckdb

from kpis.errors import StoreEmpty, UnknownVersion
from kpis.store import retention
from kpis.store.deriving import bring_up, derive
from kpis.store.writing import THREADS, clear, drafted, flush, turn

Answer = TypeVar("Answer")
Change = Callable[[duckdb.DuckDBPyConnection], object]

STAMP = "%Y%m%dT%H%M%S%f"
WAIT_SECONDS = 10.0


class Store:
    """A folder of dated database files, of which the newest counts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def versions(self) -> list[str]:
        """Return the kept versions' names, oldest first."""
        return sorted(path.stem.removeprefix("kpis-") for path in self.folder.glob("kpis-*.duckdb"))

    def version(self) -> str:
        """Return the newest version's name. Raises ``StoreEmpty``."""
        if not (names := self.versions()):
            raise StoreEmpty
        return names[-1]

    def path(self, version: str) -> Path:
        """Return a version's file. Raises ``UnknownVersion``."""
        path = self.folder / f"kpis-{version}.duckdb"
        if not version.isalnum() or not path.exists():
            raise UnknownVersion(version=version)
        return path

    @contextmanager
    def reader(self, version: str) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open one version for reading; every reader has a connection of its own.

        Raises ``UnknownVersion``.
        """
        path = self.path(version)
        _keep_open(path)
        with duckdb.connect(str(path), read_only=True, config=THREADS) as con:
            yield con

    @contextmanager
    def writer(
        self,
        *,
        by: str,
        why: str,
        action: str,
        wait: float = WAIT_SECONDS,
        start: Path | None = None,
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open a draft of the next version; it counts only if all goes well.

        It starts as a copy of the newest version, or of another database file (``start``).
        Raises ``StoreBusy`` when somebody else has been writing for longer than ``wait`` seconds.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with turn(self.folder / "writer.lock", by, wait):
            clear(self.folder)
            draft = self.folder / "draft.duckdb"
            change = {"by": by, "why": why, "action": action}
            try:
                with drafted(draft, start or self._newest(), change) as con:
                    yield con
                self._publish(draft)
                # Whoever made a change looks at what it did.
                _keep_open(self.path(self.version()))
            finally:
                draft.unlink(missing_ok=True)

    def rehearse(self, change: Change, question: Callable[..., Answer]) -> Answer:
        """Return a question's answer as it would be after a change; nothing of it is kept."""
        with TemporaryDirectory(prefix="rehearsal-", dir=self.folder) as folder:
            stage = Path(folder) / "stage.duckdb"
            shutil.copyfile(self.path(self.version()), stage)
            with duckdb.connect(str(stage), config=THREADS) as con:
                con.execute("BEGIN")
                bring_up(con)
                change(con)
                derive(con)
                con.execute("COMMIT")
            with duckdb.connect(str(stage), read_only=True, config=THREADS) as con:
                return question(con)

    def _newest(self) -> Path | None:
        names = self.versions()
        return self.path(names[-1]) if names else None

    def _publish(self, draft: Path) -> None:
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.rename(self.folder / f"kpis-{self._next_name()}.duckdb")
        flush(self.folder)
        wanted = {*self.names().values(), *self._looked_at()}
        for version in retention.dispensable(self.versions(), wanted):
            # A reader on another machine's share may hold it open; the next change tries again.
            with suppress(OSError):
                self.path(version).unlink()

    def _next_name(self) -> str:
        now, names = datetime.now(UTC), self.versions()
        if names and now.strftime(STAMP) <= names[-1]:  # The clock was set back.
            now = datetime.strptime(names[-1], STAMP).replace(tzinfo=UTC) + timedelta(
                microseconds=1
            )
        return now.strftime(STAMP)

    def names(self) -> dict[str, str]:
        """Return named versions, such as a meeting's edition: name → version."""
        found = self.folder.glob("named/*.txt")
        return {unquote(path.stem): path.read_text("utf-8") for path in found}

    def name(self, version: str, name: str) -> None:
        """Give a version a name; it is then kept for good. Raises ``UnknownVersion``."""
        self.path(version)
        (self.folder / "named").mkdir(exist_ok=True)
        # A name is free text, "Họp 15/7/2024": a slash must not lead into another folder.
        file = name.replace("%", "%25").replace("/", "%2F")
        (self.folder / "named" / f"{file}.txt").write_text(version, "utf-8")

    def keep(self, version: str) -> None:
        """Keep a version for good because somebody looks at it. Raises ``UnknownVersion``.

        Who has seen an earlier state has its link, and may come back to it years later.
        """
        self.path(version)
        mark = self.folder / "linked" / version
        if not mark.exists():
            with suppress(OSError):  # Readers may have no right to write here.
                mark.parent.mkdir(exist_ok=True)
                mark.touch()

    def _looked_at(self) -> list[str]:
        return [path.name for path in self.folder.glob("linked/*")]


_open: dict[Path, duckdb.DuckDBPyConnection] = {}
_guard = threading.Lock()


def _keep_open(path: Path) -> None:
    """Keep a version loaded, so that a reader's own connection takes half a millisecond.

    Readers take no cursor of these: closing a connection closes its cursors, in use or not.
    """
    with _guard:
        if path not in _open:
            for old in list(_open)[:-3]:  # A few versions are in use at a time: now, and as-of.
                _open.pop(old).close()
            _open[path] = duckdb.connect(str(path), read_only=True, config=THREADS)
