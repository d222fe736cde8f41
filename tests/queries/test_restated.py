"""Figures brought to the units of a later day: worked by hand, and over random events."""

import csv
from datetime import date, timedelta
from io import StringIO
from itertools import product
from random import Random

import pandas as pd
import pytest

from kpis.catalogue.unit_history import moves_until
from kpis.intake import recording
from kpis.intake.house import open_house
from kpis.queries.restated import (
    level_of_restated,
    level_restated,
    path_restated,
    remainders,
    restated,
)
from tests.builders import MACHINE, counts, percent, received
from tests.conftest import copied
from tests.queries.conftest import UNIT_COLUMNS, Province
from tests.queries.dated import write

EVENT_COLUMNS = "kind,on,from_unit,to_unit,share,document,note,estimate\n"
NOW = date(2025, 12, 14)
COUNTS = ["numerator", "denominator"]
ON = "2023-03-01"  # inside the report of Quý I/2023, which ends on 14/3


def indicator(name, reporters):
    texts = "\n".join(
        f"{one} = {{ vi = 'Chỉ tiêu' }}" for one in ("title", "short", "numerator", "denominator")
    )
    return (
        f"[{name}]\narea = 'a'\nowner = 'p'\ndocuments = ['d']\nsince = 2021\nmeasure = 'flow'\n"
        f"reporters = {reporters}\n{texts}\n"
    )


def unit(name, starts="", ends="", kind="district"):
    return f"{name},{kind},{name},{name},{name},{name},,,{starts},{ends},,,,,\n"


def event(kind, on, before, after, share=""):
    return f"{kind},{on},{before},{after},{share},,,\n"


def province(folder, units, events, indicators=None):
    """A province with its units and what happened to them; nothing reported yet."""
    write(
        folder,
        indicators or [indicator("rate", ["district"])],
        [],
        org_units=UNIT_COLUMNS + unit("p", kind="province") + "".join(units),
        org_unit_events=EVENT_COLUMNS + "".join(events),
    )
    house = open_house()
    recording.establish(house, MACHINE)
    return Province(house)


def ask(known, question, now=NOW, **facts):
    return known.ask(question, moves=moves_until(known.house.catalogue, now), **facts)


def level(known, period, now=NOW, name="rate"):
    asked = {"indicator": name, "level": "district", "period": period}
    return {one["org_unit"]: one for one in ask(known, level_of_restated, now, **asked)}


def told(figure):
    return (
        figure["numerator"], figure["denominator"], figure["value"], figure["estimate"],
        figure["undone"],
    )  # fmt: skip


@pytest.fixture(scope="module")
def merged_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("merged")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KPIS_DATA", str(folder))
        merge(folder / "catalogue")
    return folder


@pytest.fixture
def merged(merged_folder, data_folder):
    """Two units of different size give way to a third; a fourth stays as it is."""
    return Province(copied(merged_folder, data_folder))


def merge(folder):
    known = province(
        folder,
        [unit("a", ends="2023-02-28"), unit("b", ends="2023-02-28"), unit("c", ON), unit("d")],
        [event("merge", ON, "a", "c"), event("merge", ON, "b", "c")],
    )
    known.store(
        received(
            counts("rate", "a", 10, 100, "2022-Q4"),
            counts("rate", "b", 270, 300, "2022-Q4"),
            counts("rate", "d", 5, 10, "2022-Q4"),
            counts("rate", "a", 20, 100, "2022-Q3"),
            percent("rate", "a", 40, "2022-Q2"),
            counts("rate", "b", 3, 4, "2022-Q2"),
            counts("rate", "c", 320, 400, "2023-Q1"),
        )
    )


def test_a_merged_rate_is_made_of_counts_and_no_mean(merged):
    found = level(merged, "2022-Q4")
    # (10 + 270) / (100 + 300) = 70 %; the mean of 10 % and 90 % would be 50 %.
    assert told(found["c"]) == (280, 400, 70, False, None)
    assert found["c"]["sources"] == ("a", "b")
    assert set(found) == {"c", "d"}
    assert (found["d"]["value"], found["d"]["sources"]) == (50, None)


