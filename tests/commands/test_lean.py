"""What a command loads: not half a second of pandas for a question nobody asks."""

import subprocess
import sys

import pandas as pd

from kpis.commands.lean import without_pandas
from kpis.settings import ROOT
from tests.intake.builders import GOOD, dossiers, form_file


def test_checking_a_workbook_loads_no_pandas(demo, tmp_path):
    path = tmp_path / "good.xlsx"
    path.write_bytes(form_file(dossiers([["1", "Đất đai", *GOOD]])))
    command = [sys.executable, "-X", "importtime", "-m", "kpis", "check", str(path), "--json"]
    loaded = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stderr
    modules = {line.rpartition("|")[2].strip() for line in loaded.splitlines()}
    assert "duckdb" in modules
    # A refused attempt is listed too, under the name "pandas" alone.
    assert not {"pandas.core.api", "numpy", "pyarrow"} & modules


def test_what_is_loaded_stays():
    with without_pandas():
        assert sys.modules["pandas"] is pd
    assert sys.modules["pandas"] is pd


def test_pandas_can_be_had_afterwards():
    code = """
import sys
from kpis.commands.lean import without_pandas
with without_pandas():
    import duckdb
    con = duckdb.connect()
    assert con.execute("SELECT $a", {"a": "x"}).fetchone() == ("x",)
assert "pandas" not in sys.modules
assert con.execute("SELECT 1 AS a").df().shape == (1, 1)
"""
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
