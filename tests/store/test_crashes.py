"""Processes killed in the middle, and processes side by side."""

import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from random import Random

from tests.store.importer import CELLS, DISTRICTS, file_of, import_files

MOMENTS = 20


def held(house, version=None):
    """Return what a version holds, counted in ways that agree only if it is whole."""
    with house.store.reader(version or house.store.version()) as con:
        files, cells, live, figures, changes = con.execute(
            """
            SELECT (SELECT count(*) FROM submission), (SELECT count(*) FROM observation),
                (SELECT count(*) FROM live), (SELECT count(*) FROM own),
                (SELECT count(*) FROM change)
            """
        ).fetchone()
        total, derived = con.execute(
            """
            SELECT (SELECT coalesce(sum(value), 0) FROM observation WHERE item LIKE '%.numerator'),
                (SELECT coalesce(sum(numerator), 0) FROM own)
            """
        ).fetchone()
    assert cells == live == CELLS * files
    assert figures == len(DISTRICTS) * files
    assert (changes, derived) == (files + 1, total)
    return files


def names_in(house):
    return {path.name for path in house.store.folder.iterdir()}


def test_a_process_killed_at_any_moment_leaves_the_old_version_or_the_new(importers, house):
    for number in range(2):
        started = time.perf_counter()
        importers.start("lan", number)
        assert importers.wait() == 0
        usual = time.perf_counter() - started
    chance, stored = Random(20210315), 2
    outcomes = set()
    for number in range(2, MOMENTS + 2):
        child = importers.start("lan", number)
        # Spread over the whole import, somewhat beyond its end.
        time.sleep(usual * 1.3 * (number - 1 - chance.random()) / MOMENTS)
        os.kill(child, signal.SIGKILL)
        importers.wait()
        now = held(house)
        assert now - stored in (0, 1)
        outcomes.add(now - stored)
        stored = now
    assert 0 in outcomes
    assert len(house.store.versions()) == stored + 1
    assert [held(house, one) for one in house.store.versions()] == list(range(stored + 1))
    # Nothing stands in the way of the next, and nothing of the killed ones is left.
    import_files(house, "lan", 60, 1)
    assert held(house) == stored + 1
    assert not [name for name in names_in(house) if name.startswith("draft")]


def test_two_processes_import_while_eight_readers_ask(importers, house):
    importers.start("lan", 0, 4)
    importers.start("minh", 50, 4)

    done = threading.Event()

    def ask_until_done(_):
        asked = [held(house)]
        while not done.is_set():
            asked.append(held(house))
        return asked

    with ThreadPoolExecutor(8) as readers:
        asking = readers.map(ask_until_done, range(8))
        try:
            assert [importers.wait(), importers.wait()] == [0, 0]
        finally:
            done.set()
        answers = list(asking)
    assert held(house) == 8
    # Each reader saw the store grow, and never anything that is not one version.
    assert all(asked == sorted(asked) for asked in answers)
    assert max(len(set(asked)) for asked in answers) > 1
    with house.store.reader(house.store.version()) as con:
        rows = con.execute("SELECT file, person FROM submission ORDER BY seq").fetchall()
        numbers = [number for (number,) in con.execute("SELECT change FROM change").fetchall()]
    assert {file for file, _ in rows} == {f"{n}.xlsx" for n in (*range(4), *range(50, 54))}
    assert {person for _, person in rows} == {"lan", "minh"}
    assert sorted(numbers) == list(range(1, 10))


def test_two_processes_that_import_the_same_file_store_it_once(importers, house):
    importers.start("lan", 0)
    importers.start("minh", 0)
    assert [importers.wait(), importers.wait()] == [0, 0]
    with house.store.reader(house.store.version()) as con:
        assert con.execute("SELECT count(*) FROM submission").fetchone() == (1,)
    original = house.originals / file_of(0).verdict.sha256
    assert original.read_bytes() == file_of(0).content
    assert list(house.originals.iterdir()) == [original]
