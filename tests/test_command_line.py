"""The command line as scripts use it: exit status, JSON, and what is left unwritten."""

import json
import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from kpis.__main__ import app
from kpis.intake.house import open_house
from kpis.settings import ROOT
from tests.builders import counts, received, store
from tests.intake.builders import GOOD, dossiers, form_file

ASKED = ["--indicator", "on_time_rate", "--org-unit", "kg-907", "--period", "2023-Q3"]
BROKEN_SUM = [11, *GOOD[1:]]
NO_NUMBER = ["mười", *GOOD[1:]]


def run(*arguments):
    return CliRunner().invoke(app, [str(one) for one in arguments])


def asked(*arguments):
    """Return the JSON of a command; nothing else may stand on standard output."""
    return json.loads(run(*arguments, "--json").stdout)


@pytest.fixture(scope="module")
def inbox(tmp_path_factory) -> Path:
    """Three files as a district sends them: a good one, a doubtful one, a wrong one."""
    folder = tmp_path_factory.mktemp("inbox")
    for name, figures, reporter in (
        ("good.xlsx", GOOD, "UBND huyện Gò Quao"),
        ("doubtful.xlsx", BROKEN_SUM, "UBND huyện An Biên"),
        ("wrong.xlsx", NO_NUMBER, "UBND huyện An Minh"),
    ):
        rows = dossiers([["1", "Đất đai", *figures]], reporter=reporter)
        (folder / name).write_bytes(form_file(rows))
    return folder


@pytest.fixture
def ready(house, inbox) -> Path:
    """The inbox of a house whose store is made."""
    return inbox


def listing(folder):
    return sorted((str(path), path.stat().st_mtime_ns) for path in folder.rglob("*"))


def versions():
    return [one["version"] for one in asked("versions")]


def test_init_makes_a_store_once_and_again_when_definitions_change(data_folder, house):
    assert run("init").exit_code == 0
    assert len(versions()) == 1
    shutil.copytree(ROOT / "data" / "catalogue", data_folder / "catalogue")
    goals = data_folder / "catalogue" / "goals.csv"
    goals.write_text(goals.read_text("utf-8").replace(">=,95,", ">=,90,"), "utf-8")
    assert run("init").exit_code == 0
    assert len(versions()) == 2
    assert asked("value", *ASKED)["target"] == 90


def test_init_with_the_demonstration_fills_the_province(data_folder, monkeypatch):
    # One workbook of the forty: the whole demonstration is imported by the tests of the pages.
    shipped, few = ROOT / "data" / "demo", data_folder / "demo"
    name = "2024-Q1 II.06a tong hop.xlsx"
    lines = (shipped / "manifest.csv").read_text("utf-8").splitlines()
    few.mkdir()
    (few / name).write_bytes((shipped / name).read_bytes())
    listed = [lines[0], *(line for line in lines if line.startswith(name))]
    (few / "manifest.csv").write_text("\n".join(listed), "utf-8")
    monkeypatch.setattr("kpis.settings.Settings.demo", few)
    assert run("init", "--demo").exit_code == 0
    figure = asked(
        "value", "--indicator", "on_time_rate", "--org-unit", "kg", "--period", "2024-Q1"
    )
    assert figure["illustrative"] is True
    assert figure["reported"] > 30
    assert run("forget-demo").exit_code == 0
    assert asked("figures") == []
    assert run("forget-demo").exit_code == 1


def test_a_broken_definition_is_said_and_nothing_is_made(data_folder):
    (data_folder / "catalogue").mkdir()
    result = run("init")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "org_units.csv" in result.stderr
    assert not (data_folder / "store").exists()


def test_check_writes_nothing_at_all(ready, data_folder):
    before = listing(data_folder)
    for file in sorted(ready.iterdir()):
        run("check", file)
        run("check", file, "--json")
    assert listing(data_folder) == before


def test_check_works_before_there_is_a_store(data_folder, inbox):
    [one] = asked("check", inbox / "good.xlsx")
    assert (one["accepted"], one["submission"]) == (True, None)
    assert not (data_folder / "store").exists()


@pytest.mark.parametrize(
    ("files", "status"),
    [(["good"], 0), (["doubtful"], 0), (["wrong"], 1), (["good", "wrong"], 1)],
    ids=["a good file", "warnings do not refuse", "an error refuses", "one error of two files"],
)
def test_check_s_exit_status_follows_accepted(ready, files, status):
    result = run("check", *(ready / f"{name}.xlsx" for name in files), "--json")
    assert result.exit_code == status
    accepted = [one["accepted"] for one in json.loads(result.stdout)]
    assert all(accepted) == (status == 0)


