"""A whole house in one file, and back from it into an empty folder or beside what is there."""

import shutil
import sqlite3
from contextlib import closing
from zipfile import ZipFile

import pytest

from kpis.accounts import people
from kpis.accounts.roles import Actor, Role, Via
from kpis.errors import BackupUnreadable, NotAllowed, StoreEmpty
from kpis.intake import backups, recording
from kpis.intake.house import open_house
from kpis.intake.originals import original
from kpis.queries.figures import figures
from kpis.settings import ROOT
from kpis.store.archive import MANIFEST
from tests.builders import MACHINE, counts, received, store

OFFICER = Actor("lan", Role.OFFICER, Via.PASSWORD)
WHY = "máy hỏng"
EDITION = "Họp 15/7"


def report(unit="kg-899", numerator=1):
    return received(counts("online_payment_rate", unit, numerator, 2, "2021-Q1"))


def said(house):
    with house.store.reader(house.store.version()) as con:
        return figures(con, indicator=None, org_unit=None, period=None)


@pytest.fixture
def moved(monkeypatch, tmp_path_factory):
    """Turn to another data folder, which is empty."""

    def turned():
        folder = tmp_path_factory.mktemp("other")
        monkeypatch.setenv("KPIS_DATA", str(folder))
        return folder

    return turned


def furnish(house):
    people.add(MACHINE, "lan", "Trần Thị Lan", Role.OFFICER, "")
    store(house, report())
    house.store.name(house.store.version(), EDITION)
    store(house, report("kg-900"))
    shutil.copytree(ROOT / "data" / "forms", house.store.folder.parent / "forms")


@pytest.fixture
def house(quick_hashes, filled):
    """A house with a report, an edition, a person and definitions of its own."""
    return filled(furnish)


@pytest.fixture
def copied(house, tmp_path_factory):
    """Its backup, and its first report."""
    out = tmp_path_factory.mktemp("out") / "sao luu.zip"
    backups.back_up(house, out, MACHINE)
    return out, report()


def test_a_backup_brings_everything_back_into_an_empty_folder(house, copied, moved):
    out, one = copied
    before, versions = said(house), house.store.version()
    folder = moved()
    done = backups.restore(out, MACHINE, WHY)
    again = open_house()
    assert (done.whole, done.accounts, done.originals) == (True, True, 2)
    assert done.version == again.store.version() == versions
    assert len(before)
    assert said(again).equals(before)
    assert again.store.names().keys() == {EDITION}
    with again.store.reader(again.store.names()[EDITION]) as con:
        assert con.execute("SELECT count(*) FROM submission").fetchone() == (1,)
    assert original(again.originals, one.verdict.sha256) == one.content
    assert [each.name for each in people.everybody()] == ["lan"]
    assert (folder / "accounts.sqlite").stat().st_mode & 0o077 == 0
    assert (folder / "forms").is_dir()
    assert not (folder / "catalogue").exists()
    assert not list(folder.glob("restore-*"))


def test_the_restored_house_goes_on_as_any(house, copied, moved):
    moved()
    backups.restore(copied[0], MACHINE, WHY)
    assert store(open_house(), report("kg-901")) != [None]
    assert store(open_house(), report("kg-900")) == [None]


def test_in_another_house_the_backup_s_figures_become_the_newest_version(house, copied, moved):
    out, _ = copied
    before = said(house)
    moved()
    other = open_house()
    recording.establish(other, MACHINE)
    mine = report("kg-905")
    store(other, mine)
    versions = other.store.versions()
    done = backups.restore(out, MACHINE, WHY)
    assert (done.whole, done.accounts, done.originals) == (False, False, 2)
    assert set(versions) < set(other.store.versions())
    assert other.store.version() == done.version > max(versions)
    assert said(other).equals(before)
    assert original(other.originals, mine.verdict.sha256) == mine.content
    assert people.everybody() == []
    assert other.store.names().keys() == {EDITION}
    with other.store.reader(done.version) as con:
        last = con.execute("SELECT action, why FROM change ORDER BY change DESC LIMIT 1")
        assert last.fetchone() == ("restore", WHY)


def test_what_people_did_a_moment_ago_is_in_the_backup(house, copied, tmp_path, moved):
    """The accounts' file alone lacks what stands in its write-ahead log."""
    with closing(sqlite3.connect(tmp_path / "accounts.sqlite", isolation_level=None)) as con:
        con.execute("PRAGMA wal_autocheckpoint = 0")
        con.execute("UPDATE person SET full_name = 'Lan Mới'")
        out = tmp_path / "a" / "hai.zip"
        backups.back_up(house, out, MACHINE)
    moved()
    backups.restore(out, MACHINE, WHY)
    assert [each.full_name for each in people.everybody()] == ["Lan Mới"]


def test_nothing_is_taken_from_what_is_no_backup(house, tmp_path, copied):
    out, _ = copied
    broken = tmp_path / "hong.zip"
    broken.write_bytes(out.read_bytes()[:2000])
    other = tmp_path / "khac.zip"
    with ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "x")
    lying = tmp_path / "gia.zip"
    with ZipFile(lying, "w") as archive:
        archive.writestr(MANIFEST, '{"version": "20200101T000000000000"}')
        archive.writestr("store/kpis-20200101T000000000000.duckdb", "no database")
    before = house.store.versions()
    for file in (broken, other, lying, tmp_path / "khong co.zip"):
        with pytest.raises(BackupUnreadable) as refused:
            backups.restore(file, MACHINE, WHY)
        assert refused.value.facts == {"file": file.name}
    assert house.store.versions() == before


def test_names_in_an_archive_lead_nowhere_else(copied, moved, tmp_path):
    out, _ = copied
    with ZipFile(out, "a") as archive:
        for name in ("../ra.txt", "/tmp/ra.txt", "catalogue/../../ra.txt", "store/x.sh", "ra.txt"):
            archive.writestr(name, "x")
    folder = moved()
    backups.restore(out, MACHINE, WHY)
    assert not list(folder.parent.glob("ra.txt"))
    assert not [path for path in folder.rglob("*") if path.name in ("ra.txt", "x.sh")]


def test_a_backup_is_whole_or_not_there_and_only_an_administrator_s(data_folder, tmp_path, house):
    with pytest.raises(NotAllowed):
        backups.back_up(house, tmp_path / "a.zip", OFFICER)
    with pytest.raises(NotAllowed):
        backups.restore(tmp_path / "a.zip", OFFICER, WHY)
    for path in house.store.folder.glob("kpis-*"):
        path.unlink()
    with pytest.raises(StoreEmpty):
        backups.back_up(house, tmp_path / "a.zip", MACHINE)
    assert not list(tmp_path.glob("a.zip*"))
