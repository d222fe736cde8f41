"""A block on screen: how far units' own points lie from those appraised."""

from collections.abc import Mapping

import pandas as pd

from kpis.catalogue.definitions import Catalogue
from kpis.ui.link import Links
from kpis.ui.score_choices import called, key_of
from kpis.ui.score_units import signed
from kpis.ui.tables import Cell, Column, Line, table
from kpis.words import Words, formats

_COUNTED = ("higher", "lower")
_POINTS = ("self", "appraised", "gap", "final", "won")
_GAP = ("unit", "self", "appraised", "gap", "final", "won", "higher", "lower", "most")


def gap_table(gaps: pd.DataFrame, catalogue: Catalogue, t: Words, links: Links) -> str:
    """Return how far units' own points lie above those appraised, the widest first."""
    heard = (gaps["won"] != 0).any()
    names = [one for one in _GAP if heard or one not in ("final", "won")]
    columns = [Column(t.code("score.gap", one), one not in ("unit", "most")) for one in names]
    decimals = {one: formats.decimals_of(gaps[one]) for one in _POINTS}
    lines = [
        Line([_gap(one, name, decimals, catalogue, t, links) for name in names])
        for one in gaps.to_dict("records")
    ]
    return table(columns, lines)


def _gap(
    one: Mapping,
    name: str,
    decimals: Mapping[str, int],
    catalogue: Catalogue,
    t: Words,
    links: Links,
) -> str | Cell:
    if name == "unit":
        href = links.to("scorecard", unit=key_of(one["org_unit"]), show="card", stage="self")
        return Cell(called(one["org_unit"], catalogue, t, short=True), href)
    if name == "most":
        most = f"{one['most_code']} {one['most_title']} ({signed(one['most'], t)})"
        return most if one["most"] else formats.ABSENT
    if name in ("gap", "won"):
        return signed(one[name], t, decimals[name])
    if name in _COUNTED:
        return str(one[name])
    return formats.points(one[name], t.language, decimals[name])


def gap_sentence(gaps: pd.DataFrame, catalogue: Catalogue, t: Words) -> str:
    """Return the finding about self-scoring: how many gave themselves more, and who most."""
    above = gaps[gaps["gap"] > 0]
    if above.empty:
        return t("score.gap_none")
    first = above.iloc[0]
    facts = {"unit": called(first["org_unit"], catalogue, t, short=True),
             "gap": formats.points(first["gap"], t.language)}  # fmt: skip
    return t("score.gap_title", count=len(above), units=len(gaps), **facts)
