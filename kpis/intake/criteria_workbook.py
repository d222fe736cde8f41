"""A criteria set's workbook read back, as texts of the files that define it."""

import csv
import json
import tomllib
from collections.abc import Mapping
from io import StringIO

from kpis.catalogue.criteria import FOLDER
from kpis.catalogue.criteria_words import (
    CHOICES,
    GRADE,
    GRADE_SHEET,
    HEAD,
    HEAD_SHEET,
    NUMBERS,
    TREE,
    TREE_SHEET,
    YES_NO,
)
from kpis.domain.names import plain
from kpis.intake.grids import Grid, raw
from kpis.intake.limits import Unreadable
from kpis.intake.reading import read_workbook
from kpis.intake.score_errors import SetUnreadable


def read_criteria_workbook(content: bytes, name: str, before: Mapping[str, str]) -> dict[str, str]:
    """Return the two texts, by their names in the folder, that a set's workbook makes.

    ``before`` are the files there are: a set known by its id and first year keeps its names. They
    are handed to ``catalogue_editing``, which checks them. Raises ``SetUnreadable``.
    """
    try:
        grids = {one.name: one for one in read_workbook(content, name).grids}
    except Unreadable as error:
        raise SetUnreadable(file=name) from error
    if not {HEAD_SHEET, TREE_SHEET} <= set(grids):
        raise SetUnreadable(file=name)
    head = _head(grids[HEAD_SHEET])
    rows = _rows(grids[TREE_SHEET], TREE)
    grades = _rows(grids[GRADE_SHEET], GRADE) if GRADE_SHEET in grids else []
    years = sorted(int(one) for one in head.get("years", "").replace(",", " ").split())
    if not years or not head.get("id") or not rows:
        raise SetUnreadable(file=name)
    stem = _stem(before, head["id"], years[0])
    return {f"{stem}.toml": _toml(head, years, grades), f"{stem}.csv": _csv(rows)}


def _head(grid: Grid) -> dict[str, str]:
    """Return the head's values by key; choices as codes."""
    keys = {plain(label): key for key, label in HEAD.items()}
    said = {}
    for row in range(len(grid.rows)):
        key = keys.get(plain(grid.text(row, 0)))
        if key and (text := _text(grid, row, 1)):
            said[key] = _code(key, text)
    return said


def _rows(grid: Grid, columns: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the rows of a table by key; rows without a code are left out."""
    labels = {plain(grid.text(0, column)): column for column in range(grid.width)}
    places = {key: labels.get(plain(label)) for key, label in columns.items()}
    rows = [
        {
            key: _code(key, _text(grid, row, place)) if place is not None else ""
            for key, place in places.items()
        }
        for row in range(1, len(grid.rows))
    ]
    return [one for one in rows if one["code"]]


def _text(grid: Grid, row: int, column: int) -> str:
    return raw(grid.value(row, column)).strip()


def _code(key: str, text: str) -> str:
    """Return a choice's code for its word; any other text as it is."""
    words = {plain(word): str(code) for code, word in CHOICES.get(key, {}).items()}
    return words.get(plain(text), text)


def _stem(before: Mapping[str, str], id_: str, first: int) -> str:
    """Return the name of a set's files without their ending: the known one's, or a new one."""
    for name, text in before.items():
        if name.startswith(f"{FOLDER}/") and name.endswith(".toml"):
            said = tomllib.loads(text)
            if said.get("id") == id_ and min(said.get("years", [0])) == first:
                return name.removesuffix(".toml")
    return f"{FOLDER}/{id_}-{first}"


def _toml(head: Mapping[str, str], years: list[int], grades: list[dict[str, str]]) -> str:
    said = {key: text for key, text in head.items() if key != "years"}
    lines = [_line(key, text) for key, text in said.items()]
    lines.append(f"years = {years}")
    for one in grades:
        lines += ["", "[[grade]]", *(_line(key, text) for key, text in one.items() if text)]
    return "\n".join(lines) + "\n"


def _line(key: str, text: str) -> str:
    if key in YES_NO:
        return f"{key} = {'true' if plain(text) in ('co', 'x', 'true', 'yes') else 'false'}"
    if key in NUMBERS:
        return f"{key} = {json.dumps(text.replace(',', '.'))}"
    return f"{key} = {json.dumps(text, ensure_ascii=False)}"


def _csv(rows: list[dict[str, str]]) -> str:
    out = StringIO()
    writer = csv.DictWriter(out, list(TREE), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
