"""Every text that code asks for is there in both languages, and none is there for nothing."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

from kpis.accounts.record import What
from kpis.accounts.roles import Role
from kpis.catalogue.kinds import Direction, Formula, GoalKind, Measure, Shape, UnitKind
from kpis.catalogue.unit_events import EventKind
from kpis.catalogue.unit_report import Doubt
from kpis.charts.theme import STATUSES
from kpis.domain.concerns import DOUBTS, Cause
from kpis.domain.criteria import Block, Judged, NotApplicable
from kpis.domain.decisions import DecisionAction, Outcome
from kpis.domain.projection import Outlook
from kpis.domain.recovery import Recovery
from kpis.domain.reports import ReportState
from kpis.domain.score_marks import MarkKind
from kpis.domain.scorecards import Dispute, Picture, Stage, State
from kpis.domain.task_status import MEASURED, TaskStatus
from kpis.errors import KpiError, NothingToAnswer
from kpis.intake.form_parts import ValueKind
from kpis.intake.forms import load_forms
from kpis.intake.saying import _NO_NUMBERS, _VARIANTS
from kpis.intake.verdict import FindingCode, Severity
from kpis.settings import ROOT
from kpis.ui import definition_words
from kpis.ui.file_view import FileState
from kpis.ui.log import LISTS
from kpis.ui.lost_page import VIEWS as LOST_VIEWS
from kpis.ui.people import Change
from kpis.ui.ranking_file import COLUMNS
from kpis.ui.restating import PRESENT, REPORTED
from kpis.ui.rules import RULES
from kpis.ui.score_page import VIEWS as SCORE_VIEWS
from kpis.words import FOLDER, LANGUAGES, Words, messages, reasons

VI, EN = messages("vi"), messages("en")
SOURCES = [*ROOT.glob("kpis/**/*.py"), *ROOT.glob("pages/**/*.py"), ROOT / "app.py"]
# What the objects that say things are called.
SPEAKERS = {"t", "T", "words"}


# A problem is known once its module is loaded, whoever raises it.
for _path in ROOT.glob("kpis/**/*errors.py"):
    import_module(".".join(_path.relative_to(ROOT).with_suffix("").parts))


def problems(kind: type[KpiError] = KpiError) -> Iterator[str]:
    """Yield the codes of every kind of problem but those that only gather others."""
    for one in kind.__subclasses__():
        yield from () if one is NothingToAnswer else (one.code,)
        yield from problems(one)


FAMILIES_BEHIND_FIGURES = ("dossiers", "survey")


def dossier_items() -> set[str]:
    """Return the counts of the dossier forms and surveys, which stand behind figures."""
    forms = load_forms(ROOT / "data" / "forms")
    return {
        column.item
        for form in forms
        if form.family in FAMILIES_BEHIND_FIGURES
        for column in form.column
    }


LEVELS = (UnitKind.AGENCY, UnitKind.DISTRICT)
TASK_FILTERS = ("lead", "area", "due", "status")
# Codes that come from elsewhere than the module that says them: here they stand complete.
FAMILIES = {
    "status": STATUSES,
    "problem": set(problems()),
    "finding": {
        *FindingCode,
        *(name for _, name in _VARIANTS.values()),
        *_NO_NUMBERS.values(),
        *("unknown_org_unit_unnamed", "unknown_org_unit_blank"),
    },
    "definition.table": definition_words.TABLES,
    "definition.set": definition_words.SET_TABLES,
    "definition.column": definition_words.COLUMNS,
    "definition.code": {
        *(one for kind in definition_words._KINDS.values() for one in kind),
        *(one for kind in (Measure, Formula, Direction, Shape) for one in kind),
        *("at_least", "at_most", "yes", "no"),
    },
    "definition.in": LANGUAGES,
    "severity": Severity,
    "upload.state": FileState,
    "history.list": LISTS,
    "history.all": LISTS,
    "measure": Measure,
    "value_kind": ValueKind,
    "outlook": Outlook,
    "catalogue.parts": ("goals", "forms", "entry", "workbook"),
    "reason": reasons._SAYINGS,
    "skipped": ("empty", "hidden", "no_table", "unknown_table", "another_form"),
    "action": (
        "init",
        "import",
        "confirm_name",
        "revoke_name",
        "withdraw",
        "reinstate",
        "restore",
        "rebuild",
        "extend",
        "send_back",
        "edit_catalogue",
        "report_task",
        "withdraw_task_report",
        "clarify_deadline",
        "link_task",
        "unlink_task",
        "boundaries",
        "reopen_scorecard",
        "mark_scorecard",
        "lock_scorecard",
        "direct",
    ),
    "basis": ("own", "reckoned", "sum", "stated"),
    "explain.restated_not": ("silent", "no_share", "no_counts"),
    "restated": ("sum", "estimate", "silent", "no_share", "no_counts"),
    "takeaway": ("terms", "cells"),
    "takeaway.take": ("terms", "pieces", "cells"),
    "units.event": EventKind,
    "units.mark": set(EventKind) - {EventKind.ABOLISH},
    "units.doubt": Doubt,
    "units.view": (REPORTED, PRESENT),
    "whence": ("counts", "replaced"),
    "score.block": Block,
    "score.dispute": Dispute,
    "score.dispute_word": Dispute,
    "score.judged": Judged,
    "score.not_applicable": NotApplicable,
    "score.recovery": Recovery,
    "score.state": State,
    "score.event": (*Stage, "reopened"),
    "score.lock": (Stage.APPRAISED, Stage.HEARD),
    "score.locked": (Stage.APPRAISED, Stage.HEARD),
    "score.mark": MarkKind,
    "score.mark_reason": MarkKind,
    "score.marked": MarkKind,
    "score.stage": Picture,
    "score.standing": (*Stage, "reopened"),
    "score.title_so_far": ("self", "appraised", "settled"),
    "score.show": (*SCORE_VIEWS, *LOST_VIEWS),
    "score.step": ("start", "rescaled", "score"),
    "lost.count": ("points", "lonely"),
    "task.status": TaskStatus,
    "task.days": MEASURED,
    "task.all": TASK_FILTERS,
    "task.filter": TASK_FILTERS,
    "tracker.state": ReportState,
    "tracker.detail": set(ReportState) - {"not_owed", "closed"},
    "reminder": ("numerator", "denominator"),
    "reminder.state": ("not_sent", "not_due", "incomplete", "returned"),
    "page": [path.stem for path in ROOT.glob("pages/*/*.py")],
    "item": dossier_items(),
    "rule": RULES,
    "rule.name": RULES,
    "level": (*LEVELS, UnitKind.PROVINCE, UnitKind.COMMUNE),
    "filter.detail": LEVELS,
    "indicator.reaching": LEVELS,
    "indicator.formula": Formula,
    "league.caption": LEVELS,
    "league.title": LEVELS,
    "league.all_well": LEVELS,
    "present.finding": STATUSES,
    "role": Role,
    "people.event": What,
    "people.change": Change,
    "template": ("invalid_count", "invalid_numerator", "invalid_denominator"),
    "template.step": [str(step) for step in range(1, 7)],
    "explain": ("met", "met_exactly", "on_track", "on_track_exactly", "behind"),
    "explain.yes_no": ("met", "on_track", "behind", "off_track"),
    "indicator.goal_asks": GoalKind,
    "indicator.change": ("before", "year_before"),
    "concern": (Cause.OFF_PACE, Cause.FALLING),
    "concern.cause": Cause,
    "concern.size": Cause,
    "concern.doubt": DOUBTS,
    "decision.noted": DecisionAction,
    "decision.outcome": Outcome,
    "compare.level": LEVELS,
    "compare.paths": ("units", "periods"),
    "rank.column": COLUMNS,
    "league.view": ("table", "rank", "map", "land"),
    "filter.bridge": ("on", "off"),
}


@cache
def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text("utf-8")) for path in SOURCES}


def name_of(node: ast.expr) -> str:
    """Return a name or an attribute's last part: ``self.words`` → ``words``."""
    return getattr(node, "id", None) or getattr(node, "attr", "")


