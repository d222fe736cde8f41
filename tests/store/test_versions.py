"""Versions: changes that fail, readers that stay, names that only grow, turns that end."""

import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from kpis.errors import StoreBusy, StoreEmpty, UnknownVersion
from kpis.store import retention
from kpis.store.versions import STAMP, Store
from tests.builders import counts, received, store

Q1 = "2021-Q1"
BOUND = {"by": "lan", "why": "thử", "action": "import"}


def listing(house):
    return sorted(
        (path.name, path.stat().st_mtime_ns if path.is_file() else 0)
        for path in house.store.folder.rglob("*")
        if path.name not in ("writer.lock", "writer.by")
    )


def count(house, version=None):
    with house.store.reader(version or house.store.version()) as con:
        return con.execute("SELECT count(*) FROM submission").fetchone()[0]


def rate(unit="kg-899", numerator=1):
    return received(counts("online_payment_rate", unit, numerator, 2, Q1))


def test_a_store_without_a_version_says_so(data_folder):
    with pytest.raises(StoreEmpty):
        Store(data_folder / "store").version()


def test_a_change_that_fails_leaves_no_trace(house):
    before, version = listing(house), house.store.version()

    def fail():
        with house.store.writer(**BOUND) as con:
            con.execute("INSERT INTO withdrawal VALUES ('1', now(), 'lan', '')")
            raise RuntimeError("giữa chừng")

    with pytest.raises(RuntimeError, match="giữa chừng"):
        fail()
    assert (listing(house), house.store.version()) == (before, version)
    assert store(house, rate()) != [None]


def test_a_change_whose_reckoning_fails_leaves_no_trace(house):
    before = listing(house)
    with pytest.raises(Exception, match="live"), house.store.writer(**BOUND) as con:  # noqa: PT012
        con.execute("DROP TABLE live")
        con.execute("CREATE VIEW live AS SELECT 1")
    assert listing(house) == before


def test_a_first_change_that_fails_leaves_no_store(data_folder):
    new = Store(data_folder / "store")
    with pytest.raises(ZeroDivisionError), new.writer(**BOUND):
        raise ZeroDivisionError
    assert new.versions() == []


def test_a_reader_keeps_its_version_while_others_are_made_and_opened(house):
    first = house.store.version()
    with house.store.reader(first) as con:
        for number in range(6):
            store(house, rate(numerator=number / 10))
            assert count(house) == number + 1
        assert con.execute("SELECT count(*) FROM submission").fetchone() == (0,)
    assert count(house, version=first) == 0


def test_readers_in_threads_have_answers_of_their_own(house):
    for number in range(6):
        store(house, rate(numerator=number / 10))
    versions = house.store.versions() * 4

    def ask(version):
        return count(house, version=version)

    with ThreadPoolExecutor(8) as readers:
        assert list(readers.map(ask, versions)) == list(range(7)) * 4


def test_a_reader_cannot_write(house):
    with (
        house.store.reader(house.store.version()) as con,
        pytest.raises(Exception, match="read-only"),
    ):
        con.execute("DELETE FROM change")


@pytest.mark.parametrize(
    "trick",
    ["../x", "..", "", "20240101T000000000000", "a/b", "*", "kpis-1", "x\0", "draft.duckdb"],
)
def test_a_version_that_is_not_kept_is_unknown(house, trick):
    (house.store.folder.parent / "kpis-x.duckdb").write_bytes(b"")
    with pytest.raises(UnknownVersion) as problem, house.store.reader(trick):
        pass
    assert problem.value.facts == {"version": trick}


def test_waiting_for_a_turn_is_bounded_and_names_who_has_it(house):
    entered, leave = threading.Event(), threading.Event()

    def hold():
        with house.store.writer(by="minh", why="", action="import"):
            entered.set()
            leave.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    entered.wait(10)
    started = time.perf_counter()
    with (
        pytest.raises(StoreBusy) as problem,
        house.store.writer(by="lan", why="", action="import", wait=0.3),
    ):
        pass
    waited = time.perf_counter() - started
    leave.set()
    holder.join()
    assert problem.value.facts == {"by": "minh", "seconds": 0}
    assert 0.2 < waited < 3
    with house.store.writer(by="lan", why="", action="import", wait=0.3):
        pass


def test_whoever_is_busy_may_not_have_said_a_name_yet(house):
    (house.store.folder / "writer.by").unlink()
    with house.store.writer(by="minh", why="", action="import"):
        (house.store.folder / "writer.by").unlink()
        with (
            pytest.raises(StoreBusy) as problem,
            house.store.writer(by="lan", why="", action="import", wait=0),
        ):
            pass
    assert problem.value.facts["by"] == ""


