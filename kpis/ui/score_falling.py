"""The way down to a score on screen: from the highest points, area by area, in a figure."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from kpis.charts.score_fall import Line, Step, score_fall
from kpis.charts.theme import Theme
from kpis.domain.criteria import CriteriaSet, Grade
from kpis.words import Words, formats


def fall(
    steps: pd.DataFrame, defined: CriteriaSet | None, t: Words, theme: Theme
) -> go.Figure | None:
    """Return the way from the highest points to the score; None without a whole score."""
    if steps.empty:
        return None
    drawn = [_step(one, t) for one in steps.to_dict("records")]
    most = steps["before"].max() if defined is None or defined.max is None else float(defined.max)
    lines = [
        Line(float(one.at_least) * most / 100, t("score.grade_from", grade=_grade(one, t),
             points=formats.points(float(one.at_least) * most / 100, t.language)))
        for one in (defined.grades if defined else ())
    ]  # fmt: skip
    return score_fall(drawn, lines, t, theme)


def _grade(one: Grade, t: Words) -> str:
    return one.name_vi if t.language == "vi" else one.name_en


def _step(one: Mapping, t: Words) -> Step:
    ends = one["kind"] in ("start", "score")
    title = one["title"] if one["kind"] == "area" else t.code("score.step", one["kind"])
    written = (
        formats.points(one["points"], t.language)
        if ends or not one["points"]
        else f"{'+' if one['points'] > 0 else ''}{formats.points(one['points'], t.language)}"
    )
    before = one["after"] if ends else one["before"]
    return Step(title, before, one["after"], written, ends=ends)


def fall_sentence(steps: pd.DataFrame, t: Words) -> str:
    """Return the figure in a sentence: from, to, and the areas that took most."""
    areas = steps[(steps["kind"] == "area") & (steps["points"] < 0)].nsmallest(3, "points")
    told = formats.listed(
        (f"{one['title']} ({formats.points(-one['points'], t.language)})"
         for one in areas.to_dict("records")), t.language,
    )  # fmt: skip
    first, last = steps.iloc[0]["after"], steps.iloc[-1]["after"]
    ends = {"most": formats.points(first, t.language), "score": formats.points(last, t.language)}
    taken = steps[steps["kind"] == "rescaled"]
    if told and len(taken):
        given = formats.points(taken.iloc[0]["before"], t.language)
        return t("score.fall_alt_rescaled", **ends, given=given, areas=told)
    return t("score.fall_alt" if told else "score.fall_alt_full", **ends, areas=told)
