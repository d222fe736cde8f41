from pathlib import Path

import pytest

from kpis.errors import CatalogueInvalid
from kpis.intake.forms import load_forms
from tests.intake.conftest import SHIPPED

SMALL = """
code = "A"
family = "a"
title = { vi = "Biểu A" }
issuer = { vi = "Sở" }
titles = ["Biểu A"]
[roles]
unit = ["Đơn vị"]
[words]
total = ["Tổng số"]
[[column]]
item = "all"
path = ["total"]
"""


def write(folder: Path, text: str, name: str = "a.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_every_shipped_form_loads(forms):
    assert set(forms.forms) == {"II.06a", "II.07b", "KPI-Q", "TH-TTHC"}
    assert len(list((SHIPPED / "forms").glob("*.toml"))) == len(forms.forms)


def test_what_is_pending_or_carried_over_is_a_stock(forms):
    assert forms["II.06a"].stocks == {
        "carried_over", "pending_total", "pending_on_time", "pending_late"
    }  # fmt: skip


def test_a_form_is_one_file(tmp_path):
    assert [form.code for form in load_forms(write(tmp_path, SMALL))] == ["A"]


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("code = ", ""),
        (SMALL.replace('item = "all"', 'thing = "all"'), "column.0.item"),
        (SMALL.replace('path = ["total"]', 'path = ["sum"]'), ""),
        (SMALL + '[[identity]]\nwhole = "all"\nparts = ["some"]\n', ""),
    ],
)
def test_a_wrong_form_is_refused_with_its_entry(tmp_path, text, entry):
    with pytest.raises(CatalogueInvalid) as refused:
        load_forms(write(tmp_path, text))
    assert (refused.value.facts["file"], refused.value.facts["entry"]) == ("a.toml", entry)


def test_two_forms_of_one_code_are_refused(tmp_path):
    write(tmp_path, SMALL)
    with pytest.raises(CatalogueInvalid, match="twice"):
        load_forms(write(tmp_path, SMALL, "b.toml"))
