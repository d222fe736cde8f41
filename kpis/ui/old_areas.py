"""The areas of former districts, as far as the catalogue says which communes lie in them."""

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import Indicator
from kpis.queries.old_areas import old_areas_at
from kpis.ui import answers, frame, unit_names
from kpis.ui.tables import Column, Line, table
from kpis.words import Words, formats

_NUMBERS = ("communes", "numerator", "denominator", "value")


def draw(indicator: Indicator, period: str, catalogue: Catalogue, t: Words) -> None:
    """Draw one goal by former districts, marked as an estimate; nothing where nobody needs it."""
    areas = tuple((one.commune, one.district, one.share) for one in catalogue.old_areas)
    if not areas:
        return
    found = answers.ask(old_areas_at, indicator=indicator.id, period=period, areas=areas)
    if found.empty:
        return
    columns = [Column(t("column.unit")), *(Column(t.code("column", one), True) for one in _NUMBERS)]
    lines = [_line(one, indicator, catalogue, t) for one in found.to_dict("records")]
    frame.block(t("units.old_areas"), table(columns, lines), t("units.old_areas_note"))


def _line(one: dict, indicator: Indicator, catalogue: Catalogue, t: Words) -> Line:
    value = formats.amount(one["value"], indicator.unit, indicator.decimals, t.language)
    return Line(
        [
            unit_names.full(catalogue, one["district"], t),
            f"{one['reported']}/{one['expected']}",
            formats.number(one["numerator"], 0, t.language),
            formats.number(one["denominator"], 0, t.language),
            t("units.share_estimate", share=value),
        ]
    )
