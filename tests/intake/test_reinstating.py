"""Taken out and put back: a file counts again in its old place, and every step stays readable."""

import shutil

import duckdb
import pytest

from kpis.accounts.roles import Actor, Role, Via
from kpis.errors import NotSignedIn, ReasonMissing, StoredAgain, UnknownSubmission
from kpis.intake import recording
from kpis.intake.reinstating import reinstate
from kpis.queries import origins, submissions
from tests.builders import MACHINE, counts, received, store
from tests.intake.test_recording import rate, rows

OFFICER = Actor("lan", Role.OFFICER, Via.PASSWORD)
WHICH = {"indicator": "online_payment_rate", "org_unit": "kg-899", "period": "2021-Q1"}


def value(house):
    found = rows(
        house,
        "SELECT value FROM figure WHERE indicator = $indicator AND org_unit = $org_unit"
        " AND period = $period",
        **WHICH,
    )
    return found[0][0] if found else None


def test_a_file_that_was_put_back_counts_again_and_both_events_stay(house):
    [one] = store(house, rate())
    assert value(house) == 50
    recording.withdraw(house, one, OFFICER, "gửi nhầm")
    assert value(house) is None
    reinstate(house, one, OFFICER, "rút nhầm")
    assert value(house) == 50
    assert rows(house, "SELECT * FROM withdrawal") == []
    events = rows(house, "SELECT action, person, reason FROM withdrawal_event ORDER BY change")
    assert events == [("withdraw", "lan", "gửi nhầm"), ("reinstate", "lan", "rút nhầm")]
    recording.withdraw(house, one, MACHINE, "lại rút")
    assert value(house) is None


def test_it_comes_back_in_its_old_place_behind_what_was_sent_after_it(house):
    [early] = store(house, rate(numerator=1))
    [late] = store(house, rate(numerator=2))
    recording.withdraw(house, early, MACHINE, "thử")
    reinstate(house, early, MACHINE, "thử")
    assert value(house) == 100
    recording.withdraw(house, late, MACHINE, "thử")
    assert value(house) == 50


def test_what_is_not_out_or_was_stored_anew_is_not_put_back(house):
    [one] = store(house, rate())
    for submission in (one, "000009-abc"):
        with pytest.raises(UnknownSubmission):
            reinstate(house, submission, MACHINE, "thử")
    recording.withdraw(house, one, MACHINE, "thử")
    with pytest.raises(ReasonMissing):
        reinstate(house, one, MACHINE, "  ")
    with pytest.raises(NotSignedIn):
        reinstate(house, one, None, "thử")
    [again] = store(house, rate())
    before = house.store.versions()
    with pytest.raises(StoredAgain) as refused:
        reinstate(house, one, MACHINE, "thử")
    assert refused.value.facts == {"submission": one, "again": again}
    assert house.store.versions() == before


@pytest.fixture
def older(house):
    """A store as it was before a file could be put back: withdrawal holds the events itself."""
    out, _ = store(house, rate(), rate("kg-900"))
    recording.withdraw(house, out, MACHINE, "gửi nhầm")
    path = house.store.path(house.store.version())
    before = house.store.folder / "kpis-29990101T000000000000.duckdb"
    shutil.copyfile(path, before)
    with duckdb.connect(str(before)) as con:
        con.execute("DROP TABLE withdrawal_event")
    return out


def test_an_older_store_is_read_changed_and_rehearsed_as_it_is(house, older):
    with house.store.reader(house.store.version()) as con:
        assert origins.submissions(con)["withdrawn_why"].dropna().tolist() == ["gửi nhầm"]
        assert submissions.events_of(con, submission=older)["action"].tolist() == ["withdraw"]
    new = received(counts("online_payment_rate", "kg-901", 1, 4, "2021-Q1"))
    tried = house.store.rehearse(
        lambda con: recording.put(con, house.forms, [new], MACHINE, ""),
        lambda con: con.execute("SELECT count(*) FROM withdrawal").fetchone()[0],
    )
    assert tried == 1
    reinstate(house, older, MACHINE, "rút nhầm")
    assert value(house) == 50
    with house.store.reader(house.store.version()) as con:
        events = submissions.events_of(con, submission=older)
    assert events["action"].tolist() == ["withdraw", "reinstate"]
    assert events["reason"].tolist() == ["gửi nhầm", "rút nhầm"]
