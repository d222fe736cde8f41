"""The style sheets: a palette as custom properties, and the rules that use them."""

from functools import cache
from pathlib import Path

from kpis.charts.icons import icon_rules
from kpis.charts.theme import DARK, FONT, LIGHT, STATUSES, Theme

FOLDER = Path(__file__).parent
_GROUNDS = (
    "ground",
    "surface",
    "ink",
    "muted",
    "line",
    "grid",
    "accent",
    "accent_soft",
    "path",
)
_PARTS = ("ink", "solid", "on_solid", "soft", "on_soft", "mark")


def stylesheet(theme: Theme) -> str:
    """Return one ``<style>`` for every piece of HTML of this package; insert it once a page."""
    return (
        f"<style>{variables(theme, ':root')}{status_rules()}{icon_rules()}{sheet('style')}</style>"
    )


def deck_rules() -> str:
    """Return the rules of the meeting room, which carries both palettes and switches between."""
    light = variables(LIGHT, ".k-deck")
    dark = variables(DARK, '.k-deck[data-theme="dark"]')
    return light + dark + status_rules() + icon_rules() + sheet("deck")


def variables(theme: Theme, selector: str) -> str:
    """Return a rule that gives the elements of a selector this palette."""
    grounds = "".join(f"--k-{_css(name)}:{getattr(theme, name)};" for name in _GROUNDS)
    tones = "".join(
        f"--k-{_css(status)}-{_css(part)}:{getattr(theme.tone(status), part)};"
        for status in STATUSES
        for part in _PARTS
    )
    return f"{selector}{{color-scheme:{theme.kind};--k-font:{FONT};{grounds}{tones}}}"


def colour(name: str, part: str = "") -> str:
    """Return a colour of whichever palette stands round; of a status (the name) one part."""
    return f"var(--k-{_css(name)}{f'-{_css(part)}' if part else ''})"


@cache
def sheet(name: str) -> str:
    """Return a style sheet that lies beside this module."""
    return (FOLDER / f"{name}.css").read_text(encoding="utf-8")


def status_rules() -> str:
    """Return one class a status; whatever stands inside takes its colours from five names."""
    return "".join(
        f".k-s-{status}{{"
        + "".join(f"--{_css(part)}:var(--k-{_css(status)}-{_css(part)});" for part in _PARTS)
        + "}"
        for status in STATUSES
    )


def _css(name: str) -> str:
    return name.replace("_", "-")
