"""Criteria sets as tables of the store: each version scores by the sets it was made with."""

from decimal import Decimal

from kpis.catalogue.loading import Catalogue
from kpis.domain.criteria import CriteriaSet, Part
from kpis.domain.judging import rule_text


def set_tables(catalogue: Catalogue) -> dict[str, list[tuple]]:
    """Return the rows of the tables of criteria sets, columns as in sql/definitions.sql."""
    sets = list(catalogue.criteria_sets.values())
    return {
        "criteria_set": [_set_row(one, place) for place, one in enumerate(sets)],
        "criteria_grade": [
            (one.id, grade.code, grade.name_vi, grade.name_en, float(grade.at_least))
            for one in sets
            for grade in one.grades
        ],
        "criteria_part": [
            (one.id, place, *_part_row(part))
            for one in sets
            for place, part in enumerate(one.parts)
        ],
        "criteria_match": [
            (one.from_set, one.from_code, one.to_set, one.to_code) for one in catalogue.matches
        ],
    }


def _set_row(one: CriteriaSet, place: int) -> tuple:
    return (
        one.id,
        place,
        one.definition,
        one.title["vi"],
        one.title.get("en") or one.title["vi"],
        one.year,
        one.block.value,
        one.document,
        one.note,
        _points(one.max),
        _points(one.survey_max),
        one.not_applicable.value,
        one.own_grades,
        one.illustrative,
        list(one.counts) if one.counts else None,
    )


def _part_row(part: Part) -> tuple:
    return (
        part.code,
        part.parent,
        part.title,
        _points(part.max),
        part.judged.value if part.judged else None,
        rule_text(part.rule) if part.rule else None,
        part.indicator,
        part.evidence,
        part.owner,
        list(part.exempt),
        part.bonus,
    )


def _points(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
