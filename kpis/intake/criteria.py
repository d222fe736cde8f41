"""How scorecards word a row: its code, its title, its points, and the names of sums."""

import re
from dataclasses import dataclass

from kpis.domain.names import plain
from kpis.intake.cells import NOTHING, Cell, read_score
from kpis.intake.written import Line, is_sum

_DOTTED = r"\d{1,2}(?: ?\. ?\d{1,2})+"
_CODE = re.compile(rf"(?:TCTP|TC|Tiêu chí)?[ .:]*({_DOTTED}|\d{{1,2}})[.):]*", re.IGNORECASE)
_LEADING_CODE = re.compile(
    rf"[-+•\s]*(?:(?:TCTP|TC|Tiêu chí(?: thành phần)?)\s*({_DOTTED}|\d{{1,2}})|({_DOTTED}))"
    r"(?=[\s.:)(]|$)[.:)\s]*",
    re.IGNORECASE,
)
_POINTS_OF = re.compile(r"\s*\(\s*(\d+(?:[.,]\d+)?)\s*(?:đ|điểm)\s*\)\s*:?", re.IGNORECASE)
_POINT_WORD = re.compile(r"(?<=\d)\s*(?:đ|điểm)\.?$", re.IGNORECASE)
_NOT_SCORED = {"khong ap dung", "khong cham", "khong danh gia", "chua cham", "kcd", "kad"}
_NOT_APPLICABLE = {"khong ap dung", "kad"}
# A column of what does not apply may be ticked, or hold a no.
_MARKED = {"x", "co"}
_APPLICABLE = {"", "khong", "0"}
_SURVEY = re.compile(r"\b(?:dieu tra xa hoi hoc|dtxhh)\b")


@dataclass(frozen=True, slots=True)
class Named:
    """A criterion's code and title, apart from the points that stand in the title."""

    code: str | None
    title: str
    points: float | None
    # The code in the title where another one stands in its column.
    other: str | None = None


def named(line: Line) -> Named:
    """Return a row's code and title: the code stands in its column, as number, or in the title."""
    column = _code(line.own.get("code", "")) or _code(line.number)
    leading = _LEADING_CODE.match(line.label)
    inside = (leading[1] or leading[2]).replace(" ", "") if leading else None
    title = line.label[leading.end() :] if leading else line.label
    points = _POINTS_OF.search(title)
    title = _POINTS_OF.sub(" ", title).strip(" :") if points else title
    most = float(points[1].replace(",", ".")) if points else None
    # A running number beside "TCTP 1.5.3 …" is no code.
    running = inside is not None and (column is None or "." not in column)
    other = inside if inside and not running and inside != column else None
    return Named(inside if running else column, title or line.label, most, other)


def _code(text: str) -> str | None:
    found = _CODE.fullmatch(text)
    return found[1].replace(" ", "") if found else None


def read_points(value: object, *, lost: bool = False) -> Cell:
    """Return the points in a cell: 24.65, 24,65 and "24,65đ" alike; of 63/70 the first.

    What is ``lost`` may be printed below zero.
    """
    if isinstance(value, str):
        value = _POINT_WORD.sub("", value.strip()).partition("/")[0].strip()
        if plain(value) in _NOT_SCORED:
            return NOTHING
        value = value.lstrip("-−– ") if lost and value[1:] else value
    elif lost and isinstance(value, int | float):
        value = abs(value)
    return read_score(value)


def says_not_applicable(line: Line) -> bool:
    """Tell whether a row says that its criterion does not apply: in any cell, or in its column."""
    marked = plain(line.own.get("not_applicable", "")) not in _APPLICABLE
    return marked or any(plain(text) in _NOT_APPLICABLE for text in line.own.values())


def why_not_applicable(line: Line) -> str | None:
    """Return the reason that stands in the column of what does not apply; a mark is none."""
    text = line.own.get("not_applicable", "")
    return text if plain(text) not in {*_APPLICABLE, *_NOT_APPLICABLE, *_MARKED} else None


def sum_kind(label: str) -> str | None:
    """Return which sum a label names: survey, appraised, total; none for anything else."""
    words = plain(label)
    if _SURVEY.search(words) and (is_sum(label) or words.startswith(("diem", "dtxhh", "dieu tra"))):
        return "survey"
    if not is_sum(label):
        return "appraised" if words in ("diem tham dinh", "diem tham dinh dat") else None
    return "appraised" if "tham dinh" in words else "total"
