"""Whole processes: an import against only reading the same cells, and the first start."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from zipfile import ZipFile

from kpis.settings import ROOT
from tests.benchmarks.table import Row, timed

QUARTER = ("2024-Q4 II.06a tong hop.xlsx", "2024-Q4 KPI-Q tong hop.xlsx")
READ = """
import sys
from python_calamine import CalamineWorkbook
for path in sys.argv[1:]:
    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()
"""


def first_start(folder: Path) -> Row:
    """Fill a folder with the demonstration, as the first start does; once, it takes long enough."""
    start = perf_counter()
    run(folder, "-m", "kpis", "init", "--demo")
    return Row("first start with the demonstration", perf_counter() - start, most=25)


def importing(folder: Path, demo: Path, scratch: Path) -> Iterator[Row]:
    """Yield the time of importing one consolidated quarter into a full store."""
    paths = [scratch / name for name in QUARTER]
    for path in paths:
        shutil.copy(demo / path.name, path)
    command = ("-m", "kpis", "import", *paths, "--by", "bench", "--reason", "bench")

    def renewed_import() -> Callable[[], None]:
        renewed(paths)
        return lambda: run(folder, *command)

    floor, taken, loading = timed(
        lambda: lambda: run(folder, "-c", READ, *paths),
        renewed_import,
        lambda: lambda: run(folder, "-c", "import kpis.__main__"),
    )
    yield Row("import of a consolidated quarter", taken, floor, 15, 1.5)
    yield Row("… of it: loading Python and its modules", loading, floor)


def renewed(paths: list[Path]) -> None:
    """Make the same workbooks new files: other bytes, the same cells."""
    for path in paths:
        with ZipFile(path, "a") as book:
            book.comment = str(perf_counter()).encode()


def run(folder: Path, *command: object) -> None:
    """Run Python over a data folder. Raises ``CalledProcessError`` when it fails."""
    subprocess.run(
        [sys.executable, *map(str, command)],
        check=True,
        cwd=ROOT,
        # Compiled modules are kept, as on an officer's machine: only the very first start is
        # without them.
        env={**os.environ, "KPIS_DATA": str(folder), "PYTHONDONTWRITEBYTECODE": ""},
        stdout=subprocess.DEVNULL,
    )
