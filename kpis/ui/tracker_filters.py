"""The tracker's choices: a quarter, reported already or not, and a level of units."""

from datetime import date

from kpis.catalogue.definitions import Catalogue
from kpis.domain.periods import Period
from kpis.queries import state
from kpis.ui import answers, filters, link
from kpis.words import Words, formats


def quarter(t: Words, catalogue: Catalogue, today: date) -> str:
    """Return the quarter to track: any of the programme that has begun or has figures.

    By default it is the one the other pages show: the latest with enough reports.
    """
    programme, cut_off = catalogue.programme, catalogue.calendar.cut_off_day
    starts, ends = Period.parse(programme.starts), Period.parse(programme.ends)
    known = set(answers.ask(state.periods))
    quarters = [ends.earlier(back) for back in range((ends.step - starts.step) // 3 + 1)]
    begun = [one.code for one in quarters if one.window(cut_off)[0] <= today or one.code in known]
    options = begun or [starts.code]
    current = answers.ask(state.current_period)
    return link.choice(
        "period",
        t("filter.period"),
        options,
        default=current if current in options else options[0],
        describe=lambda code: formats.period(code, t.language),
    )


def level(t: Words) -> str | None:
    """Return the level of units to show; None for all."""
    chosen = link.choice(
        "level",
        t("tracker.level"),
        [filters.ALL, *(one.value for one in filters.REPORTING)],
        default=filters.ALL,
        describe=lambda one: t("tracker.level.all") if one == filters.ALL else t.code("level", one),
    )
    return None if chosen == filters.ALL else chosen
