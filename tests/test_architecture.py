"""The floors, the names and the sizes, as docs/decisions.md and every reader expect them."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from kpis.settings import ROOT

KPIS = sorted((ROOT / "kpis").rglob("*.py"))
PAGES = sorted((ROOT / "pages").rglob("*.py"))
APP = ROOT / "app.py"
CODE = [*KPIS, *PAGES, APP]

# Which rooms of kpis a room may enter. Every room may enter itself; all but domain and words may
# use kpis.errors and kpis.settings.
FLOORS = {
    "domain": set(),
    "words": set(),
    "settings": set(),
    "errors": set(),
    "catalogue": {"domain"},
    "store": {"domain"},
    "accounts": {"domain"},
    "queries": {"domain"},
    "charts": {"domain", "words"},
    # The importer asks who may import (accounts.roles alone), and comments cells in words.
    "intake": {"catalogue", "domain", "store", "words", "accounts.roles"},
    # Templates are written from the definitions.
    "exports": {"catalogue", "queries", "domain", "words"},
    "demo": {"catalogue", "domain", "exports", "words"},
    "ui": {
        "accounts", "queries", "intake", "exports", "charts", "words", "catalogue", "domain",
        "store",
    },
    # The command line and its longer jobs stand beside the pages, on top of everything but ui.
    "commands": {
        "accounts", "queries", "intake", "exports", "words", "catalogue", "domain", "store", "demo",
    },
}  # fmt: skip
FLOORS["__main__"] = {*FLOORS["commands"], "commands"}
OPEN_TO_ALL = {"errors", "settings"}
CLOSED = {"domain", "words", "errors", "settings"}
# Who may know these: rooms of kpis, or "pages" and "app".
KEPT_APART = {
    "streamlit": {"ui", "pages", "app"},
    "duckdb": {"store", "queries", "intake", "exports", "ui", "commands"},
    "plotly": {"charts", "ui"},
    "sqlite3": {"accounts", "store"},
    "starlette": {"ui"},
}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "misc", "tools"}
PAGE_LINES, MODULE_LINES, FUNCTION_LINES = 60, 200, 25


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


def room(path: Path) -> str:
    """Return the room a file is in: ``intake`` for kpis/intake/rows.py, ``pages``, ``app``."""
    first, *rest = path.relative_to(ROOT).with_suffix("").parts
    return rest[0] if first == "kpis" and rest else first


def imports(path: Path) -> Iterator[str]:
    """Yield every module a file imports, and names imported from one: ``kpis.words.Words``."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{one.name}" for one in node.names)


def is_allowed(target: str, own: str) -> bool:
    """Tell whether a room may import ``kpis.<target>``."""
    entered = target.partition(".")[0]
    if own in ("pages", "app"):
        return entered in {*FLOORS["ui"], "ui"} | OPEN_TO_ALL
    if entered == own or (entered in OPEN_TO_ALL and own not in CLOSED):
        return True
    return any(target == one or target.startswith(f"{one}.") for one in FLOORS[own])


def ids(paths: list[Path]) -> dict:
    return {"argvalues": paths, "ids": [shown(path) for path in paths]}


@pytest.mark.parametrize("path", **ids(CODE))
def test_a_room_enters_only_the_rooms_below_it(path):
    own = room(path)
    if own == "__init__":
        assert list(imports(path)) == []
        return
    entered = [one.removeprefix("kpis.") for one in imports(path) if one.startswith("kpis.")]
    assert [one for one in entered if not is_allowed(one, own)] == []


@pytest.mark.parametrize("path", **ids(CODE))
def test_a_library_is_known_only_where_it_belongs(path):
    known = {one.partition(".")[0] for one in imports(path)} & set(KEPT_APART)
    assert {one for one in known if room(path) not in KEPT_APART[one]} == set()


def test_only_the_store_opens_a_database():
    openers = {
        shown(path)
        for path in CODE
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr == "connect"
        if isinstance(node.value, ast.Name) and node.value.id == "duckdb"
    }
    assert openers
    assert {Path(one).parts[:2] for one in openers} == {("kpis", "store")}


def test_only_settings_reads_the_environment():
    readers = {
        shown(path)
        for path in CODE
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv")
    }
    assert readers <= {"kpis/settings.py"}


@pytest.mark.parametrize("path", **ids(CODE))
def test_imports_are_absolute_and_stand_at_the_top(path):
    found = [node for node in ast.walk(tree(path)) if isinstance(node, ast.ImportFrom)]
    assert [node.module for node in found if node.level] == []
    # A command loads what only it needs: pandas alone takes half a second of an import's time.
    if path.parts[-2:] == ("kpis", "__main__.py") or path.parent.name == "commands":
        return
    inner = [
        node.lineno
        for function in ast.walk(tree(path))
        if isinstance(function, ast.FunctionDef | ast.ClassDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inner == []


def test_no_module_is_named_for_nothing():
    assert {path.stem for path in CODE} & FORBIDDEN_NAMES == set()


def test_every_room_says_what_it_is_for():
    lacking = [shown(path) for path in KPIS if not ast.get_docstring(tree(path))]
    assert lacking == []
    assert [shown(path) for path in PAGES if not ast.get_docstring(tree(path))] == []


def test_pages_stand_one_folder_down_and_in_the_menu():
    # A .py directly in pages/ lets a deep link run the page without the frame (Streamlit 1.67).
    assert list((ROOT / "pages").glob("*.py")) == []
    menu = set(re.findall(r'"(pages/[a-z_/]+\.py)"', APP.read_text("utf-8")))
    assert menu == {shown(path) for path in PAGES}


def test_pages_name_themselves_once():
    names = [path.stem for path in PAGES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("path", **ids(CODE))
def test_a_file_is_short(path):
    limit = PAGE_LINES if path in PAGES else MODULE_LINES
    assert len(path.read_text("utf-8").splitlines()) <= limit


def length(function: ast.FunctionDef) -> int:
    """Return a function's lines of code: neither its docstring nor the inner lines of a text.

    A query is one sentence, however many lines it takes; its own rule is that it has one purpose.
    """
    body = function.body[1:] if ast.get_docstring(function) else function.body
    lines = body[-1].end_lineno - body[0].lineno + 1 if body else 0
    texts = {
        (node.lineno, node.end_lineno)
        for statement in body
        for node in ast.walk(statement)
        if isinstance(node, ast.Constant | ast.JoinedStr) and node.end_lineno > node.lineno
        if isinstance(node, ast.JoinedStr) or isinstance(node.value, str)
    }
    return lines - sum(end - start for start, end in texts)


@pytest.mark.parametrize("path", **ids(CODE))
def test_a_function_is_short(path):
    functions = [
        node
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert {one.name: length(one) for one in functions if length(one) > FUNCTION_LINES} == {}


def test_the_limits_see_what_they_should():
    source = (
        'def f():\n    """Say.\n\n    More.\n    """\n    a = """\n    x\n    """\n    return a\n'
    )
    assert length(ast.parse(source).body[0]) == 2
    assert is_allowed("accounts.roles.Actor", "intake")
    assert not is_allowed("accounts.people.add", "intake")
    assert not is_allowed("errors.KpiError", "domain")
    assert not is_allowed("ui.frame", "commands")
    assert is_allowed("settings.settings", "store")
    assert room(ROOT / "kpis" / "intake" / "rows.py") == "intake"
    assert room(APP) == "app"