def test_as_reported_nothing_is_moved(merged):
    found = merged.ask(
        level_of_restated, indicator="rate", level="district", period="2022-Q4", moves=()
    )
    assert {one["org_unit"] for one in found} == {"a", "b", "d"}


def test_who_is_looked_at_from_before_the_merger_is_not_merged(merged):
    assert set(level(merged, "2022-Q4", now=date(2023, 2, 28))) == {"a", "b", "d"}


def test_a_silent_predecessor_is_counted_as_silent(merged):
    found = level(merged, "2022-Q3")["c"]
    assert (found["value"], found["reported"], found["expected"]) == (20, 1, 2)


def test_a_percent_without_counts_cannot_be_merged_and_says_so(merged):
    found = level(merged, "2022-Q2")["c"]
    assert found["value"] is None
    assert (found["undone"], found["status"]) == ("no_counts", "not_enough_data")


def test_the_path_goes_on_through_the_merger(merged):
    asked = {"indicator": "rate", "org_unit": "c", "until": "2023-Q1"}
    path = ask(merged, path_restated, **asked)
    values = {one["period"]: one["value"] for one in path}
    assert list(values) == ["2022-Q2", "2022-Q3", "2022-Q4", "2023-Q1"]
    assert [values[one] for one in ("2022-Q3", "2022-Q4", "2023-Q1")] == [20, 70, 80]
    # Its own figure keeps its own standing; nobody had its goal before.
    assert path[-2]["status"] == "no_target"
    assert path[-1]["sources"] is None


def test_ranks_are_those_among_the_later_units(merged):
    found = level(merged, "2022-Q4")
    assert (found["c"]["rank"], found["d"]["rank"]) == (1, 2)


def test_a_unit_that_is_gone_and_carried_on_is_in_no_later_list(merged):
    merged.store(received(counts("rate", "d", 1, 2, "2023-Q2"), file="b.xlsx"))
    assert set(level(merged, "2023-Q2")) == {"c", "d"}
    reported = merged.ask(
        level_of_restated, indicator="rate", level="district", period="2023-Q2", moves=()
    )
    assert {one["org_unit"] for one in reported} == {"a", "b", "c", "d"}


def test_a_rename_passes_everything_on_percents_too(data_folder):
    known = province(
        data_folder / "catalogue",
        [unit("a", ends="2023-02-28"), unit("b", ON)],
        [event("rename", ON, "a", "b")],
    )
    known.store(received(percent("rate", "a", 40, "2022-Q4"), counts("rate", "a", 1, 4, "2022-Q3")))
    assert level(known, "2022-Q4")["b"]["value"] == 40
    assert told(level(known, "2022-Q3")["b"]) == (1, 4, 25, False, None)


def split(folder, first, second):
    known = province(
        folder / "catalogue",
        [unit("a", ends="2023-02-28"), unit("b", ON), unit("c", ON), unit("d")],
        [event("split", ON, "a", "b", first), event("split", ON, "a", "c", second)],
    )
    known.store(
        received(counts("rate", "a", 60, 100, "2022-Q4"), counts("rate", "d", 5, 10, "2022-Q4"))
    )
    return known


def test_a_split_divides_the_counts_and_is_marked_as_an_estimate(data_folder):
    found = level(split(data_folder, "0.25", "0.75"), "2022-Q4")
    assert told(found["b"]) == (15, 25, 60, True, None)
    assert told(found["c"]) == (45, 75, 60, True, None)


def test_a_split_without_shares_gives_no_figure_and_keeps_the_sum(data_folder):
    known = split(data_folder, "", "")
    found = level(known, "2022-Q4")
    for name in ("b", "c"):
        assert found[name]["value"] is None
        assert found[name]["undone"] == "no_share"
    [left] = ask(known, remainders, indicator="rate", period="2022-Q4")
    assert (left["undivided_of"], left["numerator"], left["denominator"]) == ("a", 60, 100)
    assert known.figure("rate", "p", "2022-Q4")["numerator"] == 65


