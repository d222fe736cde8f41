"""What needs a decision: a few sentences, the gravest first, each a way in."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpis.charts.icons import icon
from kpis.charts.markup import escape, link
from kpis.words import Words

# More than a leader can hold in mind at one sitting is no list of priorities.
MOST = 7


@dataclass(frozen=True, slots=True)
class AttentionItem:
    """A sentence with cause and size, the status that speaks for it, and where it leads."""

    sentence: str
    href: str
    status: str = "behind"


def attention(items: Sequence[AttentionItem], words: Words) -> str:
    """Return at most seven sentences in the order given, or one that says there are none."""
    if not items:
        return f'<p class="k k-calm">{icon("met")} {escape(words("card.no_attention"))}</p>'
    lines = "".join(_line(one, words) for one in items[:MOST])
    return f'<ol class="k k-attention">{lines}</ol>'


def _line(one: AttentionItem, words: Words) -> str:
    status = escape(words.code("status", one.status))
    return (
        f'<li class="k-s-{one.status}">{icon(one.status)}<span class="k-hear">{status}: </span>'
        f"{link(one.href, escape(one.sentence))}</li>"
    )
