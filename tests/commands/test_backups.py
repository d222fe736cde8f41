"""Taking out, putting back and copying the house from the command line."""

import json

import pytest
from typer.testing import CliRunner

from kpis.__main__ import app
from kpis.intake.house import open_house
from kpis.words import Words
from tests.builders import counts, received, store

T = Words()


def run(*arguments):
    return CliRunner().invoke(app, [str(one) for one in arguments])


def figures():
    return json.loads(run("figures", "--json").stdout)


@pytest.fixture
def stored(house):
    return store(house, received(counts("online_payment_rate", "kg-899", 1, 2, "2021-Q1")))[0]


def test_a_withdrawn_file_is_put_back(stored):
    before = figures()
    assert before
    assert run("withdraw", stored, "--reason", "nhầm").exit_code == 0
    assert figures() == []
    assert run("reinstate", stored, "--reason", "rút nhầm", "--by", "lan").exit_code == 0
    assert figures() == before
    again = run("reinstate", stored, "--reason", "rút nhầm")
    assert (again.exit_code, again.stdout) == (1, "")
    assert stored in again.stderr
    assert run("reinstate", stored).exit_code == 2


def test_a_backup_brings_all_figures_back_elsewhere(
    stored, tmp_path, tmp_path_factory, monkeypatch
):
    before, out = figures(), tmp_path / "ngoài" / "sao lưu.zip"
    made = run("backup", out)
    assert (made.exit_code, made.stdout) == (0, "")
    assert "sao lưu.zip" in made.stderr
    monkeypatch.setenv("KPIS_DATA", str(tmp_path_factory.mktemp("other")))
    done = run("restore", out)
    assert (done.exit_code, done.stdout) == (0, "")
    assert figures() == before
    assert run("withdraw", stored, "--reason", "nhầm").exit_code == 0
    versions = open_house().store.versions()
    assert run("restore", out, "--reason", "rút nhầm hết").exit_code == 0
    assert figures() == before
    assert set(versions) < set(open_house().store.versions())


def test_what_is_no_backup_is_refused_in_words(house, tmp_path):
    (tmp_path / "a.zip").write_bytes(b"x")
    refused = run("restore", tmp_path / "a.zip")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.strip() == T("problem.backup_unreadable", file="a.zip")
    assert run("restore", tmp_path / "b.zip").exit_code == 2
