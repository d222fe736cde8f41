"""Why a figure has its status: the sentence, and each rule behind it with the figure's numbers."""

import duckdb
import pandas as pd

from kpis.catalogue.goals import Goal
from kpis.catalogue.loading import Catalogue
from kpis.domain.lineage import Move
from kpis.queries.chain import path_between, terms_of
from kpis.queries.restated_chain import figure_restated
from kpis.ui.goal_story import document_name
from kpis.ui.restated_account import why_restated
from kpis.ui.tables import facts
from kpis.words import Words, formats
from kpis.words.explaining import arithmetic, completeness, explanation, is_restated

# A sum of more terms than these is not written out; the table below it has them all.
MOST_TERMS = 40
_JUDGED = ("met", "on_track", "behind", "off_track")


def why(
    con: duckdb.DuckDBPyConnection,
    *,
    indicator: str,
    org_unit: str,
    period: str,
    catalogue: Catalogue,
    t: Words,
    moves: tuple[Move, ...] = (),
) -> str:
    """Return a figure's sentence, sum, path, margin, completeness and goal, one a line.

    With ``moves`` it is that of a later unit, made of what others reported.
    """
    asked = {"indicator": indicator, "org_unit": org_unit, "period": period}
    figure = figure_restated(con, **asked, moves=moves)
    if figure is None:
        return facts([(t("indicator.standing"), unknown(org_unit, period, catalogue, t))])
    if is_restated(figure):
        return why_restated(con, figure=figure, moves=moves, catalogue=catalogue, t=t)
    judged = figure["status"] in _JUDGED
    return facts(
        [
            (
                t("indicator.standing"),
                f"{t.code('status', figure['status'])}. {explanation(t, figure)}",
            ),
            (t("indicator.arithmetic"), written_sum(terms_of(con, **asked), figure, t)),
            (t("indicator.basis"), _basis(figure, t)),
            (t("why.path"), path_line(path_between(con, **asked), figure, t) if judged else ""),
            (t("why.margin"), _margin(figure, catalogue, t) if judged else ""),
            (t("why.progress"), _progress(figure, t)),
            (t("indicator.reports"), _reports(figure, catalogue, t)),
            (t("why.goal"), _goal(figure, catalogue, t)),
        ]
    )


def unknown(org_unit: str, period: str, catalogue: Catalogue, t: Words) -> str:
    """Return why there is no figure: the unit was not there yet, is there no more, or is silent."""
    unit = catalogue.org_units[org_unit]
    day = catalogue.last_day(period)
    if unit.valid_from and day < unit.valid_from:
        return t("why.not_yet", day=formats.day(unit.valid_from, t.language))
    if unit.valid_to and unit.valid_to < day:
        return t("explain.closed")
    return t("explain.not_enough_data")


def written_sum(terms: pd.DataFrame, figure: dict, t: Words) -> str:
    """Return how a rate was reckoned from its terms: ``(1.204 + 987) / (1.250 + 1.002) = …``."""
    result = arithmetic(t, figure)
    known = terms.dropna(subset=["numerator", "denominator"])
    if not result or not 1 < len(known) <= MOST_TERMS:
        return result
    above, below = (_added(known, side, t) for side in ("numerator", "denominator"))
    return f"({above}) / ({below}) = {result}"


def _added(terms: pd.DataFrame, side: str, t: Words) -> str:
    """Return numbers with their signs between them."""
    said = ""
    for count, sign in zip(terms[side], terms["sign"], strict=True):
        joint = " + " if sign > 0 else " − "
        said += (joint if said or sign < 0 else "") + formats.number(count, 0, t.language)
    return said.strip()


def path_line(path: dict | None, figure: dict, t: Words) -> str:
    """Return how the value expected by now follows from the points of the path round it."""
    if not path or figure["expected_now"] is None:
        return ""
    expected = _amount(figure["expected_now"], figure, t)
    before, after = path["from_step"], path["to_step"]
    if before is None or after is None or before == after:
        return t("why.path_point", expected=expected)
    if path["from_value"] == path["to_value"]:
        return t("why.path_flat", expected=expected, starts=_month(before), ends=_month(after))
    told = {
        "start": _amount(path["from_value"], figure, t),
        "end": _amount(path["to_value"], figure, t),
        "starts": _month(before),
        "ends": _month(after),
        "expected": expected,
    }
    if path["to_shape"] == "step":
        return t("why.path_step", **told)
    months = {"part": path["step"] - before, "whole": after - before}
    return t("why.path_line", **told, **months, period=formats.period(figure["period"], t.language))


def _margin(figure: dict, catalogue: Catalogue, t: Words) -> str:
    margin = catalogue.indicator_at(figure["indicator"], figure["period"]).margin
    words = {one: t.code("status", one) for one in _JUDGED}
    return t(
        "why.margin_rule",
        **words,
        margin=formats.points(margin, t.language),
        gap=formats.signed(figure["gap"], figure["decimals"], t.language),
    )


def _progress(figure: dict, t: Words) -> str:
    if figure["progress"] is None:
        return ""
    share = formats.amount(figure["progress"], "%", 0, t.language)
    start = _amount(figure["baseline"], figure, t)
    target = formats.goal(figure["target"], figure["unit"], t.language)
    if figure["direction"] * (figure["baseline"] - figure["target"]) >= 0:
        return t("why.progress_kept", start=start, target=target)
    return t("why.progress_line", share=share, start=start, target=target)


def _reports(figure: dict, catalogue: Catalogue, t: Words) -> str:
    """Return how many reported against how many must, and what is said of the silent ones."""
    if figure["expected"] <= 1:
        return ""
    limit = formats.amount(100 * catalogue.programme.completeness_limit, "%", 0, t.language)
    share = formats.amount(100 * figure["reported"] / figure["expected"], "%", 0, t.language)
    said = t("why.limit", reports=completeness(t, figure), share=share, limit=limit)
    silent = figure["reported"] < figure["expected"]
    return f"{said} {t('rule.bounds')}" if silent else said


def _goal(figure: dict, catalogue: Catalogue, t: Words) -> str:
    """Return the goal as its document words it, and the document."""
    goal = next((one for one in catalogue.goals if _is_goal(one, figure)), None)
    if goal is None:
        return ""
    document = catalogue.documents.get(goal.document or "")
    parts = [goal.code, goal.wording, document_name(document, t) if document else ""]
    own = t("indicator.own_setting") if figure["own_setting"] else ""
    said = " · ".join(part for part in (*parts, own) if part)
    return said[:1].upper() + said[1:]


def _is_goal(goal: Goal, figure: dict) -> bool:
    return goal.indicator == figure["indicator"] and goal.id == figure["goal"]


def _basis(figure: dict, t: Words) -> str:
    return t.code("basis", figure["basis"]) if figure["basis"] else ""


def _month(step: int) -> str:
    year, month = divmod(step - 1, 12)
    return f"{month + 1:02d}/{year}"


def _amount(value: float, figure: dict, t: Words) -> str:
    return formats.amount(value, figure["unit"], figure["decimals"], t.language)
