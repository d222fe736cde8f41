"""A backup file: one zip of the newest version and all that belongs to it.

Inside: ``manifest.json``, ``store/kpis-<version>.duckdb`` of the newest and of every named version,
``store/named/…``, ``originals/<SHA-256>``, ``accounts.sqlite``, and the house's own ``catalogue/``
and ``forms/`` where it has them.
"""

import json
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

import duckdb

from kpis.errors import BackupUnreadable
from kpis.store.writing import flush

MANIFEST = "manifest.json"
ACCOUNTS = "accounts.sqlite"
# Whatever else stands in an archive is left there; none of these leads out of a folder.
_KNOWN = re.compile(
    r"store/(kpis-[0-9T]+\.duckdb|named/[^/\\]+\.txt)|originals/[0-9a-f]{64}|accounts\.sqlite"
    r"|(catalogue|forms)/([\w-][\w. -]*/)*[\w-][\w. -]*"
)
# A name in an archive, and the file that goes there.
Part = tuple[str, Path]


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup laid out as a folder; ``version`` was the newest when it was made."""

    folder: Path
    version: str

    @property
    def newest(self) -> Path:
        """The database file that counted when the backup was made."""
        return self.folder / "store" / f"kpis-{self.version}.duckdb"

    def parts(self, within: str = "") -> list[Part]:
        """Return the files by their names, those within one folder or all."""
        found = sorted(path for path in (self.folder / within).rglob("*") if path.is_file())
        return [(path.relative_to(self.folder).as_posix(), path) for path in found]


def write_backup(out: Path, version: str, parts: Iterable[Part], accounts: Path) -> None:
    """Write a backup; the file gets its name only when it is whole.

    ``version`` is the newest one; ``accounts`` is copied as of one moment, in use or not.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    part = out.with_name(f"{out.name}.{uuid4().hex}.tmp")
    try:
        with part.open("wb") as file:
            with ZipFile(file, "w", ZIP_DEFLATED) as archive:
                archive.writestr(MANIFEST, json.dumps({"version": version}))
                for name, path in parts:
                    archive.write(path, name)
                _add_accounts(archive, accounts)
            file.flush()
            os.fsync(file.fileno())
        part.replace(out)
        flush(out.parent)
    finally:
        part.unlink(missing_ok=True)


def _add_accounts(archive: ZipFile, accounts: Path) -> None:
    if not accounts.exists():
        return
    with TemporaryDirectory() as folder:
        copy = Path(folder) / ACCOUNTS
        # The file alone would lack what still stands in its write-ahead log.
        with closing(sqlite3.connect(accounts)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        archive.write(copy, ACCOUNTS)


@contextmanager
def opened_backup(file: Path, beside: Path) -> Iterator[Backup]:
    """Lay a backup out in a folder that goes again, on the same disk as ``beside``.

    Raises ``BackupUnreadable`` for any other file, and for one that is damaged.
    """
    beside.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="restore-", dir=beside) as folder:
        try:
            with ZipFile(file) as archive:
                told = json.loads(archive.read(MANIFEST))
                for name in archive.namelist():
                    if _KNOWN.fullmatch(name):
                        archive.extract(name, folder)  # Checks each part's sum, too.
            backup = Backup(Path(folder), str(told["version"]))
            with duckdb.connect(str(backup.newest), read_only=True) as con:
                con.execute("SELECT count(*) FROM change")
        except (BadZipFile, KeyError, ValueError, TypeError, OSError, duckdb.Error) as error:
            raise BackupUnreadable(file=file.name) from error
        yield backup


def put_in_place(parts: Iterable[Part], data: Path) -> int:
    """Move files to their places in a data folder; what is there already stays. Return how many."""
    moved = 0
    for name, path in parts:
        place = data / name
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            path.rename(place)
            moved += 1
    return moved
