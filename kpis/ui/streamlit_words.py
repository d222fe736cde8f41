"""English words that Streamlit 1.67 draws itself, replaced or taken off the screen."""

from kpis.settings import settings
from kpis.words import Words

# What carries English words or leads out of the house: menu, status of the run, toolbars.
_HIDDEN = (
    "[data-testid=stMainMenu]",
    "[data-testid=stStatusWidget]",
    "[data-testid=stAppDeployButton]",
    "[data-testid=stElementToolbar]",
    "[data-testid=stDecoration]",
    "[data-testid=stDataFrameColumnMenu]",
    "[data-testid=stHeaderActionElements]",
)


def overrides(t: Words) -> str:
    """Return style rules that say the uploader's words in the reader's language."""
    hidden = f"{','.join(_HIDDEN)}{{display:none!important}}"
    return hidden + _replaced(t)


def _replaced(t: Words) -> str:
    zone = "[data-testid=stFileUploaderDropzone]"
    says = _quoted(t("upload.button"))
    hint = _quoted(t("upload.drop", most=settings().max_file_mb))
    return (
        f"{zone} button:not([aria-label]) *{{display:none}}"
        f"{zone} button:not([aria-label])::after{{content:{says}}}"
        f"{zone} [data-testid=stFileUploaderDropzoneInstructions] *{{display:none}}"
        f"{zone} [data-testid=stFileUploaderDropzoneInstructions]::after{{content:{hint}}}"
    )


def _quoted(text: str) -> str:
    plain = text.replace("\\", "").replace('"', "”")
    return f'"{plain}"'
