"""The slide on which a meeting begins: what was decided earlier, and what has become of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpis.charts.icons import icon
from kpis.charts.markup import escape

# At the size that can be read from the back of the room, more lines do not fit one screen.
MOST_DECISIONS = 6


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision: what it was about, what was decided when, its result, and the result's mark."""

    about: str
    said: str
    result: str
    status: str


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """The slide; ``title`` states the finding, ``period`` and ``source`` stand at its foot."""

    title: str
    topic: str
    lines: Sequence[DecisionLine]
    period: str
    source: str
    illustrative: bool = False


def decision_slide(one: DecisionFacts, foot: str) -> str:
    """Return the slide as markup, its foot given; at most six decisions."""
    lines = "".join(_line(each) for each in one.lines[:MOST_DECISIONS])
    return (
        f'<section class="k-slide k-decided" hidden><p class="k-d-topic">{escape(one.topic)}</p>'
        f'<h1>{escape(one.title)}</h1><ol class="k-d-decided">{lines}</ol>{foot}</section>'
    )


def _line(one: DecisionLine) -> str:
    return (
        f'<li class="k-s-{one.status}">{icon(one.status)}<b>{escape(one.about)}</b>'
        f"<span>{escape(one.said)}</span><em>{escape(one.result)}</em></li>"
    )
