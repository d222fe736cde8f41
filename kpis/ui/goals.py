"""A programme's goals at one period, each as a card and as a line of the table."""

from kpis.catalogue.goals import Goal
from kpis.catalogue.loading import Catalogue
from kpis.charts.bullet import bullet
from kpis.charts.cards import CardFacts
from kpis.charts.goal_table import GoalRow
from kpis.charts.sparkline import sparkline
from kpis.charts.theme import Theme
from kpis.queries.pictures import Figure
from kpis.queries.subjects import Subject
from kpis.ui.link import Links
from kpis.words import Words, formats
from kpis.words.explaining import explanation

# Statuses of a figure that is short of its path, the gravest first.
SHORT = ("off_track", "behind")


class Goals:
    """One period's figures, and how each goal is put into words.

    ``figures`` are rows of ``queries.goals_at`` by (indicator, org unit), ``paths`` those of
    ``queries.paths_until``.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        t: Words,
        theme: Theme,
        links: Links,
        period: str,
        figures: dict[Subject, Figure],
        paths: dict[Subject, list[Figure]],
    ) -> None:
        self.catalogue, self.t, self.theme = catalogue, t, theme
        self.links, self.period, self.figures, self.paths = links, period, figures, paths

    def figure(self, goal: Goal) -> dict | None:
        """Return the figure that stands for a goal; none where nobody ever reported it."""
        return self.figures.get((goal.indicator, goal.subject))

    def card(self, indicator: str) -> CardFacts | None:
        """Return a headline goal's card; none where nobody reported it."""
        goal = next((one for one in self.catalogue.goals if one.indicator == indicator), None)
        figure = goal and self.figure(goal)
        if not figure:
            return None
        return CardFacts(
            title=self.t.own(self.catalogue.indicator_at(indicator, self.period).short),
            href=self.href(goal),
            value=self.amount(figure, "value"),
            status=figure["status"],
            due=goal.due,
            target=formats.goal(figure["target"], figure["unit"], self.t.language),
            expected=self.amount(figure, "expected_now"),
            gap=self.points(figure["gap"], figure),
            on_last_period=self.change(figure, "before"),
            on_last_year=self.change(figure, "year_before"),
            reaching=_share(figure["reaching"], figure["judged"]),
            completeness=_share(figure["reported"], figure["expected"]),
            sparkline=self._sparkline(figure),
            sentence=explanation(self.t, figure),
            own_setting=bool(figure["own_setting"]),
            why=self.why(figure),
        )

    def row(self, goal: Goal) -> GoalRow:
        """Return a goal's line of the table; without a figure it still says its target."""
        figure = self.figure(goal)
        indicator = self.catalogue.indicator_at(goal.indicator, self.period)
        known = {"code": goal.code, "title": self.name(goal), "href": self.href(goal)}
        known["full"] = self.t.own(indicator.title)
        if not figure:
            target = formats.goal(goal.target, indicator.unit, self.t.language)
            return GoalRow(**known, value=formats.ABSENT, status="not_enough_data", target=target)
        sentence = explanation(self.t, figure)
        return GoalRow(
            **known,
            value=self.amount(figure, "value"),
            status=figure["status"],
            target=formats.goal(figure["target"], figure["unit"], self.t.language),
            expected=self.amount(figure, "expected_now"),
            gap=self.points(figure["gap"], figure),
            reaching=_share(figure["reaching"], figure["judged"]),
            bullet=bullet(
                *(figure[one] for one in ("value", "expected_now", "target", "status")), sentence
            ),
            sentence=sentence,
            why=self.why(figure),
        )

    def why(self, figure: dict) -> str:
        """Return the address at which a figure is accounted for."""
        return self.links.why(figure["indicator"], figure["org_unit"], self.period)

    def name(self, goal: Goal) -> str:
        """Return a goal's short name; with its level where the goal is not the whole province's."""
        short = self.t.own(self.catalogue.indicator_at(goal.indicator, self.period).short)
        if goal.subject == self.catalogue.province.id:
            return short
        level = self.t.own(self.catalogue.org_units[goal.subject].short)
        return self.t("overview.goal_of_level", goal=short, level=level)

    def _path(self, figure: dict) -> list[Figure]:
        return self.paths[figure["indicator"], figure["org_unit"]]

    def _sparkline(self, figure: dict) -> str:
        values = [one["value"] for one in self._path(figure)]
        told = self.t("overview.sparkline", count=len(values))
        return sparkline(values, self.theme, told, target=figure["target"], status=figure["status"])

    def href(self, goal: Goal) -> str:
        """Return the address of a goal's own page."""
        return self.links.to(
            "indicator", indicator=goal.indicator, of=goal.subject, period=self.period
        )

    def amount(self, figure: dict, key: str) -> str:
        """Return one of a figure's percents with its unit."""
        return formats.amount(figure[key], figure["unit"], figure["decimals"], self.t.language)

    def change(self, figure: dict, before: str) -> str:
        """Return by how many points a figure has changed; a dash where one of both is missing."""
        known = None not in (figure["value"], figure[before])
        return self.points(figure["value"] - figure[before] if known else None, figure)

    def points(self, points: float | None, figure: dict) -> str:
        """Return a difference in points with its sign."""
        return formats.signed(points, figure["decimals"], self.t.language)


def _share(part: float, whole: float) -> str:
    return formats.ABSENT if not whole else f"{part:.0f}/{whole:.0f}"
