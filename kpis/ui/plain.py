"""Texts from outside in places that Streamlit reads as Markdown."""

import re
from datetime import date

# What Markdown within a line, or Streamlit's own directives in it, gives a meaning to.
_MEANINGFUL = re.compile(r"([\\`*_\[\]$:~<>#|])")


def literal(text: object) -> str:
    """Return a text that Streamlit shows as it stands, whatever it holds."""
    return _MEANINGFUL.sub(r"\\\1", str(text))


def literal_facts(facts: dict[str, object]) -> dict[str, object]:
    """Return a sentence's facts so that they are shown as they stand; the sentence is ours.

    Days stay days: the sentence says how they are written.
    """
    return {name: fact if isinstance(fact, date) else literal(fact) for name, fact in facts.items()}
