"""Every colour and its meaning, in light and dark."""

from dataclasses import dataclass

# "Source Sans" is the face Streamlit serves itself; the others stand on every office computer.
FONT = '"Source Sans", "Segoe UI", "Noto Sans", Roboto, Arial, sans-serif'

# In the order of a legend: from reached to not judged.
STATUSES = (
    "met",
    "on_track",
    "behind",
    "off_track",
    "not_enough_data",
    "closed",
    "not_applicable",
    "no_target",
)

# The Material symbol of each status, as Streamlit names it: for menus, metrics and callouts.
MATERIAL = {
    "met": ":material/check_circle:",
    "on_track": ":material/trending_up:",
    "behind": ":material/warning:",
    "off_track": ":material/cancel:",
    "not_enough_data": ":material/pending:",
    "closed": ":material/lock:",
    "not_applicable": ":material/block:",
    "no_target": ":material/remove:",
}


@dataclass(frozen=True, slots=True)
class Tone:
    """The colours of one status.

    ``ink`` is text on the ground (7:1 or more), ``solid`` with ``on_solid`` a filled chip that
    carries across a hall (7:1), ``soft`` a tinted cell with ``on_soft`` (4.5:1), ``mark`` a shape
    (3:1 on the ground).
    """

    ink: str
    solid: str
    on_solid: str
    soft: str
    on_soft: str
    mark: str


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """A palette: grounds, text, lines, the accent and the tone of every status.

    There are two, so they are told apart by identity, and may be part of a key.
    """

    kind: str
    ground: str
    surface: str
    ink: str
    muted: str
    line: str
    grid: str
    accent: str
    accent_soft: str
    path: str
    tones: dict[str, Tone]

    def tone(self, status: str) -> Tone:
        """Return the colours of a status."""
        return self.tones[status]


# Blue and teal for good, amber and vermilion for bad (after Okabe and Ito, 2008): the pairs differ
# for every kind of colour blindness, and the cells also in lightness, so that a weak projector or
# a black-and-white print still shows the worst as the darkest.
LIGHT = Theme(
    kind="light",
    ground="#ffffff",
    surface="#f6f8fb",
    ink="#14202c",
    muted="#445260",
    line="#cfd8e1",
    grid="#e6ebf0",
    accent="#12447a",
    accent_soft="#e4edf7",
    path="#5b6b7b",
    tones={
        "met": Tone("#00544f", "#00544f", "#ffffff", "#bfe3de", "#003b37", "#00807a"),
        "on_track": Tone("#0d4f91", "#0d4f91", "#ffffff", "#e3effb", "#0b3e73", "#3b86d1"),
        "behind": Tone("#6b4500", "#f3b52e", "#1f1500", "#fbd98b", "#3d2800", "#b57600"),
        "off_track": Tone("#992a00", "#992a00", "#ffffff", "#b93a0b", "#ffffff", "#a83200"),
        "not_enough_data": Tone("#4a5561", "#e2e6eb", "#252d36", "#eceff3", "#39434e", "#7b8794"),
        "closed": Tone("#4a5561", "#4a5561", "#ffffff", "#e3e6ea", "#39434e", "#444e59"),
        "not_applicable": Tone("#4a5561", "#f4f5f7", "#252d36", "#f7f8fa", "#39434e", "#7b8794"),
        "no_target": Tone("#4a5561", "#eef1f4", "#252d36", "#ffffff", "#39434e", "#7b8794"),
    },
)

DARK = Theme(
    kind="dark",
    ground="#0e1621",
    surface="#16212e",
    ink="#eef3f8",
    muted="#b3c0cd",
    line="#33445a",
    grid="#233143",
    accent="#86bbf2",
    accent_soft="#1a3350",
    path="#a3b1c0",
    tones={
        "met": Tone("#5fd6c8", "#5fd6c8", "#00211e", "#0f4a47", "#c9f5ef", "#3cc1b2"),
        "on_track": Tone("#93c5f8", "#93c5f8", "#05213e", "#17304c", "#cfe4fb", "#6aaaf0"),
        "behind": Tone("#f5c655", "#f5c655", "#241800", "#7a5500", "#fff3d1", "#f0b429"),
        "off_track": Tone("#ff9d78", "#ff9d78", "#2e0c00", "#ff8a5e", "#2b0b00", "#ff7f50"),
        "not_enough_data": Tone("#b7c3cf", "#36465a", "#eef3f8", "#1d2937", "#ccd6e0", "#8593a3"),
        "closed": Tone("#b7c3cf", "#4a5a6d", "#ffffff", "#273545", "#ccd6e0", "#7c8a99"),
        "not_applicable": Tone("#b7c3cf", "#1f2c3a", "#eef3f8", "#182330", "#ccd6e0", "#8593a3"),
        "no_target": Tone("#b7c3cf", "#2a394a", "#eef3f8", "#131d29", "#ccd6e0", "#8593a3"),
    },
)


def theme(kind: str | None) -> Theme:
    """Return the palette for ``"dark"``; the light one for anything else, also for nothing."""
    return DARK if kind == "dark" else LIGHT


def contrast(one: str, other: str) -> float:
    """Return the contrast of two ``#rrggbb`` colours, 1 to 21 (WCAG 2.2, 1.4.3)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
