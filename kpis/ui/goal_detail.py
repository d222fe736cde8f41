"""What stands under a goal's path, as the link asks: units, periods, cells, chain, definition."""

from kpis.catalogue.model import Indicator
from kpis.domain.lineage import Move
from kpis.ui import behind, details, filters, frame, goal_chain, goal_story, meaning


def draw(
    indicator: Indicator, meant: Indicator, whose: str, period: str, looks: dict,
    moves: tuple[Move, ...],
) -> None:  # fmt: skip
    """Draw one of the views of an indicator; ``meant`` is what it meant in the period."""
    catalogue, t = looks["catalogue"], looks["t"]
    view = filters.detail(t, filters.levels(catalogue, indicator))
    if view == "cells":
        asked = {"indicator": indicator.id, "org_unit": whose, "period": period}
        behind.cells(asked, moves, catalogue, t)
    elif view == "periods":
        details.periods(indicator, whose, period, catalogue, t, moves)
    elif view == "chain":
        goal_chain.draw(indicator.id, period, catalogue, t)
    elif view == "about":
        frame.block(t("indicator.about"), goal_story.definition(catalogue, meant, period, t))
        frame.block(t("indicator.definition"), meaning.definitions(indicator, t))
    else:
        details.units(indicator, view, period, looks, moves)
