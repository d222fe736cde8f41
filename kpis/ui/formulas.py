"""Several formulas of one indicator beside each other: what each is called, whose rule it is."""

from collections.abc import Iterable

from kpis.catalogue.loading import Catalogue
from kpis.words import Words, formats


def named(catalogue: Catalogue, formula: str, period: str, t: Words) -> str:
    """Return a formula's short name, with the documents it is from where there are several."""
    return _with_source(catalogue, formula, t, t.own(catalogue.indicator_at(formula, period).short))


def titled(catalogue: Catalogue, formula: str, period: str, t: Words) -> str:
    """Return a formula's full name, with the documents it is from where there are several."""
    return _with_source(catalogue, formula, t, t.own(catalogue.indicator_at(formula, period).title))


def told(catalogue: Catalogue, formula: str, period: str, t: Words) -> str:
    """Return a formula's full name, and what it divides by what where there are several."""
    title = titled(catalogue, formula, period, t)
    if not _several(catalogue, formula):
        return title
    meant = catalogue.indicator_at(formula, period)
    sides = {"numerator": t.own(meant.numerator), "denominator": t.own(meant.denominator)}
    return f"{title}: {t.code('indicator.formula', meant.formula, **sides)}"


def note(catalogue: Catalogue, shown: Iterable[str], period: str, t: Words) -> str:
    """Return which of the formulas shown stand beside their indicator, why, and in no sum."""
    others = [one for one in dict.fromkeys(shown) if one in catalogue.readings]
    return " ".join(_beside(catalogue, one, period, t) for one in others)


def _beside(catalogue: Catalogue, formula: str, period: str, t: Words) -> str:
    whole = catalogue.indicators[catalogue.whole_of(formula)]
    reason = next(one.reason for one in whole.alternative if one.id == formula)
    name = t.own(catalogue.indicator_at(formula, period).short)
    first = t.own(catalogue.indicator_at(whole.id, period).short)
    return t("compare.other_formula", name=name, whole=first, reason=t.own(reason))


def _several(catalogue: Catalogue, formula: str) -> bool:
    return bool(catalogue.indicators[catalogue.whole_of(formula)].alternative)


def _with_source(catalogue: Catalogue, formula: str, t: Words, name: str) -> str:
    if not _several(catalogue, formula):
        return name
    known = (catalogue.indicators | catalogue.readings)[formula]
    numbers = [catalogue.documents[one].number for one in known.documents]
    return t("compare.formula", name=name, source=formats.listed(numbers, t.language))
