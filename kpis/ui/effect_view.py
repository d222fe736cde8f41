"""What storing changes, on screen: old → new, the province before its units, and where to look."""

from collections.abc import Sequence

import pandas as pd

from kpis.catalogue.definitions import Catalogue
from kpis.catalogue.model import UnitKind
from kpis.ui.tables import Column, Line, table
from kpis.words import Words, formats

# Lines of effects beyond these no one reads before pressing a button.
MOST_EFFECTS = 60
_NUMBERS = ("before", "after", "change")
_SHORT = ("period", "unit")


def parted(moved: pd.DataFrame, catalogue: Catalogue) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the figures of the province that a change moves, and those of its units.

    In each those whose status changes stand first, then those that move most.
    """
    by_weight = moved.assign(
        kept=moved["status"] == moved["status_before"],
        size=-(moved["value"] - moved["value_before"]).abs(),
    ).sort_values(["kept", "size"], kind="stable")
    province = by_weight["org_unit"].map(lambda one: _is_province(one, catalogue)).astype(bool)
    return by_weight[province], by_weight[~province]


def effects_table(moved: pd.DataFrame, catalogue: Catalogue, t: Words, *, of_units: bool) -> str:
    """Return figures old → new with their statuses; ``of_units``: with whose they are."""
    names = ("indicator", "period", "before", "after", "change", "status_moved")
    names = ("unit", *names) if of_units else names
    columns = [Column(t.code("column", one), one in _NUMBERS, one in _SHORT) for one in names]
    lines = [_line(one, catalogue, t) for one in moved.head(MOST_EFFECTS).to_dict("records")]
    return table(columns, lines if of_units else [Line(one.cells[1:]) for one in lines])


def most_moved(moved: pd.DataFrame, catalogue: Catalogue) -> list[dict[str, str]]:
    """Return the figure of the province, and that of a unit, that a change moves most.

    Each with indicator, org_unit and period; a figure that was there before goes before a new one.
    """
    found = []
    for part in parted(moved[moved["value"].notna()], catalogue):
        by_size = (part["value"] - part["value_before"]).abs().sort_values(ascending=False)
        if len(by_size):
            one = part.loc[by_size.index[0]]
            found.append({name: one[name] for name in ("indicator", "org_unit", "period")})
    return found


def _is_province(org_unit: str, catalogue: Catalogue) -> bool:
    return catalogue.org_units[org_unit].kind is UnitKind.PROVINCE


def _line(one: dict, catalogue: Catalogue, t: Words) -> Line:
    def amount(key: str) -> str:
        return formats.amount(one[key], one["unit"], one["decimals"], t.language)

    return Line(
        [
            t.own(catalogue.org_units[one["org_unit"]].short),
            t.own(catalogue.indicator_at(one["indicator"], one["period"]).short),
            formats.period(one["period"], t.language),
            amount("value_before"),
            amount("value"),
            formats.signed(one["value"] - one["value_before"], one["decimals"], t.language),
            _statuses([one["status_before"], one["status"]], t),
        ]
    )


def _statuses(both: Sequence[object], t: Words) -> str:
    """Return a status that stays or is new once, and one that changes as old → new."""
    named = [t.code("status", one) for one in both if isinstance(one, str)]
    return " → ".join(dict.fromkeys(named))
