"""Districts where they lie on the map, one equal tile each."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kpis.charts.icons import icon
from kpis.charts.markup import escape, link
from kpis.charts.theme import STATUSES
from kpis.words import Words
from kpis.words.formats import number


@dataclass(frozen=True, slots=True)
class Tile:
    """One district: its place from the top left, counted from 0, and what it shows."""

    row: int
    column: int
    name: str
    value: str
    status: str
    href: str | None = None
    sentence: str = ""
    # Where the status is accounted for.
    why: str | None = None


def tile_map(tiles: Sequence[Tile], words: Words, *, label: str) -> str:
    """Return the tiles in their places, and how many stand where; ``label`` names the whole."""
    places = "".join(_tile(one, words) for one in sorted(tiles, key=lambda t: (t.row, t.column)))
    chips = counts_of([one.status for one in tiles], words)
    return (
        f'<div class="k k-map"><div class="k-tiles" role="group" aria-label="{escape(label)}">'
        f'{places}</div><div class="k-legend">{chips}</div></div>'
    )


def counts_of(statuses: Sequence[str], words: Words) -> str:
    """Return how many units stand where, one mark a status that occurs."""
    counts = Counter(statuses)
    return "".join(_count(one, counts[one], words) for one in STATUSES if counts[one])


def _tile(one: Tile, words: Words) -> str:
    status = words.code("status", one.status)
    told = escape(one.sentence or f"{one.name}: {one.value} · {status}")
    place = f"grid-row:{one.row + 1};grid-column:{one.column + 1}"
    mark = f'{icon(one.status)}<span class="k-hear">{escape(status)}</span>'
    return (
        f'<div class="k-tile k-s-{one.status}" style="{place}" title="{told}">'
        f"{link(one.href, escape(one.name), 'k-tile-name')}<b>{escape(one.value)}</b>"
        f"{link(one.why, mark, 'k-tile-why')}</div>"
    )


def _count(status: str, count: int, words: Words) -> str:
    word = escape(words.code("status", status))
    written = number(count, 0, words.language)
    return f'<span class="k-chip k-s-{status}">{icon(status)}<span>{word}: {written}</span></span>'
