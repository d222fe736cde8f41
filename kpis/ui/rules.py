"""The method page's parts: every rule in words, with the numbers it uses and a worked example."""

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import UnitKind
from kpis.domain import concerns, decisions, peers
from kpis.domain.periods import Period, PeriodKind
from kpis.domain.projection import LEAST_QUARTERS
from kpis.ui.goal_story import document_name
from kpis.ui.tables import Column, Line, facts, table
from kpis.words import Words, formats
from kpis.words.explaining import arithmetic, completeness, explanation

RULES = (
    *("ratio", "missing", "periods", "path", "status", "progress", "kinds", "dated", "changes"),
    *("bounds", "units", "restated", "exempt", "outlook", "replaced", "checked"),
    *("priority", "decided", "ranked"),
)
_COLUMNS = ("code", "indicator", "numerator", "denominator", "measure", "reporters", "basis")
_LEVELS = (UnitKind.AGENCY, UnitKind.DISTRICT, UnitKind.PROVINCE)


def rules(catalogue: Catalogue, t: Words) -> str:
    """Return how figures are reckoned, one rule a line."""
    limit = formats.amount(100 * catalogue.programme.completeness_limit, "%", 0, t.language)
    numbers = {"limit": limit, "quarters": LEAST_QUARTERS, **_of_concerns(t)}
    return facts([(t.code("rule.name", one), t.code("rule", one, **numbers)) for one in RULES])


def _of_concerns(t: Words) -> dict[str, str]:
    """Return the numbers of the formula by which concerns are listed, as they are written."""
    decimal = {
        "headline": concerns.HEADLINE,
        "each_period": concerns.EACH_LATE_PERIOD,
        "each_task": concerns.EACH_OVERDUE_TASK,
        "each_point": concerns.EACH_LOST_POINT,
        "worse": decisions.WORSE,
    }
    whole = {
        "most": concerns.MOST,
        "of_a_cause": concerns.MOST_OF_A_CAUSE,
        "least_streak": concerns.LEAST_STREAK,
        "least_lost": concerns.LEAST_LOST,
        "small": peers.SMALL,
    }
    doubts = (
        f"{t.code('concern.doubt', code)}: {formats.points(value, t.language)}"
        for code, value in concerns.DOUBTS.items()
    )
    return {
        **{name: formats.points(one, t.language) for name, one in decimal.items()},
        **{name: formats.number(one, 0, t.language) for name, one in whole.items()},
        "doubts": "; ".join(doubts),
    }


def example(figure: dict, name: str, t: Words) -> str:
    """Return one figure reckoned before the reader's eyes."""
    return facts(
        [
            (t("rule.example_figure"), f"{name}, {formats.period(figure['period'], t.language)}"),
            (t("indicator.arithmetic"), arithmetic(t, figure)),
            (t("indicator.reports"), completeness(t, figure)),
            (t("rule.example_path"), _path(figure, t)),
            (t("indicator.standing"), explanation(t, figure)),
        ]
    )


def definitions(catalogue: Catalogue, t: Words) -> str:
    """Return every indicator with its components, who reports it, and its legal basis."""
    columns = [Column(t.code("column", one)) for one in _COLUMNS]
    lines = []
    for one in catalogue.indicators.values():
        codes = [goal.code for goal in catalogue.goals if goal.indicator == one.id and goal.code]
        kinds = dict.fromkeys(unit.kind for unit in catalogue.reporters_of(one))
        documents = [document_name(catalogue.documents[key], t) for key in one.documents]
        lines.append(
            Line(
                [
                    ", ".join(codes),
                    t.own(one.title),
                    t.own(one.numerator),
                    t.own(one.denominator),
                    t.code("measure", one.measure),
                    formats.listed((t.code("level", kind) for kind in kinds), t.language),
                    "; ".join(documents),
                ]
            )
        )
    return table(columns, lines)


def calendar(catalogue: Catalogue, t: Words) -> str:
    """Return what each period of a year covers, and when it is due at each level."""
    year = Period.parse(catalogue.programme.ends).year - 1
    periods = [Period.quarter(year, number) for number in range(1, 5)]
    periods += [
        Period(kind, year) for kind in (PeriodKind.HALF, PeriodKind.NINE_MONTHS, PeriodKind.YEAR)
    ]
    columns = [
        Column(t("column.period")),
        Column(t("rule.window")),
        *(Column(t.code("level", one)) for one in _LEVELS),
    ]
    lines = []
    for period in periods:
        first, last = period.window(catalogue.calendar.cut_off_day)
        window = f"{formats.day(first, t.language)} – {formats.day(last, t.language)}"
        due = [
            formats.day(catalogue.calendar.due_on(level, period), t.language) for level in _LEVELS
        ]
        lines.append(Line([formats.period(period.code, t.language), window, *due]))
    return table(columns, lines)


def _path(figure: dict, t: Words) -> str:
    if figure["baseline"] != figure["baseline"]:
        return ""
    amounts = {
        key: formats.amount(figure[key], figure["unit"], figure["decimals"], t.language)
        for key in ("baseline", "target", "expected_now")
    }
    return t(
        "rule.example_path_line",
        **amounts,
        due=figure["due"],
        period=formats.period(figure["period"], t.language),
    )
