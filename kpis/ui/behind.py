"""What a figure was made of, drawn with what to take away: its cells, or others' reports."""

import duckdb

from kpis.catalogue.loading import Catalogue
from kpis.domain.lineage import Move
from kpis.queries.origins import cells_behind
from kpis.queries.restated_chain import figure_restated
from kpis.ui import answers, frame, link, provenance, takeaway
from kpis.ui.link import Links
from kpis.ui.whence import whence
from kpis.words import Words, formats
from kpis.words.explaining import is_restated


def cells(asked: dict[str, str], moves: tuple[Move, ...], catalogue: Catalogue, t: Words) -> None:
    """Draw the cells a figure comes from; of a later unit's figure, whose reports it rests on.

    ``asked`` are indicator, org_unit and period.
    """
    looks = {"catalogue": catalogue, "t": t, "links": link.links()}
    figure = answers.ask(figure_restated, **asked, moves=moves)
    if figure and is_restated(figure):
        for block in answers.ask(whence, **asked, **looks, moves=moves):
            frame.block(*block)
        takeaway.behind("pieces", {**asked, "moves": moves}, catalogue, t)
        return
    view = answers.ask(cells_view, **asked, **looks)
    frame.block(view["title"], view["table"])
    takeaway.behind("cells", asked, catalogue, t)


def cells_view(
    con: duckdb.DuckDBPyConnection,
    *,
    indicator: str,
    org_unit: str,
    period: str,
    catalogue: Catalogue,
    t: Words,
    links: Links,
) -> dict[str, str]:
    """Return how many cells a figure comes from, and the cells."""
    behind = cells_behind(con, indicator=indicator, org_unit=org_unit, period=period)
    count = formats.number(len(behind), 0, t.language)
    markup = provenance.cells_table(behind, catalogue, t, links)
    return {"title": t("provenance.title", count=count), "table": markup}