def calls() -> Iterator[tuple[Path, ast.Call, str]]:
    """Yield every saying of a text: file, call, and ``say`` (by key) or ``code`` (by family)."""
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            if name_of(node.func) in SPEAKERS:
                yield path, node, "say"
            inner = node.func.value if isinstance(node.func, ast.Attribute) else None
            if inner is not None and node.func.attr == "code" and name_of(inner) in SPEAKERS:
                yield path, node, "code"


def literals(node: ast.AST) -> set[str]:
    """Return every text that stands in a part of a program."""
    return {
        one.value
        for one in ast.walk(node)
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    }


def families() -> dict[str, set[str]]:
    """Return the families that are asked for, each with the texts of the modules that ask."""
    asked: dict[str, set[str]] = {}
    for path, call, how in calls():
        if how == "code":
            family = ast.literal_eval(call.args[0])
            asked.setdefault(family, set()).update(literals(trees()[path]))
    partial = [
        (path, node.args[1])
        for path, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and name_of(node.func) == "partial" and len(node.args) == 2
    ]
    for path, family in partial:
        if isinstance(family, ast.Constant):
            asked.setdefault(family.value, set()).update(literals(trees()[path]))
    return asked


def placeholders(text: str) -> set[str]:
    return {name for _, name, *_ in Formatter().parse(text) if name}


