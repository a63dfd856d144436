"""A text is read once for all who ask, and what one changes of it another does not see."""

from dataclasses import replace

import pytest

from timeline import dates
from timeline.dates.rulebook import Rulebook
from timeline.dates.text_read import text_read

TEXT = "The pier opened on 3 May 2011 and closed in June."


def test_a_text_is_cut_into_tokens_once(monkeypatch: pytest.MonkeyPatch) -> None:
    text_read.cache_clear()
    cut: list[str] = []
    tokenize = Rulebook.tokenize

    def counted(self: Rulebook, text: str) -> object:
        cut.append(text)
        return tokenize(self, text)

    monkeypatch.setattr(Rulebook, "tokenize", counted)
    tagged = dates.tag(TEXT, language="en", published="2011-07-01")
    assert dates.habits(TEXT, language="en", published="2011-07-01") == "news"
    assert cut == [TEXT]
    text_read.cache_clear()
    assert dates.tag(TEXT, language="en", published="2011-07-01") == tagged


def test_each_has_expressions_of_its_own() -> None:
    read = text_read(TEXT, "en")
    first = read.found()
    first[0].meaning = replace(first[0].meaning, year=1911)
    assert [f.meaning.year for f in text_read(TEXT, "en").found()] == [2011, None]
