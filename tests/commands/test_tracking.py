"""The tracker on the command line: what scripts read, and what people do."""

import json

import pytest
from typer.testing import CliRunner

from kpis.__main__ import app
from kpis.intake.chasing import grant_extension
from kpis.words import Words
from tests.conftest import DAY, MACHINE

KEYS = {
    *("org_unit", "form", "period", "state", "cells", "expected_cells", "due_on"),
    *("received_on", "days_late", "extension", "overdue"),
}


def run(*arguments):
    return CliRunner().invoke(app, ["tracker", *arguments])


def asked(period):
    result = run("--period", period, "--json")
    assert result.exit_code == 0
    return {(one["org_unit"], one["form"]): one for one in json.loads(result.stdout)}


def test_scripts_read_every_report_of_a_period(demo):
    reports = asked("2025-Q2")
    assert all(set(one) == KEYS for one in reports.values())
    assert reports["kg-909", "II.06a"] == {
        "org_unit": "kg-909",
        "form": "II.06a",
        "period": "2025-Q2",
        "state": "late",
        "cells": 11,
        "expected_cells": 11,
        "due_on": "2025-06-16",
        "received_on": "2025-06-23",
        "days_late": 7,
        "extension": None,
        "overdue": True,
    }
    silent = reports["kg-909", "KPI-Q"]
    assert (silent["state"], silent["cells"], silent["received_on"]) == ("not_sent", 0, None)
    assert reports["kg-so-tai-chinh", "KPI-Q"]["state"] == "closed"


def test_scripts_see_an_extension(demo):
    about = {"org_unit": "kg-909", "family": "dossiers", "period": "2025-Q2"}
    day = DAY.replace(year=2025, month=6, day=30)
    grant_extension(demo, MACHINE, **about, due_on=day, reason="mất điện")
    one = asked("2025-Q2")["kg-909", "II.06a"]
    assert (one["state"], one["due_on"], one["extension"]) == (
        *("on_time", "2025-06-30"),
        "2025-06-30",
    )


def test_people_read_a_line_a_report(demo):
    lines = run("--period", "2025-Q2").stdout.splitlines()
    assert "Huyện An Minh\tKPI-Q\tChưa gửi\t0/27\t16/06/2025" in lines


@pytest.mark.parametrize("period", ["2025-Q5", "quý 2"])
def test_a_period_nobody_can_read_is_wrong_usage(demo, period):
    result = run("--period", period, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == Words()("problem.unknown_period", found=period) + "\n"


def test_an_empty_house_says_so(data_folder):
    result = run("--period", "2025-Q2", "--json")
    assert (result.exit_code, result.stdout) == (1, "")
