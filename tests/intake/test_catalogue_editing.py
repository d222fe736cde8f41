"""Editing definitions: a new version each, old versions keep theirs, the folder is untouched."""

import pytest

from kpis.errors import CatalogueChanged, CatalogueInvalid, ExplanationMissing, NotSignedIn
from kpis.intake import catalogue_editing as editing
from kpis.intake.catalogue_texts import texts_in
from kpis.intake.house import catalogue_at, open_house
from kpis.queries.figures import figure_of
from kpis.settings import settings
from tests.builders import MACHINE, counts, received, store

GOAL = "online_dossier_rate"


def stricter(house, target="99"):
    """The goals with another target on one line."""
    lines = house.catalogue.texts["goals.csv"].splitlines(keepends=True)
    at = next(i for i, line in enumerate(lines) if f",{GOAL}," in line)
    cells = lines[at].split(",")
    place = next(i for i, cell in enumerate(cells) if cell in (">=", "<=")) + 1
    cells[place] = target
    return {"goals.csv": "".join([*lines[:at], ",".join(cells), *lines[at + 1 :]])}


def target_in(house, version):
    with house.store.reader(version) as con:
        return con.execute(
            "SELECT DISTINCT target FROM target WHERE indicator = $goal AND org_unit = 'kg'",
            {"goal": GOAL},
        ).fetchall()


def test_an_edit_makes_a_version_and_the_old_one_keeps_its_own_words(house):
    before = house.store.version()
    editing.edit(house, stricter(house), MACHINE, "Tỉnh ủy nâng chỉ tiêu")
    after = open_house()
    assert target_in(after, after.store.version()) == [(99.0,)]
    assert [one.target for one in after.catalogue.goals if one.indicator == GOAL] == [99.0]
    folder = settings().catalogue
    then = catalogue_at(after.store, before, folder)
    assert [one.target for one in then.goals if one.indicator == GOAL] != [99.0]
    assert target_in(after, before) != [(99.0,)]


def test_an_edit_outlives_later_changes_and_other_processes_houses(house):
    opened_before = open_house()
    editing.edit(house, stricter(house), MACHINE, "lý do")
    store(opened_before, received(counts(GOAL, "kg-899", 80, 100, "2024-Q1")))
    after = open_house()
    assert target_in(after, after.store.version()) == [(99.0,)]
    assert not after.outdated()


def test_an_edit_taken_back_lets_the_folders_file_count_again(house):
    first = house.store.version()
    editing.edit(house, stricter(house), MACHINE, "lý do")
    editing.take_edit_back(open_house(), "goals.csv", MACHINE, "nhầm")
    after = open_house()
    assert target_in(after, after.store.version()) == target_in(after, first)
    assert after.catalogue.digest == house.catalogue.digest


def test_of_two_editors_the_second_is_told(house):
    other = open_house()
    editing.edit(house, stricter(house), MACHINE, "lý do")
    with pytest.raises(CatalogueChanged):
        editing.edit(other, stricter(other, "98"), MACHINE, "lý do")


def test_a_broken_edit_stores_nothing(house):
    versions = house.store.versions()
    with pytest.raises(CatalogueInvalid) as problem:
        editing.edit(house, stricter(house, "rất cao"), MACHINE, "lý do")
    assert problem.value.facts["file"] == "goals.csv"
    assert house.store.versions() == versions
    assert [one.name for one in house.laid_out.iterdir()] == []


def test_editing_wants_a_reason_and_the_role(house):
    with pytest.raises(ExplanationMissing):
        editing.edit(house, stricter(house), MACHINE, " ")
    with pytest.raises(NotSignedIn):
        editing.edit(house, stricter(house), None, "lý do")


def test_the_effect_is_seen_before_anything_is_stored(house):
    store(house, received(counts(GOAL, "kg-899", 80, 100, "2024-Q1")))
    house = open_house()
    versions = house.store.versions()

    def question(con):
        return figure_of(con, indicator=GOAL, org_unit="kg-899", period="2024-Q1")["target"]

    now, then = editing.effect(house, stricter(house), question)
    assert now != then == 99.0
    assert house.store.versions() == versions


def test_a_version_keeps_every_file_once(house):
    store(house, received(counts(GOAL, "kg-899", 80, 100, "2024-Q1")))
    with house.store.reader(house.store.version()) as con:
        kept = con.execute("SELECT count(*), count(DISTINCT name) FROM catalogue_text").fetchone()
        assert texts_in(con) == house.catalogue.texts
    assert kept[0] == kept[1] == len(house.catalogue.texts)
