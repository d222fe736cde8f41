"""The whole province by command: out as one plain workbook, and back into an empty folder."""

import json

import pytest
from typer.testing import CliRunner

from kpis.__main__ import app
from tests.builders import counts, received, store

ASKED = ["--indicator", "online_payment_rate", "--org-unit", "kg-899", "--period", "2021-Q1"]


def run(*arguments):
    return CliRunner().invoke(app, [str(one) for one in arguments])


@pytest.fixture
def exported(house, tmp_path_factory):
    store(house, received(counts("online_payment_rate", "kg-899", 1, 3, "2021-Q1")))
    out = tmp_path_factory.mktemp("out") / "toan tinh.xlsx"
    done = run("export", out)
    assert done.exit_code == 0
    assert done.stdout == ""
    return out


def test_a_province_moves_to_another_machine_as_a_workbook(exported, monkeypatch, tmp_path):
    before = json.loads(run("value", *ASKED, "--json").stdout)
    folder = tmp_path / "khác"
    monkeypatch.setenv("KPIS_DATA", str(folder))
    assert run("rebuild", exported, "--by", "lan").exit_code == 0
    after = json.loads(run("value", *ASKED, "--json").stdout)
    assert {**after, "version": None} == {**before, "version": None}
    assert after["sources"][0]["cell"] == "D8"


def test_an_earlier_version_can_be_exported_too(exported, house):
    first = house.store.versions()[0]
    assert run("export", exported, "--as-of", first).exit_code == 0
    assert run("export", exported, "--as-of", "20200101").exit_code == 1


def test_a_store_with_figures_is_left_alone(exported, house):
    versions = house.store.versions()
    refused = run("rebuild", exported)
    assert refused.exit_code == 1
    assert "trống" in refused.stderr
    assert house.store.versions() == versions