def test_check_says_what_stands_where(ready):
    [one] = asked("check", ready / "wrong.xlsx")
    assert one["file"] == "wrong.xlsx"
    assert len(one["sha256"]) == 64
    [sheet] = one["sheets"]
    assert (sheet["form"], sheet["period"], sheet["org_unit"]) == ("II.06a", "2023-Q3", "kg-909")
    [error] = [found for found in one["findings"] if found["severity"] == "error"]
    assert (error["code"], error["cell"], error["found"]) == ("not_a_number", "C9", "mười")
    assert "mười" in error["message"]
    assert {"item", "section", "value", "raw", "cell"} <= set(one["observations"][0])


def test_check_tells_people_the_findings_and_their_cells(ready):
    result = run("check", ready / "wrong.xlsx")
    assert "wrong.xlsx" in result.stdout
    assert "!C9" in result.stdout
    assert "Lỗi" in result.stdout


def test_import_stores_and_a_second_time_says_it_is_there(ready):
    first = run("import", ready / "good.xlsx", "--by", "Lan", "--json")
    [one] = json.loads(first.stdout)
    assert (first.exit_code, one["submission"][:7]) == (0, "000001-")
    assert one["changes"] == {"new": 11, "changed": 0, "same": 0, "gone": 0}
    again = run("import", ready / "good.xlsx", "--json")
    [two] = json.loads(again.stdout)
    assert (again.exit_code, two["submission"], two["duplicate_of"]) == (0, None, one["submission"])
    assert len(versions()) == 2
    assert "đã có sẵn" in run("import", ready / "good.xlsx").stdout


def test_the_same_bytes_under_one_name_from_two_folders_are_stored_once(ready, tmp_path_factory):
    other = tmp_path_factory.mktemp("other") / "good.xlsx"
    other.write_bytes((ready / "good.xlsx").read_bytes())
    result = run("import", ready / "good.xlsx", other, "--json")
    first, second = json.loads(result.stdout)
    assert result.exit_code == 0
    assert first["submission"]
    assert (second["submission"], second["duplicate_of"]) == (None, "good.xlsx")


def test_warnings_want_a_reason(ready):
    refused = run("import", ready / "doubtful.xlsx", "--json")
    [one] = json.loads(refused.stdout)
    assert (refused.exit_code, one["accepted"], one["submission"]) == (1, True, None)
    assert "doubtful.xlsx" in refused.stderr
    assert run("import", ready / "doubtful.xlsx", "--reason", "  ").exit_code == 1
    assert len(versions()) == 1
    taken = run("import", ready / "doubtful.xlsx", "--reason", "đã gọi điện xác nhận")
    assert (taken.exit_code, taken.stderr) == (0, "")


def test_good_files_are_stored_and_wrong_ones_left_out_whole(ready):
    result = run("import", ready / "wrong.xlsx", ready / "good.xlsx", "--json")
    wrong, good = json.loads(result.stdout)
    assert (result.exit_code, wrong["submission"], good["accepted"]) == (1, None, True)
    assert len(versions()) == 2
    assert {one["org_unit"] for one in asked("figures", "--indicator", "on_time_rate")} >= {
        "kg-907"
    }
    house = open_house()
    with house.store.reader(house.store.version()) as con:
        assert con.execute("SELECT DISTINCT file FROM submission").fetchall() == [("good.xlsx",)]
        units = con.execute("SELECT DISTINCT org_unit FROM observation").fetchall()
    assert units == [("kg-907",)]
    assert [path.name for path in house.originals.iterdir()] == [good["sha256"]]


def test_nothing_fit_makes_no_version(ready):
    assert run("import", ready / "wrong.xlsx").exit_code == 1
    assert len(versions()) == 1


def test_the_day_of_receipt_and_the_person_are_kept(ready):
    run("import", ready / "good.xlsx", "--by", "Lan", "--received", "2023-09-15")
    house = open_house()
    with house.store.reader(house.store.version()) as con:
        [(person, day)] = con.execute("SELECT person, received_on FROM submission").fetchall()
    assert (person, day.isoformat()) == ("Lan", "2023-09-15")


def test_without_a_name_the_change_is_the_command_line_s(ready):
    run("import", ready / "good.xlsx")
    house = open_house()
    with house.store.reader(house.store.version()) as con:
        [(person,)] = con.execute("SELECT person FROM submission").fetchall()
    assert person == "Dòng lệnh"


def test_a_value_comes_with_everything_that_explains_it(ready):
    [one] = asked("import", ready / "good.xlsx")
    answer = asked("value", *ASKED)
    # 5 early and 2 on time of 8 resolved.
    assert (answer["value"], answer["numerator"], answer["denominator"]) == (87.5, 7, 8)
    assert (answer["low"], answer["high"]) == (87.5, 87.5)
    assert (answer["reported"], answer["expected"], answer["unit"]) == (1, 1, "%")
    assert (answer["target"], answer["target_due"]) == (95, "2025")
    assert answer["definition"] == "on_time_rate@2021"
    assert answer["version"] == versions()[-1]
    assert sum(cell["value"] for cell in answer["sources"]) == 15
    source = answer["sources"][0]
    assert (source["submission"], source["file"]) == (one["submission"], "good.xlsx")
    assert (source["org_unit"], source["item"], source["raw"]) == ("kg-907", "resolved_total", "8")
    assert answer["explanation"] == run("value", *ASKED).stdout.strip()


