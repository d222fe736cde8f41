"""The overview's cards: one headline goal each; the whole card is the way in, the status to why."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpis.charts.icons import chip
from kpis.charts.markup import escape
from kpis.words import Words
from kpis.words.formats import ABSENT


@dataclass(frozen=True, slots=True)
class CardFacts:
    """One headline goal; every figure is written already, with its unit.

    ``due`` is the year of the target. ``gap`` is against the value expected by now, the changes
    are on the last period and on the same period of last year. ``sparkline`` is markup from
    ``sparkline()``; everything else is plain text.
    """

    title: str
    href: str
    value: str
    status: str
    due: str = ""
    target: str = ABSENT
    expected: str = ABSENT
    gap: str = ABSENT
    on_last_period: str = ABSENT
    on_last_year: str = ABSENT
    reaching: str = ABSENT
    completeness: str = ABSENT
    sparkline: str = ""
    sentence: str = ""
    illustrative: bool = False
    own_setting: bool = False
    why: str = ""


def cards(facts: Sequence[CardFacts], words: Words) -> str:
    """Return the cards side by side, as many in a row as fit."""
    return f'<div class="k k-cards">{"".join(card(one, words) for one in facts)}</div>'


def card(one: CardFacts, words: Words) -> str:
    """Return one goal as a card; its title's link covers it, but for the status."""
    return (
        f'<div class="k-card k-s-{one.status}"{_title(one)}>'
        f'<a class="k-card-title" data-nav href="{escape(one.href)}">{escape(one.title)}</a>'
        f'<span class="k-card-main"><b class="k-card-value">{escape(one.value)}</b>'
        f"{one.sparkline}</span>"
        f"{chip(one.status, words, href=one.why)}{_facts(one, words)}{_notes(one, words)}</div>"
    )


def _title(one: CardFacts) -> str:
    return f' title="{escape(one.sentence)}"' if one.sentence else ""


def _facts(one: CardFacts, words: Words) -> str:
    pairs = [
        (words("card.target", due=one.due), one.target),
        (words("card.expected"), one.expected),
        (words("card.gap"), one.gap),
        (words("card.on_last_period"), one.on_last_period),
        (words("card.on_last_year"), one.on_last_year),
        (words("card.reaching"), one.reaching),
        (words("card.completeness"), one.completeness),
    ]
    rows = "".join(
        f"<span><span>{escape(name)}</span><b>{escape(value)}</b></span>" for name, value in pairs
    )
    return f'<span class="k-card-facts">{rows}</span>'


def _notes(one: CardFacts, words: Words) -> str:
    notes = [words("card.own_setting")] if one.own_setting else []
    notes += [words("card.illustrative")] if one.illustrative else []
    text = escape(" · ".join(notes))
    return f'<span class="k-card-note">{text}</span>' if notes else ""
