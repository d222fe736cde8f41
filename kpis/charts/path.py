"""What the path of a goal is made of, before anybody draws it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from kpis.charts.runs import missing, runs, value_range
from kpis.words import Words
from kpis.words.formats import amount, goal, number, period, period_short

_QUARTER, _YEAR = 3, 12
# What the label of the latest figure takes of a picture's height, with its distance.
_LABEL_HEIGHT = 0.18


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where a path may end: the step, the value there, and its range."""

    step: int
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Aim:
    """What a path leads to, and how its values are written.

    ``target`` is due at the step ``due``, named by ``due_label`` (2025). ``breaks`` are the first
    steps of new definitions, each with a short label.
    """

    unit: str = "%"
    decimals: int = 1
    target: float | None = None
    due: int | None = None
    due_label: str = ""
    breaks: Sequence[tuple[int, str]] = ()
    # Whether figures on both sides of a break may be set beside each other, by a stated rule.
    bridged: bool = False
    outlook: Outlook | None = None
    # Steps at which the unit took over from others; figures before and after belong together.
    events: Sequence[tuple[int, str]] = ()

    def written(self, value: float | None, words: Words) -> str:
        """Return a value of this goal as it is written."""
        return amount(value, self.unit, self.decimals, words.language)

    def target_label(self, words: Words) -> str:
        """Return what stands on the target's line: ``Mục tiêu 2025: 95 %``."""
        value = goal(self.target, self.unit, words.language)
        return words("chart.target", due=self.due_label, value=value)


def stretches(history: pd.DataFrame, aim: Aim) -> list[pd.DataFrame]:
    """Return the parts of a path that a line may join, in order of time."""
    cuts = [step for step, _ in aim.breaks]
    parts = runs(history["step"].tolist(), history["value"].tolist(), cuts)
    return [history.iloc[places] for places in parts]


def expected_parts(history: pd.DataFrame, aim: Aim) -> list[pd.DataFrame]:
    """Return the parts of the expected path: it starts anew with each definition."""
    known = history.dropna(subset=["expected"])
    of_definition = sum((known["step"] >= step).astype(int) for step, _ in aim.breaks)
    return [part for _, part in known.groupby(of_definition)] if aim.breaks else [known]


def bridges(parts: list[pd.DataFrame], aim: Aim) -> list[tuple[pd.Series, pd.Series]]:
    """Return the points on both sides of each break that a bridge leads over; drawn thin."""
    cuts = {step for step, _ in aim.breaks} if aim.bridged else set()
    sides = [(before.iloc[-1], after.iloc[0]) for before, after in pairwise(parts)]
    return [(last, first) for last, first in sides if first["step"] in cuts]


def last_known(history: pd.DataFrame) -> pd.Series | None:
    """Return the latest row with a value, if there is any."""
    known = history.dropna(subset=["value"])
    return None if known.empty else known.iloc[-1]


def label_above(history: pd.DataFrame, aim: Aim, row: pd.Series) -> bool:
    """Tell whether the latest figure is better written above its point than below.

    Above where the path is ahead of what is expected, unless the target's line runs there.
    """
    ahead = missing(row["expected"]) or row["value"] >= row["expected"]
    low, high = vertical(history, aim)
    lift = (aim.target - row["value"]) / (high - low) if not missing(aim.target) else -1
    return bool(ahead and not 0 <= lift < _LABEL_HEIGHT)


def vertical(history: pd.DataFrame, aim: Aim) -> tuple[float, float]:
    """Return the lowest and highest value to show: everything that is drawn, and some room."""
    drawn = [aim.target]
    for column in ("value", "low", "high", "expected"):
        drawn += history[column].tolist()
    if aim.outlook:
        drawn += [aim.outlook.low, aim.outlook.high]
    return value_range(drawn, aim.unit)


def horizontal(history: pd.DataFrame, aim: Aim) -> tuple[int, int]:
    """Return the first and last step to show: the history, and on to when the target is due."""
    ends = [aim.due, aim.outlook.step if aim.outlook else None]
    steps = [*history["step"].tolist(), *(one for one in ends if one is not None)]
    return (min(steps), max(steps)) if steps else (0, _YEAR)


def marks(history: pd.DataFrame, aim: Aim, words: Words) -> dict[int, tuple[str, str]]:
    """Return what stands under each step: the part of the year, and the year where it begins."""
    codes = dict(zip(history["step"].tolist(), history["period"].tolist(), strict=True))
    first, last = horizontal(history, aim)
    if codes and all("-Q" in code for code in codes.values()):
        codes = {step: _quarter(step) for step in range(first, last + 1, _QUARTER)}
    elif codes and all("-" not in code for code in codes.values()):
        codes = {step: str((step - 1) // _YEAR) for step in range(first, last + 1, _YEAR)}
    texts, seen = {}, set()
    for step, code in sorted(codes.items()):
        part = period_short(code, words.language).partition("/")[0] if "-" in code else ""
        texts[step] = (part, "" if code[:4] in seen else code[:4])
        seen.add(code[:4])
    return texts


def tick_texts(values: Sequence[float], words: Words) -> list[str]:
    """Return how the values of an axis are written: with decimals where they need them."""
    decimals = next((n for n in (0, 1, 2) if all(round(v, n) == v for v in values)), 3)
    return [number(value, decimals, words.language) for value in values]


def told(row: tuple, aim: Aim, words: Words) -> list[str]:
    """Return what there is to say about one period, a line each; the first is its name."""
    lines = [
        period(row.period, words.language),
        words("chart.actual_is", value=aim.written(row.value, words)),
    ]
    if not missing(row.low) and not missing(row.high) and row.high > row.low:
        low = number(row.low, aim.decimals, words.language)
        lines.append(words("chart.bounds_are", low=low, high=aim.written(row.high, words)))
    if not missing(row.expected):
        lines.append(words("chart.expected_is", value=aim.written(row.expected, words)))
    lines.append(words.code("status", row.status))
    if row.illustrative:
        lines.append(words("chart.illustrative"))
    return lines


def _quarter(step: int) -> str:
    year, month = divmod(step - 1, _YEAR)
    return f"{year}-Q{month // _QUARTER + 1}"
