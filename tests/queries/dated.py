"""A catalogue of indicators with goals and definitions of every kind, for cases worked by hand."""

import json
from pathlib import Path

from tests.queries.conftest import AREA, TEXTS, write_catalogue
from tests.queries.random_provinces import GOALS

DISTRICTS = [f"d{number}" for number in range(1, 6)]


def indicator(name: str, more: str = "", direction: str = "increase") -> str:
    """Return an indicator that the districts report as a flow, with a margin of five points."""
    texts = "".join(
        f"{one} = {{ {TEXTS} }}\n" for one in ("title", "short", "numerator", "denominator")
    )
    return (
        f"[{name}]\n{AREA}measure = 'flow'\nreporters = {json.dumps(DISTRICTS)}\nmargin = 5\n"
        f"direction = '{direction}'\n{texts}{more}\n"
    )


def write(folder: Path, indicators: list[str], goals: list[str], **more: str) -> None:
    """Write the small province with other indicators, goals and further files by name."""
    write_catalogue(folder)
    files = {
        "indicators.toml": "\n".join(indicators),
        "goals.csv": GOALS + "".join(f"{one}\n" for one in goals),
        "milestones.csv": "goal,due,target,shape\n",
    }
    files |= {f"{name}.csv": text for name, text in more.items()}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    programme = folder / "programme.toml"
    first = indicators[0].partition("]")[0][1:]
    programme.write_text(programme.read_text("utf-8").replace('["rate"]', f'["{first}"]'), "utf-8")
