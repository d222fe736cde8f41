"""How text from outside becomes harmless in HTML, in drawings and in figures."""

import html
from urllib.parse import quote

# What would end an address or the attribute it stands in; browsers see to letters and the rest.
# Going through a drawing letter by letter took six times as long.
_CODES = {one: quote(one) for one in '%"<>#&\n'}


def escape(text: object) -> str:
    """Return a text that HTML shows as it stands, in content and between quotes alike."""
    return html.escape(str(text), quote=True)


def label(text: object) -> str:
    """Return a text that a figure shows as it stands.

    Plotly reads a little HTML in every label, and mathematics between dollar signs where MathJax
    is loaded; it decodes entities last, so both reach the reader untouched.
    """
    return html.escape(str(text), quote=False).replace("$", "&#36;")


def link(href: str | None, inner: str, css: str = "") -> str:
    """Return a link around markup that is already safe, or a span where there is nowhere to go.

    ``data-nav`` lets the link script switch pages without loading the dashboard anew.
    """
    kind = f' class="{css}"' if css else ""
    if not href:
        return f"<span{kind}>{inner}</span>"
    return f'<a{kind} data-nav href="{escape(href)}">{inner}</a>'


def image(svg: str, text: str, width: int, height: int, css: str) -> str:
    """Return a drawing as an image with a text for those who cannot see it.

    Streamlit's sanitiser drops ``<svg>`` but keeps an image that carries its own data
    (``st.html`` of 1.67, DOMPurify with the HTML profile).
    """
    return (
        f'<img class="{css}" width="{width}" height="{height}" alt="{escape(text)}" '
        f'title="{escape(text)}" src="{data_uri(svg)}">'
    )


def data_uri(svg: str) -> str:
    """Return a drawing as an address that needs no request."""
    for one, code in _CODES.items():
        svg = svg.replace(one, code)
    return f"data:image/svg+xml,{svg}"


def drawing(width: float, height: float, inner: str) -> str:
    """Return an SVG document of a size in its own units."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" preserveAspectRatio="xMinYMid">{inner}</svg>'
    )
