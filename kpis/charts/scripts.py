"""The few scripts of the pages; a page inserts them with its markup, any number of times."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def script(name: str) -> str:
    """Return a script that lies beside this module, as markup.

    It must hold no ``<`` before a letter: the sanitiser would take it for a hidden tag.
    """
    return f"<script>{(FOLDER / f'{name}.js').read_text(encoding='utf-8')}</script>"


LINK_SCRIPT = script("links")
