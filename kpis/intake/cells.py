"""What a cell of a count column says: a number, nothing, or something that is no count."""

import re
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite

from kpis.domain.names import plain
from kpis.intake.form_parts import Entry, FormColumn, ValueKind
from kpis.intake.grids import raw, tidy
from kpis.intake.verdict import FindingCode

# How forms write "no figure"; an empty cell is one of them (plain() leaves nothing of dashes).
_NOTHING = {"", "x", "na", "n a", "khong co", "khong", "khong phat sinh", "khong co so lieu"}
_NOTHING |= {"khong bao cao", "chua co so lieu", "kps"}
_UNITS = re.compile(
    r"(?<=[\d)])\s*(hồ sơ|hs|thủ tục|tthc|đơn vị|văn bản|người|lượt|trường hợp)$", re.IGNORECASE
)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([., ])\d{3})(?:\1\d{3})*")
_DECIMALS = re.compile(r"[.,](\d+)$")
# A province has some million people: no form counts more, and no sum of money is larger.
_MOST_COUNTED, _MOST_MONEY = 1e9, 1e15
_BRACKETED = re.compile(r"\(\s*(\d.*?)\s*\)")
_MARKS_ONLY = re.compile(r"[\s\-–—−_.…*/]*")


@dataclass(frozen=True, slots=True)
class Cell:
    """One of: a value, a problem, or neither (nothing was reported)."""

    value: float | None = None
    problem: FindingCode | None = None
    # The other reading of a number that could be a fraction: 98.5 for 0,985.
    percent: float | None = None

    @property
    def missing(self) -> bool:
        """Whether the cell reports nothing."""
        return self.value is None and self.problem is None


NOTHING = Cell()
# Counts are small numbers that come again and again: made once, a cell takes a third of the time.
_counted = lru_cache(maxsize=8192)(Cell)


def read_count(
    value: object, zero_words: frozenset[str] = frozenset(), *, whole: bool = True
) -> Cell:
    """Return what a cell of a count column says; counts are whole and not below zero.

    Missing is never 0: dashes, dots, ``x`` and blanks report nothing. A negative number keeps
    its value beside the problem, so that totals can still be added up as printed.
    """
    # Nearly every cell is such a number, and needs none of the questions below.
    if type(value) is float and 0 <= value <= _MOST_COUNTED and value.is_integer():
        return _counted(value)
    number = _number(value, zero_words)
    if number is None or isinstance(number, FindingCode):
        return Cell(problem=number)
    if not abs(number) <= (_MOST_COUNTED if whole else _MOST_MONEY):
        return Cell(problem=FindingCode.IMPOSSIBLE_COUNT)
    if number < 0:
        return Cell(number, FindingCode.NEGATIVE_COUNT)
    if number.is_integer() or not whole:
        return Cell(number)
    if number < 1:
        return Cell(problem=FindingCode.FRACTION_OR_PERCENT)
    return Cell(problem=FindingCode.NOT_A_NUMBER)


def read_figure(
    value: object,
    column: FormColumn | Entry,
    zero_words: frozenset[str] = frozenset(),
    *,
    whole: bool = True,
) -> Cell:
    """Return what a cell says, by what its column or line can mean.

    ``whole`` says whether counts are whole numbers. Percentages are read by ``percents``.
    """
    if column.kind is ValueKind.SCORE:
        return read_score(value, getattr(column, "most", None))
    return read_count(value, zero_words, whole=whole and column.kind is ValueKind.COUNT)


def read_score(value: object, most: float | None = None) -> Cell:
    """Return a number of points: 19.05, "19.05" and "19,05" alike; nothing parts thousands."""
    if is_nothing(value):
        return NOTHING
    points, signed = read_rate(value)
    if points is None or signed:
        return Cell(problem=FindingCode.NOT_A_NUMBER)
    if points < 0 or (most is not None and points > most):
        return Cell(problem=FindingCode.OUT_OF_RANGE)
    return Cell(points)


def is_nothing(value: object) -> bool:
    """Tell whether a cell is blank or holds one of the words for "no figure"."""
    if not isinstance(value, str):
        return False
    text = tidy(value)
    return bool(_MARKS_ONLY.fullmatch(text)) or plain(text) in _NOTHING


def read_rate(value: object) -> tuple[float | None, bool]:
    """Return a printed percentage as it stands, and whether it carries a percent sign."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return (float(value) if isfinite(value) else None), False
    text = tidy(raw(value)).replace(" ", "")
    signed = text.endswith("%")
    number = re.fullmatch(r"-?\d+(?:[.,]\d+)?", text.rstrip("%"))
    return (float(number[0][:20].replace(",", ".")), signed) if number else (None, signed)


def in_brackets(value: object) -> float | None:
    """Return the number that stands in brackets, which is no value: it has two meanings.

    Bookkeepers write one below zero so; in a report it may be the number itself, set apart.
    """
    text = _UNITS.sub("", tidy(value)) if isinstance(value, str) else ""
    inside = _BRACKETED.fullmatch(text)
    return _size(inside[1]) if inside else None


def holds_number(value: object) -> bool:
    """Tell whether a number stands in a cell, also one that is no count or has two meanings."""
    return read_count(value, whole=False).value is not None or in_brackets(value) is not None


def _number(value: object, zero_words: frozenset[str]) -> float | FindingCode | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, str):
        return FindingCode.NOT_A_NUMBER
    return _typed(value, zero_words)


@lru_cache(maxsize=4096)
def _typed(value: str, zero_words: frozenset[str]) -> float | FindingCode | None:
    text = _UNITS.sub("", tidy(value))
    if plain(text) in zero_words and plain(text):
        return 0.0
    if is_nothing(text):
        return None
    if text.endswith("%"):
        return FindingCode.FRACTION_OR_PERCENT
    negative = text[:1] in "-−–" and text[:1] != ""
    size = _size(text[1:].strip() if negative else text)
    if size is None:
        return FindingCode.NOT_A_NUMBER
    return -size if negative else size


def _size(text: str) -> float | None:
    """Return a typed number's size: dots, commas or spaces may part thousands."""
    if re.fullmatch(r"\d+", text):
        return float(text)
    if _GROUPED.fullmatch(text):
        return float(re.sub(r"\D", "", text))
    if not (decimals := _DECIMALS.search(text)):
        return None
    whole = text[: decimals.start()]
    mark = text[decimals.start()]
    if not re.fullmatch(r"\d+", whole):
        grouped = _GROUPED.fullmatch(whole)
        if not grouped or grouped[1] == mark:
            return None
    return float(f"{re.sub(r'[^0-9]', '', whole)}.{decimals[1]}")
