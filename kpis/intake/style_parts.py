"""Which cell styles of an xlsx package show percentages."""

from xml.parsers import expat

from kpis.intake.sheet_parts import parse

# Built into Excel (ECMA-376 part 1, 18.8.30): 0% and 0.00%.
_BUILT_IN = frozenset(("9", "10"))


def percent_styles(styles: bytes) -> frozenset[int]:
    """Return the numbers of the cell styles that show percentages. Raises ``Unreadable``."""
    if not styles:
        return frozenset()
    own: set[str] = set()
    found: set[int] = set()
    inside: list[str] = []
    count = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal count
        name, parent = tag.rpartition(":")[2], inside[-1] if inside else ""
        inside.append(name)
        if name == "numFmt" and "%" in attributes.get("formatCode", ""):
            own.add(attributes.get("numFmtId", ""))
        elif name == "xf" and parent == "cellXfs":
            if attributes.get("numFmtId") in _BUILT_IN | own:
                found.add(count)
            count += 1

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: inside.pop()
    parse(styles, parser)
    return frozenset(found)
