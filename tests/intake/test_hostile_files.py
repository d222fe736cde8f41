"""Files that want to break the reader: each ends with a finding, soon, and stores nothing."""

import json
import subprocess
import sys
from datetime import date

import pytest

from kpis.intake.checking import check_and_record
from kpis.settings import ROOT
from tests.conftest import MACHINE
from tests.intake.builders import GOOD
from tests.intake.confinement import MEMORY, SECONDS
from tests.intake.hostile import cases

CASES = {one.name: one for one in cases()}
SMALL = 100_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    for one in CASES.values():
        (folder / one.name).write_bytes(one.make())
    return folder


@pytest.fixture(scope="module")
def answers(folder):
    """What every file came to in a process with little memory and time."""
    command = [sys.executable, "-m", "tests.intake.confinement", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return {one["file"]: one for one in map(json.loads, done.stdout.splitlines())}


def test_there_are_enough_of_them():
    assert len(CASES) >= 40


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_ends_with_a_finding_or_is_read_as_it_stands(name, answers):
    answer, errors = answers[name], CASES[name].errors
    assert "failed" not in answer, answer
    assert answer["seconds"] <= SECONDS
    assert answer["bytes"] <= MEMORY
    if errors:
        assert errors & set(answer["errors"]), answer["errors"]
    else:
        assert answer["errors"] == []
        assert answer["values"][: len(GOOD)] == GOOD


def test_an_import_of_hostile_files_stores_nothing(folder, house):
    refused = (folder / name for name, one in CASES.items() if one.errors)
    files = [(one.name, one.read_bytes()) for one in refused if one.stat().st_size < SMALL]
    before = house.store.versions()
    done = check_and_record(house, files, MACHINE, "mọi lý do", date(2024, 7, 1))
    assert [submission for _, submission in done] == [None] * len(files)
    assert house.store.versions() == before
    assert not list(house.originals.glob("*"))
