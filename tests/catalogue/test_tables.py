"""Definition files as tables: nothing is lost there and back, and only what changed is written."""

import tomllib
from dataclasses import replace
from datetime import datetime

import pytest

from kpis.catalogue.loading import load_catalogue
from kpis.catalogue.table_cells import as_text, read_cell
from kpis.catalogue.table_columns import as_in_files, with_all_columns, without_empty
from kpis.catalogue.tables import DefinitionTable, tables_of, texts_of
from kpis.errors import CellUnreadable
from kpis.settings import ROOT

SHIPPED = load_catalogue(ROOT / "data" / "catalogue").texts
TOML = """# A comment that stays.
id = "thu"
limit = 0.8 # and this one
title = { vi = "Thử" }
names = ["a", "b"]
[[due]]
level = "agency"
day = 16
[[due]]
level = "district"
day = 17
"""
KEYED = """[a]
title = { vi = "A", en = "A" }
parts = [{ up = ["x"], down = ["y"] }]
since = 2021
[b]
title = { vi = "B" }
since = 2022
day = 2024-03-01
"""


def table(name, text):
    return next(one for one in tables_of({name.partition("#")[0]: text}) if one.name == name)


def with_cell(one, entry, column, value):
    at = one.columns.index(column)
    rows = tuple((*row[:at], value, *row[at + 1 :]) if row[0] == entry else row for row in one.rows)
    return replace(one, rows=rows)


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_tables_that_nobody_edited_change_no_file(name):
    assert texts_of(SHIPPED, tables_of({name: SHIPPED[name]})) == {}


@pytest.mark.parametrize("name", [one for one in sorted(SHIPPED) if one.endswith(".csv")])
def test_every_shipped_column_is_one_that_may_be_there_and_empty_ones_change_no_file(name):
    one = table(name, SHIPPED[name])
    whole = with_all_columns(one)
    assert whole.columns[: len(one.columns)] == one.columns
    assert len(set(whole.columns)) == len(whole.columns)
    assert texts_of(SHIPPED, [without_empty(whole, one.columns)]) == {}
    assert as_in_files(one) == one


def test_a_column_stays_that_has_a_value_in_some_line():
    one = table("milestones.csv", "goal,due,target\na,2024,1\nb,2025,2\n")
    whole = with_all_columns(one)
    assert whole.columns == ("goal", "due", "target", "shape")
    said = without_empty(with_cell(whole, "b", "shape", "step"), one.columns)
    before = {"milestones.csv": "goal,due,target\na,2024,1\nb,2025,2\n"}
    assert texts_of(before, [said])["milestones.csv"] == (
        "goal,due,target,shape\na,2024,1,\nb,2025,2,step\n"
    )


@pytest.mark.parametrize(
    ("column", "typed", "kept"),
    [
        ("target", "62,5", "62.5"), ("target", "62.5", "62.5"), ("target_to", "80,0", "80"),
        ("valid_to", "31/12/2024", "2024-12-31"), ("valid_to", "1/3/2024", "2024-03-01"),
        ("valid_to", "2024-12-31", "2024-12-31"), ("base_year", "2021", "2021"),
        ("wording", "từ 1/3, tăng 62,5%", "từ 1/3, tăng 62,5%"),
        ("valid_to", "31/02/2024", "31/02/2024"), ("target", "≥ 62,5", "≥ 62,5"),
    ],
)  # fmt: skip
def test_days_and_numbers_may_be_typed_as_people_write_them(column, typed, kept):
    goals = as_in_files(DefinitionTable("goals.csv", ("code", column), (("T1", typed),)))
    assert [as_text(cell) for cell in goals.rows[0]] == ["T1", kept]


def test_a_value_is_changed_where_it_stands_and_comments_stay():
    one = table("p.toml", TOML)
    changed = texts_of({"p.toml": TOML}, [with_cell(one, "limit", "value", "0,9")])
    assert changed["p.toml"] == TOML.replace("0.8", "0.9")


def test_a_list_of_entries_grows_and_shrinks():
    one = table("p.toml#due", TOML)
    grown = replace(one, rows=(*one.rows[1:], ("province", 20.0)))
    said = tomllib.loads(texts_of({"p.toml": TOML}, [grown])["p.toml"])
    assert said["due"] == [{"level": "district", "day": 17}, {"level": "province", "day": 20}]
    assert said["names"] == ["a", "b"]


def test_an_entry_is_added_removed_and_changed_by_its_key():
    one = with_cell(table("k.toml", KEYED), "a", "title.en", None)
    rows = (*(row for row in one.rows if row[0] == "a"), ("c", "C", None, None, 2023.0, None))
    said = tomllib.loads(texts_of({"k.toml": KEYED}, [replace(one, rows=rows)])["k.toml"])
    assert said == {
        "a": {"title": {"vi": "A"}, "parts": [{"up": ["x"], "down": ["y"]}], "since": 2021},
        "c": {"title": {"vi": "C"}, "since": 2023},
    }


def test_a_cell_that_cannot_be_read_names_table_column_and_text():
    one = with_cell(table("k.toml", KEYED), "a", "since", "mới")
    with pytest.raises(CellUnreadable) as problem:
        texts_of({"k.toml": KEYED}, [one])
    assert problem.value.facts == {"sheet": "k.toml", "column": "since", "found": "mới"}


@pytest.mark.parametrize(
    ("sort", "cell", "value"),
    [
        ("text", 2025.0, "2025"),
        ("text", " a ", "a"),
        ("number", "0,85", 0.85),
        ("number", 3, 3),
        ("truth", "Có", True),
        ("truth", False, False),
        ("day", "1/3/2025", datetime(2025, 3, 1).date()),
        ("day", datetime(2025, 3, 1), datetime(2025, 3, 1).date()),
        ("names", "a, b", ["a", "b"]),
        ("list", '[{"x": 1}]', [{"x": 1}]),
        ("whole", "  ", None),
    ],
)
def test_a_cell_is_read_as_its_columns_sort(sort, cell, value):
    assert read_cell("bảng", "cột", cell, sort) == value


@pytest.mark.parametrize(
    ("sort", "cell"), [("whole", "1,5"), ("truth", "x"), ("day", "31/2/2025"), ("list", "[")]
)
def test_a_cell_of_another_sort_is_refused(sort, cell):
    with pytest.raises(CellUnreadable):
        read_cell("bảng", "cột", cell, sort)


def test_days_and_booleans_are_written_as_files_have_them():
    assert as_text(datetime(2025, 3, 1)) == "2025-03-01"
    assert as_text(True) == "yes"
