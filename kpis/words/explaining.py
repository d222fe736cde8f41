"""The one sentence of arithmetic behind a status, a rate and a count of reports."""

from collections.abc import Mapping
from math import isnan

from kpis.words import Words, formats

# Two numbers that differ must not be printed alike: 85,96 against 86,0 is written 85,96 and 86,00.
MOST_DECIMALS = 4
_UNJUDGED = ("not_enough_data", "closed", "not_applicable")


def explanation(t: Words, figure: Mapping) -> str:
    """Return why a figure has its status, with the numbers.

    ``figure`` has the keys of a row of ``queries.figures``: status, value, denominator, target,
    expected_now, gap, due, period, reported, expected, unit, decimals; and where they apply
    goal_kind, target_low, target_high, target_reason, exempt_reason.
    """
    status = figure["status"]
    if is_restated(figure):
        return _restated(t, figure)
    if status in _UNJUDGED:
        return _unjudged(t, figure)
    if status == "no_target":
        key = "explain.no_target"
        key = "explain.reading" if isinstance(figure.get("reading_of"), str) else key
        return t(key, value=_amount(t, figure, figure["value"], figure["decimals"]))
    if figure.get("goal_kind") == "yes_no":
        return t.code("explain.yes_no", status, due=figure["due"])
    if figure.get("goal_kind") == "range" and status == "met":
        return _within(t, figure)
    return _judged(t, figure)


def is_restated(figure: Mapping) -> bool:
    """Tell whether a figure was made for a later unit of what others reported."""
    return isinstance(figure.get("sources"), tuple)


def kind_of_restated(figure: Mapping) -> str:
    """Return how a figure was made of others': ``sum``, ``estimate``, or why it was not."""
    if isinstance(figure["undone"], str):
        return figure["undone"]
    return "estimate" if figure["estimate"] else "sum"


def _restated(t: Words, figure: Mapping) -> str:
    """Return what a figure was made of that other units reported; nobody had its goal then."""
    kind = kind_of_restated(figure)
    if kind not in ("sum", "estimate"):
        return t.code("explain.restated_not", kind)
    value = _amount(t, figure, figure["value"], figure["decimals"])
    reports = {"reported": int(figure["reported"]), "units": len(figure["sources"])}
    return t.code("explain.restated", kind, value=value, **reports)


def _unjudged(t: Words, figure: Mapping) -> str:
    if figure["status"] == "closed":
        return t("explain.closed")
    if figure["status"] == "not_applicable":
        return t("explain.not_applicable", reason=figure["exempt_reason"])
    if _number(figure["denominator"]) == 0:
        return t("explain.nothing_to_divide")
    if (figure["expected"] or 0) > (figure["reported"] or 0) and figure["expected"] > 1:
        return t("explain.too_few", reported=figure["reported"], expected=figure["expected"])
    if _number(figure["value"]) is not None:
        value = _amount(t, figure, figure["value"], figure["decimals"])
        return t("explain.no_baseline", value=value)
    return t("explain.not_enough_data")


def _within(t: Words, figure: Mapping) -> str:
    decimals = figure["decimals"]
    return t(
        "explain.within",
        value=_amount(t, figure, figure["value"], decimals),
        low=formats.number(figure["target_low"], decimals, t.language),
        high=_amount(t, figure, figure["target_high"], decimals),
    )


def _judged(t: Words, figure: Mapping) -> str:
    met = figure["status"] == "met"
    value, goal = float(figure["value"]), float(figure["target" if met else "expected_now"])
    decimals = _telling_decimals(value, goal, figure["decimals"])
    said = "behind" if figure["status"] == "off_track" else figure["status"]
    # "Ahead by 0,0" says nothing: whoever stands on the line is told so.
    exactly = said != "behind" and round(value - goal, decimals) == 0
    sentence = t.code(
        "explain",
        f"{said}_exactly" if exactly else said,
        value=_amount(t, figure, value, decimals),
        target=formats.goal(figure["target"], figure["unit"], t.language),
        expected=_amount(t, figure, goal, decimals),
        gap=formats.number(abs(value - goal), decimals, t.language),
        due=figure["due"],
        period=formats.period(figure["period"], t.language),
    )
    reason = figure.get("target_reason")
    if not isinstance(reason, str):
        return sentence
    return t("explain.own_target", sentence=sentence, reason=reason)


def arithmetic(t: Words, figure: Mapping) -> str:
    """Return how a rate was divided: ``2.191 / 2.252 = 97,3 %``; empty without counts."""
    numerator, denominator = _number(figure["numerator"]), _number(figure["denominator"])
    if numerator is None or not denominator:
        return ""
    parts = (formats.number(part, 0, t.language) for part in (numerator, denominator))
    result = _amount(t, figure, _number(figure["value"]), figure["decimals"])
    return f"{' / '.join(parts)} = {result}"


def completeness(t: Words, figure: Mapping) -> str:
    """Return how many of how many units reported, with the bounds the silent ones leave.

    Units the indicator does not concern are not among them, and are told apart.
    """
    exempted = int(_number(figure.get("exempted")) or 0)
    said = _reported(t, figure)
    return t("explain.but_exempted", reports=said, exempted=exempted) if exempted else said


def _reported(t: Words, figure: Mapping) -> str:
    reported, expected = figure["reported"], figure["expected"]
    low, high = _number(figure["low"]), _number(figure["high"])
    if reported == expected or low is None or high is None:
        return t("explain.reported", reported=reported, expected=expected)
    return t(
        "explain.reported_between",
        reported=reported,
        expected=expected,
        low=formats.number(low, figure["decimals"], t.language),
        high=_amount(t, figure, high, figure["decimals"]),
    )


def _telling_decimals(value: float, other: float, decimals: int) -> int:
    while (
        decimals < MOST_DECIMALS
        and value != other
        and round(value, decimals) == round(other, decimals)
    ):
        decimals += 1
    return decimals


def _amount(t: Words, figure: Mapping, value: float | None, decimals: int) -> str:
    return formats.amount(value, figure["unit"], decimals, t.language)


def _number(value: float | None) -> float | None:
    return None if value is None or isnan(value) else float(value)