def keys_asked() -> Iterator[tuple[str, str, ast.Call]]:
    for path, call, how in calls():
        first = call.args[0]
        if how == "say":
            for key in literals(first):
                yield f"{path.name}:{call.lineno}", key, call
        elif len(call.args) > 1 and isinstance(call.args[1], ast.Constant):
            yield f"{path.name}:{call.lineno}", f"{first.value}.{call.args[1].value}", call


def test_both_languages_have_the_same_texts():
    assert set(VI) == set(EN)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_unfinished_or_there_twice(language):
    raw = (FOLDER / f"{language}.po").read_text("utf-8")
    assert [key for key, text in messages(language).items() if not text.strip()] == []
    assert "fuzzy" not in raw
    keys = Counter(re.findall(r'^msgid "(.+)"$', raw, re.MULTILINE))
    assert [key for key, times in keys.items() if times > 1] == []


def test_both_languages_fill_in_the_same_facts():
    differing = [key for key in VI if placeholders(VI[key]) != placeholders(EN[key])]
    assert differing == []


def test_nothing_is_left_untranslated():
    # Names that are the same in both.
    same = {key for key in VI if VI[key] == EN[key] and re.search(r"[^\W\d_]{3}", VI[key])}
    assert {key for key in same if placeholders(VI[key]) == set()} <= set()


def test_vietnamese_texts_have_no_english_words():
    english = re.compile(
        r"\b(the|and|not|file|error|warning|update|upload|dashboard|data|target|of|is|for)\b",
        re.IGNORECASE,
    )
    found = {key: text for key, text in VI.items() if english.search(re.sub(r"\{\w+\}", "", text))}
    assert found == {}


def test_every_key_code_asks_for_has_a_text():
    missing = [(place, key) for place, key, _ in keys_asked() if key not in VI]
    assert missing == []


def test_every_fact_a_text_asks_for_is_given():
    lacking = []
    for place, key, call in keys_asked():
        given = {keyword.arg for keyword in call.keywords}
        if None not in given and (missing := placeholders(VI.get(key, "")) - given):
            lacking.append((place, key, missing))
    assert lacking == []


@pytest.mark.parametrize("family", FAMILIES)
def test_every_code_of_a_family_has_a_text(family):
    assert {f"{family}.{code}" for code in FAMILIES[family]} - set(VI) == set()


def test_every_text_is_used():
    asked = families()
    used = {key for tree in trees().values() for key in literals(tree) & set(VI)}
    for family, said in asked.items():
        used |= {f"{family}.{code}" for code in {*said, *FAMILIES.get(family, ())}}
    assert sorted(set(VI) - used) == []


def test_every_family_that_is_asked_for_exists():
    assert [one for one in families() if not any(key.startswith(f"{one}.") for key in VI)] == []


def test_an_unknown_key_is_a_bug():
    with pytest.raises(KeyError):
        Words()("no.such.key")


def test_an_unknown_language_is_vietnamese():
    assert Words.of("fr") == Words.of(None) == Words("vi")
    assert Words.of("en").language == "en"


def test_a_definition_s_own_words_fall_back_on_vietnamese():
    assert Words("en").own({"vi": "Toàn tỉnh", "en": "Province"}) == "Province"
    assert Words("en").own({"vi": "Toàn tỉnh"}) == "Toàn tỉnh"
    assert Words("en").own({"vi": "Toàn tỉnh", "en": ""}) == "Toàn tỉnh"
