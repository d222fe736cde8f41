"""Criteria sets as data: a head in TOML and its tree in CSV, one folder, two files a set."""

import re
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from kpis.catalogue.criteria_checks import check_tree
from kpis.catalogue.fields import Blank, Definition, Id, Texts
from kpis.catalogue.reading import read_one, read_rows
from kpis.domain.criteria import (
    Block,
    CriteriaSet,
    Grade,
    Judged,
    NotApplicable,
    Part,
    parent_of,
)
from kpis.domain.errors import RuleUnreadable
from kpis.domain.judging import Rule, read_rule
from kpis.errors import CatalogueInvalid

FOLDER = "criteria"
MATCHES = "matches.csv"
_CODE = r"^[0-9A-Za-z]+(\.[0-9A-Za-z]+)*$"


def _decimal(value: object) -> object:
    return value.strip().replace(",", ".") or None if isinstance(value, str) else value


def _rule(value: object) -> object:
    if not isinstance(value, str):
        return value
    if not value.strip():
        return None
    try:
        return read_rule(value)
    except RuleUnreadable as error:
        raise ValueError(str(error)) from error


def _names(value: object) -> object:
    return [one for one in re.split(r"[;\s]+", value or "") if one] if value is None or isinstance(
        value, str
    ) else value  # fmt: skip


def _yes(value: object) -> object:
    return str(value or "").strip().casefold() in ("x", "có", "co", "yes", "true", "1")


# From a cell, "0,5" and "0.5" are the same.
Points = Annotated[Annotated[Decimal, Field(ge=0)] | None, BeforeValidator(_decimal)]
Text = Annotated[str | None, Blank]


class GradeRow(Definition):
    """A band of the whole score."""

    code: Id
    name: Texts
    at_least: Annotated[Decimal, Field(ge=0, le=100)]


class Counts(Definition):
    """How many parts the document counts, where the tree lists fewer."""

    areas: int
    criteria: int
    components: int


class Head(Definition):
    """What a set says of itself; it serves each of its years under ``id-year``."""

    id: Id
    title: Texts
    years: list[int] = Field(min_length=1)
    block: Block
    document: str = ""
    note: str = ""
    max: Points = None
    survey_max: Points = None
    not_applicable: NotApplicable = NotApplicable.RESCALE
    bonus: bool = False
    illustrative: bool = False
    own_grades: bool = False
    grade: list[GradeRow] = Field(default=[])
    counts: Counts | None = None


class Row(Definition):
    """One part of the tree; those above others have neither judgement nor rule."""

    code: Annotated[str, Field(pattern=_CODE)]
    title: Annotated[str, Field(min_length=1)]
    max: Points
    judged: Annotated[Judged | None, Blank]
    rule: Annotated[Rule | None, BeforeValidator(_rule)]
    indicator: Annotated[Id | None, Blank]
    evidence: Text
    owner: Text
    exempt: Annotated[list[Id], BeforeValidator(_names)]
    bonus: Annotated[bool, BeforeValidator(_yes)]


class Match(Definition):
    """A stated correspondence: points of one set's part may be compared with another's."""

    from_set: Id
    from_code: str
    to_set: Id
    to_code: str


def read_sets(folder: Path) -> dict[str, CriteriaSet]:
    """Return the sets of a folder's ``criteria`` by id; a folder without any has none.

    Raises ``CatalogueInvalid`` with file, entry and reason.
    """
    found: dict[str, CriteriaSet] = {}
    for path in sorted((folder / FOLDER).glob("*.toml")):
        head, rows = read_one(path, Head), read_rows(path.with_suffix(".csv"), Row)
        for one in made(head, rows, path.stem):
            if one.id in found:
                raise CatalogueInvalid(file=path.name, entry="id", reason=f"“{one.id}” twice")
            found[one.id] = one
    return found


def read_matches(folder: Path) -> tuple[Match, ...]:
    """Return the stated correspondences between sets; a folder without the file has none."""
    path = folder / FOLDER / MATCHES
    return tuple(read_rows(path, Match)) if path.exists() else ()


def made(head: Head, rows: Iterable[Row], file: str) -> list[CriteriaSet]:
    """Return a set for each of its years. Raises ``CatalogueInvalid`` naming the wrong entry."""
    rows = list(rows)
    codes = {one.code: one for one in rows}
    parts = tuple(
        Part(**{**dict(one), "exempt": tuple(one.exempt)}, parent=parent_of(one.code, codes))
        for one in rows
    )
    check_tree(head, parts, f"{file}.csv", head_file=f"{file}.toml")
    return [_of_year(head, parts, year) for year in head.years]


def _of_year(head: Head, parts: tuple[Part, ...], year: int) -> CriteriaSet:
    grades = tuple(
        Grade(one.code, one.name["vi"], one.name.get("en") or one.name["vi"], one.at_least)
        for one in head.grade
    )
    counts = head.counts
    return CriteriaSet(
        id=f"{head.id}-{year}",
        definition=f"{head.id}@{min(head.years)}",
        title=head.title,
        year=year,
        block=head.block,
        parts=parts,
        grades=grades,
        max=head.max,
        survey_max=head.survey_max,
        not_applicable=head.not_applicable,
        own_grades=head.own_grades,
        illustrative=head.illustrative,
        document=head.document,
        note=head.note,
        counts=(counts.areas, counts.criteria, counts.components) if counts else None,
    )
