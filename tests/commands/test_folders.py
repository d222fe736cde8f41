"""Folders given to check and import: all workbooks in them, in order, and nothing else."""

import json

import pytest
from typer.testing import CliRunner

from kpis.__main__ import app
from kpis.errors import NothingToRead
from kpis.intake.checking import from_paths
from tests.intake.builders import GOOD, dossiers, form_file


def report(reporter):
    return form_file(dossiers([["1", "Đất đai", *GOOD]], reporter=reporter))


@pytest.fixture
def inbox(tmp_path_factory):
    """A folder as a quarter leaves it: workbooks, a folder of more, and other things."""
    folder = tmp_path_factory.mktemp("inbox")
    (folder / "bo sung").mkdir()
    (folder / "b.xlsx").write_bytes(report("UBND huyện Gò Quao"))
    (folder / "a.XLSX").write_bytes(report("UBND huyện An Biên"))
    (folder / "bo sung" / "c.xlsx").write_bytes(report("UBND huyện An Minh"))
    (folder / "~$b.xlsx").write_bytes(b"open")
    (folder / ".c.xlsx").write_bytes(b"hidden")
    (folder / "ghi chu.txt").write_text("không phải bảng tính", "utf-8")
    (folder / "thu muc.xlsx").mkdir()
    return folder


def test_a_folder_gives_its_workbooks_sorted(inbox):
    assert [name for name, _ in from_paths([inbox])] == ["a.XLSX", "b.xlsx", "c.xlsx"]


def test_a_file_that_is_named_is_read_whatever_it_is(inbox):
    [(name, content)] = from_paths([inbox / "ghi chu.txt"])
    assert (name, content) == ("ghi chu.txt", "không phải bảng tính".encode())


def test_a_folder_without_workbooks_is_refused(tmp_path):
    with pytest.raises(NothingToRead):
        from_paths([tmp_path])


def test_check_and_import_take_folders_beside_files(house, inbox):
    checked = CliRunner().invoke(app, ["check", str(inbox / "bo sung"), "--json"])
    assert [one["file"] for one in json.loads(checked.stdout)] == ["c.xlsx"]
    paths = [str(inbox / "b.xlsx"), str(inbox / "bo sung")]
    stored = CliRunner().invoke(app, ["import", *paths, "--json"])
    assert stored.exit_code == 0
    assert [one["file"] for one in json.loads(stored.stdout) if one["submission"]] == [
        *("b.xlsx", "c.xlsx"),
    ]


def test_an_empty_folder_is_wrong_usage(house, tmp_path_factory):
    empty = tmp_path_factory.mktemp("rong")
    result = CliRunner().invoke(app, ["check", str(empty)])
    assert result.exit_code == 2
    assert empty.name in result.stderr
