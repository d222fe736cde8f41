"""The shape of every status: told apart without colour, drawn without an icon font."""

from kpis.charts.markup import data_uri, escape
from kpis.charts.theme import STATUSES
from kpis.words import Words

_DISC = "M12 1a11 11 0 1 0 0 22a11 11 0 0 0 0-22z"
_TRIANGLE = "M12 2L23.3 21.7H.7z"
_OCTAGON = "M7.6 1.2h8.8l6.4 6.4v8.8l-6.4 6.4H7.6l-6.4-6.4V7.6z"

# Outlines on a square of 24; what lies inside another outline is cut out of it.
SHAPES = {
    "met": f"{_DISC}M10.1 17.6L5 12.5l2-2l3.1 3.1l7-7l2 2z",
    "on_track": "M7.5 3.5h13v13h-3.6V9.6L6.4 20.1l-2.5-2.5L14.4 7.1H7.5z",
    "behind": f"{_TRIANGLE}M10.7 9h2.6v6.4h-2.6zM10.7 17h2.6v2.6h-2.6z",
    "off_track": (f"{_OCTAGON}M8 6l4 4l4-4l2 2l-4 4l4 4l-2 2l-4-4l-4 4l-2-2l4-4l-4-4z"),
    "not_enough_data": (
        "M4 9.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5zM12 9.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5z"
        "M20 9.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5z"
    ),
    "closed": (
        "M5 10h2V7a5 5 0 0 1 10 0v3h2v12H5zM9.4 10h5.2V7a2.6 2.6 0 0 0-5.2 0zM10.7 14h2.6v4.4h-2.6z"
    ),
    "not_applicable": (
        f"{_DISC}M12 3.6a8.4 8.4 0 0 0-6.7 13.5L17.1 5.3A8.4 8.4 0 0 0 12 3.6z"
        "M18.7 6.9L6.9 18.7A8.4 8.4 0 0 0 18.7 6.9z"
    ),
    "no_target": "M3 10.4h18v3.2H3z",
    "returned": (
        "M9.5 3L2.5 10l7 7v-4.4h5.2a2.9 2.9 0 0 1 0 5.8H8v3.4h6.9a6.2 6.2 0 0 0 0-12.4H9.5z"
    ),
    "late": f"{_DISC}M10.7 5h2.6v6.3l4.3 2.5l-1.3 2.2l-5.6-3.2z",
}


def icon(shape: str) -> str:
    """Return the mark of a status; its word must stand beside it, so it is hidden from readers."""
    return f'<span class="k-i k-i-{shape}" aria-hidden="true"></span>'


def icon_rules() -> str:
    """Return the style rules that give every mark its shape, in the colour of the text around."""
    return "".join(f'.k-i-{name}{{--shape:url("{_svg(name)}")}}' for name in SHAPES)


def chip(status: str, words: Words, sentence: str = "", href: str = "") -> str:
    """Return a status as mark, word and colour; the sentence explains it on pointing.

    With an address it leads there, where the status is accounted for.
    """
    told = f' title="{escape(sentence)}"' if sentence else ""
    inner = f"{icon(status)}<span>{escape(words.code('status', status))}</span>"
    css = f'class="k-chip k-s-{status}"{told}'
    if not href:
        return f"<span {css}>{inner}</span>"
    return f'<a {css} data-nav href="{escape(href)}">{inner}</a>'


def legend(words: Words, statuses: tuple[str, ...] = STATUSES) -> str:
    """Return the statuses side by side, for the foot of a table or map."""
    chips = "".join(chip(status, words) for status in statuses)
    return f'<div class="k k-legend">{chips}</div>'


def _svg(name: str) -> str:
    shape = f'<path fill-rule="evenodd" d="{SHAPES[name]}"/>'
    return data_uri(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{shape}</svg>')