def test_what_a_killed_writer_left_is_cleared_away(house):
    (house.store.folder / "draft.duckdb").write_bytes(b"half")
    (house.store.folder / "draft.duckdb.wal").write_bytes(b"half")
    # DuckDB spills what does not fit into memory into a folder of this name.
    (house.store.folder / "draft.duckdb.tmp").mkdir()
    (house.store.folder / "draft.duckdb.tmp" / "1.tmp").write_bytes(b"half")
    store(house, rate())
    assert not list(house.store.folder.glob("draft*"))
    assert count(house) == 1


def test_a_clock_set_back_still_gives_later_names(house):
    future = (datetime.now(UTC) + timedelta(days=400)).strftime(STAMP)
    house.store.path(house.store.version()).rename(house.store.folder / f"kpis-{future}.duckdb")
    store(house, rate())
    store(house, rate(numerator=0))
    names = house.store.versions()
    assert names[0] == future
    assert len(set(names)) == 3
    assert [count(house, version=name) for name in names] == [0, 1, 2]


def test_rehearsing_answers_and_leaves_nothing(house):
    before = listing(house)

    def change(con):
        con.execute("INSERT INTO change SELECT 99, now(), 'lan', 'import', ''")

    def question(con):
        return con.execute("SELECT max(change) FROM change").fetchone()[0]

    assert house.store.rehearse(change, question) == 99
    assert listing(house) == before
    with house.store.reader(house.store.version()) as con:
        assert question(con) == 1


def test_rehearsing_that_fails_leaves_nothing(house):
    before = listing(house)
    with pytest.raises(ZeroDivisionError):
        house.store.rehearse(lambda _: 1 / 0, lambda _: None)
    assert listing(house) == before


def test_old_versions_go_but_for_the_last_of_a_month_and_the_named(house):
    newest = house.store.path(house.store.version())
    old = [f"20200131T00{minute:02d}00000000" for minute in range(1, 32)]
    for name in old:
        shutil.copyfile(newest, house.store.folder / f"kpis-{name}.duckdb")
    house.store.name(old[0], "Phiên họp 15/7: 100% xong")
    store(house, rate())
    # 33 versions; kept are the latest 30, and the one with a name.
    kept = house.store.versions()
    assert kept[:2] == [old[0], old[3]]
    assert len(kept) == 31
    assert house.store.names() == {"Phiên họp 15/7: 100% xong": old[0]}


def test_a_name_leads_nowhere_else_and_may_move_to_another_version(house):
    first = house.store.version()
    store(house, rate())
    house.store.name(first, "../../họp")
    assert not list(house.store.folder.parent.glob("*.txt"))
    house.store.name(house.store.version(), "../../họp")
    assert house.store.names() == {"../../họp": house.store.version()}
    with pytest.raises(UnknownVersion):
        house.store.name("20200101T000000000000", "họp")


@pytest.mark.parametrize(
    ("versions", "hours", "wanted", "gone"),
    [
        (30, 0.1, [], []),
        (31, 0.1, [], [0]),
        (33, 0.1, [1], [0, 2]),
        # The 24th is the last of its day.
        (60, 1, [], [*range(23), *range(24, 30)]),
        # Of the first 24 days, too old for that, the last one ends its month.
        (124 + 31, 24, [], [*range(30), *range(31, 55)]),
    ],
    ids=[
        "thirty are kept",
        "the next goes",
        "a wanted one stays",
        "last of a day",
        "of a month",
    ],
)
def test_which_versions_may_go(versions, hours, wanted, gone):
    all_of_them = [
        (datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=hours * place)).strftime(STAMP)
        for place in range(versions)
    ]
    found = retention.dispensable(all_of_them[::-1], {all_of_them[place] for place in wanted})
    assert found == [all_of_them[place] for place in gone]


def test_a_version_somebody_has_looked_at_is_kept(house, monkeypatch):
    monkeypatch.setattr(retention, "KEPT", 1)
    seen = house.store.version()
    house.store.keep(seen)
    store(house, rate())
    unseen = house.store.version()
    store(house, rate(2))
    assert house.store.versions() == [seen, house.store.version()]
    with pytest.raises(UnknownVersion):
        house.store.keep(unseen)
    with pytest.raises(UnknownVersion):
        house.store.keep("../../x")
