"""The quarterly indicator workbook of every unit, each prefilled for itself, in one archive."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from kpis.catalogue.definitions import Catalogue
from kpis.catalogue.model import OrgUnit
from kpis.domain.periods import Period
from kpis.exports.quarterly_form import Counts
from kpis.exports.template import template, template_name
from kpis.words import Words

# The oldest time a zip file can hold, so that the same templates make the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def template_set(
    catalogue: Catalogue,
    period: Period,
    units: Sequence[OrgUnit],
    previous: Mapping[tuple[str, str], Counts],
    words: Words,
) -> bytes:
    """Return a zip file with form KPI-Q of each unit; a unit that is asked for nothing is left out.

    Arguments are those of ``template``.
    """
    written = BytesIO()
    # Workbooks are compressed already.
    with ZipFile(written, "w", ZIP_STORED) as archive:
        for unit in units:
            if catalogue.asked_in_workbook(unit, period.year):
                content = template(catalogue, period, [unit], previous, words)
                archive.writestr(ZipInfo(template_name(unit, period), _NO_TIME), content)
    return written.getvalue()


def set_name(period: Period) -> str:
    """Return the archive's file name: ``KPI-Q 2024-Q3 cac don vi.zip``."""
    return f"KPI-Q {period.code} cac don vi.zip"
