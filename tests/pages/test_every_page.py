"""Every page, in both languages and on both grounds, with the demonstration and with nothing."""

import re
from shutil import copytree

import pytest

from kpis.words import LANGUAGES, Words
from tests.pages.conftest import PAGES

OF_FIGURES = ("follow/", "meet/")
DECIMAL_MARK = {"vi": ",.", "en": ".,"}
UNSAID = re.compile(r"\b(nan|NaN|NaT|None|null|undefined|Infinity)\b|<NA>|\{\w*\}")


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture(scope="module")
def shown(walk, demo_folder, language):
    ground = {"vi": "light", "en": "dark"}[language]
    return walk(demo_folder, theme=ground, lang=language)


@pytest.fixture(scope="module", params=["no version", "no report"])
def bare(walk, tmp_path_factory, empty_folder, language, request):
    folder = tmp_path_factory.mktemp("bare")
    if request.param == "no report":
        copytree(empty_folder, folder, dirs_exist_ok=True)
    return walk(folder, lang=language)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_the_demonstration_without_a_problem(shown, page):
    assert not shown[page].exceptions
    assert not shown[page].errors
    assert len(shown[page].words) > 100


@pytest.mark.parametrize("page", PAGES)
def test_no_gap_in_the_data_reaches_the_reader_as_a_word_of_the_machine(shown, page):
    assert not UNSAID.findall(shown[page].words)


@pytest.mark.parametrize("page", [one for one in PAGES if one.startswith(OF_FIGURES)])
def test_illustrative_figures_are_called_so_on_every_page(shown, page, language):
    t = Words(language)
    marks = {t("frame.illustrative").casefold(), t("deck.illustrative").casefold()}
    assert any(mark in shown[page].words.casefold() for mark in marks)


@pytest.mark.parametrize("page", ["follow/indicator", "follow/unit"])
def test_every_figure_has_the_readers_decimal_mark_and_a_sentence(shown, page, language):
    assert shown[page].figures
    for figure, sentence in zip(shown[page].figures, shown[page].alts, strict=True):
        assert figure["layout"]["template"]["layout"]["separators"] == DECIMAL_MARK[language]
        assert sentence


@pytest.mark.parametrize("page", PAGES)
def test_every_chart_has_a_sentence_and_a_table_beside_it(shown, page):
    figures, alts = shown[page].figures, shown[page].alts
    assert len(figures) == len(alts)
    assert all(alts)
    assert not figures or "<table" in shown[page].markup


@pytest.mark.parametrize("page", PAGES)
def test_a_page_without_figures_says_so_in_words_and_does_not_fail(bare, page, language):
    assert not bare[page].exceptions
    assert len(bare[page].words) > 40
    if page.startswith(OF_FIGURES):
        assert bare[page].errors == [Words(language)("problem.store_empty")]


def test_the_first_report_can_be_dropped_before_anything_is_stored(bare, language):
    assert not bare["collect/upload"].errors
    assert Words(language)("upload.label") in bare["collect/upload"].words
