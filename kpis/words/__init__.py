"""Words shown to people, by language, and how numbers, dates and periods are written."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent
LANGUAGES = ("vi", "en")


@cache
def messages(language: str) -> dict[str, str]:
    """Return every text of a language by its key."""
    with (FOLDER / f"{language}.po").open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file, locale=language) if one.id}


@dataclass(frozen=True)
class Words:
    """Says things in one language."""

    language: str = LANGUAGES[0]

    @classmethod
    def of(cls, wish: str | None) -> "Words":
        """Return the words of a language somebody wishes for, or of the first if we lack it."""
        return cls(wish if wish in LANGUAGES else LANGUAGES[0])

    def __call__(self, key: str, **facts: object) -> str:
        """Return the text for a key. An unknown key is a bug, so it raises ``KeyError``."""
        return messages(self.language)[key].format(**facts)

    def code(self, family: str, code: str, **facts: object) -> str:
        """Return the text for a code of the domain, such as a status or a kind of finding."""
        return self(f"{family}.{code}", **facts)

    def own(self, texts: dict[str, str]) -> str:
        """Return the text in this language from a definition that carries its own words."""
        return texts.get(self.language) or texts[LANGUAGES[0]]
