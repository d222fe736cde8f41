import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from kpis.settings import ROOT


class Importers:
    """Starts importing processes and hears of their end."""

    def __init__(self, process: subprocess.Popen) -> None:
        self.process = process

    def start(self, by: str, first: int, count: int = 1) -> int:
        """Start a process that imports files and return its id."""
        return self._answer(f"{by} {first} {count}")

    def wait(self) -> int:
        """Wait for the process started first and return its wait status: 9 if it was killed."""
        return self._answer("wait")

    def _answer(self, line: str) -> int:
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


@pytest.fixture
def importers(house, data_folder) -> Iterator[Importers]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.store.importer"],
        cwd=ROOT,
        env={**os.environ, "KPIS_DATA": str(data_folder), "PYTHONWARNINGS": "error"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Importers(process)
        process.stdin.close()
        process.wait(10)
    assert process.returncode == 0
