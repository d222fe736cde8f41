"""Whole files in: from paths or uploads to verdicts, and on into the store."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path

from kpis.accounts.roles import Action, Actor, require
from kpis.errors import NothingToRead
from kpis.intake.comparing import compare
from kpis.intake.examining import read_file
from kpis.intake.history import UNKNOWN, Known
from kpis.intake.house import House
from kpis.intake.knowledge import StoreKnowledge
from kpis.intake.recording import Received, record
from kpis.intake.told import Told

# A file's name as its sender gave it, and its bytes.
Named = tuple[str, bytes]


# Text files are read when they are named; in folders they mostly are lists about the workbooks.
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")


def from_paths(paths: Iterable[Path]) -> list[Named]:
    """Return files of a disk as they are read by intake; a folder gives all workbooks in it.

    Those of a folder and its folders come sorted by path. Raises ``NothingToRead`` for a folder
    without any.
    """
    return [(one.name, one.read_bytes()) for path in paths for one in _files(path)]


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    workbooks = (one for one in path.rglob("*") if one.suffix.lower() in WORKBOOKS)
    # Excel leaves "~$name.xlsx" beside a workbook that somebody has open.
    found = sorted(one for one in workbooks if one.is_file() and one.name[:1] not in "~.")
    if not found:
        raise NothingToRead(found=path.name)
    return found


def check(
    house: House, files: Sequence[Named], received_on: date, told: Sequence[Told] = ()
) -> list[Received]:
    """Return every file with its verdict; nothing is written, not even a lock.

    ``told`` is what a person says of the files where they do not say it themselves.
    """
    return together(house, one_by_one(house, files, received_on, told))


def one_by_one(
    house: House, files: Iterable[Named], received_on: date, told: Sequence[Told] = ()
) -> Iterator[Received]:
    """Yield every file as soon as it is read, before it is held against anything else."""
    with _known(house) as known:
        for name, content in files:
            verdict = read_file(content, name, house.catalogue, house.forms, known, told)
            yield Received(content, verdict, received_on)


@contextmanager
def _known(house: House) -> Iterator[Known]:
    """Open what the newest version knows; nothing where there is none yet."""
    version = house.store.versions()[-1:]
    with house.store.reader(version[0]) if version else nullcontext() as con:
        yield StoreKnowledge(con) if version else UNKNOWN


def together(house: House, received: Iterable[Received]) -> list[Received]:
    """Return files with what can only be seen beside the store and beside each other.

    A file that comes twice among them is a duplicate of the earlier one.
    """
    once = _once(received)
    with _known(house) as known:
        verdicts = compare([one.verdict for one in once], house.catalogue, house.forms, known)
    return [replace(one, verdict=verdict) for one, verdict in zip(once, verdicts, strict=True)]


def _once(received: Iterable[Received]) -> list[Received]:
    seen: dict[str, str] = {}
    checked = []
    for one in received:
        verdict = one.verdict
        if verdict.sha256 in seen and not verdict.duplicate_of:
            verdict = replace(verdict, duplicate_of=seen[verdict.sha256])
        seen.setdefault(verdict.sha256, verdict.file)
        checked.append(replace(one, verdict=verdict))
    return checked


def check_and_record(
    house: House,
    files: Sequence[Named],
    actor: Actor,
    reason: str,
    received_on: date,
    told: Sequence[Told] = (),
) -> list[tuple[Received, str | None]]:
    """Store the files that are fit for it as one new version; return each with its submission.

    Left out, without a submission, are files with errors, with warnings when there is no reason,
    and those that are there already. Raises ``NotSignedIn``, ``NotAllowed``, ``StoreBusy``.
    """
    require(actor, Action.IMPORT_FILES)
    checked = check(house, files, received_on, told)
    fit = [one for one in checked if _fit(one, reason)]
    stored = dict(zip(map(id, fit), record(house, fit, actor, reason), strict=True)) if fit else {}
    return [(_as_stored(house, one, stored), stored.get(id(one))) for one in checked]


def _as_stored(house: House, one: Received, stored: dict[int, str | None]) -> Received:
    """Return a file as it is, or as a duplicate where its bytes were stored in the meantime."""
    if stored.get(id(one), "") is not None:
        return one
    with house.store.reader(house.store.version()) as con:
        earlier = StoreKnowledge(con).submission_with(one.verdict.sha256)
    return replace(one, verdict=replace(one.verdict, duplicate_of=earlier))


def _fit(one: Received, reason: str) -> bool:
    verdict = one.verdict
    explained = bool(reason.strip()) or not verdict.needs_reason
    return verdict.accepted and explained and not verdict.duplicate_of
