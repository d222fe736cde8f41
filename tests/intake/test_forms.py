from pathlib import Path

import pytest

from kpis.errors import CatalogueInvalid
from kpis.intake.examining import examine
from kpis.intake.forms import load_forms
from kpis.intake.verdict import FindingCode
from tests.intake.builders import xlsx
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
    assert {"II.06a", "II.06b", "II.07b", "KPI-Q", "TH-TTHC", "07a/BTP", "CS-766"} <= set(
        forms.forms
    )
    assert len(list((SHIPPED / "forms").glob("*.toml"))) == len(forms.forms)


def test_a_variant_has_the_rest_from_the_form_it_is_like(forms):
    own, original = forms["II.06b"], forms["II.06a"]
    assert (own.column, own.family, own.words) == (original.column, "dossiers", original.words)
    assert (own.senders, own.kinds) == ([], [])
    assert "Lĩnh vực/TTHC" in own.roles["field"]
    assert own.roles["unit"] == original.roles["unit"]


def test_a_variant_of_no_form_is_refused(tmp_path):
    write(tmp_path, SMALL.replace('code = "A"', 'code = "A"\nlike = "B"'))
    with pytest.raises(CatalogueInvalid, match="not defined"):
        load_forms(tmp_path)


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


SHARES = """
code = "S"
family = "s"
title = { vi = "Biểu S" }
issuer = { vi = "Sở" }
titles = ["Biểu S"]
[roles]
unit = ["Đơn vị"]
[words]
share = ["Tỷ lệ"]
[[column]]
item = "share"
path = ["share"]
kind = "percent"
"""


def test_a_column_of_percentages_is_data_too(tmp_path, catalogue):
    lines = [["Sở Tư pháp", "98,5%"], ["Sở Y tế", 97.25], ["Huyện An Minh", ""], ["Sở Nội vụ", 0.9]]
    rows = [["Quý I/2024"], ["STT", "Đơn vị", "Tỷ lệ"]]
    rows += [[at, *line] for at, line in enumerate(lines, start=1)]
    forms = load_forms(write(tmp_path, SHARES))
    verdict = examine(xlsx([*rows, ["", "Tổng cộng", 50]]), "a.xlsx", catalogue, forms)
    assert [one.value for one in verdict.observations] == [98.5, 97.25]
    assert [(one.code, one.cell) for one in verdict.findings] == [
        (FindingCode.FRACTION_OR_PERCENT, "C6")
    ]


def test_two_forms_of_one_code_are_refused(tmp_path):
    write(tmp_path, SMALL)
    with pytest.raises(CatalogueInvalid, match="twice"):
        load_forms(write(tmp_path, SMALL, "b.toml"))
