"""English words that Streamlit 1.67 draws itself, replaced or taken off the screen."""

import json

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
# Names that only screen readers say, and the link that appears on the first Tab.
_SPOKEN = {
    "Open": "spoken.open",
    "Close": "spoken.close",
    "Sidebar": "spoken.sidebar",
    "App pages": "spoken.pages",
    "Collapse sidebar": "spoken.collapse",
    "Expand sidebar": "spoken.expand",
    "Skip to main content": "spoken.skip",
    "Clear value": "spoken.clear",
    "Show password text": "spoken.show_password",
    "Hide password text": "spoken.hide_password",
    "file upload": "spoken.upload",
}


def overrides(t: Words) -> str:
    """Return style rules that say the uploader's and the lists' words in the reader's language."""
    hidden = f"{','.join(_HIDDEN)}{{display:none!important}}"
    return hidden + _uploader(t) + _empty_list(t)


def spoken(t: Words) -> str:
    """Return a script that gives Streamlit's own controls names in the reader's language.

    It watches the page, since Streamlit makes its controls anew at every run; the texts of the
    last run count.
    """
    names = json.dumps({english: t(key) for english, key in _SPOKEN.items()}, ensure_ascii=False)
    return f"<script>window.kpisSpoken = {names};{_WATCH}</script>"


_WATCH = """
(() => {
  const rename = (root) => root.querySelectorAll("[aria-label], a[href^='#']").forEach((one) => {
    const label = window.kpisSpoken[one.getAttribute("aria-label")];
    if (label) one.setAttribute("aria-label", label);
    const text = window.kpisSpoken[one.textContent.trim()];
    // Writing the same text again would be a change to watch, and so on for ever.
    if (text && text !== one.textContent.trim()) one.textContent = text;
  });
  rename(document);
  if (window.kpisRenames) return;
  window.kpisRenames = new MutationObserver(() => rename(document));
  window.kpisRenames.observe(document.body, {childList: true, subtree: true});
})();
"""


def _uploader(t: Words) -> str:
    zone = "[data-testid=stFileUploaderDropzone]"
    says = _quoted(t("upload.button"))
    hint = _quoted(t("upload.drop", most=settings().max_file_mb))
    return (
        f"{zone} button:not([aria-label]) *{{display:none}}"
        f"{zone} button:not([aria-label])::after{{content:{says}}}"
        f"{zone} [data-testid=stFileUploaderDropzoneInstructions] *{{display:none}}"
        f"{zone} [data-testid=stFileUploaderDropzoneInstructions]::after{{content:{hint}}}"
    )


def _empty_list(t: Words) -> str:
    """Return rules for a select box's list in which nothing matches what was typed."""
    none = "[role=listbox] [role=option][style*=contents] > span"
    says = f"visibility:visible;font-size:1rem;content:{_quoted(t('filter.none'))}"
    return f"{none}{{visibility:hidden;font-size:0}}{none}::after{{{says}}}"


def _quoted(text: str) -> str:
    plain = text.replace("\\", "").replace('"', "”")
    return f'"{plain}"'
