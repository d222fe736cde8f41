"""A form's definition says how strict each check is, and in which words it speaks."""

from pathlib import Path

import pytest

from kpis.errors import CatalogueInvalid
from kpis.intake.examining import examine
from kpis.intake.forms import load_forms
from kpis.intake.rules import RULES
from kpis.intake.saying import sentence
from kpis.intake.verdict import FindingCode, Severity
from kpis.words import Words, messages
from tests.intake.builders import GOOD, dossiers, form_file
from tests.intake.conftest import SHIPPED

WRONG = [12, *GOOD[1:]]


def with_check(folder: Path, check: str) -> Path:
    """Write form II.06a with a check more."""
    text = (SHIPPED / "forms" / "ii_06a.toml").read_text("utf-8")
    (folder / "a.toml").write_text(f"{text}\n[[check]]\n{check}\n", encoding="utf-8")
    return folder


@pytest.fixture
def judged(tmp_path, catalogue):
    """Examine a row (3) ≠ (4) + (5) + (6) under a form with a check of its own."""

    def judge(check):
        forms = load_forms(with_check(tmp_path, check))
        content = form_file(dossiers([[1, "Hộ tịch", *WRONG]]))
        return examine(content, "a.xlsx", catalogue, forms)

    return judge


@pytest.mark.parametrize(
    ("said", "severities", "accepted"),
    [
        ("", {Severity.WARNING}, True),
        ('severity = "error"', {Severity.ERROR}, False),
        ('severity = "note"', {Severity.NOTE}, True),
        ('severity = "off"', set(), True),
        ("tolerance = 2", set(), True),
        ("tolerance = 1", {Severity.WARNING}, True),
    ],
)
def test_a_form_says_how_loud_a_check_is(judged, said, severities, accepted):
    verdict = judged(f'code = "identity_broken"\n{said}')
    assert {one.severity for one in verdict.findings} == severities
    assert verdict.accepted is accepted


def test_a_form_says_it_in_its_own_words(judged):
    words = '{ vi = "Cột (3) ghi {found}, cộng được {expected}.", en = "(3) is {found}." }'
    finding = judged(f'code = "identity_broken"\nwording = {words}').findings[0]
    assert sentence(Words("vi"), finding) == "Cột (3) ghi 12, cộng được 10."
    assert sentence(Words("en"), finding) == "(3) is 12."


@pytest.mark.parametrize(
    ("said", "entry", "reason"),
    [
        ('code = "identity_breaks"', "check.1.code", "identity_broken"),
        ('code = "unknown_form"', "check.1", "“unknown_form” is no check that a form can set"),
        ('code = "identity_broken"\nseverity = "loud"', "check.1.severity", "'note'"),
        ('code = "identity_broken"\ntolerance = -1', "check.1.tolerance", "greater than"),
        ('code = "identity_broken"\nlimit = 1', "check.1.limit", "not permitted"),
        ('code = "identity_broken"\nwording = { vi = "{period}" }', "check.1", "“{period}”"),
        ('code = "identity_broken"\nwording = { vi = "{found.a}" }', "check.1", "“{found.a}”"),
        ('code = "identity_broken"\nwording = { vi = "{found" }', "check.1", "cannot be read"),
        ('code = "identity_broken"\nwording = { en = "x" }', "check.1.wording", "Vietnamese"),
    ],
)
def test_a_wrong_entry_is_refused_by_its_place(tmp_path, said, entry, reason):
    with pytest.raises(CatalogueInvalid) as refused:
        load_forms(with_check(tmp_path, said))
    assert refused.value.facts["entry"] == entry
    assert reason in refused.value.facts["reason"]


def test_a_ratio_of_what_the_form_lacks_is_refused(tmp_path):
    more = (
        '[[ratio]]\ntitle = { vi = "Tỷ lệ" }\nnumerator = ["no"]\ndenominator = ["resolved_total"]'
    )
    with pytest.raises(CatalogueInvalid, match="“no” is not defined"):
        load_forms(with_check(tmp_path, f'code = "identity_broken"\n{more}'))


def test_every_check_is_explained_to_those_who_write_forms():
    readme = (SHIPPED / "forms" / "README.md").read_text("utf-8")
    for code, rule in RULES.items():
        [line] = [one for one in readme.splitlines() if one.startswith(f"| `{code.value}` |")]
        assert f"| {rule.severity.value} |" in line
        for number in filter(None, (rule.tolerance, rule.least)):
            assert f" {number:g}" in line


def test_shipped_forms_say_their_own_words_in_every_language(forms):
    said = {form.code: [one for one in form.check if one.wording] for form in forms}
    assert said["II.06a"]
    for checks in said.values():
        for one in checks:
            assert set(one.wording) == {"vi", "en"}


def test_every_check_has_its_sentence():
    assert {f"finding.{one.value}" for one in RULES} <= set(messages("vi"))
    assert FindingCode.NO_FIGURES in RULES
