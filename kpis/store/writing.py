"""Writing the next version: one's turn, a clean desk, and a draft reckoned anew."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from kpis.errors import StoreBusy
from kpis.store.deriving import SQL, bring_up, derive

# Small blocks: most tables are short, and a version is a whole file (1 MB instead of 11 MB).
BLOCK_SIZE = "16384"
# Beyond it a large reckoning spills beside the draft: a server has other things to do as well.
MEMORY = "3GB"
# A draft is checkpointed at its end. On the way, DuckDB would do it whenever so much has been
# written, and write a country's last tables twice.
NEVER = "1TB"
# One thread for a connection: the tables are so short that DuckDB's threads mostly wait for each
# other. Reckoning the demonstration took 1.1 s of two processors' time, and takes 0.7 s of one's.
THREADS = {"threads": "1"}


@contextmanager
def turn(lock: Path, by: str, wait: float) -> Iterator[None]:
    """Wait for one's turn to write. The lock is SQLite's: released even by ``kill -9``.

    Raises ``StoreBusy`` with the name of whoever holds it.
    """
    con = sqlite3.connect(lock, timeout=wait, isolation_level=None)
    holder = lock.with_suffix(".by")
    try:
        try:
            con.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            who = holder.read_text("utf-8") if holder.exists() else ""
            raise StoreBusy(by=who, seconds=round(wait)) from error
        holder.write_text(by, "utf-8")
        yield
    finally:
        con.close()


@contextmanager
def drafted(
    draft: Path, start: Path | None, change: dict[str, str]
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a copy of a version in one transaction, ended by reckoning and CHECKPOINT.

    ``change`` says who changes it (by), what they do (action) and why.
    """
    if start:
        shutil.copyfile(start, draft)
    sizes = {"default_block_size": BLOCK_SIZE, "memory_limit": MEMORY}
    config = {**sizes, **THREADS, "checkpoint_threshold": NEVER}
    with duckdb.connect(str(draft), config=config) as con:
        con.execute("BEGIN")
        bring_up(con)
        if not start:
            con.execute((SQL / "definitions.sql").read_text("utf-8"))
        con.execute(
            """
            INSERT INTO change
            SELECT count(*) + 1, now() AT TIME ZONE 'UTC', $by, $action, $why FROM change
            """,
            change,
        )
        yield con
        derive(con)
        con.execute("COMMIT")
        con.execute("CHECKPOINT")


def clear(folder: Path) -> None:
    """Take away what a writer that was killed left behind: the draft, its log, spilled data."""
    for left_over in folder.glob("draft*"):
        if left_over.is_dir():
            shutil.rmtree(left_over)
        else:
            left_over.unlink()


def flush(folder: Path) -> None:
    """Have a new name written to the disk, so that a power cut does not take it back."""
    with suppress(PermissionError):  # Windows opens no folder, and writes names at once.
        handle = os.open(folder, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)
