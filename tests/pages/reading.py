"""What a reader finds on a page that AppTest ran."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Element, Html

_UNREAD = ("script", "style")
_SPOKEN = ("title", "alt", "aria-label", "placeholder")
_OF_WIDGETS = ("label", "help", "placeholder", "options", "alt")


@dataclass(frozen=True)
class Page:
    """One drawn page: its problems, its words, and its texts by who interprets them."""

    exceptions: list[str]
    errors: list[str]
    words: str
    markup: str
    markdown: list[str]
    figures: list[dict]
    alts: list[str]
    link: dict[str, str]


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag in _UNREAD:
            self._inside.append(tag)
        self.found += [value for name, value in attrs if name in _SPOKEN and value]

    def handle_endtag(self, tag):
        if tag in _UNREAD:
            self._inside.pop()

    def handle_data(self, data):
        if not self._inside and data.strip():
            self.found.append(data)


def page_of(app: AppTest) -> Page:
    markup = "".join(one.proto.body for one in _elements(app) if isinstance(one, Html))
    markdown = [text for one in _elements(app) for text in _texts(one)]
    figures = [json.loads(one.proto.spec) for one in app.get("plotly_chart")]
    drawn = [text for figure in figures for text in _strings(figure)]
    return Page(
        exceptions=[one.message for one in app.exception],
        errors=[one.value for one in app.error],
        words="\n".join([*words_of(markup), *markdown, *drawn]),
        markup=markup,
        markdown=markdown,
        figures=figures,
        alts=[one.proto.alt for one in app.get("plotly_chart")],
        link=dict(app.query_params),
    )


def words_of(markup: str) -> list[str]:
    """The texts of a markup as they are shown, entities decoded; scripts and styles left out."""
    parser = _Words()
    parser.feed(markup)
    return parser.found


def _elements(app: AppTest) -> Iterator[Element]:
    for block in (app.main, app.sidebar):
        yield from (node for node in block if isinstance(node, Element))


def _texts(one: Element) -> Iterator[str]:
    """The texts that Streamlit draws itself; it reads Markdown in most of them."""
    if isinstance(one, Html):
        return
    fields = {field.name for field in one.proto.DESCRIPTOR.fields}
    for name in ("body", *_OF_WIDGETS):
        value = getattr(one.proto, name) if name in fields else ""
        texts = [value] if isinstance(value, str) else [getattr(v, "content", v) for v in value]
        yield from filter(None, texts)


def _strings(value: object) -> Iterator[str]:
    """The texts of a figure that are drawn: labels, hovers, names; no settings of its look."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name in ("text", "hovertext", "hovertemplate", "customdata", "ticktext", "name"):
                yield from _flat(part)
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def _flat(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _flat(part)
