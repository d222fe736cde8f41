"""Where a goal is heading, in words: the projection, its range, and what it rests on."""

import duckdb

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import Indicator
from kpis.domain.projection import COVERED
from kpis.queries.outlooks import GoalOutlook, outlook_of
from kpis.ui.tables import facts
from kpis.words import Words, formats


def heading(
    con: duckdb.DuckDBPyConnection,
    *,
    indicator: str,
    org_unit: str,
    period: str,
    catalogue: Catalogue,
    t: Words,
) -> str:
    """Return whether a goal will be met, with what range and resting on what; "" without a word."""
    found = outlook_of(con, indicator=indicator, org_unit=org_unit, period=period)
    if found is None:
        return ""
    return facts(
        [
            (t("outlook.verdict"), sentence(found, catalogue.indicators[indicator], t)),
            (t("outlook.rests_on"), _basis(found, t)),
        ]
    )


def sentence(found: GoalOutlook, indicator: Indicator, t: Words) -> str:
    """Return the outlook in one sentence: ``Có thể đạt: cuối 2025 khoảng 78,0 % (72,1–83,9 %)``."""
    ahead = found.projection
    return t.code(
        "outlook",
        found.outlook,
        due=found.due,
        value=formats.amount(ahead.value, indicator.unit, indicator.decimals, t.language),
        low=formats.number(ahead.low, indicator.decimals, t.language),
        high=formats.amount(ahead.high, indicator.unit, indicator.decimals, t.language),
        target=formats.goal(found.target, indicator.unit, t.language),
    )


def _basis(found: GoalOutlook, t: Words) -> str:
    covered = formats.amount(100 * COVERED, "%", 0, t.language)
    ahead = found.projection
    return t("outlook.basis", quarters=ahead.quarters, errors=ahead.errors, covered=covered)
