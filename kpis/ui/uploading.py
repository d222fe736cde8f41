"""An upload's answers: files read once and remembered, their sum, and what storing would move."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

import pandas as pd

from kpis.accounts.roles import Actor
from kpis.catalogue.definitions import Catalogue
from kpis.intake import recording
from kpis.intake.checking import Named, one_by_one, together
from kpis.intake.recording import Received
from kpis.intake.told import Told
from kpis.intake.verdict import Severity, Verdict
from kpis.queries.effects import differences, standings
from kpis.ui import answers
from kpis.words import Words, formats

# Whoever waits hears which file is being read: its place (from 0) and its name.
Hear = Callable[[int, str], None]


def today() -> date:
    """Return the day a file dropped now is received: the office's own."""
    return datetime.now(formats.HOME).date()


def checked(files: Sequence[Named], hear: Hear, told: tuple[Told, ...] = ()) -> list[Received]:
    """Return files with their verdicts; one that was read is remembered while nothing changes.

    ``told`` is what a person says of the files where they do not say it themselves.
    """
    version, catalogue, day = _newest(), answers.catalogue(), today()
    read = []
    for place, one in enumerate(files):
        hear(place, one[0])
        read.append(_read(version, catalogue, one, day, told))
    return list(_together(_Read(version, catalogue, tuple(files), day, told, read)))


@lru_cache(maxsize=512)
def _read(
    version: tuple[str, ...], catalogue: Catalogue, file: Named, day: date, told: tuple[Told, ...]
) -> Received:
    """Return one file as it is read beside one version of the store and of the definitions."""
    [received] = one_by_one(answers.house(), [file], day, told)
    return received


@dataclass(frozen=True)
class _Read:
    """Files that were read; what they come to depends on all but the reading itself."""

    version: tuple[str, ...]
    catalogue: Catalogue
    files: tuple[Named, ...]
    day: date
    told: tuple[Told, ...]
    read: Sequence[Received] = field(compare=False)


@lru_cache(maxsize=4)
def _together(read: _Read) -> tuple[Received, ...]:
    return tuple(together(answers.house(), read.read))


def _newest() -> tuple[str, ...]:
    return tuple(answers.store().versions()[-1:])


def answer(verdicts: Sequence[Verdict], t: Words) -> str:
    """Return the answer in one line: cells new and changed, errors and warnings.

    Cells are those of files that can be taken; those of refused files are told apart.
    """
    taken = [one.changes for one in verdicts if one.accepted and not one.duplicate_of]
    findings = [one.severity for verdict in verdicts for one in verdict.findings]
    counts = {
        "new": sum(one.new for one in taken),
        "changed": sum(one.changed for one in taken),
        "errors": findings.count(Severity.ERROR),
        "warnings": findings.count(Severity.WARNING),
    }
    told = {name: formats.number(count, 0, t.language) for name, count in counts.items()}
    said = (
        t("upload.answer", **told)
        if len(verdicts) == 1
        else t("upload.answer_of_files", files=len(verdicts), **told)
    )
    gone = sum(one.gone for one in taken)
    if gone:
        said = t("upload.answer_gone", answer=said, count=formats.number(gone, 0, t.language))
    return _but_refused(said, [one for one in verdicts if not one.accepted], t)


def _but_refused(said: str, refused: Sequence[Verdict], t: Words) -> str:
    """Return an answer with how many cells are not in it since their files are refused."""
    cells = sum(one.changes.new + one.changes.changed + one.changes.same for one in refused)
    count = formats.number(cells, 0, t.language)
    facts = {"answer": said, "count": count, "files": len(refused)}
    return t("upload.answer_refused", **facts) if cells else said


@dataclass(frozen=True)
class _Draft:
    """Files to rehearse; told apart by what they are and how they were read, not by identity."""

    version: tuple[str, ...]
    files: tuple[tuple, ...]
    actor: Actor
    received: Sequence[Received] = field(compare=False)


def effects(received: Sequence[Received], actor: Actor) -> pd.DataFrame:
    """Return the figures that storing would move, reckoned on a copy that is thrown away.

    Columns as of ``differences``. Remembered while files and store stay the same.
    """
    files = tuple((one.verdict.sha256, one.verdict.file, one.verdict.sheets) for one in received)
    return _rehearsed(_Draft(_newest(), files, actor, received)).copy(deep=False)


@lru_cache(maxsize=8)
def _rehearsed(draft: _Draft) -> pd.DataFrame:
    house = answers.house()
    cells = [one for each in draft.received for one in each.verdict.observations]
    asked = {
        "org_units": sorted({one.org_unit for one in cells}),
        "periods": sorted({one.period for one in cells}),
    }
    with house.store.reader(house.store.version()) as con:
        before = standings(con, **asked)

    def change(con: object) -> None:
        recording.put(con, house.forms, draft.received, draft.actor, "")

    after = house.store.rehearse(change, lambda con: standings(con, **asked))
    moved = differences(before, after)
    # A period nobody had reported brings silent units with it: nothing of theirs has moved.
    return moved[moved["value"].notna() | moved["value_before"].notna()]
