"""The whole house in one file, and back from it; nothing that is there is ever taken away."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kpis.accounts.roles import Action, Actor, require
from kpis.intake.house import House, open_house
from kpis.settings import settings
from kpis.store.archive import ACCOUNTS, Backup, Part, opened_backup, put_in_place, write_backup
from kpis.store.versions import Store


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back: the version that counts now, files as received, people's accounts."""

    version: str
    originals: int
    accounts: bool
    # Only into an empty house do people and definitions come back as well.
    whole: bool


def back_up(house: House, out: Path, actor: Actor) -> str:
    """Write the newest version and all that belongs to it into one file; return the version.

    Raises ``StoreEmpty``, ``NotSignedIn`` or ``NotAllowed``.
    """
    require(actor, Action.RESTORE)
    version = house.store.version()
    write_backup(out, version, _parts(house.store, version), settings().accounts)
    return version


def restore(file: Path, actor: Actor, reason: str) -> Restored:
    """Bring a backup back into the house that the settings name.

    An empty house gets everything, its versions under their own names. In any other the figures of
    the backup become a new, the newest version, so that everything since stays in its versions;
    original files and named versions are added; people and definition files stay as they are.
    Raises ``BackupUnreadable``, ``StoreBusy``, ``NotSignedIn`` or ``NotAllowed``.
    """
    require(actor, Action.RESTORE)
    with opened_backup(file, settings().data) as backup:
        if Store(settings().store).versions():
            return _added(open_house(), backup, actor, reason)
        return _all(backup)


def _all(backup: Backup) -> Restored:
    now = settings()
    originals = put_in_place(backup.parts("originals"), now.data)
    for within in ("catalogue", "forms"):
        if not (now.data / within).exists():
            put_in_place(backup.parts(within), now.data)
    accounts = put_in_place(_only(backup, ACCOUNTS), now.data) > 0
    if accounts:
        now.accounts.chmod(0o600)
    # The database last: without it the house counts as empty, and this can be done again.
    put_in_place(backup.parts("store"), now.data)
    return Restored(backup.version, originals, accounts, whole=True)


def _added(house: House, backup: Backup, actor: Actor, reason: str) -> Restored:
    originals = put_in_place(backup.parts("originals"), settings().data)
    with house.change(actor, "restore", reason, start=backup.newest):
        pass
    version = house.store.version()
    # A version's name is its place in time: none may come to stand after the one just made.
    earlier = [
        (name, path)
        for name, path in backup.parts("store")
        if path.suffix == ".duckdb"
        and path != backup.newest
        and path.stem.removeprefix("kpis-") < version
    ]
    put_in_place(earlier, settings().data)
    kept = set(house.store.versions())
    for name, named in Store(backup.folder / "store").names().items():
        if named in kept and name not in house.store.names():
            house.store.name(named, name)
    return Restored(version, originals, accounts=False, whole=False)


def _only(backup: Backup, name: str) -> list[Part]:
    return [(one, path) for one, path in backup.parts() if one == name]


def _parts(store: Store, version: str) -> Iterator[Part]:
    data, names = settings().data, store.names()
    for one in sorted({version, *names.values()} & set(store.versions())):
        yield f"store/kpis-{one}.duckdb", store.path(one)
    named = (store.folder / "named").glob("*.txt")
    folders = (data / within for within in ("catalogue", "forms"))
    files = [*named, *(path for one in folders for path in one.rglob("*") if path.is_file())]
    yield from ((path.relative_to(data).as_posix(), path) for path in sorted(files))
    originals = settings().originals
    for path in sorted(originals.glob("*")) if originals.exists() else ():
        if path.suffix != ".tmp":
            yield f"originals/{path.name}", path
