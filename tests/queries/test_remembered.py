"""A question is reckoned once for a version, and anew for whatever may still change."""

import pytest

from kpis.queries.versions import remembered
from tests.conftest import MACHINE


@pytest.fixture
def asked():
    """A question that counts how often it is reckoned."""
    times = []

    @remembered
    def changes(con, more=0):
        times.append(more)
        return con.execute("SELECT count(*) FROM change").fetchone()[0] + more

    changes.times = times
    return changes


def ask(house, question, *facts):
    with house.store.reader(house.store.version()) as con:
        return question(con, *facts)


def test_a_version_is_asked_once(house, asked):
    assert [ask(house, asked), ask(house, asked), ask(house, asked, 5)] == [1, 1, 6]
    assert asked.times == [0, 5]


def test_what_is_usual_may_be_said_or_left_out(house, asked):
    with house.store.reader(house.store.version()) as con:
        assert [asked(con), asked(con, 0), asked(con, more=0)] == [1, 1, 1]
    assert asked.times == [0]


def test_the_next_version_is_asked_anew(house, asked):
    before = ask(house, asked)
    with house.change(MACHINE, "note", "thử") as con:
        assert asked(con) == before + 1
    assert ask(house, asked) == before + 1


def test_what_is_being_written_is_never_remembered(house, asked):
    with house.change(MACHINE, "note", "thử") as con:
        asked(con)
        con.execute("INSERT INTO change SELECT * FROM change")
        assert asked(con) == 4
    assert asked.times == [0, 0]


def test_rehearsals_have_answers_of_their_own(house, asked):
    now = ask(house, asked)

    def add(con):
        con.execute("INSERT INTO change SELECT * FROM change LIMIT 1")

    assert house.store.rehearse(add, asked) == now + 1
    assert house.store.rehearse(lambda con: None, asked) == now


def test_the_oldest_answers_make_room(house, asked):
    for more in range(20):
        ask(house, asked, more)
    ask(house, asked, 19)
    ask(house, asked, 0)
    assert asked.times == [*range(20), 0]
