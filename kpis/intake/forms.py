"""The official forms as data: which label under which heading is which item."""

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, model_validator

from kpis.catalogue.model import Definition, Measure, Texts
from kpis.domain.names import plain
from kpis.errors import CatalogueInvalid

Labels = dict[str, list[str]]


class Role(StrEnum):
    """What a column is for, other than holding a figure."""

    UNIT = "unit"
    FIELD = "field"
    UNIT_ID = "unit_id"
    INDICATOR = "indicator"
    INDICATOR_ID = "indicator_id"


class FormColumn(Definition):
    """A column that holds an item: words that its headings say, from the outermost to its own."""

    item: str
    path: list[str] = Field(min_length=1)
    measure: Measure = Measure.FLOW
    required: bool = False


class Identity(Definition):
    """A sum that each row should keep."""

    whole: str
    parts: list[str] = Field(min_length=1)
    tolerance: float = 0


class Rate(Definition):
    """A column of printed percentages, and the counts that they must follow from."""

    path: list[str] = Field(min_length=1)
    numerator: list[str] = Field(min_length=1)
    denominator: list[str] = Field(min_length=1)
    # Points of a percentage that rounding may explain.
    tolerance: float = 0.1


class Form(Definition):
    """One form, or one dated variant of it; a file of data/forms."""

    code: str
    # Forms of one family ask for the same thing: a unit's later file on either replaces the other.
    family: str
    title: Texts
    issuer: Texts
    document: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    # How files name the form; a file that prints another form's number is not this form.
    titles: list[str] = Field(min_length=1)
    layout: Literal["counts", "indicators"] = "counts"
    # A new file replaces all that a unit sent on this form for the period, or item by item.
    replaces: Literal["unit", "item"] = "unit"
    # Words that this form uses for nought; everywhere else they mean that nothing was reported.
    zero_words: list[str] = Field(default=[])
    # Spellings of each word that the paths below use.
    words: Labels
    roles: dict[Role, list[str]]
    column: list[FormColumn] = Field(min_length=1)
    identity: list[Identity] = Field(default=[])
    rate: list[Rate] = Field(default=[])

    @model_validator(mode="after")
    def _names_what_it_has(self) -> "Form":
        items = {one.item for one in self.column}
        used = {word for one in [*self.column, *self.rate] for word in one.path}
        sums = {name for one in self.identity for name in [one.whole, *one.parts]}
        sums |= {name for one in self.rate for name in [*one.numerator, *one.denominator]}
        if unknown := sorted((used - set(self.words)) | (sums - items)):
            raise ValueError(f"“{unknown[0]}” is not defined")
        return self

    @cached_property
    def spellings(self) -> dict[str, frozenset[str]]:
        """Each word's spellings, as labels are compared."""
        return {word: frozenset(map(plain, texts)) for word, texts in self.words.items()}

    @cached_property
    def role_of(self) -> dict[str, Role]:
        """Roles by the label of their column."""
        return {plain(text): role for role, texts in self.roles.items() for text in texts}

    @cached_property
    def zeros(self) -> frozenset[str]:
        """Words for nought, as cells are compared."""
        return frozenset(map(plain, self.zero_words))

    @cached_property
    def stocks(self) -> frozenset[str]:
        """Items that are as of the period's end and do not add up over time."""
        return frozenset(one.item for one in self.column if one.measure is Measure.STOCK)

    @cached_property
    def required(self) -> frozenset[str]:
        """Items without whose columns a table is not this form."""
        return frozenset(one.item for one in self.column if one.required)

    def says(self, path: list[str], labels: tuple[str, ...]) -> bool:
        """Tell whether a column's headings, outermost first, say a path's words in its order."""
        *outer, own = path
        if not labels or labels[-1] not in self.spellings[own]:
            return False
        rest = iter(labels[:-1])
        return all(any(label in self.spellings[word] for label in rest) for word in outer)


@dataclass(frozen=True)
class Forms:
    """Every form known, by code."""

    forms: dict[str, Form]

    def __iter__(self):
        return iter(self.forms.values())

    def __getitem__(self, code: str) -> Form:
        return self.forms[code]


def load_forms(folder: Path) -> Forms:
    """Return the forms of a folder's TOML files.

    Raises ``CatalogueInvalid`` with the file, the entry in it and the reason.
    """
    paths = sorted(folder.glob("*.toml"))
    return _load(tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in paths))


@lru_cache(maxsize=4)
def _load(stamps: tuple[tuple[Path, int, int], ...]) -> Forms:
    forms: dict[str, Form] = {}
    for path, *_ in stamps:
        form = _form(path)
        if form.code in forms:
            raise CatalogueInvalid(file=path.name, entry="code", reason=f"“{form.code}” twice")
        forms[form.code] = form
    return Forms(forms)


def _form(path: Path) -> Form:
    try:
        return Form.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueInvalid(file=path.name, entry="", reason=str(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise CatalogueInvalid(file=path.name, entry=where, reason=first["msg"]) from error
