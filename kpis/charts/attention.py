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
    # What has been decided about it, and where to decide: a word and its address.
    note: str = ""
    onward: tuple[str, str] | None = None
    # What those hear who cannot see the mark, where it is not the status.
    heard: str = ""


def attention(items: Sequence[AttentionItem], words: Words) -> str:
    """Return at most seven sentences in the order given, or one that says there are none."""
    if not items:
        return f'<p class="k k-calm">{icon("met")} {escape(words("card.no_attention"))}</p>'
    lines = "".join(_line(one, words) for one in items[:MOST])
    return f'<ol class="k k-attention">{lines}</ol>'


def _line(one: AttentionItem, words: Words) -> str:
    status = escape(one.heard or words.code("status", one.status))
    return (
        f'<li class="k-s-{one.status}">{icon(one.status)}<span class="k-hear">{status}: </span>'
        f"<span>{link(one.href, escape(one.sentence))}{_decided(one)}</span></li>"
    )


def _decided(one: AttentionItem) -> str:
    """Return what was decided, and the way to decide, on a line of their own."""
    parts = [f"<span>{escape(one.note)}</span>"] if one.note else []
    if one.onward:
        word, href = one.onward
        parts.append(link(href, escape(word), "k-onward"))
    return f"<small>{''.join(parts)}</small>" if parts else ""
