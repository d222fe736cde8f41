"""The meeting room: a whole screen, one goal a slide, keys instead of widgets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kpis.charts.decision_slide import DecisionFacts, decision_slide
from kpis.charts.icons import icon
from kpis.charts.markup import escape, image, link
from kpis.charts.path import Aim, Path
from kpis.charts.path_drawing import HEIGHT, WIDTH, path_drawing
from kpis.charts.scripts import LINK_SCRIPT, script
from kpis.charts.style import deck_rules
from kpis.charts.theme import STATUSES, Theme
from kpis.words import Words
from kpis.words.formats import ABSENT, number

_KEYS = ("next", "previous", "jump", "black", "full", "light", "play", "why", "leave")


@dataclass(frozen=True, slots=True)
class RankedUnit:
    """A unit at the top or the bottom, its figure as written."""

    name: str
    value: str
    status: str
    # Where the figure is accounted for.
    why: str | None = None


@dataclass(frozen=True, slots=True)
class CoverFacts:
    """The first slide; ``counts`` says how many goals stand at each status."""

    title: str
    subtitle: str
    period: str
    counts: Mapping[str, int] = field(default_factory=dict)
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class SlideFacts:
    """One goal; figures are written already, the path is drawn from ``history`` and ``aim``.

    ``title`` states the finding, ``topic`` names the goal, ``sentence`` is the arithmetic of the
    status. At most three of the best and of the worst units are shown.
    """

    title: str
    topic: str
    value: str
    status: str
    history: Path
    aim: Aim
    period: str
    source: str
    target: str = ABSENT
    expected: str = ABSENT
    gap: str = ABSENT
    sentence: str = ""
    best: Sequence[RankedUnit] = ()
    worst: Sequence[RankedUnit] = ()
    illustrative: bool = False
    # Where the status is accounted for.
    why: str | None = None


def deck(
    slides: Sequence[SlideFacts],
    cover: CoverFacts,
    words: Words,
    theme: Theme,
    *,
    edition: str,
    home: str,
    earlier: DecisionFacts | None = None,
) -> str:
    """Return the slides as markup with their style and script, over everything else on the page.

    With ``earlier`` the cover is followed by what was decided before. ``edition`` is the code of
    the frozen figures, on every slide; ``home`` is where leaving leads. Insert it with scripts
    allowed. The place stands in the address (``#3``), so a reload returns.
    """
    opening = 2 if earlier else 1
    total = len(slides) + opening
    pages = [_cover(cover, words, edition)]
    if earlier:
        pages.append(decision_slide(earlier, _foot(earlier, words, _Place(2, total, edition))))
    for number_, one in enumerate(slides, opening + 1):
        pages.append(_slide(one, words, _Place(number_, total, edition)))
    return (
        f"<style>{deck_rules()}</style>"
        f'<div class="k-deck" data-theme="{theme.kind}" tabindex="-1" role="region" '
        f'aria-label="{escape(words("deck.name"))}">{"".join(pages)}'
        f'<div class="k-typed" hidden></div><div class="k-black" hidden></div>{_keys(words)}'
        f"{link(home, escape(words('deck.key.leave')), 'k-leave')}</div>"
        f"{LINK_SCRIPT}{script('deck')}"
    )


@dataclass(frozen=True, slots=True)
class _Place:
    number: int
    total: int
    edition: str


def _cover(one: CoverFacts, words: Words, edition: str) -> str:
    counts = "".join(
        f'<div class="k-count k-s-{status}">{icon(status)}'
        f"<b>{number(one.counts[status], 0, words.language)}</b>"
        f"<span>{escape(words.code('status', status))}</span></div>"
        for status in STATUSES
        if one.counts.get(status)
    )
    mark = f"<em>{escape(words('deck.illustrative'))}</em>" if one.illustrative else ""
    code = escape(words("deck.edition", code=edition))
    return (
        f'<section class="k-slide k-cover"><p class="k-d-topic">{escape(one.subtitle)}</p>'
        f"<h1>{escape(one.title)}</h1><p class='k-d-period'>{escape(one.period)}</p>"
        f'<div class="k-counts">{counts}</div>'
        f'<footer><span class="k-d-source"></span>{mark}<span>{code}</span></footer></section>'
    )


def _slide(one: SlideFacts, words: Words, place: _Place) -> str:
    word = escape(words.code("status", one.status))
    return (
        f'<section class="k-slide k-s-{one.status}" hidden>'
        f'<p class="k-d-topic">{escape(one.topic)}</p><h1>{escape(one.title)}</h1>'
        f'<div class="k-d-figure">{_value(one)}'
        f"{link(one.why, f'{icon(one.status)}{word}', 'k-d-status')}{_facts(one, words)}"
        f'<p class="k-d-sentence">{escape(one.sentence)}</p></div>'
        f'<div class="k-d-path">{_path(one, words)}</div>'
        f'<div class="k-d-units">{_units("best", one.best, words)}'
        f"{_units('worst', one.worst, words)}</div>{_foot(one, words, place)}</section>"
    )


def _value(one: SlideFacts) -> str:
    """Return the figure, with its length for the style sheet to fit it into its column."""
    return f'<b class="k-d-value" style="--letters:{len(one.value)}">{escape(one.value)}</b>'


def _facts(one: SlideFacts, words: Words) -> str:
    pairs = [
        (words("deck.target", due=one.aim.due_label), one.target),
        (words("deck.expected"), one.expected),
        (words("deck.gap"), one.gap),
    ]
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in pairs)
    return f"<dl>{rows}</dl>"


def _path(one: SlideFacts, words: Words) -> str:
    """Return the path as an image, which the script makes a part of the page with its colours."""
    drawn = path_drawing(one.history, one.aim, words)
    return image(drawn, one.sentence or one.title, WIDTH, HEIGHT, "k-d-drawing")


def _units(which: str, units: Sequence[RankedUnit], words: Words) -> str:
    rows = "".join(
        f'<li class="k-s-{one.status}">{icon(one.status)}{link(one.why, escape(one.name))}'
        f"<b>{escape(one.value)}</b></li>"
        for one in units[:3]
    )
    return f"<div><h2>{escape(words.code('deck', which))}</h2><ol>{rows}</ol></div>" if rows else ""


def _foot(one: SlideFacts | DecisionFacts, words: Words, place: _Place) -> str:
    mark = f"<em>{escape(words('deck.illustrative'))}</em>" if one.illustrative else ""
    parts = [
        one.period,
        words("deck.edition", code=place.edition),
        words("deck.page", number=place.number, total=place.total),
    ]
    source = escape(words("deck.source", source=one.source))
    rest = "".join(f"<span>{escape(part)}</span>" for part in parts)
    return f'<footer><span class="k-d-source">{source}</span>{mark}{rest}</footer>'


def _keys(words: Words) -> str:
    lines = "".join(f"<li>{escape(words.code('deck.key', one))}</li>" for one in _KEYS)
    head = escape(words("deck.keys"))
    return f'<div class="k-keys-help" hidden><h2>{head}</h2><ul>{lines}</ul></div>'
