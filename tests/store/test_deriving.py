"""Figures stand as they are while nothing they rest on has changed, and only then."""

import re
import shutil
from datetime import date

import duckdb
import pytest

from kpis.intake import recording
from kpis.intake.chasing import grant_extension
from kpis.store.deriving import SQL, derive
from tests.builders import counts, received, store
from tests.conftest import MACHINE

GOAL, UNIT, PERIOD = "on_time_rate", "kg-899", "2024-Q2"
FIGURES = ("figure", "reach", "picture", "silence", "own", "aim", "path_point", "like_for_like")
SCRIPTS = ("schema.sql", "definitions.sql")
MADE = re.compile(r"CREATE (?:OR REPLACE )?TABLE (?:IF NOT EXISTS )?(\w+)")


def rows(con):
    """Every derived table's rows, in an order of their own."""
    return {name: sorted(map(repr, con.table(name).fetchall())) for name in FIGURES}


def made(house):
    """By which change the figures were reckoned."""
    with house.store.reader(house.store.version()) as con:
        return con.execute("SELECT by_change FROM figures_rest_on").fetchone()


def report(house):
    store(house, received(counts(GOAL, UNIT, 90, 100, PERIOD), day=date(2024, 8, 20)))


@pytest.fixture
def reported(filled):
    return filled(report)


def import_more(house):
    store(house, received(counts(GOAL, "kg-900", 80, 100, PERIOD)))


def take_out(house):
    with house.store.reader(house.store.version()) as con:
        [(submission,)] = con.execute("SELECT submission FROM submission").fetchall()
    recording.withdraw(house, submission, MACHINE, "gửi nhầm")


def extend(house):
    day = {"due_on": date(2024, 9, 20), "reason": "mất điện"}
    grant_extension(house, MACHINE, org_unit=UNIT, family="dossiers", period="2024-Q3", **day)


def remember_a_name(house):
    with house.change(MACHINE, "note", "không thêm số liệu"):
        pass


@pytest.mark.parametrize(
    ("change", "anew"),
    [(import_more, True), (take_out, True), (extend, True), (remember_a_name, False)],
)
def test_figures_are_reckoned_anew_when_what_they_rest_on_has_changed(reported, change, anew):
    before = made(reported)
    change(reported)
    assert (made(reported) != before) == anew


@pytest.mark.parametrize("change", [import_more, take_out, extend, remember_a_name])
def test_what_stands_is_what_a_whole_reckoning_gives(reported, change, tmp_path):
    change(reported)
    version = reported.store.version()
    with reported.store.reader(version) as con:
        standing = rows(con)
    whole = shutil.copy(reported.store.path(version), tmp_path / "whole.duckdb")
    with duckdb.connect(str(whole)) as con:
        con.execute("DROP TABLE figures_rest_on")
        derive(con)
    # Anew, for what is needed meanwhile has the same names as long as the connection lives.
    with duckdb.connect(str(whole)) as con:
        assert rows(con) == standing


def test_other_definitions_have_figures_reckoned_anew(reported):
    before = made(reported)
    with reported.change(MACHINE, "edit", "đổi định nghĩa") as con:
        con.execute("UPDATE setting SET value = 'khác' WHERE name = 'basis'")
    assert made(reported) != before


def test_figures_rest_on_nothing_else():
    kept, defined = (set(MADE.findall((SQL / name).read_text("utf-8"))) for name in SCRIPTS)
    scripts = [one for of in ("figures", "pages") for one in (SQL / "derived" / of).glob("*.sql")]
    figures = "".join(one.read_text("utf-8") for one in scripts)
    read = set(re.findall(r"\b(?:FROM|JOIN) (\w+)", figures)) - set(MADE.findall(figures))
    # A submission's row comes with its observations, and never changes.
    counted = {"observation", "submission", "withdrawal_event", "extension"}
    assert read & (kept - defined) == counted


def test_scorecards_rest_on_nothing_else():
    kept, defined = (set(MADE.findall((SQL / name).read_text("utf-8"))) for name in SCRIPTS)
    cards = "".join(one.read_text("utf-8") for one in (SQL / "derived" / "cards").glob("*.sql"))
    read = set(re.findall(r"\b(?:FROM|JOIN) (\w+)", cards)) - set(MADE.findall(cards))
    # The files that are out follow from their events.
    counted = {"criterion", "score_total", "score_mark", "score_reopening", "withdrawal"}
    assert read & (kept - defined) == counted


def test_pages_see_texts_where_ids_are_kept_as_numbers(reported):
    with reported.store.reader(reported.store.version()) as con:
        kinds = {one: {str(kind) for kind in con.table(one).types} for one in (*FIGURES, "own_row")}
    assert any(kind.startswith("ENUM") for kind in kinds.pop("own_row"))
    assert not {kind for of in kinds.values() for kind in of if "ENUM" in kind}
