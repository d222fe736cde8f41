"""``python -m tests.benchmarks``: measured times beside the floors of the same run.

A report, no check: it ends with 0 whatever it finds. ``python -m tests.benchmarks UNITS`` makes
the country smaller than the 3,500 units it has otherwise.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kpis.settings import settings
from tests.benchmarks import foresight, intake, lookups, processes, screens, scripts
from tests.benchmarks.country import Size
from tests.benchmarks.table import Row, rendered
from tests.browser.site import CHROMIUM


def everything(scratch: Path) -> Iterator[Row]:
    """Yield every measurement, from the first start to ten open sessions."""
    folder = scratch / "data"
    yield processes.first_start(folder)
    os.environ["KPIS_DATA"] = str(folder)
    yield from foresight.measured()
    yield from scripts.measured()
    yield scripts.growth()
    yield from processes.importing(folder, settings().demo, scratch)
    yield from intake.measured(folder, scratch)
    if CHROMIUM.exists():
        yield from screens.measured(folder)
    yield from lookups.measured(scratch, int(sys.argv[1]) if sys.argv[1:] else Size().units)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="kpis-bench-") as scratch:
        rows = []
        for row in everything(Path(scratch)):
            rows.append(row)
            print("·", end="", flush=True)  # noqa: T201
    print(f"\n{rendered(rows)}")  # noqa: T201
