"""All goals by area, one line each."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpis.charts.icons import chip
from kpis.charts.markup import escape, link
from kpis.words import Words
from kpis.words.formats import ABSENT

_COLUMNS = (
    "area",
    "code",
    "goal",
    "value",
    "target",
    "expected",
    "gap",
    "bar",
    "status",
    "reaching",
)


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One goal; every figure is written already. ``bullet`` is markup from ``bullet()``."""

    code: str
    title: str
    href: str
    value: str
    status: str
    target: str = ABSENT
    expected: str = ABSENT
    gap: str = ABSENT
    reaching: str = ABSENT
    bullet: str = ""
    sentence: str = ""
    full: str = ""
    # Where the status is accounted for.
    why: str = ""


@dataclass(frozen=True, slots=True)
class GoalArea:
    """A field of reform and its goals."""

    title: str
    rows: Sequence[GoalRow]


def goal_table(areas: Sequence[GoalArea], words: Words, *, caption: str, due: str) -> str:
    """Return the goals under their areas as one compact table; areas without goals are left out."""
    heads = [(one, escape(words.code("card.column", one, due=due))) for one in _COLUMNS]
    head = "".join(f'<th scope="col" class="k-g-{one}">{word}</th>' for one, word in heads)
    body = "".join(_area(one, words) for one in areas if one.rows)
    # A unit's own goals have no units below to count: the column would say nothing.
    counted = any(row.reaching != ABSENT for area in areas for row in area.rows)
    css = "k-goals" if counted else "k-goals k-uncounted"
    return (
        f'<div class="k k-goals-frame"><table class="{css}"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead>{body}</table></div>"
    )


def _area(area: GoalArea, words: Words) -> str:
    spans = f'scope="rowgroup" rowspan="{len(area.rows)}"'
    first = f'<th class="k-g-area" {spans}>{escape(area.title)}</th>'
    lines = [_line(one, words) for one in area.rows]
    return (
        "<tbody>"
        + "".join(
            f"<tr>{first if place == 0 else ''}{line}</tr>" for place, line in enumerate(lines)
        )
        + "</tbody>"
    )


def _line(one: GoalRow, words: Words) -> str:
    figures = {"target": one.target, "expected": one.expected, "gap": one.gap}
    full = escape(one.full or one.title)
    return (
        f'<td class="k-g-code">{escape(one.code)}</td>'
        f'<th scope="row" class="k-g-goal" title="{full}">{link(one.href, escape(one.title))}</th>'
        f'<td class="k-g-value">{escape(one.value)}</td>'
        + "".join(f'<td class="k-g-{name}">{escape(text)}</td>' for name, text in figures.items())
        + f'<td class="k-g-bar">{one.bullet}</td>'
        f"<td>{chip(one.status, words, one.sentence, one.why)}</td>"
        f'<td class="k-g-reaching">{escape(one.reaching)}</td>'
    )
