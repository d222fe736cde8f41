"""Rows added to a table: what goes in comes out, to the last digit and letter."""

from datetime import date, datetime

import duckdb
import pytest

from kpis.store.filling import add_rows

COLUMNS = (
    "a TEXT, b DOUBLE, c BIGINT, d BOOLEAN, e DATE, f TIMESTAMP, g TEXT[], h DATE[], set_by TEXT"
)
MOMENT = datetime(2024, 2, 29, 23, 59, 59, 123456)
TEXT = "“Gò Quao”, 'ấp \\ 3'\n\t\"x\""
LISTS = ['a, "b"', "null", ""], [date(2021, 1, 1)]
ROWS = [
    (TEXT, 0.1 + 0.2, 2**53 + 1, True, date(2024, 2, 29), MOMENT, *LISTS, "x"),
    ("null", 5e-324, -1, False, date(1, 1, 1), datetime(2024, 2, 29), [], [], ""),
    (None,) * 9,
]


@pytest.fixture
def con():
    with duckdb.connect() as con:
        con.execute(f"CREATE TABLE kept ({COLUMNS})")
        yield con


def rows_of(rows):
    names = [one.split()[0] for one in COLUMNS.split(", ")]
    return [dict(zip(names, row, strict=True)) for row in rows]


def test_values_of_every_kind_come_back_as_they_went_in(con):
    add_rows(con, "kept", rows_of(ROWS))
    assert con.execute("FROM kept").fetchall() == ROWS


def test_columns_are_told_by_their_names_and_those_left_out_are_missing(con):
    add_rows(con, "kept", [{"c": 1, "a": "x"}, {"c": 2, "a": None}])
    assert con.execute("SELECT a, c, b FROM kept").fetchall() == [("x", 1, None), (None, 2, None)]


def test_no_rows_are_no_work(con):
    add_rows(con, "no such table", [])


def test_a_value_of_another_kind_is_refused(con):
    with pytest.raises(duckdb.Error):
        add_rows(con, "kept", [{"c": "mười"}])
    assert con.execute("SELECT count(*) FROM kept").fetchone() == (0,)
