import pytest

from kpis.charts.icons import SHAPES, chip, legend
from kpis.charts.style import deck_rules, sheet, stylesheet
from kpis.charts.theme import DARK, LIGHT, MATERIAL, STATUSES, contrast, theme

GROUNDS = ("ground", "surface")


def test_only_dark_is_dark():
    assert (theme("dark"), theme("light"), theme(None), theme("x")) == (DARK, LIGHT, LIGHT, LIGHT)


def test_black_on_white_is_the_greatest_contrast():
    assert contrast("#000000", "#ffffff") == contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("kind", ["light", "dark"])
def test_every_text_of_the_palette_can_be_read_in_a_meeting_room(kind):
    palette = theme(kind)
    for ground in (getattr(palette, name) for name in GROUNDS):
        for ink in ("ink", "accent"):
            assert contrast(getattr(palette, ink), ground) >= 7
    assert contrast(palette.muted, palette.ground) >= 7
    assert contrast(palette.muted, palette.surface) >= 4.5


@pytest.mark.parametrize("kind", ["light", "dark"])
@pytest.mark.parametrize("status", STATUSES)
def test_every_status_has_the_contrast_its_use_needs(kind, status):
    palette, tone = theme(kind), theme(kind).tone(status)
    assert contrast(tone.ink, palette.ground) >= 7
    assert contrast(tone.ink, palette.surface) >= 7
    assert contrast(tone.solid, tone.on_solid) >= 7
    assert contrast(tone.soft, tone.on_soft) >= 4.5
    assert contrast(tone.mark, palette.ground) >= 3


@pytest.mark.parametrize("kind", ["light", "dark"])
def test_the_worst_cell_stands_out_without_colour(kind):
    palette = theme(kind)
    against_ground = [
        contrast(palette.tone(one).soft, palette.ground) for one in ("on_track", "off_track")
    ]
    assert against_ground[1] > 3 * against_ground[0]


def test_every_status_has_a_symbol_and_a_shape_of_its_own():
    assert set(MATERIAL) == set(STATUSES) <= set(SHAPES)
    assert len(set(MATERIAL.values())) == len(STATUSES)
    assert len(set(SHAPES.values())) == len(SHAPES)


def test_a_chip_has_mark_word_and_colour(words):
    found = chip("behind", words, 'chậm "2,8" điểm')
    assert "k-s-behind" in found
    assert "k-i-behind" in found
    assert words("status.behind") in found
    assert "&quot;2,8&quot;" in found


def test_the_legend_names_every_status(words):
    assert all(words.code("status", one) in legend(words) for one in STATUSES)


def test_the_style_sheet_gives_the_palette_and_every_shape(theme):
    found = stylesheet(theme)
    assert theme.accent in found
    assert all(f".k-s-{one}{{" in found for one in STATUSES)
    assert all(f".k-i-{one}{{" in found for one in SHAPES)


def test_the_deck_carries_both_palettes():
    assert LIGHT.ground in deck_rules()
    assert DARK.ground in deck_rules()


@pytest.mark.parametrize("rules", [stylesheet(LIGHT), deck_rules()])
def test_style_holds_nothing_the_sanitiser_takes_for_markup_and_asks_for_nothing_outside(rules):
    inner = rules.removeprefix("<style>").removesuffix("</style>")
    assert "<" not in inner
    assert "@import" not in inner
    assert "url(http" not in inner
    assert inner.count("{") == inner.count("}")


@pytest.mark.parametrize("name", ["style", "deck"])
def test_style_sheets_use_only_colours_of_the_palette(name):
    # Black is the black screen of the meeting room.
    assert not [word for word in sheet(name).replace(";", " ").split() if word.startswith("#0f")]
    assert sheet(name).replace("#000", "").count(": #") == 0
