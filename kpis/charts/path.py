"""What the path of a goal is made of, before anybody draws it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kpis.charts.runs import missing, runs, value_range
from kpis.words import Words
from kpis.words.formats import amount, goal, number, period, period_short

# One period of a path: period (code), step (months), value, low, high, expected (None where nobody
# knows), status, illustrative.
Point = Mapping
Path = Sequence[Point]

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


def stretches(history: Path, aim: Aim) -> list[Path]:
    """Return the parts of a path that a line may join, in order of time."""
    cuts = [step for step, _ in aim.breaks]
    parts = runs([one["step"] for one in history], [one["value"] for one in history], cuts)
    return [[history[place] for place in places] for places in parts]


def with_expected(history: Path) -> Path:
    """Return the points for which there is something to expect."""
    return [one for one in history if not missing(one["expected"])]


def expected_parts(history: Path, aim: Aim) -> list[Path]:
    """Return the parts of the expected path: it starts anew with each definition."""
    parts: dict[int, list[Point]] = {}
    for one in with_expected(history):
        definition = sum(one["step"] >= step for step, _ in aim.breaks)
        parts.setdefault(definition, []).append(one)
    return list(parts.values())


def bridges(parts: list[Path], aim: Aim) -> list[tuple[Point, Point]]:
    """Return the points on both sides of each break that a bridge leads over; drawn thin."""
    cuts = {step for step, _ in aim.breaks} if aim.bridged else set()
    sides = [(before[-1], after[0]) for before, after in pairwise(parts)]
    return [(last, first) for last, first in sides if first["step"] in cuts]


def last_known(history: Path) -> Point | None:
    """Return the latest point with a value, if there is any."""
    return next((one for one in reversed(history) if not missing(one["value"])), None)


def is_bounded(one: Point) -> bool:
    """Tell whether units that are silent could still move a figure."""
    return not missing(one["low"]) and not missing(one["high"]) and one["high"] > one["low"]


def crosses_target(history: Path, aim: Aim) -> bool:
    """Tell whether the path begins above its target, where the target's label would stand."""
    return any(one["value"] > aim.target for one in history[:4] if not missing(one["value"]))


def label_above(history: Path, aim: Aim, row: Point) -> bool:
    """Tell whether the latest figure is better written above its point than below.

    Above where the path is ahead of what is expected, unless the target's line runs there.
    """
    ahead = missing(row["expected"]) or row["value"] >= row["expected"]
    low, high = vertical(history, aim)
    lift = (aim.target - row["value"]) / (high - low) if not missing(aim.target) else -1
    return bool(ahead and not 0 <= lift < _LABEL_HEIGHT)


def vertical(history: Path, aim: Aim) -> tuple[float, float]:
    """Return the lowest and highest value to show: everything that is drawn, and some room."""
    drawn = [aim.target]
    for column in ("value", "low", "high", "expected"):
        drawn += [one[column] for one in history]
    if aim.outlook:
        drawn += [aim.outlook.low, aim.outlook.high]
    return value_range(drawn, aim.unit)


def horizontal(history: Path, aim: Aim) -> tuple[int, int]:
    """Return the first and last step to show: the history, and on to when the target is due."""
    ends = [aim.due, aim.outlook.step if aim.outlook else None]
    steps = [*(one["step"] for one in history), *(one for one in ends if one is not None)]
    return (min(steps), max(steps)) if steps else (0, _YEAR)


def marks(history: Path, aim: Aim, words: Words) -> dict[int, tuple[str, str]]:
    """Return what stands under each step: the part of the year, and the year where it begins."""
    codes = {one["step"]: one["period"] for one in history}
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


def told(row: Point, aim: Aim, words: Words) -> list[str]:
    """Return what there is to say about one period, a line each; the first is its name."""
    lines = [
        period(row["period"], words.language),
        words("chart.actual_is", value=aim.written(row["value"], words)),
    ]
    if is_bounded(row):
        low = number(row["low"], aim.decimals, words.language)
        lines.append(words("chart.bounds_are", low=low, high=aim.written(row["high"], words)))
    if not missing(row["expected"]):
        lines.append(words("chart.expected_is", value=aim.written(row["expected"], words)))
    lines.append(words.code("status", row["status"]))
    if row["illustrative"]:
        lines.append(words("chart.illustrative"))
    return lines


def _quarter(step: int) -> str:
    year, month = divmod(step - 1, _YEAR)
    return f"{year}-Q{month // _QUARTER + 1}"
