"""Plain tables as markup: real text to read, copy and print, in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading; numbers stand to the right, short texts never break."""

    title: str
    number: bool = False
    short: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A text, and where it leads."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row: texts or cells, and a kind that gives it a mark (``error``, ``warning``, ``note``)."""

    cells: Sequence[str | Cell]
    kind: str = ""


def table(columns: Sequence[Column], lines: Sequence[Line], caption: str = "") -> str:
    """Return a table; every text is shown as it stands, whatever it holds."""
    head = "".join(f'<th scope="col"{_css(one)}>{escape(one.title)}</th>' for one in columns)
    body = "".join(_line(one, columns) for one in lines)
    told = f'<caption class="k-hear">{escape(caption)}</caption>' if caption else ""
    return (
        f'<div class="plain-frame k"><table class="plain">{told}<thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def facts(pairs: Sequence[tuple[str | Cell, str]]) -> str:
    """Return names with what they are, one a line; a name may lead somewhere."""
    rows = "".join(
        f"<dt>{_inner(name)}</dt><dd>{escape(text)}</dd>" for name, text in pairs if text
    )
    return f'<dl class="facts">{rows}</dl>'


def _line(line: Line, columns: Sequence[Column]) -> str:
    pairs = zip(line.cells, columns, strict=True)
    cells = "".join(f"<td{_css(column)}>{_inner(cell)}</td>" for cell, column in pairs)
    return f'<tr class="{line.kind}">{cells}</tr>'


def _css(column: Column) -> str:
    if column.number:
        return ' class="n"'
    return ' class="s"' if column.short else ""


def _inner(cell: str | Cell) -> str:
    if isinstance(cell, str):
        return escape(cell)
    if not cell.href:
        return escape(cell.text)
    return f'<a data-nav href="{escape(cell.href)}">{escape(cell.text)}</a>'
