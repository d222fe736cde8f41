"""Why a definition cannot be used reaches people in their own language."""

import re

import pytest

from kpis.catalogue.loading import load_catalogue
from kpis.errors import CatalogueInvalid
from kpis.settings import ROOT
from kpis.words import LANGUAGES, Words
from kpis.words.reasons import problem_in_words, reason_in_words

BROKEN = {
    "a number": ("goals.csv", ",95,2025", ",rất cao,2025"),
    "a name": ("goals.csv", "on_time_rate,kg,", "on_time_rate,kg-khong-co,"),
    "a key": ("programme.toml", "completeness_limit", "completness_limit"),
    "a limit": ("programme.toml", "completeness_limit = 0.8", "completeness_limit = 8"),
}


@pytest.mark.parametrize(("file", "said", "broken"), BROKEN.values(), ids=BROKEN)
def test_what_the_readers_say_is_said_in_vietnamese(tmp_path, file, said, broken):
    for name, text in load_catalogue(ROOT / "data" / "catalogue").texts.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text.replace(said, broken, 1) if name == file else text, "utf-8")
    with pytest.raises(CatalogueInvalid) as problem:
        load_catalogue(tmp_path)
    told = reason_in_words(problem.value.facts["reason"], Words())
    assert told != problem.value.facts["reason"]
    assert not re.search(r"\b(should|not|permitted|required|defined|valid)\b", told)
    assert told in problem_in_words(problem.value.code, problem.value.facts, Words())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_nobody_has_words_for_is_shown_as_it_stands(language):
    assert reason_in_words("Value error, quite new", Words(language)) == "quite new"
