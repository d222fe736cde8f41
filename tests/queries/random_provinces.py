"""Definitions and reports drawn at random: every indicator is a small province of its own.

Each has units of its own choosing, its own kind of goal, and reports with holes in them; all of
them stand in one store, which takes seconds where a store each would take hours.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from kpis.intake.verdict import Observation
from tests.builders import counts, percent
from tests.queries.conftest import CALENDAR, DOCUMENTS, PROGRAMME, TEXTS, UNIT_COLUMNS

YEARS = (2021, 2022)
PARTS = ("-Q1", "-Q2", "-Q3", "-Q4", "-H1", "-9M", "")
PERIODS = [f"{year}{part}" for year in YEARS for part in PARTS]
UNITS = [f"d{number}" for number in range(1, 31)]
GOALS = (
    "code,indicator,subject,levels,comparator,target,due,document,own_setting,wording,"
    "kind,target_to,base_year,base,valid_from,valid_to\n"
)
# Days on which definitions and goals change and units come and go: about the ends of reports.
DAYS = [
    date(2021, 6, 14),
    date(2021, 9, 1),
    date(2021, 12, 15),
    date(2022, 3, 14),
    date(2022, 8, 1),
]


class Drawn:
    """Definitions as files, and what the units reported."""

    def __init__(self, seed: int, count: int) -> None:
        self.chance = Random(seed)
        self.names = [f"i{number}" for number in range(count)]
        self.indicators: list[str] = []
        self.goals: list[str] = []
        self.milestones: list[str] = []
        self.unit_goals: list[str] = []
        self.exempt: list[str] = []
        self.observations: list[Observation] = []
        for name in self.names:
            self._indicator(name)

    def write(self, folder: Path) -> None:
        """Write the definitions as an officer would leave them."""
        folder.mkdir(parents=True)
        files = {
            "programme.toml": PROGRAMME.replace('["rate"]', '["i0"]').replace("0.8", "0.6"),
            "documents.toml": DOCUMENTS,
            "calendar.toml": CALENDAR,
            "indicators.toml": "\n".join(self.indicators),
            "goals.csv": GOALS + "".join(self.goals),
            "milestones.csv": "goal,due,target,shape\n" + "".join(self.milestones),
            "unit_goals.csv": "goal,org_unit,target,target_to,reason,document,valid_from,valid_to\n"
            + "".join(self.unit_goals),
            "not_applicable.csv": "indicator,org_unit,valid_from,valid_to,reason\n"
            + "".join(self.exempt),
            "org_units.csv": UNIT_COLUMNS + "".join(self._units()),
            "org_unit_names.csv": "org_unit,name,valid_from,valid_to\n",
        }
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")

    def _units(self) -> Iterator[str]:
        yield "p,province,p,p,p,p,,,,,,,,,\n"
        for place, name in enumerate(UNITS):
            starts = DAYS[place % 5] if place % 7 == 0 else ""
            ends = DAYS[place % 5] if place % 7 == 1 else ""
            yield f"{name},district,{name},{name},{name},{name},,,{starts},{ends},,,,,\n"

    def _indicator(self, name: str) -> None:
        chance = self.chance
        units = chance.sample(UNITS, chance.randint(2, 5))
        less = chance.random() < 0.4
        formula = "reduction" if chance.random() < 0.15 else "ratio"
        lines = [
            f"[{name}]",
            'area = "a"\nowner = "p"\ndocuments = ["d"]\nsince = 2020',
            f"measure = '{chance.choice(('flow', 'flow', 'stock'))}'\nformula = '{formula}'",
            f"reporters = {json.dumps(units)}\nmargin = {chance.choice((2, 5))}",
            f"direction = '{'decrease' if less else 'increase'}'",
            *(f"{part} = {{ {TEXTS} }}" for part in ("title", "short", "numerator", "denominator")),
        ]
        for since in sorted(chance.sample(DAYS[1:3], 1) + chance.sample(DAYS[3:], 1)):
            if chance.random() < 0.25:
                lines.append(f"[[{name}.later]]\nsince = {since}")
                if chance.random() < 0.7:
                    lines.append(f"reason = {{ {TEXTS} }}")
                    if chance.random() < 0.5:
                        lines.append(f"bridge = {{ rule = {{ {TEXTS} }}, factor = 0.5 }}")
        self.indicators.append("\n".join(lines) + "\n")
        self._goal(name, "<=" if less else ">=", units)
        self._exempt(name, units)
        self._reports(name, units)

    def _goal(self, name: str, comparator: str, units: list[str]) -> None:
        chance = self.chance
        kind = chance.choice(("reach", "reach", "hold", "range", "reduce", "none"))
        if kind == "none":
            return
        target = chance.choice((10, 30, 50, 50, 70, 90))
        cells = {"target_to": target + 20 if kind == "range" else ""}
        cells["target"] = chance.choice((target, "")) if kind == "hold" else target
        cells["base_year"] = 2021 if kind == "reduce" else ""
        cells["base"] = chance.choice((40, "")) if kind == "reduce" else ""
        changed = chance.choice([*DAYS, None, None, None])
        spans = [("", changed - timedelta(days=1)), (changed, "")] if changed else [("", "")]
        for starts, ends in spans:
            head = f"{name},{name},p,province district,{comparator}"
            due = chance.choice((2022, 2023))
            self.goals.append(
                f"{head},{cells['target']},{due},d,no,,{kind},{cells['target_to']},"
                f"{cells['base_year']},{cells['base']},{starts},{ends}\n"
            )
            key = f"{name}@{starts}" if starts else name
            self._own(key, kind, units)
            if kind in ("reach", "reduce") and chance.random() < 0.4:
                shape = chance.choice(("linear", "step", ""))
                self.milestones.append(f"{key},{chance.choice(PERIODS)},{target - 3},{shape}\n")
            if kind != "hold":
                cells["target"] = target + 5
                cells["target_to"] = target + 25 if kind == "range" else ""

    def _own(self, key: str, kind: str, units: list[str]) -> None:
        chance = self.chance
        if chance.random() < 0.3:
            starts, ends = chance.choice(
                (("", ""), (DAYS[1], ""), ("", DAYS[2]), (DAYS[0], DAYS[3]))
            )
            top = 75 if kind == "range" else ""
            self.unit_goals.append(f"{key},{units[0]},25,{top},khó khăn,,{starts},{ends}\n")

    def _exempt(self, name: str, units: list[str]) -> None:
        if self.chance.random() < 0.3:
            starts, ends = self.chance.choice((("", ""), (DAYS[1], ""), ("", DAYS[2])))
            self.exempt.append(f"{name},{units[-1]},{starts},{ends},không có thủ tục\n")

    def _reports(self, name: str, units: list[str]) -> None:
        chance = self.chance
        for unit in [*units, "p"]:
            often = 0.12 if unit == "p" else chance.choice((0.3, 0.7, 0.95))
            for period in PERIODS:
                if chance.random() > often:
                    continue
                if chance.random() < 0.04:
                    self.observations += percent(name, unit, chance.randint(0, 100), period)
                    continue
                whole = chance.choice((0, 10, 40, 100, 250))
                part = chance.randint(0, whole)
                self.observations += counts(name, unit, part, whole, period)
