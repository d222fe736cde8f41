import pytest

from kpis.charts.theme import DARK, LIGHT
from kpis.words import Words

HOSTILE = '<img src=x onerror=alert(1)> **b** $x$ =1+1 "q" &amp;'


@pytest.fixture(params=["vi", "en"])
def words(request):
    return Words(request.param)


@pytest.fixture
def vi():
    return Words("vi")


@pytest.fixture(params=[LIGHT, DARK], ids=lambda one: one.kind)
def theme(request):
    return request.param


def history(values, *, first=2021 * 12 + 3, expected=None):
    """A path of quarters with these values, None where nobody reported."""
    rows = []
    for place, value in enumerate(values):
        step = first + 3 * place
        year, month = divmod(step - 1, 12)
        rows.append(
            {
                "period": f"{year}-Q{month // 3 + 1}",
                "step": step,
                "value": value,
                "low": value,
                "high": value,
                "expected": expected[place] if expected else 50.0 + place,
                "status": "on_track" if value is not None else "not_enough_data",
                "illustrative": place == 0,
            }
        )
    return rows
