from collections import defaultdict
from pathlib import Path

import pytest

from kpis.catalogue.loading import load_catalogue
from kpis.intake.examining import examine
from kpis.intake.forms import load_forms
from kpis.intake.history import UNKNOWN, Past, Sum, key_of

SHIPPED = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="session")
def catalogue():
    return load_catalogue(SHIPPED / "catalogue")


@pytest.fixture(scope="session")
def forms():
    return load_forms(SHIPPED / "forms")


@pytest.fixture
def read(catalogue, forms):
    """Examine a file with the shipped catalogue and forms."""

    def read(content, name="bieu.xlsx", known=UNKNOWN, told=()):
        return examine(content, name, catalogue, forms, known, told)

    return read


@pytest.fixture
def store():
    """A memory that keeps what it is given, as intake asks for it."""
    return Memory()


class Memory:
    def __init__(self):
        self.hashes, self.reports = {}, []

    def keep(self, verdict):
        self.hashes[verdict.sha256] = "s1"
        forms = {one.sheet: one.form for one in verdict.sheets}
        given = {key_of(one) for one in verdict.observations}
        self.reports = [one for one in self.reports if one[:4] not in given]
        self.reports += [
            Past(
                *(one.org_unit, one.item, one.section, one.period, one.value),
                *(forms[one.sheet], verdict.illustrative, verdict.file, one.sheet, one.cell),
            )
            for one in verdict.observations
        ]

    def submission_with(self, sha256):
        return self.hashes.get(sha256)

    def figures(self, family, periods, org_units=None):
        of_family = {one.code for one in load_forms(SHIPPED / "forms") if one.family == family}
        chosen = [x for x in self.reports if x.period in periods and x.form in of_family]
        return [one for one in chosen if org_units is None or one.org_unit in org_units]

    def sums(self, family, periods, org_units):
        found = defaultdict(float)
        for one in self.figures(family, periods, org_units):
            found[one.org_unit, one.period, one.item, one.illustrative] += one.value
        return [Sum(*key[:3], value, key[3]) for key, value in found.items()]

    def confirmed_names(self):
        return ()

    def settled_cards(self):
        return {}
