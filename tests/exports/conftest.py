"""Opening what we export the way other programs do."""

from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from kpis.catalogue.loading import Catalogue, load_catalogue
from kpis.settings import settings
from kpis.words import Words


@pytest.fixture(scope="session")
def shipped() -> Catalogue:
    return load_catalogue(settings().catalogue)


@pytest.fixture
def vi() -> Words:
    return Words("vi")


@pytest.fixture
def opened() -> Callable[[bytes], Workbook]:
    return lambda content: load_workbook(BytesIO(content))


@pytest.fixture
def values() -> Callable[[bytes, int], list[list]]:
    """Return what a reader sees that computes nothing: the results written into the file."""

    def read(content: bytes, sheet: int = 0) -> list[list]:
        return (
            CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(sheet).to_python()
        )

    return read