def test_a_value_as_of_an_older_version(ready):
    before = versions()[-1]
    run("import", ready / "good.xlsx")
    answer = asked("value", *ASKED, "--as-of", before)
    assert (answer["value"], answer["reported"], answer["version"]) == (None, 0, before)
    assert (answer["status"], answer["target"], answer["sources"]) == ("not_enough_data", 95, [])
    assert run("value", *ASKED, "--as-of", "../x").exit_code == 1


def test_a_closed_unit_s_value_is_closed_even_where_nobody_reported(ready):
    answer = asked("value", *ASKED[:4], "--period", "2025-Q3")
    assert (answer["status"], answer["value"]) == ("closed", None)


def test_withdrawing_takes_a_file_out_again(ready):
    [one] = asked("import", ready / "good.xlsx")
    assert run("withdraw", one["submission"], "--reason", " ").exit_code == 1
    assert run("withdraw", one["submission"], "--reason", "gửi nhầm").exit_code == 0
    assert asked("value", *ASKED)["value"] is None
    again = run("withdraw", one["submission"], "--reason", "gửi nhầm")
    assert again.exit_code == 1
    assert one["submission"] in again.stderr
    assert asked("import", ready / "good.xlsx")[0]["submission"][:7] == "000002-"


def test_figures_by_any_of_indicator_unit_and_period(ready):
    run("import", ready / "good.xlsx")
    everything = asked("figures")
    own = asked("figures", "--org-unit", "kg-907", "--period", "2023-Q3")
    assert {one["indicator"] for one in own} == {"on_time_rate", "online_dossier_rate"}
    assert all(one in everything for one in own)
    told = run("figures", "--org-unit", "kg-907", "--indicator", "on_time_rate").stdout
    assert told.startswith("on_time_rate\tkg-907\t2023-Q3\t")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--indicator", "no_such"],
        ["--indicator", ""],
        ["--org-unit", "kg-000"],
        ["--period", "Quý III"],
        ["--period", ""],
    ],
)
def test_a_name_nobody_defined_is_wrong_usage(ready, arguments):
    result = run("figures", *arguments, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"“{arguments[1]}”" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["no-such-command"],
        ["check"],
        ["check", "no-such-file.xlsx"],
        ["withdraw", "000001-x"],
        ["value", "--indicator", "on_time_rate"],
        ["import", "pyproject.toml", "--received", "15/9/2023"],
    ],
)
def test_wrong_usage_has_a_status_of_its_own(data_folder, arguments, monkeypatch):
    monkeypatch.chdir(ROOT)
    assert run(*arguments).exit_code == 2


def test_questions_to_an_empty_house_are_answered_in_words(data_folder):
    for result in (run("value", *ASKED), run("figures"), run("withdraw", "x", "--reason", "y")):
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr
    assert asked("versions") == []


def test_versions_carry_their_names(ready):
    house = open_house()
    house.store.name(house.store.version(), "Họp quý III")
    store(house, received(counts("online_payment_rate", "kg-907", 1, 2, "2023-Q3")))
    assert [one["name"] for one in asked("versions")] == ["Họp quý III", None]
    assert run("versions").stdout.split() == versions()


def test_annotating_writes_the_workbook_with_its_findings(ready, tmp_path_factory):
    out = tmp_path_factory.mktemp("out") / "wrong-annotated.xlsx"
    assert run("annotate", ready / "wrong.xlsx", "-o", out).exit_code == 0
    cell = load_workbook(BytesIO(out.read_bytes())).active["C9"]
    assert cell.value == "mười"
    assert "mười" in cell.comment.text


def test_as_a_program_of_its_own(data_folder, inbox):
    environment = {**os.environ, "KPIS_DATA": str(data_folder), "LC_ALL": "C", "PYTHONUTF8": "0"}

    def kpis(*arguments):
        command = [sys.executable, "-m", "kpis", *map(str, arguments)]
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)

    done = kpis("import", inbox / "good.xlsx", inbox / "wrong.xlsx", "--json")
    assert done.returncode == 1
    assert [one["submission"] is None for one in json.loads(done.stdout)] == [False, True]
    assert "Đất đai".encode() in done.stdout
    refused = kpis("value", "--indicator", "x", "--org-unit", "kg", "--period", "2023")
    assert (refused.returncode, refused.stdout) == (2, b"")
    assert "chỉ tiêu".encode() in refused.stderr
