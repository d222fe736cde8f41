"""The head of a page about one figure: which one the link chooses, and its finding as title."""

from dataclasses import dataclass

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import Indicator
from kpis.domain.lineage import Move
from kpis.queries.restated_chain import figure_restated
from kpis.ui import answers, filters, frame, goal_story, restating, unit_names
from kpis.words import Words, formats


@dataclass(frozen=True)
class OneFigure:
    """The link's choices, what the indicator means in the period, and the figure if there is any.

    ``figure`` is a row of ``queries.figures``; with ``moves`` that of a later unit.
    """

    indicator: str
    org_unit: str
    period: str
    moves: tuple[Move, ...]
    meant: Indicator
    figure: dict | None
    title: str

    @property
    def asked(self) -> dict[str, str]:
        """The facts by which queries ask for the figure."""
        return {"indicator": self.indicator, "org_unit": self.org_unit, "period": self.period}


def choose(t: Words, catalogue: Catalogue, *, readings: bool = False) -> OneFigure:
    """Draw the choices of a figure and, as the page's head, what it says; return both.

    With ``readings`` other formulas of the indicators may be chosen, too.
    """
    head, *choices = frame.stacked(1.8, 4, 3, 2.6)
    with choices[0]:
        period = filters.period(t)
    with choices[1]:
        indicator = filters.indicator(t, catalogue, period, readings=readings)
    with choices[2]:
        org_unit = filters.whose(t, catalogue, indicator)
    with choices[3]:
        moves = restating.moves(t, catalogue, period)
    asked = {"indicator": indicator, "org_unit": org_unit, "period": period, "moves": moves}
    figure = answers.ask(figure_restated, **asked)
    meant = catalogue.indicator_at(indicator, period)
    title = goal_story.finding(meant, figure, t)
    unit = unit_names.full(catalogue, org_unit, t)
    about = restating.told(moves, f"{unit} · {formats.period(period, t.language)}", t)
    with head:
        frame.head(t, title, about, figure and bool(figure["illustrative"]))
    return OneFigure(**asked, meant=meant, figure=figure, title=title)
