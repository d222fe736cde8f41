"""What pages ask a store of a country's size, and making that store; times of their own process.

``python -m tests.benchmarks.lookups FOLDER UNITS`` fills a data folder and prints JSON, so that
memory is that of the reckoning alone.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import perf_counter

import duckdb

from kpis.intake.house import House
from kpis.queries import attention, figures, goals, outlooks, paths, state
from kpis.settings import ROOT
from kpis.store.versions import Store
from tests.benchmarks.country import PROVINCE, WRITER, Size, fill, founded
from tests.benchmarks.table import Row, timed

NOW = "2025-Q2"
LOOKUP, REBUILD, PEAK = 0.060, 15, 4096
Question = Callable[[duckdb.DuckDBPyConnection], object]


def measured(scratch: Path, units: int) -> Iterator[Row]:
    """Yield the time and memory of reckoning everything anew, then the time of every lookup."""
    folder, size = scratch / "country", Size(units=units)
    told = subprocess.run(
        [sys.executable, "-m", __name__, str(folder), str(units)],
        check=True,
        cwd=ROOT,
        env={**os.environ, "KPIS_DATA": str(folder)},
        stdout=subprocess.PIPE,
    )
    facts = json.loads(told.stdout)
    told_size = f"{units:,} units x {size.indicators} indicators x {facts['periods']} periods"
    yield Row(f"{told_size}: reckoned anew", facts["seconds"], most=REBUILD)
    yield Row("… its peak of memory", facts["peak"], most=PEAK, unit="MB")
    store = Store(folder / "store")
    with store.reader(store.version()) as con:
        for name, question in questions(size).items():
            question(con)
            [seconds] = timed(lambda ask=question: partial(ask, con))
            yield Row(f"lookup: {name}", seconds, most=LOOKUP)


def questions(size: Size) -> dict[str, Question]:
    """Return what the pages ask, by the name of what they show."""
    subjects = [(name, PROVINCE) for name in size.names]
    indicator, unit = size.names[-1], size.communes[-1]
    one = {"indicator": indicator, "org_unit": unit}
    now = {"period": NOW, "subjects": subjects}
    return {
        "all periods": state.periods,
        "the period to begin with": state.current_period,
        "the head of a page": state.state,
        "every goal at a period": partial(goals.goals_at, **now),
        "the way of every goal": partial(paths.paths_until, **now),
        "where every goal is heading": partial(outlooks.outlooks_at, **now),
        "how every goal has moved": partial(attention.moves, **now),
        "one figure": partial(figures.figure_of, **one, period=NOW),
        "one unit over time": partial(paths.history, **one, kind="quarter"),
        "everything of one unit": partial(figures.figures, org_unit=unit, period=NOW),
        "every unit on one goal": partial(figures.units_at, indicator=indicator, period=NOW),
        "districts by goals": partial(figures.level_at, level="district", period=NOW),
        "silent units": partial(attention.silences, period=NOW, parents=[PROVINCE]),
    }


def reckoned(house: House, size: Size) -> dict[str, float]:
    """Fill the store and return seconds and peak (MB) of the reckoning, with its writing."""
    with house.change(WRITER, "import", "bench") as con:
        fill(con, size)
        # The peak of memory starts anew here (Linux, proc(5)).
        Path("/proc/self/clear_refs").write_text("5", "ascii")
        start = perf_counter()
    seconds = perf_counter() - start
    with house.store.reader(house.store.version()) as con:
        [(periods,)] = con.execute("SELECT count(*) FROM known_period").fetchall()
    return {"seconds": seconds, "peak": _peak(), "periods": periods}


def _peak() -> float:
    status = Path("/proc/self/status").read_text("ascii")
    [line] = [one for one in status.splitlines() if one.startswith("VmHWM:")]
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    folder, size = Path(sys.argv[1]), Size(units=int(sys.argv[2]))
    print(json.dumps(reckoned(founded(folder, size), size)))  # noqa: T201
