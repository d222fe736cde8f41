"""One official form as data: which label under which heading is which item."""

import re
from datetime import date
from functools import cached_property, lru_cache
from typing import Literal

from pydantic import Field, model_validator

from kpis.catalogue.model import Definition, Measure, Texts, UnitKind
from kpis.domain.names import plain
from kpis.domain.periods import PeriodKind
from kpis.intake.form_parts import ADDITIVE, Entry, FormColumn, Identity, Rate, Ratio, Role
from kpis.intake.rules import RULES, Check, Rule
from kpis.intake.verdict import FindingCode

Labels = dict[str, list[str]]
_YEAR = re.compile(r"\b20\d\d\b")


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
    layout: Literal["counts", "indicators", "list", "targets", "plan", "scorecard", "ranking"] = (
        "counts"
    )
    # The form that this one is a variant of: what it does not say itself, it takes from there.
    like: str | None = None
    # A new file replaces all that a unit sent on this form for the period, or item by item.
    replaces: Literal["unit", "item"] = "unit"
    # Levels whose units owe it, and for which kinds of period; a form nobody owes has neither.
    senders: list[UnitKind] = Field(default=[])
    kinds: list[PeriodKind] = Field(default=[])
    # Headings of the first column where it is not STT, as in exports of a system.
    first_column: list[str] = Field(default=[])
    # Items of which a table must have at least one to be this form.
    one_of: list[str] = Field(default=[])
    # Units of other provinces are an error, or are kept out with one note for a sheet.
    outsiders: Literal["error", "note"] = "error"
    # An export that names no period: its file's name ends in year and month ("2025_10"), and the
    # sheet's name says which kind of period around that month it holds; a month unless named.
    dated_by_file: bool = False
    sheet_kinds: dict[str, PeriodKind] = Field(default={})
    # Headings of columns that hold no figures, such as an export's own keys and ranks.
    passed_over: list[str] = Field(default=[])
    # Words that this form uses for nought; everywhere else they mean that nothing was reported.
    zero_words: list[str] = Field(default=[])
    # Spellings of each word that the paths below use.
    words: Labels
    # Phrases that a heading may hold where no whole spelling fits, as in tables of text.
    hints: Labels = Field(default={})
    roles: dict[Role, list[str]] = Field(default={})
    column: list[FormColumn] = Field(min_length=1)
    identity: list[Identity] = Field(default=[])
    rate: list[Rate] = Field(default=[])
    # Lines of a form that is a list.
    entry: list[Entry] = Field(default=[])
    # Rates that its counts make, watched from period to period.
    ratio: list[Ratio] = Field(default=[])
    # Checks that are stricter, milder or worded otherwise than usual.
    check: list[Check] = Field(default=[])

    @model_validator(mode="after")
    def _names_what_it_has(self) -> "Form":
        items = {one.item for one in self.column}
        used = {word for one in [*self.column, *self.rate] for word in one.path} | set(self.hints)
        sums = {name for one in self.identity for name in [one.whole, *one.parts, *one.maybe]}
        sums |= {name for one in self.rate for name in [*one.numerator, *one.denominator]}
        sums |= set(self.one_of)
        lines = items | {one.item for one in self.entry}
        sums |= {n for one in self.ratio for n in [*one.numerator, *one.denominator]} - lines
        if unknown := sorted((used - set(self.words)) | (sums - items)):
            raise ValueError(f"“{unknown[0]}” is not defined")
        return self

    def valid_on(self, day: date) -> bool:
        """Tell whether the form is in force on a day."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)

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
        lines = [*self.column, *self.entry]
        return frozenset(one.item for one in lines if one.measure is Measure.STOCK)

    @cached_property
    def mixed(self) -> frozenset[str]:
        """Flows that hold a stock, such as column (3) what was carried over.

        They do not add up over time: each period counts what was open at its start once more.
        """
        return frozenset(
            one.whole
            for one in self.identity
            if self.stocks & {*one.parts, *one.maybe} and one.whole not in self.stocks
        )

    @cached_property
    def required(self) -> frozenset[str]:
        """Items without whose columns a table is not this form."""
        return frozenset(one.item for one in self.column if one.required)

    def says(self, path: list[str], labels: tuple[str, ...]) -> bool:
        """Tell whether a column's headings, outermost first, say a path's words in its order.

        A spelling with ``{year}`` fits every year: "Mục tiêu đến năm 2025".
        """
        *outer, own = path
        labels = _of_any_year(labels)
        if not labels or labels[-1] not in self.spellings[own]:
            return False
        rest = iter(labels[:-1])
        return all(any(label in self.spellings[word] for label in rest) for word in outer)

    @cached_property
    def rules(self) -> dict[FindingCode, Rule]:
        """How strict each check is for this form."""
        return RULES | {one.code: one.rule for one in self.check}

    @cached_property
    def counts(self) -> frozenset[str]:
        """Items that count things, so that those of several rows add up."""
        return frozenset(one.item for one in [*self.column, *self.entry] if one.kind in ADDITIVE)

    @cached_property
    def headings(self) -> dict[str, str]:
        """What the form calls each item, outermost heading first: "Đã giải quyết – Quá hạn"."""
        columns = {
            one.item: " – ".join(self.words[word][0] for word in one.path) for one in self.column
        }
        return columns | {one.item: one.labels[0] for one in self.entry}


@lru_cache(maxsize=4096)
def _of_any_year(labels: tuple[str, ...]) -> tuple[str, ...]:
    # Every column of every form asks for the same few headings.
    return tuple(_YEAR.sub("year", one) for one in labels)