class World:
    """Units that pass on at random; an indicator of their own in a common province."""

    def __init__(self, chance: Random, number: int) -> None:
        self.chance, self.name = chance, f"w{number}"
        self.life: dict[str, list] = {f"{self.name}-u{n}": [None, None] for n in range(4)}
        self.living, self.events, self.made = list(self.life), [], 0
        day = date(2021, 2, 1)
        for _ in range(chance.randint(1, 5)):
            day += timedelta(days=chance.randint(60, 400))
            getattr(self, chance.choice(("rename", "merge", "absorb", "split", "abolish")))(day)

    def born(self, day):
        self.made += 1
        name = f"{self.name}-n{self.made}"
        self.life[name] = [day, None]
        self.living.append(name)
        return name

    def gone(self, day):
        name = self.living.pop(self.chance.randrange(len(self.living)))
        self.life[name][1] = day - timedelta(days=1)
        return name

    def rename(self, day):
        if self.living:
            self.events.append(event("rename", day, self.gone(day), self.born(day)))

    def merge(self, day):
        if len(self.living) > 1:
            parts = [self.gone(day), self.gone(day)]
            heir = self.born(day)
            self.events += [event("merge", day, one, heir) for one in parts]

    def absorb(self, day):
        if len(self.living) > 1:
            gone = self.gone(day)
            self.events.append(event("merge", day, gone, self.chance.choice(self.living)))

    def split(self, day):
        if not self.living:
            return
        stays = self.chance.random() < 0.4
        unit = self.chance.choice(self.living) if stays else self.gone(day)
        heirs = [*([unit] if stays else [self.born(day)]), self.born(day)]
        shares = self.chance.choice((("0.3", "0.7"), ("", "")))
        self.events += [event("split", day, unit, *one) for one in zip(heirs, shares, strict=True)]

    def abolish(self, day):
        if len(self.living) > 1:
            self.events.append(event("abolish", day, self.gone(day), ""))

    def units(self):
        return [unit(name, since or "", until or "") for name, (since, until) in self.life.items()]

    def reports(self, periods):
        for name, (since, until) in self.life.items():
            for code, day in periods.items():
                there = (since or date.min) <= day <= (until or date.max)
                if there and self.chance.random() < 0.9:
                    whole = self.chance.randint(1, 200)
                    yield counts(self.name, name, self.chance.randint(0, whole), whole, code)


def test_the_province_s_sum_is_the_same_in_both_views_whatever_happens(data_folder):
    chance = Random(7)
    worlds = [World(chance, number) for number in range(60)]
    known = province(
        data_folder / "catalogue",
        [one for world in worlds for one in world.units()],
        [one for world in worlds for one in world.events],
        [indicator(world.name, list(world.life)) for world in worlds],
    )
    quarters = {
        f"{year}-Q{number}": date(year, 3 * number, 14)
        for year in range(2021, 2026)
        for number in range(1, 5)
    }
    known.store(received(*(one for world in worlds for one in world.reports(quarters))))
    lines = csv.reader(StringIO("".join(one for world in worlds for one in world.events)))
    abolished = {row[2] for row in lines if row[0] == "abolish"}
    left = compared = 0
    for now, code in product((date(2023, 12, 14), NOW), ("2021-Q1", "2022-Q2", "2023-Q4")):
        asked = {"period": code, "moves": moves_until(known.house.catalogue, now)}
        found = known.ask(level_restated, level="district", **asked)
        units = [one for one in found if one["status"] != "closed"]
        rest = known.ask(remainders, **asked)
        numbers = pd.DataFrame([*units, *rest]).astype(dict.fromkeys(COUNTS, float))
        total = numbers.groupby("indicator")[COUNTS].sum()
        parents = known.figures(org_unit="p", period=code).set_index("indicator")[COUNTS]
        assert len(parents) > 50
        pd.testing.assert_frame_equal(
            total.astype(float), parents.loc[total.index].fillna(0), check_index_type=False
        )
        living = {one.id for one in known.house.catalogue.org_units.values() if one.valid_on(now)}
        assert {one["org_unit"] for one in units} <= living | abolished
        left, compared = left + len(rest), compared + len(units)
    # The drawing was not in vain: there were splits nobody can divide.
    assert left > 20
    assert compared > 500


def test_restated_figures_of_all_indicators_come_at_once(merged):
    found = ask(merged, restated, period="2022-Q4")
    assert [(one["indicator"], one["org_unit"]) for one in found] == [("rate", "c")]
