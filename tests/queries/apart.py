"""Many cases in one store, each with an indicator of its own, so that none touches another."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from kpis.intake.house import open_house
from tests.builders import counts, received
from tests.conftest import established
from tests.queries.conftest import (
    GOALS,
    INDICATORS,
    MILESTONES,
    Province,
    indicator,
    write_catalogue,
)


class Case(NamedTuple):
    """The indicator a case is like, and what d1 reported: (numerator, denominator) by period."""

    like: str
    reports: Mapping[str, tuple[float, float]]


class Apart:
    """The scratch province with an indicator for every case, and what was reported in all."""

    def __init__(self, folder: Path, cases: Mapping[str, Case]) -> None:
        self.names = {one: f"{case.like}_{at}" for at, (one, case) in enumerate(cases.items())}
        likes = [(self.names[one], case.like) for one, case in cases.items()]
        definitions = folder / "catalogue"
        write_catalogue(definitions)
        for file, lines in (
            ("indicators.toml", (indicator(name, *INDICATORS[like]) for name, like in likes)),
            ("goals.csv", _goals(likes)),
            ("milestones.csv", _milestones(likes)),
        ):
            with (definitions / file).open("a", encoding="utf-8") as out:
                out.writelines(lines)
        established(folder)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("KPIS_DATA", str(folder))
            self.province = Province(open_house())
        self.province.store(
            received(
                *(
                    counts(self.names[one], "d1", *given, period)
                    for one, case in cases.items()
                    for period, given in case.reports.items()
                )
            )
        )

    def figure(self, case: str, period: str) -> dict | None:
        """Return the figure of d1 in a case."""
        return self.province.figure(self.names[case], "d1", period)


def _goals(likes: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the goals of the indicators that others are like, for those."""
    for name, like in likes:
        for line in GOALS.splitlines():
            code, of, rest = line.split(",", 2)
            if of == like:
                yield f"{code}-{name},{name},{rest}\n"


def _milestones(likes: Iterable[tuple[str, str]]) -> Iterator[str]:
    codes = dict(reversed(line.split(",", 2)[:2]) for line in GOALS.splitlines())
    for name, like in likes:
        for line in MILESTONES.splitlines():
            goal, rest = line.split(",", 1)
            if goal == codes.get(like):
                yield f"{goal}-{name},{rest}\n"
