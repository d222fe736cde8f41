"""Names and periods said by hand on the command line."""

import json

import pytest
from typer.testing import CliRunner

from kpis.__main__ import app
from tests.intake.builders import GOOD, dossiers, form_file

NAME = "Huyện Gồng Riềng"


def run(*arguments):
    return CliRunner().invoke(app, [str(one) for one in arguments])


@pytest.fixture
def file(tmp_path_factory):
    def written(reporter="UBND huyện Gò Quao", period="Quý III/2023"):
        content = form_file(dossiers([[1, "Hộ tịch", *GOOD]], reporter=reporter, period=period))
        path = tmp_path_factory.mktemp("inbox") / "bieu.xlsx"
        path.write_bytes(content)
        return path

    return written


def test_a_name_is_confirmed_listed_used_and_taken_back(house, file):
    path = file(NAME)
    assert run("check", path).exit_code == 1
    assert run("confirm-name", NAME, "kg-906", "--by", "Lan", "--reason", "đã hỏi").exit_code == 0
    [one] = json.loads(run("names", "--json").stdout)
    assert set(one) == {"name", "org_unit", "person", "reason", "confirmed_at"}
    assert (one["name"], one["org_unit"], one["person"]) == (NAME, "kg-906", "Lan")
    assert run("names").stdout.startswith(f"{NAME}\tkg-906\tLan\t")
    [read] = json.loads(run("check", path, "--json").stdout)
    assert (read["accepted"], read["sheets"][0]["org_unit"]) == (True, "kg-906")
    assert [found["code"] for found in read["findings"]] == ["confirmed_name"]
    assert "Lan" in read["findings"][0]["message"]
    assert run("revoke-name", NAME).exit_code == 0
    assert json.loads(run("names", "--json").stdout) == []


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("confirm-name", NAME, "kg-000"), 2),
        (("confirm-name", "Huyện Gò Quao", "kg-906"), 1),
        (("revoke-name", NAME), 2),
    ],
)
def test_what_cannot_be_decided_is_said_and_changes_nothing(house, arguments, status):
    before = house.store.version()
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (status, "")
    assert result.stderr
    assert house.store.version() == before


def test_names_of_an_empty_house_are_answered_in_words(data_folder):
    result = run("names")
    assert (result.exit_code, result.stdout) == (1, "")


def test_a_period_and_a_unit_are_set_by_hand(house, file):
    path = file(None, "")
    assert run("check", path).exit_code == 1
    by_hand = ("--period", "2023-Q3", "--org-unit", "kg-907")
    [read] = json.loads(run("check", path, *by_hand, "--json").stdout)
    sheet = read["sheets"][0]
    assert (read["accepted"], sheet["period"], sheet["org_unit"]) == (True, "2023-Q3", "kg-907")
    assert {one["code"] for one in read["findings"]} == {
        "period_set_by_hand",
        "org_unit_set_by_hand",
    }
    stored = run("import", path, *by_hand, "--by", "Lan", "--json")
    [one] = json.loads(stored.stdout)
    assert stored.exit_code == 0
    assert all("Lan" in found["message"] for found in one["findings"])


def test_what_nobody_defined_cannot_be_set(house, file):
    for wrong in (("--period", "Quý III"), ("--org-unit", "kg-000")):
        assert run("check", file(), *wrong).exit_code == 2
