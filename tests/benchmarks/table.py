"""Measured times beside the floor of the same run, and whether the limit holds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

# A step prepares something and returns the action that is timed.
Step = Callable[[], Callable[[], object]]
RUNS = 5
HEAD = ("what", "measured", "floor", "ratio", "limit", "verdict")


@dataclass(frozen=True)
class Row:
    """One measurement: seconds, or another unit; a floor makes a ratio of it."""

    what: str
    measured: float
    floor: float | None = None
    most_times: float | None = None
    most: float | None = None
    unit: str = "s"

    @property
    def ratio(self) -> float | None:
        """How many times the floor was measured."""
        return self.measured / self.floor if self.floor else None

    @property
    def verdict(self) -> str:
        """Whether every limit that there is holds."""
        if self.most_times is None and self.most is None:
            return ""
        within = self.most is None or self.measured <= self.most
        within &= self.most_times is None or (self.ratio or 0) <= self.most_times
        return "ok" if within else "MISSED"

    def cells(self) -> tuple[str, ...]:
        """The row as texts, in the order of ``HEAD``."""
        limits = [f"{self.most_times:g}x"] if self.most_times is not None else []
        limits += [f"{self.most:g} {self.unit}"] if self.most is not None else []
        return (
            self.what,
            _amount(self.measured, self.unit),
            _amount(self.floor, self.unit),
            "" if self.ratio is None else f"{self.ratio:.2f}x",
            ", ".join(limits),
            self.verdict,
        )


def rendered(rows: Sequence[Row]) -> str:
    """Rows as a table for a terminal."""
    lines = [HEAD, *(one.cells() for one in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(HEAD))]
    return "\n".join(
        "  ".join(
            text.ljust(width) if place in (0, 5) else text.rjust(width)
            for place, (text, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def timed(*steps: Step) -> list[float]:
    """The median seconds of each step over several rounds; what a step prepares is not counted.

    The steps take turns, so that a busy moment of the machine falls on floor and page alike.
    """
    taken: list[list[float]] = [[] for _ in steps]
    for _ in range(RUNS):
        for step, times in zip(steps, taken, strict=True):
            action = step()
            start = perf_counter()
            action()
            times.append(perf_counter() - start)
    return [median(times) for times in taken]


def _amount(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    return f"{value * 1000:.0f} ms" if unit == "s" and value < 1 else f"{value:.2f} {unit}"
