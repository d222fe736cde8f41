"""A scorecard as a tree: areas over criteria over components, each with what it was given."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpis.charts.icons import icon
from kpis.charts.markup import escape, link
from kpis.words import Words

POINTS = ("max", "self", "appraised", "settled", "survey", "given", "lost")


@dataclass(frozen=True, slots=True)
class Mark:
    """A state of a component in a word, with the tint and sign of a status, and its sentence."""

    status: str
    word: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """Something said under a component: a label, a text, and where it leads."""

    label: str
    text: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class TreeLine:
    """One part: points as written, by name of ``POINTS``; ``tint`` is the status of its loss."""

    code: str
    title: str
    depth: int
    points: dict[str, str]
    tint: str = ""
    href: str | None = None
    marks: Sequence[Mark] = ()
    told: Sequence[Told] = ()
    # Where the part itself is opened.
    opens: str | None = None


def score_tree(
    lines: Sequence[TreeLine], whole: TreeLine | None, words: Words, *, caption: str
) -> str:
    """Return the parts as a table, what they come to in its last row."""
    shown = [one for one in POINTS if any(line.points.get(one) for line in lines)]
    heads = "".join(f'<th scope="col" class="n">{_head(one, words)}</th>' for one in shown)
    body = "".join(_row(one, shown) for one in lines)
    foot = f"<tfoot>{_row(whole, shown)}</tfoot>" if whole else ""
    return (
        f'<div class="k k-tasks-frame"><table class="k-tasks k-score"><caption>{escape(caption)}'
        f'</caption><thead><tr><th scope="col">{_head("code", words)}</th>'
        f'<th scope="col">{_head("title", words)}</th>{heads}</tr></thead>'
        f"<tbody>{body}</tbody>{foot}</table></div>"
    )


def _head(name: str, words: Words) -> str:
    return escape(words.code("score.column", name))


def _row(one: TreeLine, shown: Sequence[str]) -> str:
    cells = "".join(_points(one, name) for name in shown)
    marks = "".join(_mark(mark) for mark in one.marks)
    told = "".join(_told(each) for each in one.told)
    title = link(one.href, escape(one.title)) if one.href else escape(one.title)
    code = link(one.opens, escape(one.code)) if one.opens else escape(one.code)
    return (
        f'<tr class="k-depth-{one.depth}"><td class="k-t-code">{code}</td>'
        f'<th scope="row">{title}{marks}{told}</th>{cells}</tr>'
    )


def _points(one: TreeLine, name: str) -> str:
    css = f"n k-s-{one.tint} k-lost" if name == "lost" and one.tint else "n"
    mark = icon(one.tint) if name == "lost" and one.tint else ""
    return f'<td class="{css}">{mark}{escape(one.points.get(name, ""))}</td>'


def _mark(one: Mark) -> str:
    title = f' title="{escape(one.sentence)}"' if one.sentence else ""
    return (
        f' <span class="k-chip k-t-late k-s-{one.status}"{title}>{icon(one.status)}'
        f"<span>{escape(one.word)}</span></span>"
    )


def _told(one: Told) -> str:
    text = link(one.href, escape(one.text)) if one.href else escape(one.text)
    label = f"<b>{escape(one.label)}:</b> " if one.label else ""
    return f'<span class="k-t-more">{label}{text}</span>'
